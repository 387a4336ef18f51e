import { renderCase } from "../lib/case.js";

export const data = {
  pagination: { data: "dossiers", size: 1, alias: "dossier" },
  permalink: ({ dossier }) => `/cases/${dossier.id}/`,
};

export function render({ dossier, page }) {
  return renderCase(dossier, page.url);
}
