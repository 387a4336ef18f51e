"""`facts.json`: the whole case as it is published, with the standing of every statement and the voices it follows from.

Every record of a kind has the same keys, absent values too; ids of other records are written whole (`case/id`).
`docs/exports.md` describes the file.
"""

from __future__ import annotations

from datetime import date
from decimal import Decimal
from enum import Enum
from functools import cache, lru_cache
from typing import TYPE_CHECKING

from lxml import html
from pydantic import BaseModel

from generator.exports.export import CaseExport
from generator.exports.layout import lay_out
from generator.facts import RECORD_KINDS
from generator.facts.case import CaseRecord
from generator.facts.edtf import Edtf
from generator.facts.party import Party
from generator.facts.prose import Prose
from generator.facts.quote import Quote
from generator.facts.reference import Reference
from generator.facts.statement import Statement
from generator.facts.text import UNDETERMINED, Line, Text
from generator.facts.when import When
from generator.language import mark
from generator.views.labels import label, meaning
from generator.views.naming import anchor_in, title_record

if TYPE_CHECKING:
    from generator.case import Case, Chain, Decision, Fallen, Period, Voice
    from generator.facts.value import Record
    from generator.views.case_page import CaseView
    from generator.views.standings import StandingView

FORMAT = "dossier-facts/1"
LICENSE = "https://creativecommons.org/licenses/by/4.0/"
_NAMES: dict[str, object] = {"name": None, "names": {}, "aliases": []}
"""What stands in the place of the fields that hold the name of a party that is not named."""


def render(case: Case, view: CaseView) -> str:
    """The case, kind by kind."""
    return lay_out(_Writer(case, view).write_case())


class _Writer:
    def __init__(self, case: Case, view: CaseView) -> None:
        self.case = case
        self.view = view
        sections = (view.events, view.claims, view.quantities, view.relations)
        self.proofs = {one.tools.id: one.proof for one in view.quotes}
        self.standings = {one.tools.id: one.standing for section in sections for one in section}

    def write_case(self) -> dict[str, object]:
        """The whole file."""
        case, view = self.case, self.view
        borrowed = [one for one in (*case.sources, *case.parties) if one.case != case.id]
        written: dict[str, object] = {
            "format": FORMAT,
            "language": view.language,
            "address": view.address,
            "license": LICENSE,
            "case": {"id": case.id, **self._write_fields(case.record)},
        }
        for kind in RECORD_KINDS:
            if kind is not CaseRecord:
                records = [*case.of_kind(kind), *(one for one in borrowed if isinstance(one, kind))]
                written[kind.KIND] = [self._write_record(record) for record in records]
        return written

    def _write_record(self, record: Record) -> object:
        written: dict[str, object] = {
            "id": record.key,
            "address": f"{self.view.address}#{anchor_in(self.case, record)}",
            "label": title_record(record, self.view.language, self.case.first_language, self.case),
            **self._write_fields(record),
        }
        if isinstance(record, Statement):
            written["standing"] = self._write_standing(record, self.standings[record.id])
        if isinstance(record, Quote):
            proof = self.proofs[record.id]
            written["proof"] = {"state": proof.state, "label": proof.label, "file": proof.file or None}
        return written

    def _write_fields(self, record: Record) -> dict[str, object]:
        fields = self._write_model(record, record)
        return fields | _NAMES if isinstance(record, Party) and not record.shows_name else fields

    def _write_model(self, model: BaseModel, record: Record) -> dict[str, object]:
        values = model.__dict__
        write = self._write
        written: dict[str, object] = {
            key: None if values[name] is None else write(values[name], record) for name, key in _list_keys(type(model))
        }
        if isinstance(model, When):
            written |= {"earliest": _write_day(model.earliest), "latest": _write_day(model.latest)}
        return written

    def _write(self, value: object, record: Record) -> object:  # noqa: PLR0911  (a way for each kind of value)
        if value is None or isinstance(value, str | bool):  # most values, so they are asked for first
            return value
        if isinstance(value, Line | Text):
            return {self._name_language(tag): _write_words(words) for tag, words in value.variants}
        if isinstance(value, Reference):
            return self._write_reference(value, record)
        if isinstance(value, BaseModel):
            return self._write_model(value, record)
        if isinstance(value, tuple):
            return [self._write(item, record) for item in value]
        if isinstance(value, dict):
            return {key: self._write(item, record) for key, item in value.items()}
        return _write_scalar(value)

    def _name_language(self, tag: str) -> str:
        return self.case.first_language if tag == UNDETERMINED else tag

    def _write_reference(self, reference: Reference, record: Record) -> str:
        target = self.case.find(reference, start=record)
        if target.KIND == CaseRecord.KIND:
            return target.case
        part = reference.text.rpartition("/")[2]
        return f"{target.key}/{part}" if reference.kinds in (("steps",), ("assertions",)) else target.key

    def _write_standing(self, statement: Statement, view: StandingView) -> object:
        standing = self.case.standing(statement)
        return {
            "rung": standing.rung.value,
            "label": label(standing.rung, self.view.language),
            "meaning": meaning(standing.rung, self.view.language),
            "reasons": [_strip_markup(reason) for reason in (*view.reasons, view.through) if reason],
            "origins": standing.origins,
            "sources": standing.sources,
            "through": [source.key for source in standing.through],
            "unread": [source.key for source in standing.unread],
            "undated": standing.undated,
            "contested": standing.is_contested,
            "fallen": [_write_fallen(fallen) for fallen in standing.fallen],
            "history": [_write_period(period) for period in self.case.histories[statement.key]],
            "voices": [self._write_voice(voice) for voice in (*standing.voices, *standing.gone)],
            "deciding": [_name_voice(voice) for voice in standing.deciding],
            "opposing": [_name_voice(voice) for voice in standing.opposing],
            "gone": [_name_voice(voice) for voice in standing.gone],
        }

    def _write_voice(self, voice: Voice) -> object:
        statement = voice.statement
        return {
            "id": _name_voice(voice),
            "speaker": voice.speaker.key,
            "label": title_record(voice.speaker, self.view.language, self.case.first_language, self.case),
            "act": voice.act.value,
            "holds": voice.holds,
            "on": self._write(voice.on, statement),
            "period": self._write(voice.period, statement),
            "counts_from": _write_day(voice.counts_from),
            "cite": self._write(voice.cites, statement),
            "quote": voice.quote.key if voice.quote else None,
            "told_by": self._write(voice.assertion.told_by, statement) if voice.assertion else None,
            "interested": voice.interested,
            "origin": voice.origin,
            "chains": [_write_chain(chain) for chain in voice.chains],
            "decision": _write_decision(voice.decision) if voice.decision else None,
            "ended_by": _name_voice(voice.ended_by) if voice.ended_by else None,
        }


