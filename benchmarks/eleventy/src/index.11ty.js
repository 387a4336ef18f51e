import { frame } from "../lib/page.js";

export const data = { permalink: "/" };

export function render({ dossiers, page }) {
  return frame("Dossier", page.url, `<h1>Dossier</h1>\n<p>Cases told as statements, each with who said it and where.</p>\n<p><a href="/dossier/cases/">${dossiers.length} cases</a></p>`);
}
