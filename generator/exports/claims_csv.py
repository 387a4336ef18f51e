"""`claims.csv`: the claims of a case in the order of its page, one to a row."""

from __future__ import annotations

from typing import TYPE_CHECKING

from generator.exports.export import CaseExport
from generator.exports.spreadsheet import MEDIA_TYPE, list_citations, write_table
from generator.facts.claim import Claim
from generator.language import mark
from generator.views.labels import label
from generator.views.naming import anchor_in, title_record

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.case import Case, Voice
    from generator.facts.source import Source
    from generator.views.case_page import CaseView
    from generator.views.statements import ClaimView

HEAD = (
    *("id", "title", "text", "about", "standing", "standing_words", "origins", "sources"),
    *("for", "against", "no_longer", "through", "unread", "cite", "address"),
)


def render(case: Case, view: CaseView) -> str:
    """The claims, with their standings and who speaks for and against them."""
    claims = {claim.id: claim for claim in case.of_kind(Claim)}
    return write_table(HEAD, (_write_row(case, view, claims[one.tools.id], one) for one in view.claims))


def _write_row(case: Case, view: CaseView, claim: Claim, one: ClaimView) -> tuple[object, ...]:
    standing = case.standing(claim)
    sides: dict[str, list[str]] = {"for": [], "against": [], "gone": []}
    for voice, shown in zip((*standing.voices, *standing.gone), one.standing.voices, strict=True):
        sides["gone" if shown.gone else shown.side].append(_tell_voice(case, view, voice))
    return (
        claim.id,
        one.title,
        one.text,
        "; ".join(party.plain for party in one.about),
        one.standing.rung,
        one.standing.label,
        standing.origins,
        standing.sources,
        *("; ".join(voices) for voices in sides.values()),
        _list_sources(case, standing.through),
        _list_sources(case, standing.unread),
        list_citations(case, claim, view.language),
        f"{view.address}#{one.tools.anchor}",
    )


def _tell_voice(case: Case, view: CaseView, voice: Voice) -> str:
    speaker = title_record(voice.speaker, view.language, case.first_language, case)
    return f"{speaker} ({label(voice.act, view.language)})"


def _list_sources(case: Case, sources: Iterable[Source]) -> str:
    return "; ".join(anchor_in(case, source).removeprefix(f"{source.ANCHOR}-") for source in sources)


EXPORT = CaseExport("claims.csv", MEDIA_TYPE, mark("Claims (CSV)"), render)
