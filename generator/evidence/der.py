"""The few things that are read of DER itself: what the library for time-stamps does not tell, or is too strict to read."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

if TYPE_CHECKING:
    from collections.abc import Sequence

INTEGER: Final = 0x02
BIT_STRING: Final = 0x03
CERTIFICATES: Final = 0xA0
"""`certificates [0] IMPLICIT` of a SignedData (RFC 5652, section 5.1)."""

FAILURES: Final = {
    0: "badAlg: it does not know the hash algorithm",
    2: "badRequest: it does not permit or support the request",
    5: "badDataFormat: it cannot read the request",
    14: "timeNotAvailable: its clock is not available",
    15: "unacceptedPolicy: it does not support the policy asked for",
    16: "unacceptedExtension: it does not support an extension",
    17: "addInfoNotAvailable: it cannot give the additional information",
    25: "systemFailure: it has a fault",
}
"""PKIFailureInfo by the number of its bit (RFC 3161, section 2.4.2)."""


@dataclass(frozen=True, slots=True)
class Element:
    """One value: its tag, where it begins, where what it holds begins, and where both end."""

    tag: int
    start: int
    body: int
    end: int


def read_element(data: bytes, start: int = 0, end: int | None = None) -> Element:
    """The value that begins at `start` (ITU-T X.690, section 8.1, definite lengths and tags of one byte).

    Raises ValueError where there is none, or where it does not end before `end`.
    """
    end = len(data) if end is None else end
    if start + 2 > end:
        raise ValueError("it ends too early")
    tag, length, body = data[start], data[start + 1], start + 2
    if length & 0x80:
        size = length & 0x7F
        if not 1 <= size <= 4:  # noqa: PLR2004  (a length that takes more bytes than four is of no file that is read here)
            raise ValueError("a length is not in DER")
        length, body = int.from_bytes(data[body : body + size], "big"), body + size
    if body + length > end:
        raise ValueError("it ends too early")
    return Element(tag, start, body, body + length)


def read_within(data: bytes, whole: Element) -> list[Element]:
    """The values that one holds, in their order; ValueError where it does not hold whole ones."""
    elements, place = [], whole.body
    while place < whole.end:
        elements.append(read_element(data, place, whole.end))
        place = elements[-1].end
    return elements


def _descend(data: bytes, path: Sequence[int]) -> Element:
    """The value that is reached by going into the values with these numbers; ValueError where there is none."""
    element = read_element(data)
    for number in path:
        inner = read_within(data, element)
        if number >= len(inner):
            raise ValueError("a part is missing")
        element = inner[number]
    return element


def sort_certificates(response: bytes) -> bytes:
    """A time-stamp response with its certificates in the order that DER asks of a SET (X.690, section 11.6).

    Authorities send them in any order, and the library refuses that. No signature covers the order. What cannot be read is
    given back as it is.
    """
    try:
        signed_data = _descend(response, (1, 1, 0))
        found = next((one for one in read_within(response, signed_data) if one.tag == CERTIFICATES), None)
        if found is None:
            return response
        certificates = sorted(response[one.start : one.end] for one in read_within(response, found))
    except ValueError:
        return response
    return response[: found.body] + b"".join(certificates) + response[found.end :]


def read_failures(response: bytes) -> tuple[str, ...]:
    """Why an authority says that it refused (`failInfo` of RFC 3161, section 2.4.2); empty where it does not say."""
    try:
        parts = [one for one in read_within(response, _descend(response, (0,))) if one.tag == BIT_STRING]
    except ValueError:
        return ()
    if not parts:
        return ()
    bits = response[parts[0].body + 1 : parts[0].end]
    numbers = [8 * index + bit for index, byte in enumerate(bits) for bit in range(8) if byte & (0x80 >> bit)]
    return tuple(FAILURES.get(number, f"reason {number}") for number in numbers)


def read_nonce(request: bytes) -> int | None:
    """The nonce of a time-stamp request (RFC 3161, section 2.4.1); None where it has none. ValueError where it is no request."""
    numbers = [one for one in read_within(request, read_element(request)) if one.tag == INTEGER]
    if not numbers:
        raise ValueError("it is no time-stamp request")
    # The first number is the version.
    return int.from_bytes(request[numbers[1].body : numbers[1].end], "big", signed=True) if len(numbers) > 1 else None
