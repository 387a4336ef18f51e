"""Are the texts free of contact data, addresses, and numbers that belong to one person?

A dossier names people for what they did in public, never so that somebody can find their door. Looked for are e-mail
addresses, telephone numbers, street addresses with a number, account numbers (IBAN, with its check digits), Belgian
national numbers and Kazakh individual numbers (with theirs), and coordinates with four decimals or more. The finding
repeats neither the datum nor the line it stands on.

passes:

```yaml
case: {title: A case, summary: "The file 2017/123 of 30.01.2025 names a street in Brussels.", languages: [en]}
```

fails:

```yaml
# expect: 2:32
case: {title: A case, summary: Write to ada@mail.example.org., languages: [en]}
```
"""

from __future__ import annotations

import re
from collections.abc import Callable  # noqa: TC003  (a NamedTuple reads its annotations)
from typing import TYPE_CHECKING, NamedTuple

from generator.checks.passage import Hand, list_passages, list_shared_passages
from generator.finding import Finding, Severity

if TYPE_CHECKING:
    from collections.abc import Iterator

    from generator.case import Case, Library
    from generator.checks.check import Context
    from generator.checks.passage import Passages

CODE = "C025"
TITLE = "Personal data"
SEVERITY = Severity.ERROR


def examine(case: Case, _context: Context) -> Iterator[Finding]:
    """A finding for each text of the case that holds personal data."""
    return _examine_passages(list_passages(case))


def examine_shared(library: Library, _context: Context) -> Iterator[Finding]:
    """The same, for the records that cases share."""
    return _examine_passages(list_shared_passages(library))


def _examine_passages(passages: Passages) -> Iterator[Finding]:
    groups = [group for group in _GROUPS if group.may_stand_in(passages)]
    for passage in passages if groups else ():
        found = _find(passage.text, passage.hand, groups)
        if found is None and passage.source is not passage.text:
            found = _find(passage.source, Hand.CODE, groups)
        if found is not None:
            what, start = found
            message = f"{passage.field} holds {what}, from character {start + 1} on"
            hint = "take it out, from the file's history too: no addresses, contact data or numbers of persons"
            yield Finding(CODE, message, passage.at, SEVERITY, hint, excerpt=False)


def _find(text: str, hand: Hand, groups: list[_Group]) -> tuple[str, int] | None:
    """What the text holds, and where: the first kind of data in the order of the table below."""
    if _SIGN.search(text) is None:
        return None
    for group in groups:
        if (group.in_codes or hand is not Hand.CODE) and group.is_possible(text):
            for kind in group.kinds:
                for match in kind.pattern.finditer(text):
                    if kind.holds(match):
                        return kind.name, match.start()
    return None


def _is_account(match: re.Match[str]) -> bool:
    """Whether the check digits are right: ISO 13616, by the remainder of 97 of ISO 7064."""
    groups = match[0].split()
    # The words after an account number can look like groups of it.
    numbers = ("".join(groups[:count]) for count in range(1, len(groups) + 1))
    return any(
        15 <= len(number) <= 34  # noqa: PLR2004  (the shortest and the longest that countries have)
        and int("".join(str(int(character, 36)) for character in number[4:] + number[:4])) % 97 == 1
        for number in numbers
    )


def _is_national_number(match: re.Match[str]) -> bool:
    """Whether birth date and check digits of a Belgian national number are right; bis numbers add to the month."""
    number = re.sub(r"\D", "", match[0])
    month, day = int(number[2:4]) % 20, int(number[4:6])
    if month > 12 or day > 31:  # noqa: PLR2004
        return False
    return any(97 - int(prefix + number[:9]) % 97 == int(number[9:]) for prefix in ("", "2"))


def _is_individual_number(match: re.Match[str]) -> bool:
    """Whether birth date, century and check digit of a Kazakh individual identification number are right."""
    digits = [int(digit) for digit in match[0]]
    month, day = int(match[0][2:4]), int(match[0][4:6])
    if not (1 <= month <= 12 and 1 <= day <= 31 and digits[6] <= 6):  # noqa: PLR2004
        return False
    for first in (1, 3):
        weights = [(first + place - 1) % 11 + 1 for place in range(11)]
        rest = sum(digit * weight for digit, weight in zip(digits, weights, strict=False)) % 11
        if rest < 10:  # noqa: PLR2004
            return rest == digits[11]
    return False


def _is_telephone(match: re.Match[str]) -> bool:
    """Whether the run of digits is as long as telephone numbers are, and no date."""
    digits = re.sub(r"\D", "", match[0])
    international = match[0].startswith(("+", "00", "(+", "(00"))
    return 8 <= len(digits) <= 15 if international else len(digits) in (9, 10)  # noqa: PLR2004


_SIGN = re.compile(r"[\d@]|[\[(]at[\])]|arobase")
_DECIMALS = re.compile(r"\.\d{4}")
_MANY_DIGITS = re.compile(r"\d[\d\s./()-]{6,}\d")
_STREETS = "rue|avenue|boulevard|chaussée|place|quai|chemin|square|impasse|allée|clos|drève"
_DUTCH = "straat|laan|steenweg|plein|dreef|strasse|straße"
_ROADS = "Street|Road|Avenue|Lane|Drive|Square|Boulevard|Terrace|Crescent"
_STREET_WORDS = frozenset(f"{_STREETS}|{_ROADS.lower()}".split("|"))
_STREET_ENDINGS = tuple(_DUTCH.split("|"))
_HOUSE = r"(?!(?:1[6-9]|20)\d\d)\d{1,4}"
_NAME = r"(?:(?:d[eu]s?|la|le|les|l['’]|d['’]|aux?|the)\s*){0,4}[A-ZÀ-ÞĀ-Ž][\w'’-]*"


