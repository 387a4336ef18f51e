"""The facts: one module for each kind of record, read from YAML into frozen values.

To add a kind: write its module, and add its class to `RECORD_KINDS`. Decoding, references, the JSON Schema and the reference
page follow from the class.
"""

from __future__ import annotations

from generator.facts.case import CaseRecord
from generator.facts.claim import Claim
from generator.facts.correction import Correction
from generator.facts.dispute import Dispute
from generator.facts.event import Event
from generator.facts.exhibit import Exhibit
from generator.facts.organisation import Organisation
from generator.facts.person import Person
from generator.facts.proceeding import Proceeding
from generator.facts.quantity import Quantity
from generator.facts.question import Question
from generator.facts.quote import Quote
from generator.facts.relation import Relation
from generator.facts.reply import Reply
from generator.facts.source import Source
from generator.facts.value import Record

RECORD_KINDS: tuple[type[Record], ...] = (
    CaseRecord,
    Source,
    Person,
    Organisation,
    Event,
    Claim,
    Quote,
    Proceeding,
    Quantity,
    Relation,
    Dispute,
    Exhibit,
    Question,
    Reply,
    Correction,
)
"""Every kind of record, in the order of the reference page."""

KINDS_BY_KEY: dict[str, type[Record]] = {kind.KIND: kind for kind in RECORD_KINDS}
