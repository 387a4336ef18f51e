from __future__ import annotations

from typing import TYPE_CHECKING

from hypothesis import given
from hypothesis import strategies as st

from generator.artifact import SearchRecord
from generator.site.search import count_segments, index_page, read_places, segment_of, write_index
from generator.site.search.index import NUMBERS
from tests.site.search.oracle import Page, decode, facets_of, place_words, read_segments

if TYPE_CHECKING:
    from pathlib import Path

    import pytest

WORDS = [
    *(
        "the",
        "a",
        "of",
        "judge",
        "judges",
        "judgment",
        "accuse",
        "accusé",
        "accusés",
        "procès",
        "proces",
        "œuvre",
        "Straße",
    ),
    *("1894", "J’accuse", "Saint-Cloud", "жардемали", "bordereau", "<b>", "&", '"quoted"', "|", "\\", "😀", "\n"),
]
TEXTS = st.lists(st.sampled_from(WORDS), max_size=12).map(" ".join)
RECORDS = st.builds(
    SearchRecord,
    anchor=st.sampled_from(["", "claim-a", "event-b"]),
    title=TEXTS,
    text=TEXTS,
    kind=st.sampled_from(["claim", "event", "case"]),
    standing=st.sampled_from(["", "found", "alleged"]),
    parties=st.lists(st.sampled_from(["Zoé Ünal", "Ana Bo"]), max_size=2).map(tuple),
    year=st.sampled_from(["", "1894", "2017"]),
    language=st.sampled_from(["en", "fr"]),
)
PAGES = st.dictionaries(
    st.integers(0, 40).map(lambda number: f"cases/c-{number}/"), st.lists(RECORDS, min_size=1, max_size=6), max_size=8
)


def index_all(pages: dict[str, list[SearchRecord]], language: str = "en") -> dict[str, bytes]:
    return {page: index_page(page, f"Case {page}", records, language) for page, records in pages.items()}


