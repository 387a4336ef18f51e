"""What a reader is told of whether a quote is verbatim, and where the link to check it leads."""

from __future__ import annotations

import pytest

from generator.facts.quote import ProofState
from generator.reading import read_project
from generator.views.case_page import view_case
from generator.views.moment import view_moments
from generator.views.quotes import PROOF_LABELS
from tests.exports.example import SITE
from tests.pages.test_golden import GOLDEN

CASE = read_project(GOLDEN).library.cases["harbour"]


def test_every_state_has_its_words() -> None:
    assert set(PROOF_LABELS) == set(ProofState)
    assert len(set(PROOF_LABELS.values())) == len(ProofState)


@pytest.mark.parametrize("state", [ProofState.PROVED, ProofState.WEAK])
def test_a_proved_quote_leads_to_its_check(state: ProofState) -> None:
    (quote,) = view_case(CASE, SITE, "en", {"dates": state}).quotes
    assert (quote.proof.state, quote.proof.file) == (state.value, "proofs/dates.json")
    assert quote.proof.link == "../../proofs/?case=harbour&quote=dates#check"


@pytest.mark.parametrize("state", [ProofState.CHANGED, ProofState.UNCHECKED])
def test_a_quote_without_a_proof_that_holds_leads_to_the_explanation(state: ProofState) -> None:
    (quote,) = view_case(CASE, SITE, "fr", {"dates": state}).quotes
    assert (quote.proof.state, quote.proof.file, quote.proof.link) == (state.value, "", "../../proofs/")
    assert quote.proof.link_label == "Comment les citations sont vérifiées"


def test_pages_of_a_day_say_the_same_from_where_they_lie() -> None:
    quotes = [one for moment in view_moments(CASE, SITE, "en", {"dates": ProofState.PROVED}) for one in moment.quotes]
    assert quotes
    assert {one.proof.link for one in quotes} == {"../../../proofs/?case=harbour&quote=dates#check"}
