"""The first file of a case, which explains itself: a draft without facts, and an example of every kind of record."""

from __future__ import annotations

from textwrap import wrap
from typing import TYPE_CHECKING, NamedTuple

from generator.facts.notation import quote_text

if TYPE_CHECKING:
    from datetime import date

SCHEMA_LINE = "# yaml-language-server: $schema=../../schema/case.json"
"""The first line of every file of facts: it tells an editor where the schema is."""


class Example(NamedTuple):
    """A kind of record for a beginner: its key, what it is for, and a record or two of one made-up case."""

    kind: str
    purpose: str
    records: str


EXAMPLES = (
    Example(
        "sources",
        "The documents that everything rests on. `seen` says whether you hold the document; one that nobody here "
        "has read is known `through` another, which `relays` it.",
        """
  la-gazette-2024:
    type: article-newspaper
    title: A lawyer was watched for months
    author: {given: Maria, family: Model}
    maker: la-gazette
    container-title: La Gazette
    issued: 2024-01-12
    language: en
    url: https://example.org/a
    archives:
      - {url: "https://web.archive.org/web/20240112120000/https://example.org/a", captured: 2024-01-12}
    seen: original
    relays: [judgment-2024]
  judgment-2024:
    type: legal_case
    title: null   # nobody here has seen it
    maker: tribunal
    issued: 2024-01-10
    seen: not-seen
    through: la-gazette-2024
""",
    ),
    Example(
        "people",
        "The people of the case. Nobody is named unless you say so and why. Leave the name out where a person is "
        "not to be named: these files are public.",
        """
  complainant:
    name: Ada Example
    naming: named
    why: speaks publicly about the case
    roles: lawyer
  counsel:
    name: Jean Modèle
    naming: named
    why: speaks publicly as counsel of the complainant
  convicted-man:
    naming: withheld
    shown_as: the convicted man
    why: no source names him
""",
    ),
    Example(
        "organisations",
        "Courts, newspapers, companies, authorities, states.",
        """
  tribunal:
    name: Tribunal of Exampleville
    kind: court
  la-gazette:
    name: La Gazette
    kind: media
""",
    ),
    Example(
        "events",
        "What happened, and when. `cite` alone means that the source says so in its own voice; with `says`, it is"
        " what that party says, as the source records it. Dates can be as vague as they are known: 2017, 2017-07,"
        " 2017~ (about), 2014/..",
        """
  arrest:
    date: 2017-11
    title: A man is arrested
    where: Exampleville
    who:
      - {party: convicted-man, role: arrested}
    cite: {source: la-gazette-2024, at: page 3}
  strangers-ask:
    date: {edtf: 2017-07, as_written: at the beginning of July 2017}
    title: Strangers ask the neighbours about her
    says: complainant
    cite: la-gazette-2024
""",
    ),
    Example(
        "claims",
        "What is asserted, with every voice for and against it. How well a claim stands is worked out from the "
        "voices; nobody types it.",
        """
  watched-from-opposite:
    title: Watched from a dwelling opposite
    text: Ada Example was watched from a dwelling that faces her home, the tribunal found.
    about: complainant
    assertions:
      - {by: complainant, act: alleges, cite: {source: la-gazette-2024, at: page 3}}
      - by: tribunal
        act: finds
        in_proceeding: first-instance/judgment
        cite: judgment-2024
  watched-since-2014:
    title: Since 2014
    text: Counsel says that the surveillance began in 2014.
    about: complainant
    says: counsel
    cite: la-gazette-2024
  watched-since-2017:
    title: Since at least 2017
    text: The complainant says that the surveillance had begun by 2017.
    about: complainant
    says: complainant
    cite: la-gazette-2024
""",
    ),
    Example(
        "disputes",
        "Accounts that differ. They are shown side by side, and nothing is averaged.",
        """
  since-when:
    title: When did it begin?
    between: [watched-since-2014, watched-since-2017]
    would_settle: The first complaint to the police.
""",
    ),
    Example(
        "quotes",
        "Words between quotation marks: verbatim from the source you hold, cuts shown by […].",
        """
  no-comment:
    text: No comment.
    language: en
    speaker: tribunal
    cite: {source: la-gazette-2024, at: page 4}
""",
    ),
    Example(
        "proceedings",
        "A case before a court or an authority, step by step. Say whether the last decision is final, and when "
        "you last looked.",
        """
  first-instance:
    title: The criminal case at first instance
    court: tribunal
    instance: first
    number: null   # not known
    parties:
      - {party: complainant, role: civil party}
      - {party: convicted-man, role: defendant}
    steps:
      - id: judgment
        on: 2024-01-10
        kind: judgment
        outcome: convicted
        sentence: six months in prison
        in_absentia: true
        cite: judgment-2024
    finality: {state: unknown, checked: <today>}
""",
    ),
    Example(
        "quantities",
        "Figures, each with how exactly the source gives it.",
        """
  photographs:
    value: 181000
    qualifier: more-than
    unit: photographs
    of: found on the seized telephone
    cite: la-gazette-2024
""",
    ),
    Example(
        "relations",
        "Ties between two parties. `speaks-for` matters for how claims stand: the two count as one origin.",
        """
  counsel-of-complainant:
    subject: counsel
    kind: speaks-for
    object: complainant
    cite: la-gazette-2024
""",
    ),
    Example(
        "exhibits",
        "Images, documents and recordings that the case is about, with or without a file that may be published.",
        """
  telephone:
    title: The seized telephone
    caption: The telephone that was seized, as the newspaper describes it.
    taken: 2017-11
    cite: la-gazette-2024
""",
    ),
    Example(
        "questions",
        "What is not known, where you looked, and what would settle it.",
        """
  who-paid:
    text: Who paid for the photographs?
    looked_in: la-gazette-2024
    would_settle: The contract or an invoice.
""",
    ),
    Example(
        "replies",
        "Whom you asked for comment, when and how, and what they answered. Never an address.",
        """
  counsel-asked:
    to: counsel
    asked_on: <today>
    how: by letter
    about: watched-from-opposite
""",
    ),
    Example(
        "corrections",
        "What was published and had to be changed. A correction is never taken out again.",
        """
  sentence-corrected:
    on: <today>
    record: first-instance
    was: The sentence was given as eight months.
    now: The sentence is given as six months.
    why: We had misread the article [@la-gazette-2024, page 3].
""",
    ),
)

