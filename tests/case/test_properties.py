"""What holds of the standing of any statement, whatever was said of it, by whom and when."""

from __future__ import annotations

from collections import Counter
from datetime import date
from typing import TYPE_CHECKING, Any

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from generator.case import Rung
from tests.builders import read_library
from tests.case.tables import CAST

if TYPE_CHECKING:
    from generator.case import Case, Standing, Voice

BENCH = """
proceedings:
  first: {title: First, court: tribunal, instance: first, number: null, parties: [{party: defendant}, {party: complainant}], steps: [{id: judgment, on: 2024-01-20, kind: judgment, cite: gazette-1}]}
  appeal: {title: Appeal, court: court-of-appeal, instance: appeal, number: null, steps: [{id: judgment, on: 2024-02-20, kind: judgment, cite: gazette-1}]}
  last: {title: Last, court: court-of-cassation, instance: supreme, number: null, steps: [{id: judgment, on: 2024-03-20, kind: judgment, cite: gazette-1}]}
relations:
  spokesman: {subject: neighbour, kind: speaks-for, object: defendant, cite: courier-1}
sources:
  agency-report: {type: article, title: null, maker: agency, issued: 2024-03-01, seen: not-seen}
  gazette-3: {type: article-newspaper, title: null, maker: gazette, issued: 2024-03-02, seen: original, relays: agency-report}
  courier-3: {type: article-newspaper, title: null, maker: courier, issued: 2024-03-03, seen: original, relays: agency-report}
"""
COURTS = {"tribunal": "first", "court-of-appeal": "appeal", "court-of-cassation": "last"}
PEOPLE = ("defendant", "witness", "neighbour", "officer")
SOURCES = ("gazette-1", "gazette-2", "courier-1", "herald-1", "gazette-3", "courier-3")
WEAKER = {Rung.CORROBORATED, Rung.REPORTED, Rung.ALLEGED}

Said = dict[str, Any]


@st.composite
def sayings(
    draw: st.DrawFn, *, acts: tuple[str, ...] = ("alleges", "states", "admits", "denies", "disputes")
) -> list[Said]:
    """Assertions of people, and decisions of courts on them and on one another."""
    said: list[Said] = []
    for number in range(draw(st.integers(1, 7))):
        one: Said = {"id": f"a{number}", "cite": draw(st.sampled_from(SOURCES))}
        decided = [other for other in said if other["act"] in {"finds", "upholds", "overturns"}]
        spoken = [other for other in said if other["by"] in PEOPLE and other["act"] != "withdraws"]
        kind = draw(st.sampled_from(["speak", "speak", "find", "act", "withdraw"]))
        if kind == "find" or (kind == "act" and not decided):
            court = draw(st.sampled_from(sorted(COURTS)))
            one |= {"by": court, "act": "finds", "holds": draw(st.booleans())}
            if draw(st.booleans()):
                one["in_proceeding"] = f"{COURTS[court]}/judgment"
        elif kind == "act":
            target = draw(st.sampled_from(decided))
            one |= {
                "by": "court-of-cassation",
                "act": draw(st.sampled_from(["upholds", "overturns"])),
                "of": target["id"],
            }
        elif kind == "withdraw" and spoken:
            target = draw(st.sampled_from(spoken))
            one |= {"by": target["by"], "act": "withdraws", "of": target["id"]}
        else:
            one |= {"by": draw(st.sampled_from(PEOPLE)), "act": draw(st.sampled_from(acts))}
        if draw(st.booleans()):
            one["on"] = f"2024-0{draw(st.integers(1, 6))}"
        said.append(one)
    return said


def read(said: list[Said], cites: list[str], says: str | None = None) -> Case | None:
    """The case in which all this is said of one claim; None where nobody says it, so that it is left out."""
    assertions = "".join(
        "      - {" + ", ".join(f"{key}: {str(value).lower()}" for key, value in one.items()) + "}\n" for one in said
    )
    claim = f"claims:\n  watched:\n    text: He watched her.\n    about: [defendant, complainant]\n    cite: {cites}\n"
    claim = claim.replace("'", "") + ("    assertions:\n" + assertions if said else "")
    claim += f"    says: {says}\n" if says is not None else ""
    library, findings = read_library({"dossiers/example/graph.yaml": BENCH + claim, "dossiers/example/cast.yaml": CAST})
    assert {finding.code for finding in findings} <= {"R009", "R015", "R017"}, findings
    return library.cases.get("example")


def weigh(said: list[Said], cites: list[str], day: date | None = None, says: str | None = None) -> Standing | None:
    case = read(said, cites, says)
    return case.standing(case.records["watched"], day) if case is not None else None


