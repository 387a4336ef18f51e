// A case's page as it stood on any day. Everything shown is in the page already: each statement carries the first day on
// which it stood at all and, where its standing changed, its list of periods. Without this script the lists and the pages
// of the editors' own days tell the same.
"use strict";
(() => {
  const form = document.querySelector(".as-of-form");
  if (!form) return;
  const article = document.querySelector(".md-content__inner");
  const day = form.elements["as-of"];
  const told = form.querySelector(".as-of-told");
  const unrecorded = form.querySelector(".as-of-unrecorded");
  const statements = [...article.querySelectorAll(".event, .claim, .figure, .relation, .side")];
  const dated = [...article.querySelectorAll("[data-date]:not(.event)")];
  const voices = [...article.querySelectorAll(".voice")];
  // What only holds today goes with its heading.
  const ofToday = [...article.querySelectorAll("[data-today]")].flatMap((element) => {
    const heading = element.previousElementSibling;
    return /^H[23]$/.test(heading?.tagName) ? [heading, element] : [element];
  });
  const kept = new Map();

  // The days on which the standing of a claim changed, from the earliest: what the two buttons step through.
  const turning = [...new Set(
    [...article.querySelectorAll(".claim, .claim .history > li")].map((element) => element.dataset.since).filter(Boolean),
  )].sort();

  function keep(element) {
    if (!kept.has(element)) {
      const stands = element.querySelector(".stands");
      const reasons = element.querySelector(".reasons");
      kept.set(element, {
        rung: element.className,
        stands,
        stood: stands && [...stands.childNodes],
        reasons,
        reasoned: reasons && [...reasons.childNodes],
      });
    }
    return kept.get(element);
  }

  function restore(element) {
    const own = keep(element);
    element.className = own.rung;
    own.stands?.replaceChildren(...own.stood);
    own.reasons?.replaceChildren(...own.reasoned);
    element.hidden = false;
  }

  function periodAt(element, asOf) {
    const periods = [...element.querySelectorAll(".history > li")];
    return periods.filter((period) => period.dataset.since <= asOf).at(-1);
  }

  function copyOf(element) {
    return element ? [...element.cloneNode(true).childNodes] : [];
  }

  // Shows one statement as it stood; tells whether it had been made by then.
  function showStatement(element, asOf) {
    restore(element);
    const isSaid = element.dataset.since <= asOf;
    if (!isSaid) {
      const hasHappened = element.dataset.date !== undefined && element.dataset.date <= asOf;
      element.hidden = !hasHappened;
      if (hasHappened) {
        keep(element).stands?.replaceChildren(...copyOf(unrecorded));
        element.className = element.className.replace(/\brung-\S+/, "unrecorded");
      }
      return false;
    }
    const period = periodAt(element, asOf);
    if (period) {
      const own = keep(element);
      own.stands?.replaceChildren(...copyOf(period.querySelector(".stands")));
      own.reasons?.replaceChildren(...copyOf(period.querySelector(".because")));
      element.className = element.className.replace(/\brung-\S+/, `rung-${period.dataset.rung}`);
    }
    return true;
  }

  function showVoice(voice, asOf) {
    voice.hidden = voice.dataset.since > asOf;
    const isGone = voice.dataset.until !== undefined && voice.dataset.until <= asOf;
    if (voice.dataset.until !== undefined) voice.classList.toggle("gone", isGone);
    voice.querySelectorAll(".no-longer").forEach((mark) => { mark.hidden = voice.dataset.until !== undefined && !isGone; });
  }

  function show(asOf) {
    let said = 0;
    let unsaid = 0;
    for (const element of statements) {
      const isSaid = showStatement(element, asOf);
      if (!element.classList.contains("side")) isSaid ? said += 1 : unsaid += 1;
    }
    for (const element of dated) element.hidden = element.dataset.date > asOf;
    for (const proceeding of article.querySelectorAll(".proceeding")) {
      proceeding.hidden = [...proceeding.querySelectorAll("li[data-date]")].every((step) => step.hidden);
    }
    for (const dispute of article.querySelectorAll(".dispute")) {
      const sides = [...dispute.querySelectorAll(".side")];
      const open = sides.filter((side) => !side.hidden);
      dispute.hidden = sides.length > 1 ? open.length < 2 : open.length < 1;
    }
    for (const voice of voices) showVoice(voice, asOf);
    for (const element of ofToday) element.hidden = true;
    form.classList.add("is-active");
    article.classList.add("is-as-of");
    told.textContent = `${said} ${told.dataset.said}; ${unsaid} ${told.dataset.unsaid}.`;
    markMoment(asOf);
  }

  function showToday() {
    statements.forEach(restore);
    for (const element of [...dated, ...voices, ...ofToday, ...article.querySelectorAll(".proceeding, .dispute")]) {
      element.hidden = false;
    }
    for (const voice of voices) {
      if (voice.dataset.until !== undefined) voice.classList.add("gone");
      voice.querySelectorAll(".no-longer").forEach((mark) => { mark.hidden = false; });
    }
    form.classList.remove("is-active");
    article.classList.remove("is-as-of");
    told.textContent = "";
    markMoment("");
  }

  function markMoment(asOf) {
    for (const link of article.querySelectorAll(".moments a[data-day]")) {
      link.dataset.day === asOf ? link.setAttribute("aria-current", "true") : link.removeAttribute("aria-current");
    }
  }

  function go(asOf) {
    // What is being read stays where it is while things above it come and go.
    const anchor = statements.find((element) => element.getBoundingClientRect().bottom > 0 && !element.hidden);
    const before = anchor?.getBoundingClientRect().top;
    day.value = asOf;
    asOf ? show(asOf) : showToday();
    if (anchor && !anchor.hidden) scrollBy({ top: anchor.getBoundingClientRect().top - before, behavior: "instant" });
    const address = new URL(location.href);
    asOf ? address.searchParams.set("as-of", asOf) : address.searchParams.delete("as-of");
    history.replaceState(null, "", address);
  }

  function step(which) {
    const now = day.value || "9999-12-31";
    if (which === "today") go("");
    else if (which === "earlier") go(turning.filter((one) => one < now).at(-1) || turning[0] || "");
    else go(turning.find((one) => one > now) || "");
  }

  form.hidden = false;
  form.addEventListener("submit", (event) => event.preventDefault());
  form.addEventListener("click", (event) => {
    const which = event.target.closest("button")?.dataset.step;
    if (which) step(which);
  });
  day.addEventListener("change", () => go(day.value));
  article.addEventListener("click", (event) => {
    const link = event.target.closest(".as-of .moments a[data-day]");
    if (!link || event.ctrlKey || event.metaKey || event.shiftKey) return;
    event.preventDefault();
    go(link.dataset.day);
  });
  const asked = new URL(location.href).searchParams.get("as-of");
  if (asked && /^\d{4}-\d{2}-\d{2}$/.test(asked)) go(asked);
})();
