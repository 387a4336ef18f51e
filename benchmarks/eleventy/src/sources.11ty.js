import { compare, day, escape, frame, group, pager, paginate } from "../lib/page.js";

export const data = paginate("sources", (dossiers) =>
  dossiers.flatMap(({ id, case: { title }, sources, organisations }) =>
    Object.entries(sources).map(([key, one]) => ({ called: one.title, one, maker: organisations[one.maker].name, anchor: `source-${key}`, id, title }))).sort(compare("called")));

export function render({ pagination, page }) {
  const list = group(pagination.items, ({ called }) => called[0].toUpperCase(), "sources", "ul", ({ called, one, maker, anchor, id, title }) => `<li id="${anchor}-${id}" class="seen"><p><span class="reference">${escape(maker)}, “${escape(called)}”, <cite>${escape(one["container-title"])}</cite>, ${day(one.issued)}.</span> <span class="meta">${one.type}; ${one.seen}</span></p>
<p class="place"><a href="/dossier/cases/${id}/#${anchor}">${escape(title)}</a></p></li>`);
  return frame("Sources", page.url, `<h1>Sources</h1>\n<p>Every document that a statement rests on, and the case that uses it.</p>\n${list}\n${pager(pagination)}`);
}
