"""The addresses of sources held against the world: which still answer, and which still hold the words quoted from them.

Never a part of a check or a build: this one asks the network, and what it finds may be otherwise tomorrow.
"""

from __future__ import annotations

from collections import defaultdict
from dataclasses import dataclass
from typing import TYPE_CHECKING, NamedTuple

from generator.checks import Context, altering_archive, mismatched_archive
from generator.checks.altering_archive import ALTERING
from generator.checks.web_address import list_hosts
from generator.evidence.links import AGAIN_AFTER, Question, Quoted, ask_all
from generator.evidence.memory import read_memory
from generator.evidence.verdict import judge
from generator.evidence.wayback import Archive, NotSaved, Saved, save
from generator.facts.quote import Quote
from generator.facts.source import Source
from generator.finding import Finding, Position, Severity
from generator.reading import case_of, put_in_order, read_project

if TYPE_CHECKING:
    from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
    from datetime import datetime, timedelta
    from pathlib import Path

    from generator.case import Case, Library
    from generator.evidence.memory import Answer
    from generator.evidence.visitor import Manners


class Place(NamedTuple):
    """Where an address stands in the facts, and which quotes were looked for at it and which were not."""

    at: Position
    source: str
    """The key of the source."""
    compared: tuple[str, ...]
    uncompared: tuple[str, ...]
    """The quotes in another language than the page is."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Round:
    """What came of asking: the answer and the places of every address, and all findings."""

    now: datetime
    answers: Mapping[str, Answer]
    places: Mapping[str, tuple[Place, ...]]
    findings: tuple[Finding, ...]


def check_links(
    root: Path,
    cases: Collection[str],
    manners: Manners,
    now: datetime,
    *,
    state: Path,
    again_after: timedelta = AGAIN_AFTER,
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> Round:
    """Ask the addresses of the sources of some cases (all without any), and those of their archived copies.

    `state` is the file that keeps what was asked until the next run; it is written even when this one is broken off. A
    case with a mistake in its files is left out, and its errors are among the findings.
    """
    reading = read_project(root)
    chosen = [case for name, case in reading.library.cases.items() if not cases or name in cases]
    sources = {source.key: source for case in chosen for source in case.sources}
    quotes = _gather_quotes(reading.library, sources)
    places, questions = _ask_what(sources.values(), quotes)
    memory = read_memory(state)
    try:
        answers = ask_all(questions, memory, manners, now, again_after=again_after, tell=tell)
    finally:
        memory.write(state, now)
    at = {quote.key: quote.at() for of_source in quotes.values() for quote in of_source}
    findings = [
        finding
        for address, answer in answers.items()
        for place in places[address]
        for finding in judge(answer, place.at, at)
    ]
    findings += _judge_copies(reading.library, chosen, sources.values(), now)
    findings += (
        finding
        for finding in reading.findings
        if finding.severity is Severity.ERROR and (not cases or case_of(finding.at) in cases)
    )
    return Round(now=now, answers=answers, places=places, findings=put_in_order(findings))


def _gather_quotes(library: Library, sources: Mapping[str, Source]) -> dict[str, list[Quote]]:
    """The quotes of all cases that cite each of the sources: a shared source is quoted in several."""
    found: dict[str, list[Quote]] = defaultdict(list)
    for case in library.cases.values():
        for quote in case.of_kind(Quote):
            key = case.find_source(quote.cite.source, start=quote).key
            if key in sources:
                found[key].append(quote)
    return found


def _ask_what(
    sources: Iterable[Source], quotes: Mapping[str, list[Quote]]
) -> tuple[dict[str, tuple[Place, ...]], list[Question]]:
    """The places of each address, and what it is to be asked, once for all places."""
    places: dict[str, list[Place]] = defaultdict(list)
    quoted: dict[str, dict[str, Quoted]] = defaultdict(dict)
    lengths: dict[str, int] = defaultdict(int)
    for source in sources:
        cited = quotes.get(source.key, [])
        words = {quote.key: _find_words(quote, source) for quote in cited}
        compared = {key: Quoted(key, text) for key, text in words.items() if text is not None}
        uncompared = tuple(key for key, text in words.items() if text is None)
        for address, at in _list_addresses(source):
            places[address].append(Place(at, source.key, tuple(compared), uncompared))
            quoted[address].update(compared)
            lengths[address] = max(lengths[address], (source.snapshot.tokens or 0) if source.snapshot else 0)
    questions = [
        Question(address, tuple(quoted[address][key] for key in sorted(quoted[address])), lengths[address])
        for address in places
    ]
    return {address: tuple(of_address) for address, of_address in places.items()}, questions


def _list_addresses(source: Source) -> Iterator[tuple[str, Position]]:
    """The addresses of a source and of its copies; archives that alter pages, and attack others, are not asked."""
    if source.url:
        yield source.url, source.at("url")
    for index, copy in enumerate(source.copies):
        if not any(host in ALTERING or host.partition(".")[2] in ALTERING for host in list_hosts(copy.url)):
            yield copy.url, source.at("archives", index, "url")


def _find_words(quote: Quote, source: Source) -> str | None:
    """The words to look for on the page of a source; None where we have none in its language."""
    if source.language is None or _is_same(quote.language, source.language):
        return quote.text
    original = quote.translation_of
    return original.text if original is not None and _is_same(original.language, source.language) else None


def _is_same(language: str, other: str) -> bool:
    return language.partition("-")[0].lower() == other.partition("-")[0].lower()


def _judge_copies(
    library: Library, cases: Iterable[Case], sources: Iterable[Source], now: datetime
) -> Iterator[Finding]:
    """What the checks of archived copies say of these sources, without asking anybody."""
    context = Context(now.date())
    ours = {
        source.at("archives", index, name)
        for source in sources
        for index, copy in enumerate(source.copies)
        for name in ("url", "captured")
        if getattr(copy, name) is not None
    }
    for check in (altering_archive, mismatched_archive):
        found = [
            *check.examine_shared(library, context),
            *(one for case in cases for one in check.examine(case, context)),
        ]
        yield from (finding for finding in found if finding.at in ours)


def save_source(root: Path, key: str, archive: Archive) -> Saved | NotSaved:
    """Have the page of a source (`case/source`) kept by the Wayback Machine."""
    case, _, identifier = key.partition("/")
    source = read_project(root).library.records.get(case, {}).get(identifier)
    if not isinstance(source, Source):
        return NotSaved(f"there is no source {key!r} without a mistake; write CASE/SOURCE, or shared/SOURCE")
    if source.url is None:
        return NotSaved(f"the source {key!r} has no url:")
    return save(source.url, archive)
