"""Web addresses that may be asked: how a host may be written, and which machines it may mean.

A contributor writes an address, and a machine of the maintainers asks it: it must not become a way to that machine's own
network. So a host is read strictly, and every number that its name stands for is judged before a connection is opened.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from ipaddress import IPv4Address, IPv4Network, IPv6Address, IPv6Network, ip_address
from typing import TypeAlias
from urllib.parse import SplitResult, quote, urlsplit

Number: TypeAlias = IPv4Address | IPv6Address

PORTS = {"http": 80, "https": 443}
LONGEST_ADDRESS = 8000

_GLOBAL_IPV6 = IPv6Network("2000::/3")
"""What IANA gives out. NAT64 (64:ff9b::/96, 64:ff9b:1::/48) and all else that stands for another address lie outside."""
_REFUSED = (
    IPv6Network("2001::/23"),  # Teredo, ORCHID and other uses of protocols
    IPv6Network("2002::/16"),  # 6to4: an IPv4 address in disguise
    IPv6Network("3fff::/20"),  # documentation (RFC 9637), which older Pythons take for global
    IPv4Network("192.0.0.0/24"),  # protocols
    IPv4Network("192.88.99.0/24"),  # the way into 6to4
)
_NAME = re.compile(r"(?=.{1,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?")
_SAFE_IN_PATH = "/%:@!$&'()*+,;=~-._"
_SAFE_IN_QUERY = f"{_SAFE_IN_PATH}?[]|"
_NUMERIC_LABEL = re.compile(r"[0-9]+|0x[0-9a-f]*")
_UNWRITABLE = re.compile(r"[\x00-\x20\x7f\\]|\s")


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart: where to connect, and what to ask for there."""

    scheme: str
    host: str
    """The host in ASCII: a name, or a number as `ipaddress` writes it."""
    port: int
    path: str
    """Path and query, every character outside ASCII escaped."""

    @property
    def authority(self) -> str:
        """The host as the Host header has it (RFC 9110 §7.2)."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a password or a validator is meant for (RFC 6454)."""
        return f"{self.scheme}://{self.authority}"

    @property
    def address(self) -> str:
        """The whole address, without a fragment."""
        return self.origin + self.path

    @property
    def number(self) -> Number | None:
        """The host where it is written as a number, None where it is a name."""
        return _read_number(self.host)


def read_target(address: str, *, allow_loopback: bool = False) -> Target | str:
    """The address taken apart; or, where it is not to be asked as it is written, why not.

    `allow_loopback` lets it name another port than 80 and 443, which is for tests.
    """
    try:
        parts = _split(address)
        port = parts.port if parts.port is not None else PORTS.get(parts.scheme, 0)
        host = _read_host(parts.hostname or "")
    except ValueError:
        return "it is too long, holds spaces or control characters, or cannot be taken apart"
    if parts.scheme not in PORTS:
        return "it does not begin with http:// or https://"
    if "@" in parts.netloc:
        return "it holds a user's name"
    if host is None:
        return "its host is not written as a host is"
    if port not in PORTS.values() and not allow_loopback:
        return f"it names the port {port}; only 80 and 443 are asked"
    query = f"?{quote(parts.query, safe=_SAFE_IN_QUERY)}" if parts.query else ""
    return Target(parts.scheme, host, port, quote(parts.path or "/", safe=_SAFE_IN_PATH) + query)


def _split(address: str) -> SplitResult:
    if len(address) > LONGEST_ADDRESS or _UNWRITABLE.search(address):
        raise ValueError(address)
    return urlsplit(address)


def _read_host(written: str) -> str | None:
    """The host in ASCII, None where it is no plain name and no plain number.

    Names are made ASCII first, since that is what turns full-width digits into digits. A name whose last label is a number
    (`0x7f.1`, `2130706433`, `127.1`) is what some resolvers read as an address, and nobody writes in good faith.

    Raises ValueError where a name cannot be made ASCII.
    """
    if ":" in written:
        number = _read_number(written)
        return None if number is None or "%" in written else str(number)
    host = written.encode("idna").decode("ascii").lower().removesuffix(".")
    if _read_number(host) is not None:
        return host
    if _NAME.fullmatch(host) is None or _NUMERIC_LABEL.fullmatch(host.rpartition(".")[2]):
        return None
    return host


def _read_number(host: str) -> Number | None:
    try:
        return ip_address(host)
    except ValueError:
        return None


def is_open_to_us(number: Number, *, allow_loopback: bool = False) -> bool:
    """Whether a machine of this number may be asked: it is public, and no way to one that is not.

    `allow_loopback` opens this machine's own loopback numbers, which is for tests; private networks stay closed.
    """
    if isinstance(number, IPv6Address):
        if number.ipv4_mapped is not None:
            return is_open_to_us(number.ipv4_mapped, allow_loopback=allow_loopback)
        if number not in _GLOBAL_IPV6 and not number.is_loopback:
            return False
    if number.is_loopback:
        return allow_loopback
    return number.is_global and not number.is_multicast and not any(number in network for network in _REFUSED)
