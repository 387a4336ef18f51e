// The page of a case: the sections of ours that need no computing of standings.
import { FORGE, SITE, compare, day, escape, frame, markdown } from "./page.js";

const add = (map, key, value) => {
  const list = map.get(key);
  if (list) list.push(value);
  else map.set(key, [value]);
};
const each = (records) => Object.entries(records ?? {});

// One pass over the facts: what each record is called, where each source is used, where each party speaks.
function index(facts) {
  const found = { party: new Map(), name: new Map(), number: new Map(), source: new Map(), link: new Map(), used: new Map(), says: new Map(), quoted: new Map(), about: new Map() };
  for (const [id, one] of each(facts.people)) {
    const name = escape(one.name ?? one.shown_as);
    found.name.set(id, name);
    found.party.set(id, `<a class="party" href="#person-${id}">${name}</a>`);
  }
  for (const [id, one] of each(facts.organisations)) found.party.set(id, `<a class="party" href="#organisation-${id}">${escape(one.name)}</a>`);
  for (const [position, [id, one]] of each(facts.sources).entries()) {
    const name = `${escape(one["container-title"])}, “${escape(one.title)}”, ${day(one.issued)}`;
    found.name.set(id, name);
    found.number.set(id, position + 1);
    found.source.set(id, `<a class="source" href="#source-${id}">${name}</a>`);
  }
  for (const [id, one] of each(facts.events)) {
    const to = `<a href="#event-${id}">${escape(one.title)}</a>`;
    found.link.set(id, to);
    add(found.used, one.cite.source, to);
    for (const { party } of one.who) add(found.about, party, to);
  }
  for (const [id, one] of each(facts.claims)) {
    const to = `<a href="#claim-${id}">${escape(one.text.replaceAll("*", ""))}</a>`;
    found.link.set(id, to);
    for (const party of one.about) add(found.about, party, to);
    for (const { by, cite } of one.assertions) {
      add(found.says, by, to);
      add(found.used, cite, to);
    }
  }
  for (const [id, one] of each(facts.quotes)) {
    const to = `<a href="#quote-${id}">${escape(one.text)}</a>`;
    add(found.quoted, one.speaker, to);
    add(found.used, one.cite.source, to);
  }
  for (const [id, one] of each(facts.questions)) for (const source of one.looked_in) add(found.used, source, `<a href="#question-${id}">${escape(one.text)}</a>`);
  return found;
}

function picture(events) {
  const first = Number(events[0].day.slice(0, 4));
  const years = Number(events.at(-1).day.slice(0, 4)) - first + 1;
  let ticks = "";
  for (let year = 0; year <= years; year += 2) {
    const x = 24 + (912 * year) / years;
    ticks += `<line class="tick" x1="${x.toFixed(1)}" y1="18" x2="${x.toFixed(1)}" y2="90"></line><text class="year" x="${x.toFixed(1)}" y="12">${first + year}</text>\n`;
  }
  const marks = events.map(({ id, day: date, words, one }, position) => {
    const months = 12 * (Number(date.slice(0, 4)) - first) + Math.max(0, Number(date.slice(5, 7)) - 1);
    const title = `${words}: ${escape(one.title)}`;
    return `<a href="#event-${id}" aria-label="${title}"><rect class="mark" x="${(24 + (76 * months) / years).toFixed(1)}" y="${22 + 13 * (position % 5)}" width="${date.length === 4 ? (912 / years).toFixed(1) : 10}" height="10" rx="3"><title>${title}</title></rect></a>`;
  });
  return `<figure class="picture">
<svg viewBox="0 0 960 90" role="img" aria-labelledby="picture-title">
<title id="picture-title">Timeline of the case</title>
${ticks}${marks.join("\n")}
</svg>
<figcaption>Each mark is an event; a wide mark is a date known only roughly.</figcaption>
</figure>`;
}

