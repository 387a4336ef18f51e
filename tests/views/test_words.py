"""Words across files: what is written in a shared record or in another case is read where it stands, and shown where it is read."""

from __future__ import annotations

from generator.views.case_page import view_case
from generator.views.site import SiteContext
from tests.builders import library_from

SITE = SiteContext(
    name="x", languages=("en",), address="https://a.example/", repository="https://forge.example/team/dossier"
)
SHARED = """sources:
  law: {type: book, title: The law, issued: 2001, maker: printer, seen: original}
organisations:
  printer: {name: The Printer, text: "Prints the law [@law, page 1] for [[printer]]."}
"""
ONE = """case: {title: One, summary: "x [@paper]", languages: [en], key_facts: [two/later]}
sources:
  paper: {type: article-newspaper, title: In one, container-title: The Paper, issued: 2020, seen: original}
claims:
  sooner: {text: It was so., cite: [paper, shared/law]}
disputes:
  which: {title: Which?, between: [sooner, two/later]}
"""
TWO = """case: {title: Two, summary: "x [@paper]", languages: [en]}
sources:
  paper: {type: article-newspaper, title: In two, container-title: The Other, issued: 2021, seen: original}
people:
  witness: {shown_as: the witness}
claims:
  later: {text: "It was later [@paper].", assertions: [{by: witness, act: states, cite: paper, quote: words}]}
quotes:
  words: {text: Later., language: en, speaker: witness, cite: paper}
"""


def test_a_statement_of_another_case_keeps_its_own_sources() -> None:
    library = library_from(
        {"dossiers/one/case.yaml": ONE, "dossiers/two/case.yaml": TWO, "dossiers/shared/all.yaml": SHARED}
    )
    view = view_case(library.cases["one"], SITE, "en")
    here, there = view.disputes[0].sides
    assert 'href="#source-paper"' in here.cites.html
    assert 'href="../two/#source-paper"' in there.cites.html
    assert "The Other" in there.cites.html
    assert 'href="../two/#person-witness"' in there.standing.lead
    (voice,) = there.standing.voices
    assert voice.quote_link == "../two/#quote-words"
    assert 'href="../two/#claim-later"' in view.key_facts[0].record.html


def test_a_shared_record_is_told_on_the_page_of_the_case_that_uses_it() -> None:
    library = library_from(
        {"dossiers/one/case.yaml": ONE, "dossiers/two/case.yaml": TWO, "dossiers/shared/all.yaml": SHARED}
    )
    view = view_case(library.cases["one"], SITE, "en")
    (printer,) = view.organisations
    assert printer.tools.anchor == "organisation-shared-printer"
    assert printer.text is not None
    assert 'href="#source-shared-law"' in printer.text.html
    assert 'href="#organisation-shared-printer"' in printer.text.html
    assert "dossiers/shared/all.yaml" in printer.tools.edit
