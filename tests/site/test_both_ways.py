"""Every page built by the engine whole, and stamped into a frame: a browser must not be able to tell which is which."""

from __future__ import annotations

from pathlib import Path
from typing import TYPE_CHECKING

import pytest

from generator.artifact import Artifact
from generator.pages.templating import escape_markdown, write_front_matter
from generator.site import Stamper, UnframedError, write_sitemap
from generator.site.promise import address_of
from generator.site.sample import SIGN, write_mark
from tests.site.both_ways import EPOCH, ROOT, BothWays, build_both_ways
from tests.site.page_tree import canonical

if TYPE_CHECKING:
    from collections.abc import Mapping

pytestmark = [pytest.mark.slow, pytest.mark.xdist_group("both_ways")]


def page(path: str, kind: str, markdown: str, meta: Mapping[str, object]) -> Artifact:
    beginning = write_front_matter(dict(meta)) + "\n" if meta else ""
    return Artifact(path=path, content=beginning + markdown, kind=kind, meta=meta)


def case(name: str, title: str, rest: str = "", **meta: object) -> Artifact:
    described = {"description": title, "edit_url": "https://e.example/?a=1&b='\"<", "jsonld": {"name": title}, **meta}
    return page(f"cases/{name}.md", "case", f"# {escape_markdown(title)} {{ #case }}\n\n{rest}\n", described)


TITLES = {
    "markup": "</title><script>alert(1)</script> & \"quotes\" 'and' &amp; `code` *stars* {{ 7 }} \\ $1 \\1",
    "marks": f"ZZTITLE {write_mark('title')} {SIGN} {write_mark('content', 'x')}",
    "arabic": "قضية المرفأ: من قال ماذا؟",
    "kazakh": "Қала әкімдігінің ісі — «Әділет»",
    "french": "L’affaire « du port » : 3 % ; à suivre…",
    "spaces": "  Two  spaces \t and a tab ",
    "numbered": "1. Not a list: #hash {#id .class}",
    "plain": "A plain title",
}
SECTIONS = """\
## One { #one }

<div><p>Words &amp; <em>more</em>,\tafter a tab.</p></div>

### Below one { #below }

<p>Text</p>

#### Deeper than the contents go { #deep }

<ol>
<li>x</li>
</ol>

### Below, again

## Two words

## Two words

## قال

## *Stressed* and `coded` { #stressed }
"""
LINKS = """
Paragraphs have *stress*, `code`, [a page](index.md), [another](../people/index.md#people), [a file](cases.json)
and [an address](https://example.org/?a=1&b=2).

And a second one.
"""
EVENTS = "\n".join(f'<li id="event-{n}"><h3>Event {n}</h3><p>« Text » &amp; more</p></li>' for n in range(500))
ODD = (
    *(case(f"odd-{name}", title, SECTIONS + LINKS) for name, title in TITLES.items()),
    *(case(f"bare-{name}", title, "<div><p>Nothing.</p></div>") for name, title in TITLES.items()),
    case("events", "Many events", f"## Timeline {{ #timeline }}\n\n<ol>\n{EVENTS}\n</ol>"),
    case("undescribed", "No description", SECTIONS, description=""),
    case("data", "Data", SECTIONS, jsonld={"b": ["</script><!--", "’é"], "a": {"z": 1, "y": [True, None]}}),
    *(
        page(f"cases/odd-plain/as-of-{day}.md", "moment", markdown, {"description": day, "search": {"exclude": True}})
        for day, markdown in (("2001-01-01", "# Then { #case }\n\n<p>x</p>\n"), ("2002-01-01", f"# Then\n\n{SECTIONS}"))
    ),
    page("people/odd.md", "party", f"# {escape_markdown(TITLES['markup'])}\n\n{SECTIONS}", {"description": "x"}),
    page("cases/old.md", "retired", "# Old\n\nMoved: [here](odd-plain.md)\n", {"moved_to": "../odd-plain/"}),
    *(page(f"{name}-2.md", name, "# List, page 2\n\n<p>x</p>\n", {}) for name in ("cases", "changes")),
    *(page(f"{name}-2.md", name, "# List, page 2\n\n## A { #a }\n", {}) for name in ("people", "sources", "timeline")),
)


