"""A made corpus: any number of cases of about 10 kB in the project's own YAML, the same for the same number and seed."""

from __future__ import annotations

import random
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from pathlib import Path

SYLLABLES = "ba be bo da de do fa fi ga ge ka ke ki la le li lo ma me mi mo na ne ni no pa pe pi ra re ri ro sa se si ta te ti to va ve vi za".split()
NOUNS = "report meeting letter ledger account file transfer contract register invoice permit survey cargo vessel port budget fund tender audit record".split()
VERBS = "was sent to|was received by|was signed by|was moved to|was read at|was registered in|was announced by|was discussed at".split(
    "|"
)
JOINTS = "after before while because although once where".split()
LANGUAGES = ("en",)


class Writer:
    """Writes cases; case k depends only on the seed and k, so that corpora of different sizes share their beginnings."""

    def __init__(self, seed: int) -> None:
        self.seed = seed
        rng = random.Random(f"{seed}/words")
        self.words = [self._word(rng) for _ in range(3000)]

    @staticmethod
    def _word(rng: random.Random) -> str:
        return "".join(rng.choices(SYLLABLES, k=rng.choice((2, 2, 3))))

    def _name(self, rng: random.Random) -> str:
        return rng.choice(self.words).capitalize()

    def _phrase(self, rng: random.Random) -> str:
        return f"the {rng.choice(self.words)} {rng.choice(NOUNS)} {rng.choice(VERBS)} {self._name(rng)}"

    def _sentence(self, rng: random.Random) -> str:
        text = f"{self._phrase(rng)} {rng.choice(JOINTS)} {self._phrase(rng)}"
        if rng.random() < 0.1:
            words = text.split()
            words[rng.randrange(2, len(words))] = f"*{rng.choice(self.words)}*"
            text = " ".join(words)
        return f"{text[0].upper()}{text[1:]}."

    def _date(self, rng: random.Random) -> str:
        year, month, day = rng.randint(2004, 2020), rng.randint(1, 12), rng.randint(1, 28)
        return rng.choice(
            (f"{year}", f"{year}-{month:02}", f"{year}-{month:02}-{day:02}", f"{year}-{month:02}-{day:02}")
        )

    def write_case(self, number: int) -> str:
        """The YAML of one case."""
        rng = random.Random(f"{self.seed}/{number}")
        sources = [f"source-{i}" for i in range(1, 7)]
        people = [f"person-{i}" for i in range(1, 6)]
        lines = ["# yaml-language-server: $schema=../../schema/case.json", "case:"]
        lines += [
            f"  title: The {rng.choice(self.words)} {rng.choice(NOUNS)} of {self._name(rng)} {number}",
            f"  summary: {self._sentence(rng)} {self._sentence(rng)} [@source-1, page {rng.randint(1, 9)}]",
            "  languages: [en]",
            f"  topics: [{rng.choice(self.words)}, {rng.choice(self.words)}]",
            f"  places: [{self._name(rng)}]",
            "  state: published",
            "  reviewed: 2026-01-15",
            "  recheck_after: 2030-01-15",
            "  key_facts: [event-1, claim-1]",
            "sources:",
        ]
        for i, source in enumerate(sources, start=1):
            lines += [
                f"  {source}:",
                f"    type: {rng.choice(('article-newspaper', 'report', 'book'))}",
                f"    title: {self._sentence(rng)[:-1].replace('*', '')}",
                f"    maker: paper-{i % 2 + 1}",
                f"    container-title: {self._name(rng)} Gazette {number}",
                f"    issued: {rng.randint(2021, 2024)}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}",
                "    language: en",
                "    seen: original",
            ]
        lines.append("organisations:")
        for i in (1, 2):
            lines += [f"  paper-{i}:", f"    name: {self._name(rng)} {self._name(rng)} {number}-{i}", "    kind: media"]
        lines.append("people:")
        for i, person in enumerate(people, start=1):
            named = i % 2 == 1
            lines += [f"  {person}:", f"    naming: {'named' if named else 'role-only'}"]
            lines.append(
                f"    name: {self._name(rng)} {self._name(rng)}{number}"
                if named
                else f"    shown_as: a {rng.choice(NOUNS)} keeper"
            )
            lines += [f"    roles: [{rng.choice(NOUNS)} keeper]", "    why: holds a public office"]
        lines.append("events:")
        for i in range(1, 16):
            lines += [
                f"  event-{i}:",
                f"    date: {self._date(rng)}",
                f"    title: {self._phrase(rng).capitalize()}",
                f"    text: {self._sentence(rng)} {self._sentence(rng)}",
                f"    who: [{{party: {rng.choice(people)}, role: signatory}}]",
                f"    cite: {{source: {rng.choice(sources)}, at: page {rng.randint(1, 90)}}}",
            ]
        lines.append("claims:")
        for i in range(1, 9):
            lines += [
                f"  claim-{i}:",
                f"    text: {self._sentence(rng)}",
                f"    about: [{rng.choice(people)}]",
                "    assertions:",
                f"      - {{by: {rng.choice(people)}, act: states, cite: {rng.choice(sources)}}}",
                f"      - {{by: paper-{rng.randint(1, 2)}, act: reports, cite: {rng.choice(sources)}}}",
            ]
        lines.append("quotes:")
        for i in range(1, 6):
            lines += [
                f"  quote-{i}:",
                f"    text: {self._sentence(rng).replace('*', '')}",
                "    language: en",
                f"    speaker: person-{i}",
                f"    cite: {{source: {rng.choice(sources)}, at: page {rng.randint(1, 90)}}}",
            ]
        lines.append("questions:")
        for i in (1, 2):
            lines += [
                f"  question-{i}:",
                f"    text: Why is it that {self._phrase(rng)}?",
                f"    looked_in: [{', '.join(sources)}]",
            ]
        return "\n".join(lines) + "\n"


def write_corpus(count: int, root: Path, seed: int = 7) -> int:
    """Write `count` cases below `root/dossiers`; returns their size in bytes. Files that are there already are kept."""
    writer = Writer(seed)
    size = 0
    for number in range(1, count + 1):
        file = root / "dossiers" / f"case-{number:06}" / "case.yaml"
        text = writer.write_case(number)
        size += len(text)
        if not file.exists():
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_text(text, encoding="utf-8")
    return size
