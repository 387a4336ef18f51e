// A citation's mark leads to its entry in the list of sources. With this script the entry is shown in place too: on hover,
// on focus, and at the first tap; Escape, or going elsewhere, puts it away.
"use strict";
(() => {
  const article = document.querySelector(".md-content__inner");
  if (!article?.querySelector("a.cite")) return;
  // A reader that speaks says what kind of link it is; it need not stand in the page sixty times.
  for (const mark of article.querySelectorAll("a.cite")) mark.setAttribute("role", "doc-noteref");
  const card = Object.assign(document.createElement("div"), { className: "cite-card md-typeset", id: "cite-card", hidden: true });
  card.setAttribute("role", "tooltip");
  article.append(card);
  let shown = null;
  let leaving = 0;

  function fill(mark) {
    const entry = mark.title ? null : document.getElementById(decodeURIComponent(mark.hash.slice(1)))?.closest(".source-item");
    const told = entry?.querySelector(".reference");
    if (!told && !mark.dataset.source) return false;
    const parts = told ? [...told.cloneNode(true).childNodes] : [mark.dataset.source];
    const place = mark.querySelector("span")?.textContent ?? "";
    // A reference ends with a full stop, which a place in the source goes before.
    const last = parts.at(-1);
    if (place && last.nodeType === Node.TEXT_NODE) last.textContent = last.textContent.replace(/\.$/, "");
    const seen = entry?.querySelector(".seen-state")?.cloneNode(true) ?? "";
    card.replaceChildren(...parts, place, seen);
    return true;
  }

  function show(mark) {
    clearTimeout(leaving);
    if (shown === mark) return;
    hide();
    if (mark.title) {
      mark.dataset.source = mark.title;
      mark.removeAttribute("title");
    }
    if (!fill(mark)) return;
    shown = mark;
    card.hidden = false;
    mark.setAttribute("aria-describedby", "cite-card");
    const around = (card.offsetParent ?? document.body).getBoundingClientRect();
    const at = mark.getBoundingClientRect();
    const left = Math.max(0, Math.min(at.left - around.left, around.width - card.offsetWidth));
    const above = at.top - card.offsetHeight - 6;
    card.style.left = `${left}px`;
    card.style.top = `${(above > 60 ? above : at.bottom + 6) - around.top}px`;
  }

  function hide() {
    clearTimeout(leaving);
    shown?.removeAttribute("aria-describedby");
    shown = null;
    card.hidden = true;
  }

  function hideSoon() {
    clearTimeout(leaving);
    leaving = setTimeout(hide, 200);
  }

  const markOf = (event) => event.target.closest?.("a.cite");
  article.addEventListener("mouseover", (event) => {
    const mark = markOf(event);
    if (mark) show(mark);
    else if (shown && event.target.closest(".cite-card")) clearTimeout(leaving);
    else if (shown) hideSoon();
  });
  article.addEventListener("mouseleave", hideSoon);
  article.addEventListener("focusin", (event) => (markOf(event) ? show(markOf(event)) : hide()));
  article.addEventListener("focusout", hideSoon);
  // Whoever taps has not seen the card yet: the first tap shows it, the second follows the link.
  let touched = null;
  article.addEventListener("pointerdown", (event) => {
    touched = event.pointerType === "mouse" || markOf(event) === shown ? null : markOf(event);
  });
  article.addEventListener("click", (event) => {
    const mark = markOf(event);
    if (mark && mark === touched) {
      event.preventDefault();
      show(mark);
    }
    touched = null;
  });
  document.addEventListener("keydown", (event) => {
    if (event.key === "Escape") hide();
  });
  document.addEventListener("click", (event) => {
    if (shown && !event.target.closest?.("a.cite, .cite-card")) hide();
  });
})();