_BEGINNING = """\
{schema}

## The facts of one case. Lines with two signs explain. Lines with one are examples: delete them when you are done, or
## take the sign and the space after it off, and write your own facts in their place. In many editors, Ctrl+/ does that.
##
##   dossier check {case}   says what is wrong, where, and what to write instead
##   dossier serve          shows the page while you write
##
## docs/facts.md describes every field, docs/dates.md every date, docs/text.md what a text may hold. When this file
## grows long, divide it: every .yaml file in this folder belongs to the case.

## The dossier itself. The title is neutral and need not change later; the summary says in a few sentences what the case
## is about and how it stands, with citations. A text is plain, or a map from language to text (see `topics`).
case:
  title: {title}
  summary: {summary}
  languages: [{language}]
  state: draft
#   topics:
#     - {language}: surveillance
#   places: [Exampleville]
#   reviewed: {today}
"""

_SUMMARIES = {"en": "Not written yet.", "fr": "Pas encore écrit."}


def write_skeleton(case: str, title: str, language: str, today: date) -> dict[str, str]:
    """The files of a new case, by their paths in the project: one is best for a beginner.

    `case` is an id and `language` a BCP 47 tag. What it writes has no mistakes, with its examples uncommented or not.
    """
    beginning = _BEGINNING.format(
        schema=SCHEMA_LINE,
        case=case,
        title=quote_text(title),
        summary=_SUMMARIES.get(language, "…"),
        language=language,
        today=today.isoformat(),
    )
    parts = [beginning, *(_comment_out(example, today) for example in EXAMPLES)]
    return {f"dossiers/{case}/case.yaml": "\n".join(parts)}


def _comment_out(example: Example, today: date) -> str:
    records = example.records.strip("\n").replace("<today>", today.isoformat()).splitlines()
    purpose = wrap(example.purpose, 117)
    return "".join([*(f"## {line}\n" for line in purpose), *(f"# {line}\n" for line in (f"{example.kind}:", *records))])
