import { SITE, escape } from "../lib/page.js";

export const data = { permalink: "/feed.xml" };

export function render({ dossiers }) {
  const entries = dossiers.map(({ id, case: { title, reviewed } }) => `<entry>
<id>${SITE}cases/${id}/</id>
<title>${escape(title)}</title>
<updated>${reviewed}T00:00:00Z</updated>
<link rel="alternate" type="text/html" href="${SITE}cases/${id}/"/>
<category term="review"/>
<summary>The whole dossier was read against its sources.</summary>
</entry>`);
  return `<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="en">
<id>${SITE}feed.xml</id>
<title>Dossier: What changed</title>
<updated>${dossiers.reduce((last, one) => (one.case.reviewed > last ? one.case.reviewed : last), "")}T00:00:00Z</updated>
<author><name>Dossier</name></author>
<link rel="self" type="application/atom+xml" href="${SITE}feed.xml"/>
<link rel="alternate" type="text/html" href="${SITE}"/>
${entries.join("\n")}
</feed>
`;
}
