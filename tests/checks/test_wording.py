"""Wording that outruns the standing, in English and French."""

from __future__ import annotations

import pytest

from generator.checks.certainty import ATTRIBUTIONS, TERMS
from tests.checks.ask import HEAD, ask, places

RECORDS = """
people:
  ada: {name: Ada Example, naming: named, why: speaks publicly, aliases: [Ms Example]}
  he: {naming: withheld, shown_as: {en: the convicted man, fr: le condamné}}
organisations:
  gazette: {name: La Gazette, kind: media}
  courier: {name: The Courier, kind: media}
  tribunal: {name: Tribunal of Example, kind: court}
sources:
  article: {type: article-newspaper, title: An article, seen: original, maker: gazette, issued: 2024-01-02}
  report: {type: article-newspaper, title: A report, seen: original, maker: courier, issued: 2024-01-02}
  interview: {type: interview, title: An interview, seen: original, maker: ada, issued: 2024-01-02}
proceedings:
  trial:
    title: The trial
    court: tribunal
    instance: first
    number: null
    parties: [{party: ada}, {party: he}]
    steps: [{id: judgment, on: 2023-01-30, kind: judgment, cite: article}]
"""


def claim(text: str, language: str = "en", rest: str = "says: ada, cite: article") -> str:
    head = f"case: {{title: A case, summary: A case., languages: [{language}]}}"
    return f'{head}{RECORDS}claims:\n  c: {{about: ada, {rest}, text: "{text}"}}\n'


@pytest.mark.parametrize(
    "text",
    [
        "A man harassed her.",
        "She was harassed, and the police did nothing.",
        "Ada Example was harassed by the convicted man.",
        "The perpetrator was absent.",
        "He is guilty.",
        "The criminals fled.",
        "He is a criminal.",
        "HARASSED",
        "Ada Example says that she was watched. A man harassed her.",
        "A man harassed her. According to Ada Example it was in 2014.",
        "She said nothing. He stole the file, which was “secret”.",
        "He was the spy.",
        "*Harassed* by him.",
        "He harassed her [@article, section 3].",
    ],
)
def test_certainty_in_english(text: str) -> None:
    assert [finding.code for finding in ask("C004", claim(text))] == ["C004"]


@pytest.mark.parametrize(
    "text",
    [
        "She was watched.",
        "Ada Example says that a man harassed her.",
        "According to her counsel, the file was stolen.",
        "A man allegedly harassed her.",
        "The court found that he harassed her.",
        "The tribunal of first instance convicted him of having harassed her.",
        "He was charged with having harassed her.",
        "He denies having harassed her.",
        "He pleaded guilty.",
        "He is not guilty.",
        "He was before the criminal court.",
        "She filed a criminal complaint.",
        "It has the makings of a spy novel.",
        "She calls him a “criminal”, no more.",
        "He “harassed her. He stole the file”, no more.",
        "In an interview [@interview] she was harassed.",
        "The question is whether he stole it.",
    ],
)
def test_no_certainty_in_english(text: str) -> None:
    assert ask("C004", claim(text)) == []


@pytest.mark.parametrize(
    "text",
    [
        "Un homme l’a harcelée.",
        "Elle a été espionnée depuis 2014.",
        "L’auteur des faits était absent.",
        "L'auteur du vol était absent.",
        "Le condamné est coupable.",
        "C’est un criminel.",
        "Le harceleur était absent.",
        "Il a volé le dossier.",
        "Les juges, corrompus, étaient absents.",
        "Un document falsifié.",
        "Elle affirme avoir été suivie. Il l'a espionnée.",
    ],
)
def test_certainty_in_french(text: str) -> None:
    assert [finding.code for finding in ask("C004", claim(text, "fr"))] == ["C004"]


@pytest.mark.parametrize(
    "text",
    [
        "Selon elle, un homme l’a harcelée.",
        "D’après son avocate, elle a été espionnée.",
        "Un homme l’aurait harcelée.",
        "Elle affirme avoir été harcelée.",
        "Le tribunal a jugé qu’il l’a harcelée.",
        "Il a été condamné pour avoir harcelé une avocate.",
        "Il est présumé coupable.",
        "Il a plaidé non coupable.",
        "La chambre criminelle de la cour siège.",
        "Elle a déposé une plainte.",
        "L’auteur de l’article était absent.",
        "L’auteur du livre était absent.",
        "Elle parle d’un « criminel ».",
        "He stole it.",
        "Une association de malfaiteurs est un délit.",
        "Il a détourné le regard.",
    ],
)
def test_no_certainty_in_french(text: str) -> None:
    assert ask("C004", claim(text, "fr")) == []


@pytest.mark.parametrize(
    ("rest", "found"),
    [
        ("cite: [article, report]", 0),
        ("cite: article", 1),
        ("says: ada, cite: article", 1),
        ("assertions: [{by: tribunal, act: finds, in_proceeding: trial/judgment, cite: article}]", 0),
        ("assertions: [{by: tribunal, act: finds, holds: false, in_proceeding: trial/judgment, cite: article}]", 1),
        ("assertions: [{by: ada, act: alleges, cite: article}, {by: he, act: denies, cite: article}]", 1),
        ("assertions: [{by: ada, act: alleges, cite: article}, {by: he, act: admits, cite: article}]", 0),
    ],
)
def test_the_standing_decides(rest: str, found: int) -> None:
    assert len(ask("C004", claim("A man harassed her.", rest=rest))) == found


