from __future__ import annotations

from lxml import etree

from generator.exports import changes_atom
from generator.exports.changes_atom import ATOM, MOST_ENTRIES
from generator.reading import read_project
from generator.views.changes import ChangeView
from generator.views.indexes import Indexes
from tests.exports.example import SITE, index
from tests.pages.test_golden import GOLDEN

HARBOUR = read_project(GOLDEN).library.cases["harbour"]


def indexes_of(*changes: ChangeView, language: str = "en") -> Indexes:
    return Indexes(language, cases=(), changes=changes)


def change(day: str, anchor: str = "", text: str = "Misread.") -> ChangeView:
    link = f"cases/example/{anchor and f'#{anchor}'}"
    return ChangeView(day, day, "correction", "A case", "The record", text, link)


def parse(indexes: Indexes) -> etree._Element:
    content = changes_atom.EXPORT.write(indexes, SITE).content
    assert isinstance(content, str)
    return etree.fromstring(content.encode())


def find(element: etree._Element, path: str) -> list[str]:
    return [one.text or "" for one in element.iterfind(path, {"": ATOM})]


def links(element: etree._Element) -> dict[str | None, str | None]:
    return {one.get("rel"): one.get("href") for one in element.iterfind("link", {"": ATOM})}


def test_a_feed_has_what_the_standard_asks_for() -> None:
    feed = parse(index(HARBOUR, "fr"))
    assert feed.tag == f"{{{ATOM}}}feed"
    assert feed.get("{http://www.w3.org/XML/1998/namespace}lang") == "fr"
    assert find(feed, "id") == ["https://site.example/fr/changes/feed.xml"]
    assert find(feed, "title") == ["Example: Ce qui a changé"]
    assert find(feed, "author/name") == ["Example"]
    assert links(feed) == {
        "self": "https://site.example/fr/changes/feed.xml",
        "alternate": "https://site.example/fr/changes/",
    }
    entries = list(feed.iterfind("entry", {"": ATOM}))
    assert entries
    for entry in entries:
        for name in ("id", "title", "updated", "summary"):
            (text,) = find(entry, name)
            assert text
        address = links(entry)["alternate"]
        assert address is not None
        assert address.startswith("https://site.example/fr/cases/harbour/")


def test_a_feed_was_updated_when_its_newest_entry_was() -> None:
    feed = parse(indexes_of(change("2025-03-02"), change("2025-03-01")))
    assert find(feed, "updated") == ["2025-03-02T00:00:00Z"]
    assert find(feed, "entry/updated") == ["2025-03-02T00:00:00Z", "2025-03-01T00:00:00Z"]


def test_entries_have_names_of_their_own_that_stay() -> None:
    changes = (change("2025-03-02", "correction-a"), change("2025-03-02", "correction-b"), change("2025-03-01"))
    names = find(parse(indexes_of(*changes)), "entry/id")
    assert names == [
        "tag:site.example,2025-03-02:/cases/example/#correction-a",
        "tag:site.example,2025-03-02:/cases/example/#correction-b",
        "tag:site.example,2025-03-01:/cases/example/",
    ]
    assert find(parse(indexes_of(*changes)), "entry/id") == names


def test_a_feed_without_entries_is_one() -> None:
    feed = parse(indexes_of())
    assert find(feed, "updated") == ["1970-01-01T00:00:00Z"]
    assert find(feed, "entry/id") == []


def test_text_stays_text() -> None:
    feed = parse(indexes_of(change("2025-03-02", text="It said <b>A & B</b>]]>, not “C”.")))
    assert find(feed, "entry/summary") == ["It said <b>A & B</b>]]>, not “C”."]


def test_the_feed_does_not_grow_for_ever() -> None:
    changes = tuple(change(f"2025-01-{day % 28 + 1:02}", f"correction-{day}") for day in range(MOST_ENTRIES + 5))
    assert len(find(parse(indexes_of(*changes)), "entry/id")) == MOST_ENTRIES