@pytest.fixture(scope="module")
def golden(tmp_path_factory: pytest.TempPathFactory) -> BothWays:
    return build_both_ways(tmp_path_factory.mktemp("golden"), ROOT / "tests/golden", ODD)


@pytest.fixture(scope="module")
def project(tmp_path_factory: pytest.TempPathFactory) -> BothWays:
    return build_both_ways(tmp_path_factory.mktemp("project"), ROOT)


def differing(both: BothWays) -> list[str]:
    return [
        f"{prefix}:{artifact.path}"
        for prefix, artifact in both.pages()
        if canonical(both.stampers[prefix].stamp(artifact)) != canonical(both.built(prefix, artifact.path))
    ]


def test_the_invented_case_and_odd_pages(golden: BothWays) -> None:
    assert differing(golden) == []
    stamped = {artifact.path for _, artifact in golden.pages()}
    assert {one.path for one in ODD} < stamped
    assert "cases/harbour/as-of-2019-06-30.md" in stamped


def test_the_projects_own_cases(project: BothWays) -> None:
    assert differing(project) == []
    kinds = {artifact.kind for _, artifact in project.pages()}
    assert {"case", "moment", "cases", "people", "sources", "timeline", "changes", "glossary", "method"} <= kinds


def test_what_people_wrote_is_the_same_to_the_byte(project: BothWays) -> None:
    site = project.frames / "site"
    files = [path.relative_to(site) for path in site.rglob("*") if path.is_file()]
    assert {Path("index.html"), Path("fr/proofs/index.html"), Path("404.html"), Path("assets/mark.svg")} <= set(files)
    for path in files:
        if path.parts[-2:] != ("search", "search_index.json"):
            assert (site / path).read_bytes() == (project.whole / path).read_bytes(), path
    generated = {address_of(artifact.path) for artifact in project.artifacts[""]}
    whole = {path.relative_to(project.whole) for path in project.whole.rglob("*") if path.is_file()}
    missing = {path.as_posix() for path in whole - set(files) if path.parts[0] != "fr"}
    assert missing - generated == {"sitemap.xml", "sitemap.xml.gz"} | {
        path for path in missing if path.endswith(".png")
    }


def test_the_sitemap_is_the_same_to_the_byte(golden: BothWays) -> None:
    for prefix, stamper in golden.stampers.items():
        paths = [artifact.path for artifact in golden.artifacts[prefix] if artifact.is_page]
        names = ("sitemap.xml", "sitemap.xml.gz")
        assert write_sitemap(stamper.frames, paths, EPOCH) == tuple(
            (golden.whole / prefix / name).read_bytes() for name in names
        )


def test_no_mark_is_left_anywhere(project: BothWays) -> None:
    for prefix, artifact in project.pages():
        assert SIGN.encode() not in project.stampers[prefix].stamp(artifact)
    for path in (project.frames / "site").rglob("*"):
        assert SIGN not in path.name
        assert not path.is_file() or SIGN.encode() not in path.read_bytes()
    assert sorted(path.name for path in project.frames.iterdir()) == ["frames.en.json", "frames.fr.json", "site"]


@pytest.mark.parametrize(
    "artifact",
    [
        page("cases/x.md", "case", "<p>No heading.</p>\n", {}),
        page("cases/x.md", "case", "## Not a title\n", {}),
        page("cases/x.md", "", "# Of no kind\n", {}),
        page("cases/x.md", "case", "# With something new\n", {"keywords": "x"}),
        page("a/b/c/d.md", "case", "# Too deep\n", {"description": "x", "edit_url": "x", "jsonld": {"a": 1}}),
    ],
    ids=["no-heading", "no-title", "no-kind", "other-meta", "other-depth"],
)
def test_a_page_of_a_shape_that_has_no_frame(project: BothWays, artifact: Artifact) -> None:
    with pytest.raises(UnframedError, match=artifact.path):
        project.stampers[""].stamp(artifact)


def test_frames_are_read_as_they_were_kept(project: BothWays) -> None:
    """A second reading stamps the same bytes: nothing in a stamper is changed by its use."""
    again = Stamper(project.frames, "fr")
    for artifact in project.artifacts["fr"][:5]:
        if artifact.is_page:
            assert again.stamp(artifact) == project.stampers["fr"].stamp(artifact)
