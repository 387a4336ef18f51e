from __future__ import annotations

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.site.promise import address_of
from generator.site.register import LONGEST_NAME, Register, fault_of, fold, shown, ways


@pytest.mark.parametrize(
    ("path", "address"),
    [
        ("index.md", "index.html"),
        ("cases/x.md", "cases/x/index.html"),
        ("cases/index.md", "cases/index.html"),
        ("cases/README.md", "cases/index.html"),
        ("cases/x.json", "cases/x.json"),
        ("a.b.md", "a.b/index.html"),
    ],
)
def test_where_the_engine_puts_a_file(path: str, address: str) -> None:
    assert address_of(path) == address


@pytest.mark.parametrize(
    "path",
    [
        "",
        "/etc/passwd",
        "../x.md",
        "a/../b.md",
        "./a.md",
        "a//b.md",
        "a/",
        "a\\b.md",
        "C:/x.md",
        "a\0b.md",
        "a\nb.md",
        "a\x7fb.md",
        "con",
        "NUL.md",
        "a/com1.txt",
        "a/LPT9.tar.gz",
        "a/COM¹",
        "a./b.md",
        "a /b.md",
        "a/.hidden.md",
        "what?.md",
        "a*b.md",
        "\ud800.md",
        "é" * (LONGEST_NAME // 2 + 1),
        "/".join(["a" * 100] * 11),
    ],
)
def test_a_path_that_no_tree_may_hold(path: str) -> None:
    assert fault_of(path)
    refusal = Register().admit(path)
    assert refusal is not None
    assert refusal.code == "W006"
    assert refusal.message.isprintable()


@pytest.mark.parametrize(
    "path", ["index.md", "cases/été.md", "a b/c d.md", "конец/x.md", "console.md", "com.md", "é" * 100]
)
def test_a_path_that_any_tree_may_hold(path: str) -> None:
    assert fault_of(path) == ""
    assert Register().admit(path) is None


@pytest.mark.parametrize(
    ("first", "second", "code"),
    [
        (("a.md", ""), ("a.md", ""), "W002"),
        (("a.md", "content/en/a.md"), ("a.md", ""), "W001"),
        (("a.md", ""), ("a.md", "content/en/a.md"), "W001"),
        (("assets/a", "content/assets/a"), ("assets/a", "content/en/assets/a"), "W001"),
        (("a.md", ""), ("A.md", ""), "W003"),
        (("\u00e9.md", ""), ("e\u0301.md", ""), "W003"),
        (("straße.md", ""), ("STRASSE.md", ""), "W003"),
        (("cases/a.md", ""), ("Cases/b.md", ""), "W003"),
        (("a", ""), ("a/b.txt", ""), "W004"),
        (("a/b.txt", ""), ("a", ""), "W004"),
        (("a.md", ""), ("a/index.md", ""), "W005"),
        (("a/index.html", ""), ("a.md", ""), "W005"),
        (("index.md", ""), ("README.md", ""), "W005"),
    ],
)
def test_two_paths_in_each_others_way(first: tuple[str, str], second: tuple[str, str], code: str) -> None:
    register = Register()
    assert register.admit(*first) is None
    refusal = register.admit(*second)
    assert refusal is not None
    assert refusal.code == code
    assert refusal.other in {"", first[0]}


def test_what_was_refused_is_in_nobodys_way() -> None:
    register = Register()
    register.admit("a.md")
    assert register.admit("a/index.md") is not None
    assert register.admit("a/b.md") is None


@given(st.text())
def test_whatever_the_path_it_is_judged_and_never_leads_out(path: str) -> None:
    if not fault_of(path):
        assert not {"", ".", ".."} & set(path.split("/"))
        assert not path.startswith("/")
        assert ways(path)[-1] == path


@given(st.text(alphabet=st.characters(exclude_categories=["Cs"])))
def test_folding_forgets_case_and_encoding_alike(text: str) -> None:
    assert fold(unicodedata.normalize("NFC", text)) == fold(unicodedata.normalize("NFD", text))
    assert fold(text.casefold()) == fold(text)


@given(st.text())
def test_what_is_shown_stays_on_its_line(text: str) -> None:
    assert shown(text).isprintable()