@cache
def _list_keys(model: type[BaseModel]) -> tuple[tuple[str, str], ...]:
    return tuple((name, info.alias or name) for name, info in model.model_fields.items())


def _name_voice(voice: Voice) -> str:
    return f"{voice.statement.key}/{voice.id}"


def _write_chain(chain: Chain) -> object:
    return {"sources": [source.key for source in chain.links], "seen": chain.is_seen, "direct": chain.is_direct}


def _write_decision(decision: Decision) -> object:
    return {
        "court": decision.court.key,
        "proceeding": decision.proceeding.key if decision.proceeding else None,
        "step": decision.step.id if decision.step else None,
        "instance": decision.instance.value if decision.instance else None,
        "in_absentia": decision.in_absentia,
        "finality": decision.finality.value,
        "finality_checked": _write_day(decision.finality_checked),
    }


def _write_fallen(fallen: Fallen) -> object:
    return {
        "voice": _name_voice(fallen.voice),
        "basis": fallen.basis.key,
        "rung": fallen.rung.value,
        "contrary": fallen.contrary.key if fallen.contrary is not None else None,
    }


def _write_period(period: Period) -> object:
    return {
        "from": _write_day(period.start),
        "until": _write_day(period.end),
        "rung": period.standing.rung.value,
        "contested": period.standing.is_contested,
        "fallen": list(dict.fromkeys(fallen.basis.key for fallen in period.standing.fallen)),
    }


def _write_words(words: object) -> str:
    return words.text if isinstance(words, Prose) else str(words)


def _write_scalar(value: object) -> object:
    if isinstance(value, Edtf):
        return value.text
    if isinstance(value, Enum):
        return value.value
    if isinstance(value, date):
        return value.isoformat()
    return str(value) if isinstance(value, Decimal) else value


def _write_day(day: date | None) -> str | None:
    return day.isoformat() if day is not None else None


@lru_cache(maxsize=1024)
def _strip_markup(text: str) -> str:
    return str(html.fragment_fromstring(text, create_parent="p").text_content())


EXPORT = CaseExport("facts.json", "application/json", mark("All facts (JSON)"), render)
