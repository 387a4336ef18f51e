"""Which addresses may be fetched: those on the public Internet, written plainly. Nothing here opens a connection.

An address comes from a contributor, who may want a maintainer's machine to fetch what only that machine can reach.
Sources: RFC 3986; IANA's registries of special-purpose addresses (RFC 6890); RFC 6052 and RFC 8215 (NAT64), RFC 3056 (6to4),
RFC 4380 (Teredo); WHATWG URL, "ends in a number".
"""

from __future__ import annotations

import ipaddress
import re
from dataclasses import dataclass
from typing import Final, TypeAlias
from urllib.parse import quote, urlsplit

from generator.evidence.text import Note

EXPLANATIONS: dict[str, tuple[str, str]] = {
    "E030": (
        "An address that is not fetched",
        (
            "Only plain http and https addresses are fetched, on their own ports (80 and 443), without a user's name, and with a "
            "host that is a name or an ordinary IP address. Other spellings are used to reach what should not be reached."
        ),
    ),
    "E031": (
        "An address that is not public",
        (
            "The name leads to a machine that is not on the public Internet: this machine, one of its network, or an address "
            "that hides such a one. Whoever wrote the address may want that machine to be asked from the inside."
        ),
    ),
}

PORTS: Final = {"http": 80, "https": 443}
LONGEST: Final = 4_096
"""The most characters of an address."""
_SHOWN: Final = 80
"""How much of a host is said again; where a server leads to it, the words are the server's."""

IpAddress: TypeAlias = ipaddress.IPv4Address | ipaddress.IPv6Address

_GIVEN_OUT: Final = ipaddress.IPv6Network("2000::/3")
"""What IANA gives out of IPv6; NAT64 (64:ff9b::/96, 64:ff9b:1::/48) and most that hides another address lies outside."""
_REFUSED: Final = tuple(
    ipaddress.ip_network(network)
    for network in (
        "2001::/23",  # Teredo, ORCHID and other uses of protocols
        "2002::/16",  # 6to4: an IPv4 address inside
        "3fff::/20",  # documentation (RFC 9637), which older Pythons take for public
        "192.0.0.0/24",  # protocols
        "192.88.99.0/24",  # the way into 6to4
    )
)

_HOST: Final = re.compile(
    r"(?=.{1,253}\Z)(?:[a-z0-9_](?:[a-z0-9_-]{0,61}[a-z0-9_])?\.)*[a-z0-9](?:[a-z0-9-]{0,61}[a-z0-9])?"
)
_NUMBER: Final = re.compile(r"[0-9]+|0x[0-9a-f]*")
_UNWRITTEN: Final = re.compile(r"[\x00-\x20\x7f\\]|\s")
_KEPT: Final = "/%:=&?~+!$,;'@()*[]|-._"


@dataclass(frozen=True, slots=True)
class Target:
    """An address taken apart: what is asked (`path` with its query) of which host, on which port."""

    scheme: str
    host: str
    port: int
    path: str

    @property
    def authority(self) -> str:
        """The host as the Host header says it, with a port that is not the scheme's own."""
        host = f"[{self.host}]" if ":" in self.host else self.host
        return host if self.port == PORTS[self.scheme] else f"{host}:{self.port}"

    @property
    def origin(self) -> str:
        """Scheme, host and port: what a password or a validator is meant for (RFC 6454)."""
        return f"{self.scheme}://{self.authority}"

    @property
    def address(self) -> str:
        """The address as it is asked for, without a fragment."""
        return self.origin + self.path


class _UnfitError(ValueError):
    """Why an address is not fetched, in words."""


def read_address(text: str, *, any_port: bool = False) -> Target | Note:
    """The target that an address names, or a note that it may not be fetched."""
    try:
        return _read_target(text, any_port=any_port)
    except _UnfitError as error:
        return Note("E030", str(error), "write the plain address of the page, or save the page and keep that file")


def _read_target(text: str, *, any_port: bool) -> Target:
    if len(text) > LONGEST or _UNWRITTEN.search(text):
        raise _UnfitError("the address is too long, or has a space, a control character or a backslash")
    try:
        parts = urlsplit(text)
        port = parts.port
    except ValueError:
        # Python's own words may show a password that stands in the address.
        raise _UnfitError("the address cannot be taken apart into a host, a port and a path") from None
    if parts.scheme not in PORTS:
        raise _UnfitError(
            f"the address begins with {parts.scheme[:_SHOWN] or 'no scheme'!r}, not with https:// or http://"
        )
    if "@" in parts.netloc:
        raise _UnfitError("the address has a user's name in it")
    port = PORTS[parts.scheme] if port is None else port
    if port not in PORTS.values() and not any_port:
        raise _UnfitError(f"the address asks for port {port}")
    host = _read_ipv6(parts.hostname or "") if "[" in parts.netloc else _read_host(parts.hostname or "")
    path = quote(parts.path or "/", safe=_KEPT) + (f"?{quote(parts.query, safe=_KEPT)}" if parts.query else "")
    return Target(parts.scheme, host, port, path)


def _read_ipv6(text: str) -> str:
    if "%" in text:
        raise _UnfitError("the address names a network card")
    try:
        return str(ipaddress.IPv6Address(text))
    except ValueError:
        raise _UnfitError(f"{text[:_SHOWN]!r} is no IPv6 address") from None


def _read_host(text: str) -> str:
    try:
        # Full-width digits and the like become ordinary ones here, so what follows sees what would be asked for.
        host = text.encode("idna").decode("ascii").lower().removesuffix(".")
    except UnicodeError:
        host = ""
    if not _HOST.fullmatch(host):
        raise _UnfitError(f"{text[:_SHOWN]!r} is no name of a host")
    if _NUMBER.fullmatch(host.rpartition(".")[2]):
        try:
            return str(ipaddress.IPv4Address(host))
        except ValueError:
            raise _UnfitError(f"{text[:_SHOWN]!r} is an IP address in an odd spelling") from None
    return host


def check_machine(text: str, *, allow_loopback: bool = False) -> Note | None:
    """A note where the IP address of a machine is not on the public Internet; `allow_loopback` lets this machine's own pass."""
    try:
        machine = ipaddress.ip_address(text)
    except ValueError:
        return Note("E031", f"{text!r} is no address of a machine on the public Internet")
    if allow_loopback and machine.is_loopback:
        return None
    if is_public(machine):
        return None
    return Note(
        "E031",
        f"it leads to {machine}, which is not on the public Internet",
        "if you meant it, save the page with a browser and keep that file",
    )


def is_public(machine: IpAddress) -> bool:
    """Whether an IP address is one of the public Internet, and hides no other."""
    if isinstance(machine, ipaddress.IPv6Address):
        if machine.scope_id is not None:
            return False
        if machine.ipv4_mapped is not None:
            return is_public(machine.ipv4_mapped)
        if machine not in _GIVEN_OUT:
            return False
    if any(machine.version == network.version and machine in network for network in _REFUSED):
        return False
    return machine.is_global and not (
        machine.is_multicast
        or machine.is_reserved
        or machine.is_private
        or machine.is_loopback
        or machine.is_link_local
    )
