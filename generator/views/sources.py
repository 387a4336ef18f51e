"""Sources for readers: the full reference, whether we hold it, what it relays, and where it is used."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from generator.language import mark
from generator.views.labels import label
from generator.views.naming import quote
from generator.views.quotes import name_language
from generator.views.tools import Tools, view_tools

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from generator.facts.source import Author, Source
    from generator.views.site import SiteContext
    from generator.views.words import DateView, Speaker, Words

_ENDINGS = {"1": "st", "2": "nd", "3": "rd"}
EDITIONS = (
    mark("1st edition"),
    *(mark("%(number)sst edition"), mark("%(number)snd edition")),
    *(mark("%(number)srd edition"), mark("%(number)sth edition")),
)
"""What editions are called, each with the ending of its number, for the catalogues."""


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceView:
    """One source."""

    tools: Tools
    number: int
    name: str
    reference: str
    type: str
    is_seen: bool
    seen: str
    language: str
    held_language: str
    issued: DateView | None
    original: DateView | None
    url: str | None
    archives: tuple[tuple[str, str], ...]
    through: tuple[Words, ...]
    relays: tuple[Words, ...]
    sha256: str
    snapshot_note: Words | None
    rights: Words | None
    note: Words | None
    used_by: tuple[Words, ...]


def view_sources(speaker: Speaker, site: SiteContext) -> tuple[SourceView, ...]:
    """The sources of a case for readers."""
    relayers: dict[str, dict[str, Source]] = {source.key: {} for source in speaker.case.sources}
    for source in speaker.case.sources:
        for reference in source.relays:
            relayed = speaker.case.find_source(reference, start=source)
            relayers.setdefault(relayed.key, {})[source.key] = source
    for source in speaker.case.sources:
        for reference in source.through:
            relayer = speaker.case.find_source(reference, start=source)
            relayers[source.key][relayer.key] = relayer
    return tuple(_view_source(speaker, site, one, relayers[one.key].values()) for one in speaker.case.sources)


def _view_source(speaker: Speaker, site: SiteContext, source: Source, relayers: Iterable[Source]) -> SourceView:
    case = speaker.case
    used = {use.record.key: use.record for use in case.uses_of(source) if use.record.KIND != "sources"}
    return SourceView(
        tools=view_tools(speaker, site, source),
        number=speaker.number(source),
        name=speaker.source(source).plain,
        reference=write_reference(speaker, source),
        type=label(source.type, speaker.language),
        is_seen=source.is_seen,
        seen=label(source.seen, speaker.language),
        language=name_language(source.language, speaker.language) if source.language else "",
        held_language=name_language(source.held_language, speaker.language) if source.held_language else "",
        issued=speaker.maybe_date(source.issued),
        original=speaker.maybe_date(source.original_date),
        url=source.url,
        archives=tuple((one.url, speaker.describe(one.captured) if one.captured else "") for one in source.copies),
        through=tuple(map(speaker.source, relayers)),
        relays=tuple(speaker.source(case.find_source(one, start=source)) for one in source.relays),
        sha256=source.snapshot.sha256 if source.snapshot else "",
        snapshot_note=speaker.maybe_line(source.snapshot.note) if source.snapshot else None,
        rights=speaker.maybe_line(source.rights),
        note=speaker.of(source).maybe_text(source.note),
        used_by=tuple(map(speaker.record, used.values())),
    )


def write_reference(speaker: Speaker, source: Source) -> str:
    """The full reference as HTML: who, title, container, edition, imprint, date, and where the document is kept."""
    parts: list[str] = []
    if source.author:
        parts.append(escape(_join_names(source.author)))
    elif source.maker is not None:
        maker = speaker.case.find_party(source.maker, start=source)
        parts.append(escape(speaker.party(maker).plain))
    if source.title is not None:
        title = speaker.line(source.title)
        long = source.container_title is None
        parts.append(f"<cite>{title.html}</cite>" if long else quote(title.html, speaker.language))
    else:
        parts.append(f"[{escape(speaker.say('no title known'))}]")
    if source.container_title:
        parts.append(f"<cite>{escape(source.container_title)}</cite>")
    parts.extend(escape(part) for part in (*_tell_edition(speaker, source), *_tell_imprint(speaker, source)) if part)
    kept = ", ".join(escape(part) for part in (source.archive, source.archive_place, source.call_number) if part)
    return ", ".join(parts) + (f". {kept}." if kept else ".")


def _join_names(people: Iterable[Author]) -> str:
    return ", ".join(" ".join(filter(None, (one.given, one.family or one.literal))) for one in people)


def _tell_edition(speaker: Speaker, source: Source) -> Iterator[str | None]:
    """Which text it is: who made it ready, which edition and volume, of which series."""
    if source.editor:
        yield speaker.say("edited by %(names)s") % {"names": _join_names(source.editor)}
    if source.translator:
        yield speaker.say("translated by %(names)s") % {"names": _join_names(source.translator)}
    if source.edition:
        yield _count_edition(speaker, source.edition)
    yield from _tell_volumes(speaker, source.volume, source.number_of_volumes)
    yield source.collection_title


def _count_edition(speaker: Speaker, edition: str) -> str:
    """A number as an ordinal; what the document calls its edition, as it stands."""
    if not edition.isdecimal():
        return edition
    ending = "th" if edition[-2:] in {"11", "12", "13"} else _ENDINGS.get(edition[-1], "th")
    message = "1st edition" if edition == "1" else f"%(number)s{ending} edition"
    return speaker.say(message) % {"number": edition}


def _tell_volumes(speaker: Speaker, volume: str | None, count: int | None) -> Iterator[str]:
    """Which volume of how many; a volume that is no number says by itself what it is."""
    if volume and volume.isdecimal():
        message = speaker.say("volume %(number)s of %(count)s") if count else speaker.say("volume %(number)s")
        yield message % {"number": volume, "count": count}
        return
    if volume:
        yield volume
    if count:
        yield speaker.say_many("%(num)s volume", "%(num)s volumes", count) % {"num": count}


def _tell_imprint(speaker: Speaker, source: Source) -> Iterator[str | None]:
    """Its number, where, by whom and when it was published, and on which pages."""
    yield source.number
    if source.publisher_place and source.publisher:
        imprint = {"place": source.publisher_place, "publisher": source.publisher}
        yield speaker.say("%(place)s: %(publisher)s") % imprint
    else:
        yield source.publisher_place or source.publisher
    yield speaker.describe(source.issued) if source.issued is not None else speaker.say("date not known")
    if source.original_date is not None:
        yield speaker.say("original: %(date)s") % {"date": speaker.describe(source.original_date)}
    if source.page:
        yield speaker.say("pages %(pages)s") % {"pages": source.page}
