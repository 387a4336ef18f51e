"""The rule, tried on small graphs: each is read by the real reader, and must stand as it says on every day it names."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import pytest

from generator.case import Rung, Standing, compute_standing
from generator.finding import Severity
from tests.builders import case_from
from tests.case.tables import HEADINGS, PAGE, Graph, load_graphs, replace_tables

if TYPE_CHECKING:
    from datetime import date

    from generator.case import Case, Voice

GRAPHS = load_graphs()

OBSERVATIONS = {
    "rung": lambda standing: standing.rung.value,
    "origins": lambda standing: standing.origins,
    "sources": lambda standing: standing.sources,
    "undated": lambda standing: standing.undated,
    "through": lambda standing: [source.id for source in standing.through],
    "unread": lambda standing: [source.id for source in standing.unread],
    "voices": lambda standing: [voice.speaker.id for voice in standing.voices],
    "deciding": lambda standing: [voice.speaker.id for voice in standing.deciding],
    "ids": lambda standing: [voice.id for voice in standing.deciding],
    "opposing": lambda standing: [voice.speaker.id for voice in standing.opposing],
    "gone": lambda standing: [voice.id for voice in standing.gone],
    "ended_by": lambda standing: [voice.ended_by.id for voice in standing.gone],
    "interested": lambda standing: [voice.speaker.id for voice in standing.voices if voice.interested],
    "chains": lambda standing: [[link.id for link in chain.links] for chain in standing.deciding[0].chains],
    "court": lambda standing: standing.deciding[0].decision.court.id,
    "instance": lambda standing: standing.deciding[0].decision.instance.value,
    "in_absentia": lambda standing: standing.deciding[0].decision.in_absentia,
    "finality": lambda standing: standing.deciding[0].decision.finality.value,
    "contested": lambda standing: standing.is_contested,
    "fallen": lambda standing: [fallen.basis.id for fallen in standing.fallen],
    "checked": lambda standing: standing.deciding[0].decision.finality_checked,
}


def observe(standing: Standing, keys: Any) -> dict[str, Any]:
    return {key: OBSERVATIONS[key](standing) for key in keys}


@pytest.mark.parametrize("graph", GRAPHS, ids=lambda graph: graph.name)
def test_graph(graph: Graph) -> None:
    library, findings = graph.read()
    main = next(iter(graph.expected.values()))
    if main.get("now", {}).get("rung") == "unsupported":
        errors = [finding for finding in findings if finding.severity is Severity.ERROR]
        assert [finding.code for finding in errors] == ["R009"]
        assert library.cases == {}
        return
    assert [str(finding) for finding in findings if finding.severity is Severity.ERROR] == []
    case = library.cases["example"]
    for statement, days in graph.expected.items():
        for day, expected in days.items():
            standing = case.standing(case.records[statement], None if day == "now" else day)
            assert observe(standing, expected) == expected, (statement, day)


@pytest.mark.parametrize("graph", GRAPHS, ids=lambda graph: graph.name)
def test_standing_holds_together(graph: Graph) -> None:
    """What is true of every standing, whatever its rung."""
    cases = graph.read()[0].cases
    for case in cases.values():
        for statement in case.statements:
            for day in (None, *_turning_days(case)):
                _check_standing(case, case.standing(statement, day))


def _turning_days(case: Case) -> list[date]:
    return sorted({voice.counts_from for one in case.statements for voice in case.standing(one).voices} - {None})


def _check_standing(case: Case, standing: Standing) -> None:
    assert set(standing.opposing) <= set(standing.voices)
    assert {voice.ended_by for voice in standing.voices} <= {None}
    assert all(voice.ended_by is not None for voice in standing.gone)
    assert standing.origins <= len(standing.deciding)
    assert len({(voice.statement.id, voice.id) for voice in (*standing.voices, *standing.gone)}) == len(
        standing.voices
    ) + len(standing.gone)
    if standing.rung is not Rung.WITHDRAWN:
        assert set(standing.deciding) <= set(standing.voices)
    assert (standing.rung is Rung.UNSUPPORTED) == (not standing.deciding)
    for voice in standing.voices:
        _check_voice(case, voice)
    assert all(source.is_seen for source in standing.through)
    assert not any(source.is_seen for source in standing.unread)


def _check_voice(case: Case, voice: Voice) -> None:
    assert any(chain.is_seen for chain in voice.chains)
    for chain in voice.chains:
        assert chain.is_seen == chain.links[-1].is_seen
        assert not any(link.is_seen for link in chain.links[:-1])
        first = chain.links[0]
        maker = first if first.maker is None else case.find_party(first.maker, start=first)
        assert chain.is_direct == (first.is_seen and maker is voice.speaker)
    lengths = [len(chain.links) for chain in voice.chains]
    assert lengths == sorted(lengths)


def test_enough_graphs() -> None:
    assert len(GRAPHS) >= 45
    assert len({graph.name for graph in GRAPHS}) == len(GRAPHS)
    assert {graph.file for graph in GRAPHS} == set(HEADINGS)


def test_every_rung_has_a_graph() -> None:
    shown = {expected["rung"] for graph in GRAPHS for days in graph.expected.values() for expected in days.values()}
    assert shown == {rung.value for rung in Rung}


def test_page_shows_the_graphs() -> None:
    """`python -m tests.case.tables` writes them anew."""
    page = PAGE.read_text(encoding="utf-8")
    assert replace_tables(page) == page


def test_compute_standing_is_the_cases_own() -> None:
    case = case_from(
        """
        sources:
          leaflet: {type: pamphlet, title: null, issued: 2020, seen: original}
        claims:
          watched: {text: She was watched., cite: leaflet}
        """
    )
    assert compute_standing(case, case.statements[0]).rung is Rung.REPORTED
