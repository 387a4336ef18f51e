import { compare, day, escape, frame, group, pager, paginate } from "../lib/page.js";

export const data = paginate("timeline", (dossiers) =>
  dossiers.flatMap(({ id, case: { title }, events }) =>
    Object.entries(events).map(([key, one]) => ({ date: String(one.date), called: one.title, anchor: `event-${key}`, id, title }))).sort(compare("date")));

export function render({ pagination, page }) {
  const list = group(pagination.items, ({ date }) => date.slice(0, 4), "year", "ol", (one) => `<li class="event" id="${one.anchor}-${one.id}"><div class="when"><time datetime="${one.date}">${day(one.date)}</time></div><div class="what"><p class="title"><a href="/dossier/cases/${one.id}/#${one.anchor}">${escape(one.called)}</a></p><p class="meta">${escape(one.title)}</p></div></li>`);
  return frame("Timeline", page.url, `<h1>Timeline</h1>\n<p>The events of all cases in one line.</p>\n${list}\n${pager(pagination)}`);
}
