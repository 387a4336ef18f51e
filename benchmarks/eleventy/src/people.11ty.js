import { compare, escape, frame, group, pager, paginate } from "../lib/page.js";

export const data = paginate("people", (dossiers) =>
  dossiers.flatMap(({ id, case: { title }, people, organisations }) => [
    ...Object.entries(people).map(([key, one]) => ({ name: one.name ?? one.shown_as, meta: `person: ${one.roles.join(", ")}`, anchor: `person-${key}`, id, title })),
    ...Object.entries(organisations).map(([key, one]) => ({ name: one.name, meta: one.kind, anchor: `organisation-${key}`, id, title })),
  ]).sort(compare("name")));

export function render({ pagination, page }) {
  const list = group(pagination.items, (one) => one.name[0].toUpperCase(), "people", "ul", (one) => `<li id="${one.anchor}-${one.id}"><p><span class="name">${escape(one.name)}</span> <span class="meta">${escape(one.meta)}</span></p>
<p class="place"><a href="/dossier/cases/${one.id}/#${one.anchor}">${escape(one.title)}</a></p></li>`);
  return frame("People", page.url, `<h1>People</h1>\n<p>Everybody who is spoken of, and in which case.</p>\n${list}\n${pager(pagination)}`);
}
