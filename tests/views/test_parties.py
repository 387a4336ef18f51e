"""People on the page: when the dead were born and died, whole on the card and short in the list."""

from __future__ import annotations

import pytest

from generator.views.case_page import view_case
from generator.views.parties import tell_years
from generator.views.words import Speaker
from tests.builders import case_from, library_from
from tests.exports.example import SITE

NAMED = "name: Ada Example, naming: named, why: held public office"


def years(lived: str, language: str) -> str:
    case = case_from(
        f"people: {{ada: {{{NAMED}, lived: {{{lived}, cite: g}}}}}}\nsources: {{g: {{type: book, title: G, seen: copy}}}}"
    )
    return tell_years(Speaker(case, language), case.parties[0])


@pytest.mark.parametrize(
    ("lived", "english", "french"),
    [
        ("born: 1859-10-09, died: 1935-07-12", "1859–1935", "1859–1935"),
        ("born: 1859-10, died: 1935-XX", "1859–1935", "1859–1935"),
        ("died: 1935-07", "died 1935", "décès\u00a0: 1935"),
        ("born: 1859-10~, died: 1935", "about 1859 – 1935", "vers 1859 – 1935"),
        ("born: 1859?, died: 1935", "1859 (uncertain) – 1935", "1859 (incertain) – 1935"),
        ("born: 185X, died: 1935", "the 1850s – 1935", "années 1850 – 1935"),
        (
            "born: 1859, died: {edtf: 1935-07, bound: at-latest}",
            "1859 – in 1935 at the latest",
            "1859 – en 1935 au plus tard",
        ),
        ("born: {start: 1859, end: 1860}, died: 1935", "1859 to 1860 – 1935", "1859 à 1860 – 1935"),
    ],
)
def test_a_life_in_years(lived: str, english: str, french: str) -> None:
    assert years(lived, "en") == english
    assert years(lived, "fr") == french


def test_whoever_has_no_dates_is_listed_without_any() -> None:
    case = case_from(f"people: {{ada: {{{NAMED}}}}}\norganisations: {{body: {{name: The Body}}}}")
    assert [tell_years(Speaker(case, "en"), party) for party in case.parties] == ["", ""]
    assert [one.lived for one in view_case(case, SITE, "en").people] == [None]


def test_the_dates_on_a_card_cite_their_source_which_is_thereby_used() -> None:
    shared = (
        f"people: {{ada: {{{NAMED}, lived: {{born: 1859-10-09, died: 1935, cite: {{source: g, at: page 1}}}}}}}}\n"
        "sources: {g: {type: book, title: G, seen: copy}}"
    )
    own = "case: {title: A, summary: '[[shared/ada]]', languages: [en]}"
    library = library_from({"dossiers/a/case.yaml": own, "dossiers/shared/all.yaml": shared})
    view = view_case(library.cases["a"], SITE, "en")
    (ada,) = view.people
    assert ada.lived is not None
    assert ada.lived.born is not None
    assert (ada.lived.born.datetime, ada.lived.died.text) == ("1859-10-09", "1935")
    assert 'href="#source-shared-g"' in ada.lived.cites.html
    assert [source.name for source in view.sources] == ["“G”"]
