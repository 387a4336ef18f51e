"""Which addresses may be asked at all."""

from __future__ import annotations

from ipaddress import IPv4Address, IPv6Address, ip_address

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.evidence.destination import Target, is_open_to_us, read_target


@pytest.mark.parametrize(
    "number",
    [
        *("127.0.0.1", "127.255.255.254", "10.0.0.1", "172.16.0.1", "192.168.1.1", "169.254.169.254", "100.64.0.1"),
        *(
            "0.0.0.0",
            "255.255.255.255",
            "224.0.0.1",
            "240.0.0.1",
            "192.0.2.1",
            "198.18.0.1",
            "192.88.99.1",
            "192.0.0.9",
        ),
        *("::", "::1", "fe80::1", "fc00::1", "fec0::1", "ff02::1", "2001:db8::1", "3fff::1", "100::1"),
        *("::ffff:127.0.0.1", "::ffff:10.0.0.1", "::127.0.0.1", "64:ff9b::7f00:1", "64:ff9b::808:808", "64:ff9b:1::1"),
        *("2002:7f00:1::", "2002:0808:0808::", "2001::1", "2001:0:7f00:1::"),
    ],
)
def test_numbers_that_are_not_public(number: str) -> None:
    assert not is_open_to_us(ip_address(number))


@pytest.mark.parametrize("number", ["8.8.8.8", "93.184.215.14", "2606:2800:21f::1", "::ffff:8.8.8.8"])
def test_numbers_that_are_public(number: str) -> None:
    assert is_open_to_us(ip_address(number))


@pytest.mark.parametrize("number", ["10.0.0.1", "169.254.169.254", "0.0.0.0", "fe80::1", "64:ff9b::7f00:1"])
def test_loopback_for_tests_opens_nothing_else(number: str) -> None:
    assert is_open_to_us(ip_address("127.0.0.1"), allow_loopback=True)
    assert is_open_to_us(ip_address("::1"), allow_loopback=True)
    assert not is_open_to_us(ip_address(number), allow_loopback=True)


@given(st.integers(0, 2**32 - 1).map(IPv4Address))
def test_an_ipv4_number_in_disguise_is_never_more_open_than_itself(number: IPv4Address) -> None:
    disguises = [
        IPv6Address(int(number) | 0xFFFF << 32),
        IPv6Address(int(number)),
        IPv6Address(int(IPv6Address("64:ff9b::")) | int(number)),
        IPv6Address(int(IPv6Address("2002::")) | int(number) << 80),
    ]
    for disguise in disguises:
        assert not is_open_to_us(disguise) or is_open_to_us(number)


@pytest.mark.parametrize(
    "address",
    [
        *("ftp://example.org/", "file:///etc/passwd", "javascript:alert(1)", "//example.org/", "example.org", ""),
        *("http://user@example.org/", "http://user:word@example.org/", "http://@example.org/"),
        *("http://example.org:8080/", "http://example.org:22/", "http://example.org:99999/", "http://example.org:x/"),
        *("http://0x7f.1/", "http://2130706433/", "http://127.1/", "http://0177.0.0.1/", "http://1.2.3.4.5/"),
        *(
            "http://0x7f000001/",
            "http://127.0.0.0x1/",
            "http://[::1/",
            "http://[fe80::1%25eth0]/",
            "http://[fe80::1%eth0]/",
        ),
        *(
            "http://exa mple.org/",
            "http://example.org/a b",
            "http://example.org/\r\nHost: x",
            "http://example.org\\@other.org/",
        ),
        *("http:///path", "http://.example.org/", "http://-a.org/", "http://a..org/", "http://exam%70le.org/"),
        "http://example.org/" + "a" * 9000,
    ],
)
def test_addresses_that_are_written_oddly(address: str) -> None:
    assert isinstance(read_target(address), str)


@pytest.mark.parametrize("address", ["http://１２７.０.０.１/", "http://127。0。0。1/", "http://127.0.0.1./"])
def test_a_number_in_other_characters_is_that_number(address: str) -> None:
    target = read_target(address)
    assert isinstance(target, Target)
    assert target.number == ip_address("127.0.0.1")


@pytest.mark.parametrize(
    ("address", "host", "authority", "path"),
    [
        ("https://example.org", "example.org", "example.org", "/"),
        ("HTTPS://Example.ORG:443/A?b=c#d", "example.org", "example.org", "/A?b=c"),
        ("http://bücher.example/straße?q=ä", "xn--bcher-kva.example", "xn--bcher-kva.example", "/stra%C3%9Fe?q=%C3%A4"),
        ("http://[2606:2800:21F::1]/x", "2606:2800:21f::1", "[2606:2800:21f::1]", "/x"),
        ("http://example.org:443/", "example.org", "example.org:443", "/"),
        (
            "https://web.archive.org/web/2024/https://a.example/b",
            "web.archive.org",
            "web.archive.org",
            "/web/2024/https://a.example/b",
        ),
    ],
)
def test_addresses_taken_apart(address: str, host: str, authority: str, path: str) -> None:
    target = read_target(address)
    assert isinstance(target, Target)
    assert (target.host, target.authority, target.path) == (host, authority, path)


@given(st.text(max_size=60), st.sampled_from(["", "http://", "https://", "http://127.", "http://["]))
def test_any_text_is_read_or_refused_and_what_is_read_is_plain(text: str, before: str) -> None:
    target = read_target(before + text)
    if isinstance(target, Target):
        assert target.address.isascii()
        assert target.address.isprintable()
        assert " " not in target.address
        assert target.port in {80, 443}
        again = read_target(target.address)
        assert again == target