export function renderCase(facts, url) {
  const { party, name, number, source, link, used, says, quoted, about } = index(facts);
  const head = facts.case;
  const file = `dossiers/${facts.id}/case.yaml`;
  const tools = (anchor) => `<p class="tools"><a href="#${anchor}">Link to this</a> <a href="${FORGE}/edit/main/${file}">Edit<span class="where"> ${file}</span></a> <a href="${FORGE}/issues/new?title=Error%20in%20${facts.id}%2F${anchor}">Report an error</a></p>`;
  const cite = (id, at) => `<sup class="cite"><a href="#source-${id}" title="${name.get(id)}${at ? `, ${at}` : ""}">${number.get(id)}</a></sup>`;
  const cited = (text) => markdown(text).replace(/\[@([a-z0-9-]+)(?:, ([^\]]*))?\]/g, (_, id, at) => cite(id, at));
  const places = (title, list) => (list ? `<dt>${title}</dt><dd>${list.join(", ")}</dd>` : "");
  const events = each(facts.events).map(([id, one]) => ({ id, one, day: String(one.date), words: day(one.date) })).sort(compare("day"));
  const sources = each(facts.sources);
  return frame(head.title, url, `<article id="case">
<h1>${escape(head.title)}</h1>
<div class="case-head">
<div class="summary">${cited(head.summary)}</div>
<dl class="facts">
<div><dt>Where</dt><dd>${escape(head.places.join(", "))}</dd></div>
<div><dt>About</dt><dd>${escape(head.topics.join(", "))}</dd></div>
<div><dt>State of the dossier</dt><dd>${head.state}, last reviewed on ${day(head.reviewed)}; due to be read again after ${day(head.recheck_after)}</dd></div>
<div><dt>Languages of the text</dt><dd>${head.languages.join(", ")}</dd></div>
</dl>
</div>

<h2 id="at-a-glance">At a glance</h2>
<ul class="key-facts">
${head.key_facts.map((id) => `<li>${link.get(id)}</li>`).join("\n")}
</ul>

<h2 id="timeline">Timeline</h2>
${picture(events)}
<ol class="timeline">
${events.map(({ id, day: date, words, one }) => `<li class="event" data-date="${date}"><div class="when"><time datetime="${date}">${words}</time></div>
<div class="what"><h3 id="event-${id}">${escape(one.title)}</h3>
<p class="meta">${cite(one.cite.source, one.cite.at)}</p>
<p>${markdown(one.text)}</p>
<p class="who">${one.who.map((who) => `${party.get(who.party)} (${who.role})`).join(", ")}</p>
${tools(`event-${id}`)}
</div></li>`).join("\n")}
</ol>

<h2 id="claims">What is claimed, and by whom</h2>
<div class="claims">
${each(facts.claims).map(([id, one]) => `<section class="claim" aria-labelledby="claim-${id}">
<h3 id="claim-${id}">${escape(one.text.replaceAll("*", ""))}</h3>
<div class="statement"><p>${markdown(one.text)}</p></div>
<p class="meta">About: ${one.about.map((who) => party.get(who)).join(", ")}</p>
<ul class="voices">
${one.assertions.map((voice) => `<li class="voice"><p>${party.get(voice.by)} ${voice.act} it ${cite(voice.cite)}</p><ol class="chain"><li>${source.get(voice.cite)}</li></ol></li>`).join("\n")}
</ul>
${tools(`claim-${id}`)}
</section>`).join("\n")}
</div>

<h3 id="matrix">Claims and sources</h3>
<table class="matrix"><caption>Which claim rests on which source</caption>
<thead><tr><th scope="col">Claim</th>${sources.map(([id]) => `<th scope="col">${source.get(id)}</th>`).join("")}</tr></thead><tbody>
${each(facts.claims).map(([id, one]) => `<tr><th scope="row">${link.get(id)}</th>${sources.map(([key]) => `<td>${one.assertions.some((voice) => voice.cite === key) ? '<span title="carries it">●</span>' : ""}</td>`).join("")}</tr>`).join("\n")}
</tbody></table>

<h2 id="quotes">In their words</h2>
<div class="quotes">
${each(facts.quotes).map(([id, one]) => `<figure class="quote">
<h3 id="quote-${id}">${name.get(one.speaker)}</h3>
<blockquote><p>${escape(one.text)}</p></blockquote><p class="language">original words, in English</p>
<figcaption><p>${party.get(one.speaker)} ${cite(one.cite.source, one.cite.at)}</p>
${tools(`quote-${id}`)}</figcaption>
</figure>`).join("\n")}
</div>

<h2 id="people">People</h2>
<div class="parties">
${each(facts.people).map(([id, one]) => `<section class="party-card" aria-labelledby="person-${id}">
<h3 id="person-${id}">${name.get(id)}</h3>
<p class="meta">person: ${escape(one.roles.join(", "))}${one.naming === "named" ? "" : ` <span class="naming">${one.naming}</span>`}</p>
<p class="why-named">${one.naming === "named" ? "Why named:" : "Why not named:"} ${escape(one.why)}</p>
<details class="why"><summary>Where this party speaks and is spoken of</summary><dl>${places("Says", says.get(id))}${places("Quoted in", quoted.get(id))}${places("Spoken of in", about.get(id))}</dl></details>
${tools(`person-${id}`)}
</section>`).join("\n")}
</div>

<h2 id="organisations">Organisations and authorities</h2>
<div class="parties">
${each(facts.organisations).map(([id, one]) => `<section class="party-card" aria-labelledby="organisation-${id}">
<h3 id="organisation-${id}">${escape(one.name)}</h3>
<p class="meta">${one.kind}</p>
${says.has(id) ? `<details class="why"><summary>Where this party speaks and is spoken of</summary><dl>${places("Says", says.get(id))}</dl></details>` : ""}
${tools(`organisation-${id}`)}
</section>`).join("\n")}
</div>

<h2 id="unknown">What is not known</h2>
<div class="unknowns">
${each(facts.questions).map(([id, one]) => `<section class="question" aria-labelledby="question-${id}">
<h3 id="question-${id}">${escape(one.text)}</h3>
<dl class="facts"><div><dt>Looked for in</dt><dd>${one.looked_in.map((key) => source.get(key)).join(", ")}</dd></div></dl>
${tools(`question-${id}`)}
</section>`).join("\n")}
</div>

<h2 id="sources">Sources</h2>
<ol class="sources">
${sources.map(([id, one]) => `<li class="source-item">
<h3 id="source-${id}">${name.get(id)}</h3>
<p class="reference">${escape(facts.organisations[one.maker].name)}, “${escape(one.title)}”, <cite>${escape(one["container-title"])}</cite>, ${day(one.issued)}.</p>
<p class="meta">${one.type}; <strong>${one.seen}</strong>; written in ${one.language}</p>
${used.has(id) ? ((list) => `<details class="why"><summary>Used in ${list.length} places</summary><p>${list.join(", ")}</p></details>`)([...new Set(used.get(id))]) : ""}
${tools(`source-${id}`)}
</li>`).join("\n")}
</ol>

<h2 id="cite">Cite this page</h2>
<div class="cite-this">
<p>Cite this page as:</p>
<p class="citation">“${escape(head.title)}”, reviewed on ${day(head.reviewed)}. ${SITE}${url.slice(1)}</p>
${tools("case")}
</div>
</article>`);
}
