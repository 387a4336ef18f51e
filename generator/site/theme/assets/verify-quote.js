// Checks the proof of a quote in the reader's browser. It shares no code with the generator: it is the second
// implementation of the rule in docs/quote-proofs.md, and what it needs comes from this site alone.
"use strict";
const dossierProof = (() => {
  const LEFT_OUT = /[\u00ad\u034f\u061c\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u206f\ufe00-\ufe0f\ufeff]/gu;
  const VARIANTS = new Map(
    Object.entries({
      '"': "«»“”„‟″‶❝❞❠〝〞〟＂",
      "'": "‘’‚‛′‵‹›`´ʹʻʼʽ❛❜＇",
      "-": "‐‑−﹣－֊",
      "–": "‒—―⸺⸻﹘︱︲",
      "/": "⁄∕",
    }).flatMap(([sign, variants]) => [...variants].map((variant) => [variant, sign])),
  );
  const UNSPACED = [
    [0xe00, 0xeff], [0x1000, 0x109f], [0x1780, 0x17ff], [0x2e80, 0x2fff], [0x3005, 0x3007], [0x3021, 0x3029],
    [0x3031, 0x312f], [0x31a0, 0x31bf], [0x31f0, 0x31ff], [0x3400, 0x4dbf], [0x4e00, 0x9fff], [0xf900, 0xfaff],
    [0x1b000, 0x1b16f], [0x20000, 0x3ffff],
  ];
  const TOKEN = /(?:(?<![wd\-–])-(?=d))?(?:[wd]|(?<=[wd])-(?=w)|(?<=w)-(?=d)|(?<=d)[.,':/](?=d))+|[-–]+|\.{3,}|[^ ]/g;
  const OUTER = new Set([..."\"'.,;:-…()[]"]);
  const FEWEST_WORDS = 4;
  const FORMAT = "dossier-quote-proof/1";
  const RULE = "v1";
  const LIMITS = { file: 262144, tokens: 16777216, spans: 64, words: 2000, siblings: 2048 };
  const KEYS = ["format", "quote", "root", "rule", "siblings", "snapshot", "spans", "tokens"];

  // ---- Words

  const foldSigns = (text) => [...text.replace(LEFT_OUT, "")].map((letter) => VARIANTS.get(letter) ?? letter).join("");

  const isFigure = (letter) =>
    letter > "\u007f" && !/\p{Nd}/u.test(letter) && /[0-9]/.test(letter.normalize("NFKC"));

  function foldCharacters(text) {
    const parts = [];
    let run = "";
    const close = () => {
      if (run) parts.push(foldSigns(run.normalize("NFKC")));
      run = "";
    };
    for (const letter of foldSigns(text)) {
      if (isFigure(letter)) {
        close();
        parts.push(letter);
      } else run += letter;
    }
    close();
    return parts.join("");
  }

  function kindOf(letter) {
    if (".,':/-–".includes(letter)) return letter;
    if (/[\p{Z}\p{Cc}]/u.test(letter)) return " ";
    if (!/[\p{L}\p{M}\p{N}]/u.test(letter) || isFigure(letter)) return "s";
    const code = letter.codePointAt(0);
    if (UNSPACED.some(([first, last]) => first <= code && code <= last)) return "c";
    return /\p{Nd}/u.test(letter) ? "d" : "w";
  }

  function readWords(text) {
    const letters = [...foldCharacters(text)];
    return [...letters.map(kindOf).join("").matchAll(TOKEN)].map((found) => {
      if (found[0].startsWith("...")) return "…";
      if (/^[-–]+$/.test(found[0])) return "-";
      return letters.slice(found.index, found.index + found[0].length).join("");
    });
  }

  // Full case folding (Unicode 14.0, CaseFolding.txt, C and F), which the language has no function for.
  function foldLetter(letter) {
    const code = letter.codePointAt(0);
    if (letter === "ı") return letter;
    if (code >= 0x13a0 && code <= 0x13f5) return letter;
    if (code >= 0x13f8 && code <= 0x13fd) return String.fromCodePoint(code - 8);
    if (code >= 0xab70 && code <= 0xabbf) return String.fromCodePoint(code - 0xab70 + 0x13a0);
    return [...[...letter.toLowerCase()].map((one) => one.toUpperCase()).join("")].map((one) => one.toLowerCase()).join("");
  }

  const foldWord = (word) => [...word].map(foldLetter).join("").normalize("NFC");

  function readQuote(text) {
    const whole = text
      .normalize("NFC")
      .replace(/\[(.)\](?=(.))/gsu, (all, inner, next) => (/\p{L}/u.test(inner) && /\p{L}/u.test(next) ? inner : all));
    const spans = [];
    for (const part of whole.split(/\[[^[\]]*\]|\(\s*(?:…|\.\.\.)\s*\)/u)) {
      const words = readWords(part);
      while (words.length && OUTER.has(words[0])) words.shift();
      while (words.length && OUTER.has(words.at(-1))) words.pop();
      if (words.length) spans.push(words.map(foldWord));
    }
    return spans;
  }

  const isWeak = (spans) =>
    spans.every((span) => span.filter((word) => /[\p{L}\p{N}]/u.test(word)).length < FEWEST_WORDS);

  // ---- The file of a proof, which must be what the generator writes, byte for byte

  const isHex = (value, bytes) => typeof value === "string" && value.length === 2 * bytes && /^[0-9a-f]*$/.test(value);
  const isCount = (value, least, most) => Number.isInteger(value) && least <= value && value <= most;
  const hasKeys = (value, keys) =>
    typeof value === "object" && value !== null && !Array.isArray(value) &&
    Object.keys(value).sort().join() === keys.join();

  function readProof(raw) {
    if (raw.length > LIMITS.file || /[^\x00-\x7f]/.test(raw)) return null;
    let proof;
    try {
      proof = JSON.parse(raw);
    } catch {
      return null;
    }
    return isProof(proof) && `${JSON.stringify(inOrder(proof), null, 1)}\n` === raw ? proof : null;
  }

  function inOrder(proof) {
    const spans = proof.spans.map(({ at, salts }) => ({ at, salts }));
    return Object.fromEntries(KEYS.map((key) => [key, key === "spans" ? spans : proof[key]]));
  }

  function isProof(proof) {
    if (!hasKeys(proof, KEYS) || proof.format !== FORMAT || proof.rule !== RULE) return false;
    if (![proof.quote, proof.root, proof.snapshot].every((one) => isHex(one, 32))) return false;
    if (!isCount(proof.tokens, 1, LIMITS.tokens)) return false;
    if (!Array.isArray(proof.siblings) || proof.siblings.length > LIMITS.siblings) return false;
    if (!proof.siblings.every((one) => isHex(one, 32))) return false;
    return Array.isArray(proof.spans) && proof.spans.length > 0 && proof.spans.length <= LIMITS.spans && areSpans(proof);
  }

  function areSpans(proof) {
    let end = 0;
    let words = 0;
    return proof.spans.every((span) => {
      if (!hasKeys(span, ["at", "salts"]) || !Array.isArray(span.salts) || !span.salts.length) return false;
      words += span.salts.length;
      if (words > LIMITS.words || !span.salts.every((salt) => isHex(salt, 16))) return false;
      if (!isCount(span.at, end, proof.tokens - span.salts.length)) return false;
      end = span.at + span.salts.length;
      return true;
    });
  }

  // ---- Hashes

  const toBytes = (hex) => Uint8Array.from(hex.match(/../g) ?? [], (pair) => parseInt(pair, 16));
  const toHex = (bytes) => [...bytes].map((byte) => byte.toString(16).padStart(2, "0")).join("");
  const encode = (text) => new TextEncoder().encode(text);

  async function hash(...parts) {
    const whole = new Uint8Array(parts.reduce((sum, part) => sum + part.length, 0));
    let at = 0;
    for (const part of parts) {
      whole.set(part, at);
      at += part.length;
    }
    return new Uint8Array(await crypto.subtle.digest("SHA-256", whole));
  }

  const hashLeaf = (salt, word) => hash([0], salt, encode(word));
  const hashNode = (left, right) => hash([1], left, right);

  async function findRoot(size, leaves, siblings) {
    const rest = [...siblings];
    let known = leaves;
    while (size > 1) {
      const above = [];
      for (let number = 0; number < known.length; number += 1) {
        let [position, node] = known[number];
        if (position % 2) {
          if (!rest.length) return null;
          node = await hashNode(rest.shift(), node);
        } else if (number + 1 < known.length && known[number + 1][0] === position + 1) {
          number += 1;
          node = await hashNode(node, known[number][1]);
        } else if (position + 1 < size) {
          if (!rest.length) return null;
          node = await hashNode(node, rest.shift());
        }
        above.push([Math.floor(position / 2), node]);
      }
      known = above;
      size = Math.ceil(size / 2);
    }
    return known.length === 1 && !rest.length ? known[0][1] : null;
  }

  // What came of it: holds, quote-changed, source-changed, broken.
  async function checkProof(proof, spans, commitment) {
    const same = ["snapshot", "root", "tokens", "rule"].every((key) => commitment?.[key] === proof[key]);
    if (!same) return "source-changed";
    if (toHex(await hash(encode(spans.map((span) => span.join(" ")).join("\n")))) !== proof.quote) return "quote-changed";
    if (spans.length !== proof.spans.length || spans.some((span, n) => span.length !== proof.spans[n].salts.length)) {
      return "broken";
    }
    const leaves = [];
    for (const [number, { at, salts }] of proof.spans.entries()) {
      for (const [n, salt] of salts.entries()) leaves.push([at + n, await hashLeaf(toBytes(salt), spans[number][n])]);
    }
    const root = await findRoot(proof.tokens, leaves, proof.siblings.map(toBytes));
    return root && toHex(root) === commitment.root ? "holds" : "broken";
  }

  return Object.freeze({ readWords, foldWord, readQuote, isWeak, readProof, checkProof });
})();

// ---- The page
(() => {
  const place = document.querySelector(".proof-checker");
  if (!place) return;
  const ENGLISH = {
    none: "Follow “Check this yourself” beside a quote: it brings you here with the quote.",
    absent: "There is no quote of this name with a proof on this site.",
    offline: "The proof could not be fetched. If you opened the page as a file, read it from a server instead.",
    insecure: "Your browser computes hashes only on pages that came over https.",
    words: "The words as they are published. Change one, and see the proof fail.",
    again: "Check",
    busy: "Checking …",
    holds: "Proved: these words stand in the document behind the root below.",
    weak: "These words stand in the document behind the root below. They are so few that many documents have them.",
    "quote-changed": "Not proved: these are not the words that the proof is of.",
    "source-changed": "Not proved: the proof is of another document than the one recorded.",
    broken: "Not proved: the proof does not lead to the root. It was damaged or forged.",
    damaged: "Not proved: the file of the proof is not what the program writes.",
    where: (spans, total) => `Where they stand: words and signs ${spans} of ${total}.`,
    root: "Root recorded for the document:",
    snapshot: "SHA-256 of the document’s file:",
    file: "The proof itself",
    back: "Back to the quote",
  };
  const FRENCH = {
    none: "Suivez « Vérifier soi-même » à côté d’une citation : le lien mène ici avec la citation.",
    absent: "Il n’y a sur ce site aucune citation de ce nom qui ait une preuve.",
    offline: "La preuve n’a pas pu être chargée. Si vous avez ouvert la page comme un fichier, lisez-la depuis un serveur.",
    insecure: "Votre navigateur ne calcule d’empreintes que sur les pages reçues en https.",
    words: "Les mots tels qu’ils sont publiés. Changez-en un, et voyez la preuve échouer.",
    again: "Vérifier",
    busy: "Vérification …",
    holds: "Prouvé : ces mots se trouvent dans le document auquel renvoie la racine ci-dessous.",
    weak:
      "Ces mots se trouvent dans le document auquel renvoie la racine ci-dessous. Ils sont si peu nombreux que beaucoup de " +
      "documents les contiennent.",
    "quote-changed": "Non prouvé : ce ne sont pas les mots sur lesquels porte la preuve.",
    "source-changed": "Non prouvé : la preuve porte sur un autre document que celui qui est enregistré.",
    broken: "Non prouvé : la preuve ne mène pas à la racine. Elle a été abîmée ou falsifiée.",
    damaged: "Non prouvé : le fichier de la preuve n’est pas ce que le programme écrit.",
    where: (spans, total) => `Où ils se trouvent : mots et signes ${spans} sur ${total}.`,
    root: "Racine enregistrée pour le document :",
    snapshot: "SHA-256 du fichier du document :",
    file: "La preuve elle-même",
    back: "Retour à la citation",
  };
  const say = document.documentElement.lang.startsWith("fr") ? FRENCH : ENGLISH;
  const NAME = /^[a-z0-9]+(?:-[a-z0-9]+)*$/;

  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  const tell = (words) => place.replaceChildren(make("p", { className: "proof-verdict", textContent: words }));

  async function load(address) {
    const answer = await fetch(address, { credentials: "omit", redirect: "error" });
    return answer.ok ? answer.text() : null;
  }

  async function show(name, identifier) {
    const [facts, raw] = await Promise.all([
      load(`../cases/${name}/facts.json`),
      load(`../cases/${name}/proofs/${identifier}.json`),
    ]);
    const known = facts && JSON.parse(facts);
    const quote = known?.quotes.find((one) => one.id === `${name}/${identifier}`);
    if (!quote || raw === null) return tell(say.absent);
    const snapshot = known.sources.find((one) => one.id === quote.cite.source)?.snapshot;
    const commitment = snapshot && { ...snapshot, snapshot: snapshot.sha256 };
    draw(quote, commitment, raw, `../cases/${name}/`, identifier);
    return null;
  }

  function draw(quote, commitment, raw, folder, identifier) {
    const verdict = make("p", { className: "proof-verdict" });
    verdict.setAttribute("role", "status");
    const where = make("p", { className: "proof-where" });
    const words = make("textarea", { rows: 5, spellcheck: false, value: quote.text, lang: quote.language });
    const form = make(
      "form",
      {},
      make("label", {}, say.words, words),
      make("button", { type: "submit", className: "md-button", textContent: say.again }),
    );
    const code = (label, value) => make("p", { className: "hash" }, `${label} `, make("code", { textContent: value ?? "–" }));
    const check = async () => {
      verdict.textContent = say.busy;
      const outcome = await judge(words.value, raw, commitment);
      verdict.textContent = say[outcome.verdict];
      verdict.dataset.verdict = outcome.verdict;
      where.textContent = outcome.where;
    };
    form.addEventListener("submit", (event) => {
      event.preventDefault();
      check();
    });
    place.replaceChildren(
      form,
      verdict,
      where,
      code(say.root, commitment?.root),
      code(say.snapshot, commitment?.snapshot),
      make(
        "p",
        {},
        make("a", { href: `${folder}proofs/${identifier}.json`, textContent: say.file }),
        " · ",
        make("a", { href: `${folder}#quote-${identifier}`, textContent: say.back }),
      ),
    );
    check();
  }

  async function judge(text, raw, commitment) {
    const proof = dossierProof.readProof(raw);
    if (!proof) return { verdict: "damaged", where: "" };
    const spans = dossierProof.readQuote(text);
    const verdict = await dossierProof.checkProof(proof, spans, commitment);
    if (verdict !== "holds") return { verdict, where: "" };
    const places = proof.spans.map(({ at, salts }) => `${at + 1}–${at + salts.length}`).join(", ");
    return { verdict: dossierProof.isWeak(spans) ? "weak" : "holds", where: say.where(places, proof.tokens) };
  }

  const asked = new URL(location.href).searchParams;
  const [name, identifier] = [asked.get("case") ?? "", asked.get("quote") ?? ""];
  if (!name && !identifier) tell(say.none);
  else if (!NAME.test(name) || !NAME.test(identifier)) tell(say.absent);
  else if (!globalThis.crypto?.subtle) tell(say.insecure);
  else show(name, identifier).catch(() => tell(say.offline));
})();
