"""Which addresses may be fetched."""

from __future__ import annotations

import ipaddress

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.evidence.address import Target, check_machine, is_public, read_address
from generator.evidence.text import Note


@pytest.mark.parametrize(
    ("written", "asked"),
    [
        ("https://site.example", "https://site.example/"),
        ("HTTP://Site.Example.:80/a?b=c#d", "http://site.example/a?b=c"),
        ("https://site.example/à l'été".replace(" ", "%20"), "https://site.example/%C3%A0%20l'%C3%A9t%C3%A9"),
        ("https://bücher.example/", "https://xn--bcher-kva.example/"),
        ("https://93.184.216.34/", "https://93.184.216.34/"),
        ("https://[2606:2800:220:1::1]/a", "https://[2606:2800:220:1::1]/a"),
        ("http://site.example:443/", "http://site.example:443/"),
        ("HTTPS://Example.ORG:443/A?b=c#d", "https://example.org/A?b=c"),
        ("http://bücher.example/straße?q=ä", "http://xn--bcher-kva.example/stra%C3%9Fe?q=%C3%A4"),
        ("http://[2606:2800:21F::1]/x", "http://[2606:2800:21f::1]/x"),
        ("https://site.example/a?b=c|d[]", "https://site.example/a?b=c|d[]"),
        (
            "https://web.archive.org/web/2024/https://a.example/b",
            "https://web.archive.org/web/2024/https://a.example/b",
        ),
    ],
)
def test_plain_addresses(written: str, asked: str) -> None:
    target = read_address(written)
    assert isinstance(target, Target)
    assert target.address == asked


@pytest.mark.parametrize(
    "written",
    [
        "ftp://site.example/",
        "file:///etc/passwd",
        "gopher://site.example/",
        "javascript:alert(1)",
        "//site.example/",
        "https://",
        "https:///path",
        "https://user@site.example/",
        "https://user:word@site.example/",
        "https://site.example:8080/",
        "https://site.example:0/",
        "https://site.example:99999/",
        "https://site.example:x/",
        "https://site .example/",
        "https://site.example/a b",
        "https://site.example/\r\nHost: other.example",
        "https://site.example\\@other.example/",
        "https://-site.example/",
        "https://site..example/",
        "https://0x7f.1/",
        "https://2130706433/",
        "https://0177.0.0.1/",
        "https://127.1/",
        "https://127.0.0.1.0x/",
        "https://１２７.１/",
        "https://[::1/",
        "https://[fe80::1%25eth0]/",
        "https://[v1.a]/",
        "https://site.example/" + "a" * 5000,
        *(
            "example.org",
            "",
            "http://@example.org/",
            "http://example.org:22/",
            "http://1.2.3.4.5/",
            "http://0x7f000001/",
        ),
        *("http://127.0.0.0x1/", "http://[fe80::1%eth0]/", "http://[127.0.0.1]/", "http://.example.org/"),
        *("http://exam%70le.org/", "http://example.org/a\N{NO-BREAK SPACE}b", "http://site.example_/"),
        "http://user:word@exam℀ple.org/",
    ],
)
def test_other_addresses(written: str) -> None:
    found = read_address(written)
    assert isinstance(found, Note)
    assert found.code == "E030"
    assert found.hint
    assert "word" not in found.message


@pytest.mark.parametrize("written", ["https://１２７.０.０.１/", "http://127。0。0。1/", "http://127.0.0.1./"])
def test_a_number_in_other_characters_is_that_number(written: str) -> None:
    target = read_address(written)
    assert isinstance(target, Target)
    assert target.host == "127.0.0.1"


def test_a_host_is_said_again_in_short() -> None:
    note = read_address(f"https://{'a-' * 1000}/")
    assert isinstance(note, Note)
    assert len(note.message) < 120


@pytest.mark.parametrize(
    ("written", "authority", "origin"),
    [
        ("https://Site.example:443/a", "site.example", "https://site.example"),
        ("http://site.example:443/", "site.example:443", "http://site.example:443"),
        ("http://[2606:2800:21F::1]/x", "[2606:2800:21f::1]", "http://[2606:2800:21f::1]"),
    ],
)
def test_authority_and_origin(written: str, authority: str, origin: str) -> None:
    target = read_address(written)
    assert isinstance(target, Target)
    assert (target.authority, target.origin) == (authority, origin)


def test_any_port_only_where_it_is_allowed() -> None:
    assert isinstance(read_address("http://site.example:8080/"), Note)
    assert isinstance(read_address("http://site.example:8080/", any_port=True), Target)


INTERNAL = [
    *(
        "127.0.0.1",
        "127.255.255.254",
        "0.0.0.0",
        "10.0.0.1",
        "172.16.0.1",
        "192.168.0.1",
        "169.254.169.254",
        "100.64.0.1",
    ),
    *("192.0.0.8", "192.0.0.9", "192.0.2.1", "198.18.0.1", "198.51.100.1", "203.0.113.1", "224.0.0.1", "240.0.0.1"),
    *("255.255.255.255", "192.88.99.1", "::", "::1", "::127.0.0.1", "::ffff:10.0.0.1", "::ffff:127.0.0.1", "fc00::1"),
    *(
        "fe80::1",
        "fe80::1%eth0",
        "fec0::1",
        "ff02::1",
        "64:ff9b::7f00:1",
        "64:ff9b::8.8.8.8",
        "64:ff9b:1::1",
        "2001::1",
    ),
    *("2002:7f00:1::1", "2001:db8::1", "100::1", "2001:10::1", "3fff::1", "5f00::1", "not an address", "", "127.1"),
    *("64:ff9b::808:808", "2002:0808:0808::", "2001:0:7f00:1::", "1000::1", "4000::1", "e000::1"),
]


@pytest.mark.parametrize("machine", INTERNAL)
def test_machines_that_are_not_on_the_public_internet(machine: str) -> None:
    note = check_machine(machine)
    assert note is not None
    assert note.code == "E031"


@pytest.mark.parametrize(
    "machine", ["93.184.216.34", "8.8.8.8", "2606:2800:220:1::1", "2001:4860:4860::8888", "::ffff:8.8.8.8"]
)
def test_machines_that_are(machine: str) -> None:
    assert check_machine(machine) is None


def test_only_this_machine_itself_is_let_pass_for_tests() -> None:
    assert check_machine("127.0.0.1", allow_loopback=True) is None
    assert check_machine("::1", allow_loopback=True) is None
    for machine in ("10.0.0.1", "169.254.169.254", "0.0.0.0", "fe80::1", "64:ff9b::7f00:1"):
        assert check_machine(machine, allow_loopback=True) is not None


@given(st.ip_addresses(v=4))
def test_an_address_hidden_in_another_is_no_more_public_than_itself(inner: ipaddress.IPv4Address) -> None:
    assert is_public(ipaddress.ip_address(f"::ffff:{inner}")) == is_public(inner)
    for hiding in (f"64:ff9b::{inner}", f"::{inner}"):
        assert not is_public(ipaddress.ip_address(hiding))
    assert not is_public(ipaddress.IPv6Address((0x2002 << 112) | (int(inner) << 80)))


@given(st.text(max_size=60))
def test_any_text_is_a_target_or_a_note(text: str) -> None:
    for written in (text, f"http://{text}", f"https://{text}", f"http://127.{text}", f"http://[{text}"):
        found = read_address(written)
        if isinstance(found, Target):
            assert found.port in {80, 443}
            assert found.address.isascii()
            assert found.address.isprintable()
            assert " " not in found.address
            # What is asked for reads as itself, so that nobody can see another address in it.
            assert read_address(found.address) == found