def sketch(standing: Standing | None) -> Any:
    """A standing without regard to the order in which equal days stand, and to the identity of its voices."""
    if standing is None:
        return None
    return (
        standing.rung,
        standing.origins,
        standing.sources,
        standing.undated,
        *(Counter(map(_sketch_voice, voices)) for voices in (standing.voices, standing.deciding, standing.gone)),
    )


def _sketch_voice(voice: Voice) -> Any:
    ended_by = voice.ended_by.id if voice.ended_by is not None else None
    return (voice.id, voice.speaker.id, voice.act, voice.holds, voice.counts_from, voice.interested, ended_by)


CITES = st.lists(st.sampled_from(SOURCES), max_size=3, unique=True)


@given(sayings(), CITES)
def test_without_a_day_is_the_last_day(said: list[Said], cites: list[str]) -> None:
    assert sketch(weigh(said, cites)) == sketch(weigh(said, cites, date.max))


@given(sayings(), CITES, st.randoms())
def test_the_order_of_the_file_makes_no_difference(said: list[Said], cites: list[str], random: Any) -> None:
    standing = weigh(said, [])
    shuffled = said.copy()
    random.shuffle(shuffled)
    assert sketch(weigh(shuffled, [])) == sketch(standing)


@given(sayings(), CITES, st.sampled_from(["alleges", "states", "reports"]))
def test_the_word_of_an_interested_party_lifts_nothing_above_alleged(
    said: list[Said], cites: list[str], act: str
) -> None:
    before = weigh(said, cites)
    after = weigh([*said, {"id": "hers", "by": "complainant", "act": act, "cite": "gazette-2"}], cites)
    assert after is not None
    if before is None:
        assert after.rung is Rung.ALLEGED
    elif before.rung in {Rung.DENIED, Rung.WITHDRAWN}:
        assert after.rung in {Rung.ALLEGED, Rung.DISPUTED}
    else:
        assert after.rung is before.rung


@given(sayings(), CITES)
def test_a_denial_is_never_passed_over(said: list[Said], cites: list[str]) -> None:
    standing = weigh([*said, {"id": "no", "by": "firm", "act": "denies", "cite": "gazette-1"}], cites)
    assert standing is not None
    assert "no" in {voice.id for voice in standing.opposing}
    assert standing.rung not in WEAKER | {Rung.WITHDRAWN, Rung.UNSUPPORTED}


@given(sayings(acts=("alleges", "states", "admits")))
def test_what_everybody_takes_back_is_withdrawn(said: list[Said]) -> None:
    spoken = [one for one in said if one["by"] in PEOPLE and one["act"] != "withdraws"]
    assume(spoken)
    back = [
        {"id": f"back-{one['id']}", "by": one["by"], "act": "withdraws", "of": one["id"], "cite": "gazette-1"}
        for one in spoken
    ]
    standing = weigh([*spoken, *back], [])
    assert standing is not None
    assert standing.rung is Rung.WITHDRAWN
    assert {voice.id for voice in standing.gone} == {one["id"] for one in spoken}


@given(sayings(), CITES)
def test_another_newspaper_never_weakens_support(said: list[Said], cites: list[str]) -> None:
    before = weigh(said, [*cites, "courier-1"])
    after = weigh(said, [*cites, "courier-1", "herald-1"])
    assert before is not None
    assert after is not None
    if before.rung in WEAKER:
        assert after.origins >= before.origins or before.rung is Rung.ALLEGED
        assert after.rung in {Rung.CORROBORATED, Rung.REPORTED}
    else:
        assert after.rung is before.rung


@given(sayings(), CITES)
def test_origins_are_no_more_than_voices(said: list[Said], cites: list[str]) -> None:
    standing = weigh(said, cites)
    if standing is not None:
        assert standing.origins <= len(standing.deciding) <= max(len(standing.voices), len(standing.gone))


@given(sayings(), CITES, st.integers(1, 7), st.integers(1, 28))
def test_nothing_counts_before_its_day(said: list[Said], cites: list[str], month: int, day: int) -> None:
    as_of = date(2024, month, day)
    standing = weigh(said, cites, as_of)
    if standing is not None:
        voices = (*standing.voices, *standing.gone)
        assert all(voice.counts_from is None or voice.counts_from <= as_of for voice in voices)


@given(sayings(), st.sampled_from(PEOPLE), st.sampled_from(SOURCES))
@settings(max_examples=40)
def test_the_short_forms_mean_their_long_forms(said: list[Said], speaker: str, source: str) -> None:
    """`says: p` is a statement of p; `cite: s` alone is a report of the maker of s."""
    maker = source.partition("-")[0]
    long = weigh([*said, {"id": "1", "by": maker, "act": "reports", "cite": source}], [])
    assert sketch(weigh(said, [source])) == sketch(long)
    long = weigh([*said, {"id": "1", "by": speaker, "act": "states", "cite": source}], [])
    assert sketch(weigh(said, [source], says=speaker)) == sketch(long)
