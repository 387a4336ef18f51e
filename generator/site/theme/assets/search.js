// The search: reads the index that generator/site/search writes, a few small files for each word, and shows what it finds.
// What is typed stays in this page: it goes into no address, and the files asked for are named by numbers.
"use strict";
(() => {
  const opener = document.querySelector("[data-search]");
  if (!opener || !window.HTMLDialogElement) return;
  const base = opener.dataset.search;
  const root = base.slice(0, -"search/".length);
  const SHOWN = 10; // results at a time
  const LEAVES = 3; // the most files of a segment that the beginning of a word is worth
  const LETTERS = { æ: "ae", œ: "oe", ß: "ss", ø: "o", ł: "l", đ: "d", ı: "i" };
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUES = new Map([...ALPHABET].map((letter, value) => [letter, value]));

  // Words, as generator/site/search/words.py has them.
  const split = (text) => text.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
  const fold = (word) =>
    word.normalize("NFKD").replace(/\p{Mn}/gu, "").replace(/[æœßøłđı]/g, (letter) => LETTERS[letter]);

  // The files: each is a script that hands over its data, so that they are read from a disk, too.
  const parts = {};
  const asked = {};
  window.searchPart = (name, data) => { parts[name] = data; };

  function load(name, version, read) {
    return (asked[name] ||= new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = `${base}${name}.js${version}`;
      script.onload = () => done(read(parts[name]));
      script.onerror = () => { delete asked[name]; fail(new Error(name)); };
      document.head.append(script);
    }));
  }

  // What is written in them (generator/site/search/index.py).
  function decode(text) {
    const numbers = [];
    let number = 0, shift = 0;
    for (const letter of text) {
      const value = VALUES.get(letter);
      number += (value & 31) << shift;
      shift += 5;
      if (value < 32) { numbers.push(number); number = shift = 0; }
    }
    return numbers;
  }

  // Calls `take(record, inTitle, positions)` for every record of a line.
  function readPlaces(text, take) {
    const numbers = decode(text);
    for (let index = 0, record = 0; index < numbers.length;) {
      const step = numbers[index++], positions = [];
      record += step >> 1;
      for (let place = 0, more = 1; more;) {
        more = numbers[index] & 1;
        positions.push(place += numbers[index++] >> 1);
      }
      take(record, step & 1, positions);
    }
  }

  const sum = (distances) => { let total = 0; return distances.map((one) => (total += one)); };

  // The last of the sorted values that is not after `value`.
  function findLast(values, value) {
    let low = 0, high = values.length;
    while (low < high) {
      const middle = (low + high) >> 1;
      if (values[middle] <= value) low = middle + 1; else high = middle;
    }
    return low - 1;
  }

  let index; // the manifest, once it is there
  function readManifest(manifest) {
    const segments = manifest.segments.map(([version, records, keys, pages, blocks], number) => ({
      number, version, records, keys: keys.split(" "), pages: sum(decode(pages)), blocks: sum(decode(blocks)),
    }));
    const records = segments.reduce((total, one) => total + one.records, 0);
    index = { ...manifest, common: new Set(manifest.common.split(" ")), segments, records };
  }

  const readLeaf = (segment) => (leaf) => leaf.split("|").map((line) => {
    const [word, ending, places] = line.split(" ");
    const [, cut, more] = /^(\d*)(.*)$/.exec(ending);
    return { segment, word, folded: fold(word), stem: word.slice(0, word.length - cut) + more, places };
  });

  // The lines of every segment whose words begin so; of a beginning that too many have, those in the first files.
  async function findLines(beginning, most = Infinity) {
    const lines = index.segments.map(async ({ number, version, keys }) => {
      const first = Math.max(0, findLast(keys, beginning));
      const last = Math.min(findLast(keys, `${beginning}\uffff`), first + most - 1);
      const names = Array.from({ length: last - first + 1 }, (_, leaf) => `${number}/${first + leaf}`);
      return (await Promise.all(names.map((name) => load(name, `?${version}`, readLeaf(number))))).flat();
    });
    return (await Promise.all(lines)).flat().filter((line) => line.folded.startsWith(beginning));
  }

  // The lines of a word, with what each is worth: the word itself, with or without marks; another form of it, which has the
  // same stem; and where it may go on, a word that begins with it.
  async function findForms({ word, mayGoOn, isQuoted }) {
    const typed = fold(word);
    const near = await findLines(typed, mayGoOn ? LEAVES : 1);
    let stems = new Set(near.filter((line) => line.folded === typed).map((line) => line.stem));
    if (!stems.size && !isQuoted && !(mayGoOn && near.length)) {
      // Nothing has this form: then the forms of the longest stem that it goes on from.
      const around = (await findLines(typed.slice(0, Math.max(4, typed.length - 6)), LEAVES)).map((line) => line.stem);
      const even = (text) => fold(text).replace(/y/g, "i");
      const fits = around.filter((stem) => even(typed).startsWith(even(stem)) && stem.length >= typed.length - 6);
      stems = new Set(fits.filter((stem) => fits.every((other) => stem.length >= other.length)));
    }
    // A stem is as its forms begin, but for its last letter: “studi” of “study”.
    const shared = (stem) => { let count = 0; while (typed[count] && typed[count] === stem[count]) count += 1; return count; };
    const length = Math.max(3, Math.min(...[...stems].map((stem) => shared(fold(stem)) - 1)));
    const family = stems.size && !isQuoted ? await findLines(typed.slice(0, length), LEAVES) : [];
    const worth = (line) => line.folded === typed ? 1 : isQuoted ? 0
      : stems.has(line.stem) ? 0.7 : mayGoOn && line.folded.startsWith(typed) ? 0.5 : 0;
    return [...new Set([...near, ...family])].map((line) => [line, worth(line)]).filter((one) => one[1]);
  }

  // For each segment, the records that have one of the forms: what that is worth, and where it stands.
  function gather(forms) {
    const found = index.segments.map(() => new Map());
    for (const [{ segment, places }, worth] of forms) {
      readPlaces(places, (record, inTitle, positions) => {
        const before = found[segment].get(record);
        const score = worth * (inTitle ? 2.5 : 1) * (2.2 * positions.length) / (positions.length + 1.2);
        found[segment].set(record, before ? {
          score: Math.max(before.score, score), inTitle: before.inTitle | inTitle, positions: before.positions.concat(positions),
        } : { score, inTitle, positions });
      });
    }
    const count = found.reduce((total, records) => total + records.size, 0);
    // The pages whose own title has the word: what is in them need not say it again.
    const pages = found.map((records, number) =>
      new Set(index.segments[number].pages.flatMap((start, page) => (records.get(start)?.inTitle ? [page] : []))));
    return { forms, found, pages, rarity: Math.log(1 + index.records / (count || 1)) };
  }

  // A query as groups of words that must stand together: those between quotation marks, or written as one.
  function divide(query) {
    const text = query.replace(/[“”«»„]/g, '"');
    return [...text.matchAll(/"([^"]*)"?|[^\s"]+/g)].map(({ 0: whole, 1: quoted, index: start }) => {
      const isQuoted = quoted !== undefined;
      const isLast = !isQuoted && start + whole.length === text.length;
      return split(quoted ?? whole)
        .map((word, offset, { length }) => ({ word, offset, isQuoted, mayGoOn: isLast && offset === length - 1 && word.length > 1 }))
        .filter(({ word, mayGoOn }) => mayGoOn || !index.common.has(word));
    }).filter((group) => group.length);
  }

  const standTogether = (group, places) => places[0].positions.some((start) =>
    group.every(({ offset }, index) => places[index].positions.includes(start + offset - group[0].offset)));

  // Whether a record has every facet that the reader chose; null where nothing was chosen.
  async function narrow(choices) {
    const facets = ["kind", "standing", "language", "page"].filter((name) => choices[name])
      .map((name) => [`:${name}:${choices[name]}`, (line, whole) => line.word === whole]);
    for (const word of split(choices.person)) facets.push([`:person:${fold(word)}`, () => true]);
    const [from, until = from] = choices.year.match(/\d+/g) || [];
    if (from) facets.push([":year:", ({ word }) => word.slice(6) >= from && word.slice(6) <= until]);
    const marks = await Promise.all(facets.map(async ([beginning, fits]) => {
      const marked = index.segments.map(({ records }) => new Uint8Array(records));
      for (const line of await findLines(beginning)) {
        if (fits(line, beginning)) {
          readPlaces(line.places, (record, _, [more]) => marked[line.segment].fill(1, record, record + more + 1));
        }
      }
      return marked;
    }));
    return marks.length ? (segment, record) => marks.every((marked) => marked[segment][record]) : null;
  }

  async function search(query, choices) {
    const groups = divide(query), flat = groups.flat();
    const [fits, ...gathered] = await Promise.all([
      narrow(choices), ...[...flat, ...divide(choices.case).flat()].map(async (one) => gather(await findForms(one))),
    ]);
    const words = gathered.slice(0, flat.length), titles = gathered.slice(flat.length);
    const results = [];
    for (const { number, pages, records } of index.segments) {
      const all = fits || titles.length ? Array(records).keys() : [];
      for (const record of words.length ? new Set(words.flatMap(({ found }) => [...found[number].keys()])) : all) {
        const page = findLast(pages, record);
        if ((fits && !fits(number, record)) || !titles.every((one) => one.pages[number].has(page))) continue;
        let score = 0, at = 0;
        const hasAll = groups.every((group) => {
          const own = words.slice(at, at += group.length);
          const places = own.map(({ found }) => found[number].get(record));
          own.forEach(({ rarity }, index) => { score += rarity * (places[index]?.score ?? 0.1); });
          return group.length > 1 ? places.every(Boolean) && standTogether(group, places) : places[0] || own[0].pages[number].has(page);
        });
        if (hasAll) results.push({ segment: number, record, score });
      }
    }
    results.sort((one, other) => other.score - one.score || one.segment - other.segment || one.record - other.record);
    return { results, hits: new Set(words.flatMap(({ forms }) => forms.map(([line]) => line.folded))) };
  }

  // What is shown.
  function make(tag, properties, ...children) {
    const element = Object.assign(document.createElement(tag), properties);
    element.append(...children);
    return element;
  }

  // The text with what was found marked; where that comes late in a long one, without its beginning.
  function mark(text, hits, longest) {
    const pieces = text.split(/([\p{L}\p{N}]+)/u);
    const isHit = (piece, index) => index % 2 === 1 && hits.has(fold(piece.toLowerCase()));
    const first = pieces.findIndex(isHit);
    const start = first > longest * 0.7 ? (first - longest / 4) & ~1 : 0;
    const shown = pieces.slice(start, start + longest).map((piece, index) => (isHit(piece, index) ? make("mark", {}, piece) : piece));
    return [start ? "… " : "", ...shown, start + longest < pieces.length ? " …" : ""];
  }

  async function show({ segment: number, record }, hits) {
    const { version, blocks } = index.segments[number], block = findLast(blocks, record);
    const [[page, home], ...rows] = await load(`${number}/r${block}`, `?${version}`, (data) => data);
    const [anchor, title, text, kind, standing, year] = rows[record - blocks[block]];
    const { choices } = index;
    const about = [choices.kind[kind], choices.standing[standing], year, anchor && home].filter(Boolean).join(" · ");
    return make("li", {}, make("a", { href: `${root}${page}${anchor && `#${anchor}`}` },
      make("strong", {}, ...mark(title, hits, 120)), make("span", {}, about), make("span", {}, ...mark(text, hits, 60))));
  }

  let dialog, field, status, list, more, fields, turn = 0;

  async function answer() {
    const mine = ++turn, { words } = index, query = field.value.trimStart();
    const choices = Object.fromEntries(Object.entries(fields)
      .map(([name, one]) => [name, one.type === "checkbox" && !one.checked ? "" : one.value.trim()]));
    status.textContent = words.wait;
    try {
      const { results, hits } = await search(query, choices);
      const showFrom = async (from) => {
        const items = await Promise.all(results.slice(from, from + SHOWN).map((one) => show(one, hits)));
        if (mine !== turn) return;
        list.replaceChildren(...[...list.children].slice(0, from), ...items);
        more.hidden = list.children.length >= results.length;
        if (from) items[0].firstChild.focus();
      };
      more.onclick = () => showFrom(list.children.length);
      await showFrom(0);
      if (mine !== turn) return;
      const isAsked = query || Object.values(choices).some(Boolean);
      status.textContent = results.length ? words.found.replace("%(n)s", results.length.toLocaleString(document.documentElement.lang))
        : isAsked ? words.none.replace("%(query)s", query.trim()) : words.help;
    } catch {
      if (mine === turn) status.textContent = words.failed;
    }
  }

  function build() {
    const { words, choices } = index, label = opener.title;
    const choose = (name) => make("select", {}, make("option", { value: "" }, words.any),
      ...Object.entries(choices[name]).map(([value, text]) => make("option", { value }, text)));
    fields = { kind: choose("kind"), standing: choose("standing"), language: choose("language") };
    for (const name of ["case", "person", "year"]) fields[name] = make("input", { type: "text", autocomplete: "off" });
    const here = /\/(cases\/[^/]+\/)(?:as-of-[^/]+\/)?(?:index\.html)?$/.exec(location.pathname);
    if (here) fields.page = make("input", { type: "checkbox", value: here[1] });
    const rows = Object.entries(fields).map(([name, one]) => make("label", {}, words[name], " ", one));
    field = make("input", { type: "search", autocomplete: "off", spellcheck: false, ariaLabel: label });
    const close = make("button", { type: "button", onclick: () => dialog.close() }, words.close);
    const form = make("form", {}, field, close);
    const filters = make("details", {}, make("summary", {}, words.filters), make("div", {}, ...rows));
    status = make("p", { role: "status" }, words.help);
    list = make("ol", {});
    more = make("button", { type: "button", hidden: true }, words.more);
    dialog = make("dialog", { className: "search", ariaLabel: label }, form, filters, status, list, more);
    let waiting;
    dialog.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(answer, 150); });
    form.addEventListener("submit", async (event) => {
      event.preventDefault();
      clearTimeout(waiting);
      await answer();
      list.querySelector("a")?.focus();
    });
    dialog.addEventListener("click", (event) => { if (event.target === dialog || event.target.closest("a")) dialog.close(); });
    dialog.addEventListener("keydown", (event) => {
      const stops = [field, ...list.querySelectorAll("a")], now = stops.indexOf(document.activeElement);
      const next = stops[now + ({ ArrowDown: 1, ArrowUp: -1 }[event.key] || NaN)];
      if (now < 0 || !next) return;
      event.preventDefault();
      next.focus();
    });
    document.body.append(dialog);
  }

  async function open() {
    try {
      await load("index", "", readManifest);
    } catch {
      opener.hidden = true; // a site built without an index
      return;
    }
    if (!dialog) build();
    if (!dialog.open) dialog.showModal();
    field.select();
  }

  opener.hidden = false;
  opener.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest?.("input, textarea, select, [contenteditable]");
    const hasModifier = event.ctrlKey || event.metaKey;
    if (hasModifier ? event.key.toLowerCase() !== "k" : event.key !== "/" || isTyping || event.altKey) return;
    event.preventDefault();
    open();
  });
})();
