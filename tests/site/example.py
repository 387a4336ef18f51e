"""A small project in two languages: what is written by hand, what is generated, and its configuration."""

from __future__ import annotations

import json
from dataclasses import dataclass
from typing import TYPE_CHECKING

from generator.artifact import Artifact, SearchRecord
from generator.site import DocsTree, Edition, Promise, Tree, Written
from generator.site.promise import url_of
from generator.site.search import index_hand_written, index_page, write_index

if TYPE_CHECKING:
    from collections.abc import Iterable, Mapping, Sequence
    from pathlib import Path


def write_docs(artifacts: Iterable[Artifact], hand_written: Sequence[Tree], target: Path, *, root: Path) -> Written:
    """A whole docs tree, written in one go."""
    tree = DocsTree(target, root=root)
    tree.take_hand_written(hand_written)
    for artifact in artifacts:
        tree.take(artifact)
    return tree.finish()


EPOCH = 1_700_000_000
ADDRESS = "https://example.org/dossier/"

CONFIG = {
    "site_name": "Example",
    "site_url": ADDRESS,
    "theme": {
        "name": "material",
        "font": False,
        "language": "en",
        "palette": [
            {
                "media": f"(prefers-color-scheme: {name})",
                "scheme": scheme,
                "toggle": {"icon": "material/weather-sunny", "name": name},
            }
            for name, scheme in (("light", "default"), ("dark", "slate"))
        ],
        "features": ["navigation.top", "navigation.sections", "toc.follow"],
    },
    "plugins": [],
    "nav": [{"Home": "index.md"}, {"Cases": "cases/index.md"}],
    "not_in_nav": "/cases/\n/about.md\n",
    "markdown_extensions": [
        "attr_list",
        "tables",
        {"toc": {"permalink": True}},
        "admonition",
        "footnotes",
        "pymdownx.superfences",
    ],
    "extra": {
        "generator": False,
        "alternate": [
            {"name": "English", "lang": "en", "link": "./"},
            {"name": "Français", "lang": "fr", "link": "./fr/"},
        ],
    },
    "validation": {
        "links": {
            "not_found": "warn",
            "anchors": "warn",
            "absolute_links": "warn",
            "unrecognized_links": "warn",
        }
    },
}
FRENCH = {
    "INHERIT": "mkdocs.yml",
    "site_url": f"{ADDRESS}fr/",
    "theme": {"language": "fr"},
    "extra": {
        "alternate": [
            {"name": "English", "lang": "en", "link": "../"},
            {"name": "Français", "lang": "fr", "link": "./"},
        ]
    },
}

CASE = """\
---
title: "The case of X"
---
# The case of X

In short, with a [source](https://example.com/a?b=c#d) and a [picture](../assets/mark.svg).

![The mark](../assets/mark.svg)

## What happened

<ol class="timeline">
<li>
<h3 id="event-first">The first event <a class="headerlink" href="#event-first">¶</a></h3>
<p>It began in <time datetime="2017-07">July 2017</time>, see <a href="#claim-watched">the claim</a>.</p>
</li>
<li><h3 id="event-second">The second event</h3><p>It went on<br>after that.</p></li>
</ol>

<details id="note"><summary>More</summary><p>Something more, <q cite="https://example.com/">in words</q>.</p></details>

<svg viewBox="0 0 10 10" role="img" aria-label="Timeline"><title>Timeline</title><circle cx="5" cy="5" r="2"/></svg>

## What is claimed

<section>
<h3 id="claim-watched">She was watched</h3>
<blockquote><p>A quote’s   own words,
and&nbsp;<em>no</em> others.</p><p>And a second paragraph.</p></blockquote>
</section>

| Who | What |
| --- | ---- |
| A   | B    |
"""

HAND_WRITTEN = """\
# About

How to write a fact:[^1]

```yaml
claims:
  one: {text: "One & <two>"}
```

!!! note
    See [the case](cases/x.md#claim-watched).

[^1]: A note.
"""


@dataclass(frozen=True)
class Built:
    """The finished site, and what it was made from."""

    root: Path
    site: Path
    promises: dict[str, tuple[Promise, ...]]


def artifacts_of(word: str) -> list[Artifact]:
    return [
        Artifact(path="index.md", content=f"# {word}\n\nTo [the case](cases/x.md).\n", title=word),
        Artifact(path="cases/index.md", content="# Cases\n\n- [X](x.md)\n", title="Cases"),
        Artifact(
            path="cases/x.md",
            content=CASE,
            title="The case of X",
            anchors=("event-first", "event-second", "claim-watched", "note"),
            passages=(
                "A quote’s own words, and no others. And a second paragraph.",
                "July 2017",
                "It went on after that.",
            ),
            records=(
                SearchRecord(anchor="", title="The case of X", kind="case"),
                SearchRecord(anchor="event-first", title="The first event", kind="event"),
                SearchRecord(anchor="event-second", title="The second event", kind="event"),
                SearchRecord(anchor="claim-watched", title="She was watched", kind="claim"),
            ),
        ),
        Artifact(path="cases/x.json", content='{"id": "x"}\n'),
    ]


def write_project(root: Path) -> tuple[list[Edition], dict[str, tuple[Promise, ...]]]:
    """The whole of the small project, with its docs trees written."""
    for name, config in (("mkdocs.yml", CONFIG), ("mkdocs.fr.yml", FRENCH)):
        (root / name).write_text(json.dumps(config))
    (root / "content/assets").mkdir(parents=True)
    (root / "content/assets/mark.svg").write_text(
        '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 1 1"><path d="M0 0h1v1z"/></svg>\n'
    )
    editions, promises = [], {}
    for language, prefix, config, word in (("en", "", "mkdocs.yml", "Home"), ("fr", "fr", "mkdocs.fr.yml", "Accueil")):
        (root / "content" / language).mkdir()
        (root / "content" / language / "about.md").write_text(HAND_WRITTEN)
        docs = root / "build/docs" / language
        trees = [Tree(root / "content/assets", "assets"), Tree(root / "content" / language)]
        written = write_docs(artifacts_of(word), trees, docs, root=root)
        assert written.findings == ()
        promises[prefix] = written.promises
        editions.append(
            Edition(language=language, config=root / config, docs=docs, prefix=prefix, sources=written.sources)
        )
    return editions, promises


def write_search(site: Path, promises: Mapping[str, Sequence[Promise]]) -> None:
    """The search index of each language, as a build writes it."""
    for language, prefix, word in (("en", "", "Home"), ("fr", "fr", "Accueil")):
        pages = {
            url_of(one.path): index_page(url_of(one.path), one.title, one.records, language)
            for one in artifacts_of(word)
            if one.records
        }
        pages |= dict(index_hand_written(site / prefix, promises[prefix], language))
        write_index(site / prefix / "search", language, pages, pages.__getitem__)
