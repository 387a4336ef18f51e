// The search: reads the index that generator/site/search writes, a few small files for each word, and shows what it finds.
// What is typed stays in this page: it is put into no address, and the files asked for are named by numbers.
(() => {
  "use strict";

  const opener = document.querySelector("[data-search]");
  if (!opener || !window.HTMLDialogElement) return;
  const base = opener.dataset.search;
  const SHOWN = 10; // results at a time
  const LEAVES = 3; // the most files of a segment that the beginning of a word is worth
  const LETTERS = { æ: "ae", œ: "oe", ß: "ss", ø: "o", ł: "l", đ: "d", ı: "i" };
  const ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_";
  const VALUES = new Map([...ALPHABET].map((letter, value) => [letter, value]));

  // ---- words, as generator/site/search/words.py has them

  const split = (text) => text.normalize("NFC").toLowerCase().match(/[\p{L}\p{N}]+/gu) || [];
  const fold = (word) =>
    word.normalize("NFKD").replace(/\p{Mn}/gu, "").replace(/[æœßøłđı]/g, (letter) => LETTERS[letter]);
  const share = (one, other) => {
    let count = 0;
    while (count < one.length && one[count] === other[count]) count += 1;
    return count;
  };

  // ---- the files, and what is written in them

  const parts = {};
  const asked = {};
  window.searchPart = (name, data) => { parts[name] = data; };

  function load(name, file) {
    return (asked[name] ||= new Promise((done, fail) => {
      const script = document.createElement("script");
      script.src = base + file;
      script.onload = () => { script.remove(); done(parts[name]); };
      script.onerror = () => { script.remove(); delete asked[name]; fail(new Error(file)); };
      document.head.append(script);
    }));
  }

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
    while (low < high) { const middle = (low + high) >> 1; if (values[middle] <= value) low = middle + 1; else high = middle; }
    return low - 1;
  }

  let index; // the manifest, once it is there
  async function prepare() {
    if (index) return;
    const read = await load(0, "index.js");
    index = read;
    index.common = new Set(read.common.split(" "));
    index.segments = read.segments.map(([version, records, keys, pages, blocks], number) => ({
      number, version, records, keys: keys.split(" "), pages: sum(decode(pages)), blocks: sum(decode(blocks)),
    }));
    index.records = index.segments.reduce((total, one) => total + one.records, 0);
  }

  const loadOf = (segment, name) => load(`${segment.number}/${name}`, `${segment.number}/${name}.js?${segment.version}`);

  // The lines, in every segment, whose words begin so; only those of the first files where the beginning is that of too many.
  async function findLines(beginning, most = Infinity) {
    const lines = await Promise.all(index.segments.map(async (segment) => {
      const first = Math.max(0, findLast(segment.keys, beginning));
      const last = Math.min(findLast(segment.keys, beginning + "\uffff"), first + most - 1);
      const leaves = [];
      for (let leaf = first; leaf <= last; leaf++) leaves.push(loadOf(segment, leaf));
      return (await Promise.all(leaves)).flatMap((leaf) => leaf.split("|").map((line) => {
        const [word, ending, places] = line.split(" ");
        return { segment, word, ending, places, folded: fold(word) };
      })).filter((line) => line.folded.startsWith(beginning));
    }));
    return lines.flat();
  }

  function stemOf({ word, ending }) {
    const [, cut, more] = /^(\d*)(.*)$/.exec(ending);
    return word.slice(0, word.length - cut) + more;
  }

  // ---- what is looked for

  // The lines of a word: itself with or without marks, other forms of it, and if it may go on, what begins with it.
  async function findForms(word, mayGoOn) {
    const typed = fold(word);
    const near = await findLines(typed, mayGoOn ? LEAVES : 1);
    const same = near.filter((line) => line.folded === typed);
    let stems = new Set(same.map(stemOf));
    if (!near.length || (!mayGoOn && !same.length)) {
      // A form that nothing has: the forms whose stem it goes on from.
      const around = await findLines(typed.slice(0, Math.max(4, typed.length - 4)), LEAVES);
      const fits = around.map(stemOf).filter((stem) => typed.startsWith(fold(stem)) && stem.length >= typed.length - 4);
      const longest = Math.max(...fits.map((stem) => stem.length));
      stems = new Set(fits.filter((stem) => stem.length === longest));
    }
    const root = Math.min(...[...stems].map((stem) => share(typed, fold(stem)) - 1));
    const family = stems.size ? await findLines(typed.slice(0, Math.max(3, root)), LEAVES) : [];
    const forms = new Map();
    const add = (lines, worth) => lines.forEach((line) => {
      const key = `${line.segment.number} ${line.word}`;
      if (!forms.has(key)) forms.set(key, { ...line, worth });
    });
    add(same, 1);
    add(family.filter((line) => stems.has(stemOf(line))), 0.7);
    if (mayGoOn) add(near, 0.5);
    return [...forms.values()];
  }

  // For each segment, the records that have one of the forms, with what that is worth and where it stands.
  function gather(forms) {
    const found = index.segments.map(() => new Map());
    for (const { segment, places, worth } of forms) {
      readPlaces(places, (record, inTitle, positions) => {
        const records = found[segment.number], before = records.get(record);
        const score = worth * (inTitle ? 2.5 : 1) * (2.2 * positions.length) / (positions.length + 1.2);
        records.set(record, before
          ? { score: Math.max(before.score, score), inTitle: before.inTitle | inTitle, positions: [...before.positions, ...positions] }
          : { score, inTitle, positions });
      });
    }
    const count = found.reduce((total, records) => total + records.size, 0);
    const rarity = Math.log(1 + index.records / (count || 1));
    // The pages whose own title has the word: it may be left out in what is looked for in them.
    const pages = found.map((records, number) =>
      new Set(index.segments[number].pages.flatMap((start, page) => (records.get(start)?.inTitle ? [page] : []))));
    return { found, rarity, pages };
  }

  // A query as groups of words that must stand together; the last word may be the beginning of one.
  function divide(query) {
    const text = query.replace(/[“”«»„]/g, '"');
    const groups = [...text.matchAll(/"([^"]*)"?|[^\s"]+/g)].map((match) => split(match[1] ?? match[0])).filter((one) => one.length);
    const goesOn = /[\p{L}\p{N}]$/u.test(text) && (text.match(/"/g) || []).length % 2 === 0;
    const all = groups.flat().every((word) => index.common.has(word));
    return groups.map((words, group) => words.map((word, offset) => ({
      word, offset, mayGoOn: goesOn && group === groups.length - 1 && offset === words.length - 1 && word.length > 1,
    })).filter(({ word, mayGoOn }) => all || mayGoOn || !index.common.has(word))).filter((group) => group.length);
  }

  const standTogether = (group, places) => places[0].positions.some((start) =>
    group.every(({ offset }, index) => places[index].positions.includes(start + offset - group[0].offset)));

  // The records that have every facet that the reader chose, as one mark each; null where nothing was chosen.
  async function narrow(choices) {
    const asked = [];
    for (const name of ["kind", "standing", "language", "page"]) {
      if (choices[name]) asked.push([`:${name}:${choices[name]}`, (line, whole) => line.word === whole]);
    }
    for (const word of split(choices.person || "")) asked.push([`:person:${fold(word)}`, () => true]);
    const [from, until = from] = (choices.year || "").match(/\d+/g) || [];
    if (from) asked.push([":year:", (line) => line.word.slice(6) >= from && line.word.slice(6) <= until]);
    const marks = await Promise.all(asked.map(async ([beginning, fits]) => {
      const marked = index.segments.map((segment) => new Uint8Array(segment.records));
      for (const line of await findLines(beginning)) {
        if (fits(line, beginning)) {
          readPlaces(line.places, (record, _, [more]) => marked[line.segment.number].fill(1, record, record + more + 1));
        }
      }
      return marked;
    }));
    return marks.length ? (segment, record) => marks.every((marked) => marked[segment][record]) : null;
  }

  async function search(query, choices) {
    await prepare();
    const groups = divide(query);
    const inTitle = split(choices.case || "").filter((word) => !index.common.has(word));
    const [fits, ...gathered] = await Promise.all([
      narrow(choices),
      ...groups.flat().map(async ({ word, mayGoOn }) => {
        const forms = await findForms(word, mayGoOn);
        return { ...gather(forms), forms };
      }),
      ...inTitle.map(async (word) => gather(await findForms(word, true))),
    ]);
    const words = gathered.slice(0, groups.flat().length);
    const titles = gathered.slice(words.length);
    const results = [];
    index.segments.forEach(({ number, pages, records }) => {
      const candidates = words.length ? new Set(words.flatMap(({ found }) => [...found[number].keys()]))
        : fits || titles.length ? Array.from({ length: records }, (_, record) => record) : [];
      for (const record of candidates) {
        if (fits && !fits(number, record)) continue;
        const page = findLast(pages, record);
        if (!titles.every((one) => one.pages[number].has(page))) continue;
        let score = 0, at = 0;
        const hasAll = groups.every((group) => {
          const own = words.slice(at, at += group.length);
          const places = own.map(({ found }) => found[number].get(record));
          own.forEach(({ rarity }, index) => { score += rarity * (places[index]?.score ?? 0.1); });
          return group.length > 1 ? places.every(Boolean) && standTogether(group, places)
            : places[0] || own[0].pages[number].has(page);
        });
        if (hasAll) results.push({ segment: number, record, score });
      }
    });
    results.sort((one, other) => other.score - one.score || one.segment - other.segment || one.record - other.record);
    return { results, hits: new Set(words.flatMap(({ forms }) => forms.map((line) => line.folded))) };
  }

  // ---- what is shown

  function make(tag, properties, ...children) {
    const element = document.createElement(tag);
    for (const [name, value] of Object.entries(properties)) {
      if (name in element) element[name] = value; else element.setAttribute(name, value);
    }
    element.append(...children);
    return element;
  }

  // The text with what was found marked; a long one only around the first of it.
  function mark(text, hits, longest) {
    const pieces = text.split(/([\p{L}\p{N}]+)/u);
    const isHit = (piece, index) => index % 2 === 1 && hits.has(fold(piece.toLowerCase()));
    const start = pieces.length > longest ? Math.max(0, pieces.findIndex(isHit) - longest / 4) & ~1 : 0;
    const shown = pieces.slice(start, start + longest).map((piece, index) => (isHit(piece, index) ? make("mark", {}, piece) : piece));
    return [start ? "… " : "", ...shown, start + longest < pieces.length ? " …" : ""];
  }

  async function show({ segment: number, record }, hits) {
    const segment = index.segments[number], block = findLast(segment.blocks, record);
    const [[page, home], ...rows] = await loadOf(segment, `r${block}`);
    const [anchor, title, text, kind, standing, year] = rows[record - segment.blocks[block]];
    const { choices } = index;
    const about = [choices.kind[kind], choices.standing[standing], year, anchor && home].filter(Boolean).join(" · ");
    return make("li", {}, make("a", { href: `${base}../${page}${anchor && `#${anchor}`}` },
      make("strong", {}, ...mark(title, hits, 60)), make("span", {}, about), ...(text ? [make("p", {}, ...mark(text, hits, 60))] : [])));
  }

  let dialog, field, status, list, more, fields, turn = 0;

  async function answer() {
    const mine = ++turn;
    const choices = Object.fromEntries(Object.entries(fields).map(([name, one]) =>
      [name, one.type === "checkbox" ? (one.checked ? one.value : "") : one.value.trim()]));
    const query = field.value.trim() && field.value.trimStart();
    status.textContent = query ? index.words.wait : "";
    try {
      const { results, hits } = await search(query, choices);
      if (mine !== turn) return;
      list.replaceChildren();
      const showMore = async () => {
        const from = list.children.length;
        const items = await Promise.all(results.slice(from, from + SHOWN).map((one) => show(one, hits)));
        if (mine !== turn) return;
        list.append(...items);
        more.hidden = list.children.length >= results.length;
        if (from) list.children[from].firstChild.focus();
      };
      more.onclick = showMore;
      await showMore();
      if (mine !== turn) return;
      const isAsked = query || Object.values(choices).some(Boolean);
      status.textContent = !isAsked ? index.words.help : results.length
        ? index.words.found.replace("%(n)s", results.length.toLocaleString(document.documentElement.lang))
        : index.words.none.replace("%(query)s", query);
    } catch (error) {
      if (mine === turn) status.textContent = index.words.failed;
    }
  }

  function build() {
    const { words, choices } = index;
    const choose = (name) => make("select", {}, make("option", { value: "" }, words.any),
      ...Object.entries(choices[name]).map(([value, label]) => make("option", { value }, label)));
    fields = { kind: choose("kind"), standing: choose("standing"), language: choose("language") };
    for (const name of ["case", "person", "year"]) fields[name] = make("input", { type: "text", autocomplete: "off" });
    const here = /\/(cases\/[^/]+\/)(?:as-of-[^/]+\/)?(?:index\.html)?$/.exec(location.pathname);
    if (here) fields.page = make("input", { type: "checkbox", value: here[1] });
    const rows = Object.entries(fields).filter(([name]) => name !== "language" || Object.keys(choices.language).length > 1)
      .map(([name, one]) => make("label", {}, name === "page" ? words.here : words[name], " ", one));
    field = make("input", { type: "search", autocomplete: "off", spellcheck: false, "aria-label": opener.ariaLabel, placeholder: opener.ariaLabel });
    status = make("p", { role: "status" }, words.help);
    list = make("ol", {});
    more = make("button", { type: "button", hidden: true, className: "md-button" }, words.more);
    const close = make("button", { type: "button", className: "search-close", onclick: () => dialog.close() }, words.close);
    const form = make("form", {}, make("div", { className: "search-bar" }, field, close),
      make("details", {}, make("summary", {}, words.filters), make("div", { className: "search-filters" }, ...rows)));
    dialog = make("dialog", { className: "search md-typeset", "aria-label": opener.ariaLabel }, form, status, list, more);
    let waiting;
    form.addEventListener("input", () => { clearTimeout(waiting); waiting = setTimeout(answer, 150); });
    form.addEventListener("submit", (event) => { event.preventDefault(); list.querySelector("a")?.focus(); });
    dialog.addEventListener("click", (event) => {
      if (event.target === dialog || event.target.closest("ol a")) dialog.close();
    });
    dialog.addEventListener("keydown", (event) => {
      const step = { ArrowDown: 1, ArrowUp: -1 }[event.key];
      const stops = [field, ...list.querySelectorAll("a"), ...(more.hidden ? [] : [more])];
      const now = stops.indexOf(document.activeElement);
      if (!step || now < 0 || !stops[now + step]) return;
      event.preventDefault();
      stops[now + step].focus();
    });
    document.body.append(dialog);
  }

  async function open() {
    try {
      await prepare();
    } catch (error) {
      opener.disabled = true;
      return;
    }
    if (!dialog) build();
    if (!dialog.open) dialog.showModal();
    field.focus();
    field.select();
  }

  opener.hidden = false;
  opener.addEventListener("click", open);
  document.addEventListener("keydown", (event) => {
    const isTyping = event.target.closest("input, textarea, select, [contenteditable]");
    const isSlash = event.key === "/" && !isTyping && !event.ctrlKey && !event.metaKey && !event.altKey;
    if (!isSlash && !((event.ctrlKey || event.metaKey) && event.key.toLowerCase() === "k")) return;
    event.preventDefault();
    open();
  });
})();