def test_a_disinterested_speaker_named_in_the_sentence_is_enough_and_a_party_to_the_matter_is_not() -> None:
    assert ask("C004", claim("La Gazette: a man harassed her.", rest="cite: article")) == []
    assert len(ask("C004", claim("Ms Example: a man harassed her.", rest="says: ada, cite: article"))) == 1


def test_the_message_names_the_words_and_the_standing() -> None:
    (finding,) = ask("C004", claim("He harassed her. He stole it. He harassed her."))
    assert finding.message == "text says “harassed”, “stole” as a certainty, and the claim stands as alleged"


def test_each_language_is_read_with_its_own_words_and_found_in_its_own_line() -> None:
    text = f"""case: {{title: A case, summary: A case., languages: [en, fr]}}{RECORDS}claims:
  c:
    says: ada
    cite: article
    text:
      en: A man harassed her.
      fr: Selon elle, un homme l'a harcelée.
"""
    line = text.split("\n").index("      en: A man harassed her.") + 1
    assert places(ask("C004", text)) == [(line, 11)]


@pytest.mark.parametrize(
    ("yaml", "found"),
    [
        ('case: {title: The harasser, summary: "x", languages: [en]}', 1),
        ('case: {title: A case, summary: "A man harassed [[ada]]. [@article]", languages: [en]}', 1),
        ('case: {title: A case, summary: "The court found that he harassed [[ada]].", languages: [en]}', 0),
        ('case: {title: A case, summary: "[[convicted|A man harassed her]].", languages: [en]}', 0),
        ('case: {title: A case, summary: "[[alleged|A man harassed her]].", languages: [en]}', 1),
        ('case: {title: A case, summary: "[[convicted]]. Then he harassed her.", languages: [en]}', 1),
    ],
)
def test_the_title_and_summary_of_the_case(yaml: str, found: int) -> None:
    statements = """claims:
  convicted: {text: It is so., assertions: [{by: tribunal, act: finds, in_proceeding: trial/judgment, cite: article}]}
  alleged: {text: It is so., says: ada, cite: article}
"""
    assert len(ask("C004", yaml + RECORDS + statements)) == found


@pytest.mark.parametrize(
    "record",
    [
        "events:\n  e: {date: 2017, title: A man harasses her, cite: article}",
        "events:\n  e: {date: 2017, title: A man, text: He stole it., cite: article}",
        "events:\n  e: {date: 2017, title: A man, who: [{party: he, role: perpetrator}], cite: article}",
        "quantities:\n  q: {value: 1, unit: file, of: stolen by him, cite: article}",
        "relations:\n  r: {subject: he, kind: other, object: ada, title: the stalker of, cite: article}",
        "exhibits:\n  x: {title: A telephone, caption: The thief's telephone., cite: article}",
        "questions:\n  q: {text: Who paid the thief?}",
        "disputes:\n  d: {title: When was she harassed?, between: e}\nevents:\n  e: {date: 2017, title: A, cite: article}",
    ],
)
def test_every_field_that_asserts_is_read(record: str) -> None:
    assert len(ask("C004", f"case: {{title: A case, summary: A case., languages: [en]}}{RECORDS}{record}\n")) == 1


@pytest.mark.parametrize(
    "record",
    [
        "corrections:\n  c: {on: 2025-01-01, record: gazette, was: He stole it., now: A., why: A.}",
        "replies:\n  r: {to: he, asked_on: 2025-01-01, how: by letter, outcome: answered, answer: She stole it.}",
        "quotes:\n  q: {text: He stole it., language: en, speaker: ada, cite: article}",
        "sources:\n  s: {type: book, title: The Perpetrator, seen: original}",
    ],
)
def test_the_words_of_others_are_not_ours(record: str) -> None:
    records = RECORDS.replace("sources:\n", record[9:] + "\n") if record.startswith("sources") else RECORDS
    rest = "" if record.startswith("sources") else record
    if record.startswith("sources"):
        records = RECORDS.replace("sources:\n", record + "\n")
    assert ask("C004", f"case: {{title: A case, summary: A case., languages: [en]}}{records}{rest}\n") == []


@pytest.mark.parametrize("shown", ["the perpetrator", "the harasser"])
def test_what_a_party_is_shown_as_accuses_nobody(shown: str) -> None:
    text = f"case: {{title: A case, summary: A case., languages: [en]}}\npeople:\n  he: {{shown_as: {shown}}}\n"
    assert places(ask("C004", text)) == [(3, 18)]


@pytest.mark.parametrize("language", TERMS)
def test_every_declared_form_is_small_unique_and_one_word(language: str) -> None:
    forms = [form for term in TERMS[language] for form in term.forms.split()]
    assert len(forms) == len(set(forms)), {form for form in forms if forms.count(form) > 1}
    assert all(form == form.casefold() and form.isalpha() for form in forms)
    assert language in ATTRIBUTIONS


@pytest.mark.parametrize(
    "text", ["Guilty. " * 5_000, "guilty " + "." * 40_000, "guilty " + "“" * 15_000, "guilty " + "court a " * 5_000]
)
def test_long_hostile_texts_are_read_to_the_end(text: str) -> None:
    assert len(ask("C004", f"{HEAD}questions:\n  q: {{text: '{text}'}}\n")) == 1
