"""The peer's script: what a project without this generator would write for mkdocs-gen-files, on the same facts."""

import glob
import os

import jinja2
import mkdocs_gen_files
import yaml

TEMPLATE = jinja2.Environment(autoescape=True).from_string(
    """# {{ case.title }}

{{ case.summary }}

## Timeline

{% for id, event in events.items() %}
### {{ event.date }}: {{ event.title }} { #event-{{ id }} }

{{ event.text }} [{{ sources[event.cite.source].title }}](#source-{{ event.cite.source }}), {{ event.cite.at }}

{% for one in event.who %}[{{ people[one.party].name or people[one.party].shown_as }}](#person-{{ one.party }}) ({{ one.role }}) {% endfor %}

{% endfor %}
## Claims

{% for id, claim in claims.items() %}
### {{ claim.text }} { #claim-{{ id }} }

{% for one in claim.assertions %}- {{ one.by }} {{ one.act }} this: [{{ sources[one.cite].title }}](#source-{{ one.cite }})
{% endfor %}

{% endfor %}
## Quotes

{% for id, quote in quotes.items() %}
### {{ people[quote.speaker].name or people[quote.speaker].shown_as }} { #quote-{{ id }} }

> {{ quote.text }}

[{{ sources[quote.cite.source].title }}](#source-{{ quote.cite.source }}), {{ quote.cite.at }}

{% endfor %}
## People

{% for id, one in people.items() %}
### {{ one.name or one.shown_as }} { #person-{{ id }} }

{{ one.roles[0] }}. {{ one.why }}

{% endfor %}
## Questions

{% for id, one in questions.items() %}
### {{ one.text }} { #question-{{ id }} }

{% endfor %}
## Sources

{% for id, one in sources.items() %}
### {{ one.title }} { #source-{{ id }} }

{{ one["container-title"] }}, {{ one.issued }} ({{ one.type }})

{% endfor %}
"""
)

cases = []
for path in sorted(glob.glob(os.path.join(os.environ["CORPUS"], "dossiers", "*", "case.yaml"))):
    with open(path, encoding="utf-8") as file:
        facts = yaml.load(file, Loader=yaml.CSafeLoader)
    name = os.path.basename(os.path.dirname(path))
    with mkdocs_gen_files.open(f"cases/{name}.md", "w") as page:
        page.write(TEMPLATE.render(**facts))
    cases.append(f"- [{facts['case']['title']}](cases/{name}.md)")
with mkdocs_gen_files.open("index.md", "w") as page:
    page.write("# Cases\n\n" + "\n".join(cases) + "\n")
