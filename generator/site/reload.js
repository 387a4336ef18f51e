// Served with the local preview only, never published: shows a page anew when it was built anew, and shows what is wrong.
"use strict";
(() => {
  const own = document.currentScript;
  const place = "dossier-preview-place";
  let seen = "";

  function keepPlace() {
    const open = [...document.querySelectorAll("details")].map((element) => element.open);
    sessionStorage.setItem(place, JSON.stringify({ path: location.pathname, x: scrollX, y: scrollY, open }));
  }

  function findPlace() {
    const kept = JSON.parse(sessionStorage.getItem(place) || "null");
    sessionStorage.removeItem(place);
    if (!kept || kept.path !== location.pathname) return;
    const details = document.querySelectorAll("details");
    if (details.length === kept.open.length) details.forEach((element, index) => { element.open = kept.open[index]; });
    scrollTo({ left: kept.x, top: kept.y, behavior: "instant" });
  }

  function show(findings) {
    document.getElementById("dossier-findings")?.remove();
    if (!findings.length) return;
    const box = document.createElement("pre");
    box.id = "dossier-findings";
    box.setAttribute("role", "alert");
    box.textContent = findings.join("\n\n");
    Object.assign(box.style, {
      position: "fixed", inset: "auto 0 0 0", maxHeight: "60vh", overflow: "auto", margin: 0, padding: "1rem",
      zIndex: 1000, whiteSpace: "pre-wrap", font: "14px/1.5 monospace", color: "#fff", background: "#7a1020",
    });
    document.body.append(box);
  }

  async function follow() {
    for (;;) {
      // A hidden page asks for nothing: browsers allow few connections to one place, and another tab may need them.
      while (document.hidden) {
        await new Promise((done) => document.addEventListener("visibilitychange", done, { once: true }));
      }
      try {
        const answer = await fetch("/.dossier/version?seen=" + encodeURIComponent(seen), { cache: "no-store" });
        const state = await answer.json();
        if (state.built !== own.dataset.built) {
          keepPlace();
          location.reload();
          return;
        }
        seen = state.version;
        show(state.findings);
      } catch {
        await new Promise((done) => setTimeout(done, 500));
      }
    }
  }

  addEventListener("load", () => { findPlace(); follow(); });
})();