def _has_at_sign(text: str) -> bool:
    return "@" in text or "[at]" in text or "(at)" in text or "arobase" in text


def _has_many_digits(text: str) -> bool:
    return _MANY_DIGITS.search(text) is not None


def _has_degrees(text: str) -> bool:
    return "°" in text or _DECIMALS.search(text) is not None


def _has_street(text: str) -> bool:
    small = text.lower()
    return any(word in small for word in (*_STREET_WORDS, *_STREET_ENDINGS))


def _have_street(words: frozenset[str]) -> bool:
    return not _STREET_WORDS.isdisjoint(words) or any(word.endswith(_STREET_ENDINGS) for word in words)


class _Kind(NamedTuple):
    """Something to look for: its pattern, and what a match must hold to."""

    name: str
    pattern: re.Pattern[str]
    holds: Callable[[re.Match[str]], bool] = bool


class _Group(NamedTuple):
    """Kinds for which one quick test tells whether a text can hold one of them."""

    is_possible: Callable[[str], bool]
    kinds: tuple[_Kind, ...]
    in_codes: bool = False
    """Whether they can stand in an address or a number of another sort, too."""
    needs: Callable[[frozenset[str]], bool] | None = None
    """Whether some words are among those it needs, where that is asked faster than the test."""

    def may_stand_in(self, passages: Passages) -> bool:
        """Whether any of the passages can hold one of the kinds."""
        return self.is_possible(passages.text) if self.needs is None else self.needs(passages.words)


_GROUPS = (
    _Group(
        _has_at_sign,
        (
            _Kind(
                "an e-mail address",
                re.compile(
                    r"[\w.+-]{1,64}(?:@|\s?[\[(](?:at|arobase)[\])]\s?)[\w-]{1,63}(?:\.[\w-]{1,63}){0,5}\.[a-zA-Z]{2,}"
                ),
            ),
        ),
        in_codes=True,
    ),
    _Group(
        _has_many_digits,
        (
            _Kind(
                "an account number (IBAN)",
                re.compile(
                    r"(?<![A-Za-z0-9])[A-Za-z]{2}\d{2}"
                    r"(?:[A-Za-z0-9]{11,30}(?![A-Za-z0-9])|(?:\s[A-Za-z0-9]{4}\b){2,7}(?:\s[A-Za-z0-9]{1,3}\b)?)"
                ),
                _is_account,
            ),
            _Kind(
                "a Belgian national number",
                re.compile(r"(?<![\d.])\d{2}[.\s]?\d{2}[.\s]?\d{2}[-\s]?\d{3}[.\s-]?\d{2}(?!\d)"),
                _is_national_number,
            ),
            _Kind("a Kazakh individual number", re.compile(r"(?<!\d)\d{12}(?!\d)"), _is_individual_number),
            _Kind(
                "a telephone number",
                re.compile(
                    r"(?<![\w.,/+-])(?:"
                    r"\(?(?:\+|00)\s?[1-9]\d{0,2}\)?(?:[\s./-]{0,3}\(?\d++\)?){1,6}(?![\w/])"
                    r"|0[1-9]\d?(?:[\s./]\d{2}){3,4}(?![\w/-])"
                    r"|0[1-9]\d{0,2}[\s/.]\s?\d{2,3}(?:[\s.]\d{2,3}){1,2}(?![\w/-])"
                    r"|04\d{8}(?!\w))"
                ),
                _is_telephone,
            ),
        ),
    ),
    _Group(
        _has_degrees,
        (
            _Kind(
                "coordinates",
                re.compile(
                    r"(?<![\d.])-?\d{1,2}\.\d{4,}°?\s?[NS]?\s?[,;/\s]\s?-?\d{1,3}\.\d{4,}(?!\d)"
                    r"|\d{1,3}°\s?\d{1,2}[′'’]\s?\d{1,2}(?:[.,]\d+)?[″\"”]"
                ),
            ),
        ),
        in_codes=True,
    ),
    _Group(
        _has_street,
        (
            _Kind(
                "a street address",
                re.compile(
                    rf"(?i:\b(?:{_STREETS}))\s+{_NAME}(?:\s+{_NAME}){{0,3}}(?:,\s*|\s+)(?:(?:n[°o]\.?|numéro)\s*)?"
                    rf"{_HOUSE}(?!\d|\s?(?:%|€|euros?|people|personnes))"
                    rf"|(?<![\w.,/-]){_HOUSE}(?:\s?(?:bis|ter|[A-Fa-f]))?,?\s+(?:{_STREETS}|{_STREETS.title()})\s+{_NAME}"
                    rf"|(?<![\w.,/-]){_HOUSE}\s+[A-Z][\w'’-]*(?:\s+[A-Z][\w'’-]*){{0,2}}\s+(?:{_ROADS})\b"
                    rf"|\b[A-Z]\w+(?:{_DUTCH})\s+\d{{1,4}}(?!\d)"
                ),
            ),
        ),
        needs=_have_street,
    ),
)
"""Everything that is looked for, in this order."""
