import { SITE } from "../lib/page.js";

// The pages of the cases.
export const data = { permalink: "/sitemap.xml", eleventyExcludeFromCollections: true };

export function render({ dossiers }) {
  const pages = dossiers.map(({ id, case: { reviewed } }) => `<url><loc>${SITE}cases/${id}/</loc><lastmod>${reviewed}</lastmod></url>`);
  return `<?xml version="1.0" encoding="utf-8"?>\n<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">\n${pages.join("\n")}\n</urlset>\n`;
}
