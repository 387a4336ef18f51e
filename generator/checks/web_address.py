"""Web addresses, as far as checks compare them: their hosts, one spelling of each, what an archive's address says."""

from __future__ import annotations

import re
from datetime import date
from typing import NamedTuple

_HOST = re.compile(r"(?:https?:)?//(?:[^\s/?#@]*@)?([^\s/?#:@\"'<>)\]]+)", re.IGNORECASE)
_CAPTURE = re.compile(r"https?://web\.archive\.org/web/(\d{4})(\d{2})(\d{2})\d*(?:[a-z]{2}_)?/(\S+)", re.IGNORECASE)
_TRACKING = re.compile(r"(?:utm_[a-z]+|fbclid|gclid|mc_[a-z]+)=", re.IGNORECASE)


class Capture(NamedTuple):
    """What the address of an archived copy says: the day, and of which address it is a copy."""

    day: date
    address: str


def list_hosts(text: str) -> list[str]:
    """The hosts of the addresses in a text, in small letters, those inside other addresses too."""
    return [host.lower().rstrip(".") for host in _HOST.findall(text)]


def read_capture(address: str) -> Capture | None:
    """The day and the original address that a Wayback Machine address says, None where it says none."""
    match = _CAPTURE.fullmatch(address)
    if match is None:
        return None
    try:
        return Capture(date(int(match[1]), int(match[2]), int(match[3])), match[4])
    except ValueError:
        return None


def normalise_address(address: str) -> str:
    """One spelling for addresses of the same page: without scheme, www., fragment, tracking and last slash."""
    rest = re.sub(r"^https?:/{1,2}", "", address.strip(), flags=re.IGNORECASE).partition("#")[0]
    host, slash, path = rest.partition("/")
    path, _, query = path.partition("?")
    kept = "&".join(sorted(part for part in query.split("&") if part and not _TRACKING.match(part)))
    host = host.lower().removeprefix("www.").removesuffix(":80").removesuffix(":443").rstrip(".")
    return f"{host}{slash}{path}".rstrip("/") + (f"?{kept}" if kept else "")
