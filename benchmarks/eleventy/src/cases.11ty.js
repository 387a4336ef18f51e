import { compare, day, escape, frame, markdown, pager, paginate } from "../lib/page.js";

export const data = paginate("cases", (dossiers) =>
  dossiers.map((facts) => ({ facts, title: facts.case.title })).sort(compare("title")));

export function render({ pagination, page }) {
  const cards = pagination.items.map(({ facts, title }) => `<article class="case-card" data-topics="${facts.case.topics.join("|")}" data-places="${facts.case.places.join("|")}">
<h2 id="${facts.id}"><a href="/dossier/cases/${facts.id}/">${escape(title)}</a></h2>
<p>${markdown(facts.case.summary.replace(/ ?\[@[^\]]*\]/g, ""))}</p>
<p class="meta">${escape(facts.case.places.join(", "))}. ${escape(facts.case.topics.join(", "))}. Last reviewed on ${day(facts.case.reviewed)}. ${Object.keys(facts.events).length + Object.keys(facts.claims).length} statements</p>
</article>`);
  return frame("Cases", page.url, `<h1>Cases</h1>\n<div class="cases">\n${cards.join("\n")}\n</div>\n${pager(pagination)}`);
}