def files_of(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@given(st.lists(st.integers(0, 5_000_000)))
def test_numbers_come_back(numbers: list[int]) -> None:
    assert decode("".join(NUMBERS[number] for number in numbers)) == numbers


@given(pages=PAGES)
def test_an_index_says_what_the_records_say(
    tmp_path_factory: pytest.TempPathFactory, pages: dict[str, list[SearchRecord]]
) -> None:
    folder = tmp_path_factory.mktemp("index")
    indexed = index_all(pages)
    write_index(folder, "en", indexed, indexed.__getitem__)
    (segment,) = read_segments(folder)
    expected: dict[str, dict[int, tuple[bool, tuple[int, ...]]]] = {}
    marked: dict[str, set[int]] = {}
    number = 0
    for page in sorted(pages):
        assert number in segment.pages
        for record in pages[page]:
            address, row = segment.rows[number]
            shown = [record.anchor, record.title, record.text, record.kind, record.standing, record.year]
            assert (address, row) == (page, shown)
            for word, places in place_words(record, "en").items():
                expected.setdefault(word, {})[number] = places
            for facet in facets_of(page, record):
                marked.setdefault(facet, set()).add(number)
            number += 1
    assert segment.records == number
    assert set(segment.words) == expected.keys() | marked.keys()
    for word, places in expected.items():
        assert segment.find(word) == places
    for facet, records in marked.items():
        runs = segment.find(facet)
        assert {one for start, (_, (more,)) in runs.items() for one in range(start, start + more + 1)} == records
    assert set(read_places(folder)) == {(page, one.anchor) for page, records in pages.items() for one in records}


@given(before=PAGES, after=PAGES)
def test_an_index_brought_up_to_date_is_one_made_anew(
    tmp_path_factory: pytest.TempPathFactory,
    before: dict[str, list[SearchRecord]],
    after: dict[str, list[SearchRecord]],
) -> None:
    folder, anew = tmp_path_factory.mktemp("index"), tmp_path_factory.mktemp("anew")
    old, new = index_all(before), index_all(after)
    write_index(folder, "en", old, old.__getitem__)
    changed = {page for page in old.keys() | new.keys() if old.get(page) != new.get(page)}
    write_index(folder, "en", new, new.__getitem__, changed=changed)
    write_index(anew, "en", new, new.__getitem__)
    assert files_of(folder) == files_of(anew)


def many(count: int) -> dict[str, list[SearchRecord]]:
    return {
        f"cases/c-{number}/": [
            SearchRecord(anchor="", title=f"Case {number}", text="about a harbour", kind="case", language="en"),
            SearchRecord(anchor="claim-a", title=f"word{number % 50} and others", kind="claim", standing="alleged"),
        ]
        for number in range(count)
    }


def test_an_edit_changes_the_files_of_one_segment_and_the_manifest(tmp_path: Path) -> None:
    pages = many(1500)
    indexed = index_all(pages)
    write_index(tmp_path, "en", indexed, indexed.__getitem__)
    before = files_of(tmp_path)
    page = "cases/c-7/"
    indexed[page] = index_page(page, "Case", [SearchRecord(anchor="", title="Something new", kind="case")], "en")
    loaded: list[str] = []
    write_index(tmp_path, "en", indexed, lambda one: loaded.append(one) or indexed[one], changed={page})  # type: ignore[func-returns-value]
    after = files_of(tmp_path)
    number = segment_of(page, count_segments(len(indexed)))
    assert {name.split("/")[0] for name in before.keys() | after.keys() if before.get(name) != after.get(name)} == {
        str(number),
        "index.js",
    }
    assert {segment_of(one, 4) for one in loaded} == {number}


def test_an_index_that_shrinks_leaves_nothing_behind(tmp_path: Path) -> None:
    large, small = index_all(many(1500)), index_all(many(3))
    write_index(tmp_path / "one", "en", large, large.__getitem__)
    write_index(tmp_path / "one", "en", small, small.__getitem__, changed=set())
    write_index(tmp_path / "two", "en", small, small.__getitem__)
    assert files_of(tmp_path / "one") == files_of(tmp_path / "two")


def test_the_number_of_segments_follows_from_the_number_of_pages() -> None:
    assert [count_segments(pages) for pages in (0, 1, 640, 641, 1280, 1281, 10_000, 10**7)] == [
        1,
        1,
        1,
        2,
        2,
        4,
        16,
        64,
    ]


def test_a_leaf_is_no_longer_than_it_must_be_and_every_word_is_found_by_the_keys(tmp_path: Path) -> None:
    text = " ".join(f"mot{number:04}" for number in range(3000))
    records = [
        SearchRecord(anchor="", title="Long", text=text, kind="case"),
        SearchRecord(anchor="b", title="accusé accuse", kind="claim"),
    ]
    page = Page("cases/long/", "Long", tuple(records))
    indexed = {page.address: index_page(page.address, page.title, page.records, "fr")}
    write_index(tmp_path, "fr", indexed, indexed.__getitem__)
    (segment,) = read_segments(tmp_path)
    assert len(segment.leaves) > 5
    assert all(len(leaf) <= 4096 for leaf in segment.leaves)
    assert list(segment.keys) == sorted(segment.keys)
    for word in ("mot0000", "mot1234", "mot2999", "accusé", "accuse"):
        assert segment.find(word)


def test_long_records_come_in_several_blocks(tmp_path: Path) -> None:
    records = [SearchRecord(anchor=f"claim-{n}", title="Claim", text="word " * 1000, kind="claim") for n in range(20)]
    indexed = {"cases/x/": index_page("cases/x/", "X", records, "en")}
    write_index(tmp_path, "en", indexed, indexed.__getitem__)
    (segment,) = read_segments(tmp_path)
    assert len(segment.blocks) > 4
    assert [row[0] for _, row in segment.rows.values()] == [record.anchor for record in records]
