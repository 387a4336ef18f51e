"""Sources for readers: the full reference, whether we hold it, what it relays, and where it is used."""

from __future__ import annotations

from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING

from generator.views.labels import label
from generator.views.naming import quote
from generator.views.quotes import name_language
from generator.views.tools import Tools, view_tools

if TYPE_CHECKING:
    from collections.abc import Iterable

    from generator.facts.source import Source
    from generator.views.site import SiteContext
    from generator.views.words import DateView, Speaker, Words


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
        url=source.url,
        archives=tuple((one.url, speaker.describe(one.captured) if one.captured else "") for one in source.archives),
        through=tuple(map(speaker.source, relayers)),
        relays=tuple(speaker.source(case.find_source(one, start=source)) for one in source.relays),
        sha256=source.snapshot.sha256 if source.snapshot else "",
        snapshot_note=speaker.maybe_line(source.snapshot.note) if source.snapshot else None,
        rights=speaker.maybe_line(source.rights),
        note=speaker.of(source).maybe_text(source.note),
        used_by=tuple(map(speaker.record, used.values())),
    )


def write_reference(speaker: Speaker, source: Source) -> str:
    """The full reference as HTML: author, title, container, number, date."""
    parts: list[str] = []
    authors = [" ".join(filter(None, (one.given, one.family or one.literal))) for one in source.author]
    if authors:
        parts.append(escape(", ".join(authors)))
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
    parts.extend(escape(part) for part in (source.publisher, source.volume, source.number) if part)
    if source.issued is not None:
        parts.append(escape(speaker.describe(source.issued)))
    else:
        parts.append(escape(speaker.say("date not known")))
    if source.page:
        parts.append(escape(speaker.say("pages %(pages)s") % {"pages": source.page}))
    return ", ".join(parts) + "."
