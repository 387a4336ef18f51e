// What every page shares.
import MarkdownIt from "markdown-it";

export const SITE = "https://example.org/dossier/";
export const FORGE = "https://forge.example/team/dossier";
const md = new MarkdownIt();
const MONTHS = "January February March April May June July August September October November December".split(" ");
const ENTITIES = { "&": "&amp;", "<": "&lt;", ">": "&gt;", '"': "&quot;" };

export const markdown = (text) => md.renderInline(text);
export const escape = (text) => String(text).replace(/[&<>"]/g, (one) => ENTITIES[one]);

export function day(date) {
  const [year, month, number] = String(date).split("-");
  return `${number ? Number(number) + " " : ""}${month ? MONTHS[month - 1] + " " : ""}${year}`;
}

export function compare(key) {
  return (one, other) => (one[key] < other[key] ? -1 : one[key] > other[key] ? 1 : 0);
}

export function frame(title, url, main) {
  return `<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escape(title)} - Dossier</title>
<link rel="canonical" href="${SITE}${url.slice(1)}">
<link rel="stylesheet" href="/dossier/style.css">
<link rel="alternate" type="application/atom+xml" title="What changed" href="/dossier/feed.xml">
</head>
<body>
<a class="skip" href="#main">Skip to content</a>
<header>
<a class="site" href="/dossier/">Dossier</a>
<nav aria-label="Main"><ul>
<li><a href="/dossier/cases/">Cases</a></li>
<li><a href="/dossier/timeline/">Timeline</a></li>
<li><a href="/dossier/people/">People</a></li>
<li><a href="/dossier/sources/">Sources</a></li>
</ul></nav>
</header>
<main>
${main}
</main>
<footer>
<p>Facts and text: <a href="https://creativecommons.org/licenses/by/4.0/" rel="license">CC BY 4.0</a>. Quotations belong to their authors.</p>
</footer>
</body>
</html>
`;
}

// The pages of a list: its data file's pagination, and links to its first, its last and the nearest pages.
export function paginate(list, before) {
  return {
    pagination: { data: "dossiers", size: 200, before },
    permalink: ({ pagination }) => `/${list}${pagination.pageNumber ? `-${pagination.pageNumber + 1}` : ""}/`,
  };
}

export function pager({ pageNumber, hrefs }) {
  if (hrefs.length < 2) return "";
  const near = (index) => index === 0 || index === hrefs.length - 1 || Math.abs(index - pageNumber) < 3;
  const links = [...hrefs.keys()].filter(near).map((index) =>
    index === pageNumber ? `<li><span aria-current="page">${index + 1}</span></li>` : `<li><a href="/dossier${hrefs[index]}">${index + 1}</a></li>`);
  return `<nav class="pages" aria-label="Pages of this list"><ol>\n${links.join("\n")}\n</ol></nav>`;
}

// Entries under the letter or year that they begin with.
export function group(entries, heading, prefix, tag, write) {
  let last = "";
  const lines = [];
  for (const one of entries) {
    const under = heading(one);
    if (under !== last) {
      if (last) lines.push(`</${tag}>`);
      lines.push(`<h2 id="${prefix}-${under.toLowerCase()}">${under}</h2>`, `<${tag} class="entries">`);
      last = under;
    }
    lines.push(write(one));
  }
  return `${lines.join("\n")}\n</${tag}>`;
}
