"""The manifest: read by the real sha256sum, the same bytes for the same files, and nothing of it guessed."""

from __future__ import annotations

import hashlib
import os
import shutil
import subprocess
from typing import TYPE_CHECKING

import pytest
from hypothesis import given
from hypothesis import strategies as st

from generator.evidence.manifest import Manifest, SnapshotEntry, make_manifest, parse_manifest, write_manifest
from generator.reading import read_project

if TYPE_CHECKING:
    from pathlib import Path

SHA256SUM = shutil.which("sha256sum")
DIGEST = "ab" * 32
FACTS = """case: {title: A case, summary: "What the paper says [@paper].", languages: [en]}
sources:
  paper: {type: article-newspaper, title: A piece, seen: original, snapshot: {sha256: %s, root: %s, tokens: 12, rule: v1}}
  other: {type: article-newspaper, title: Another, seen: original, snapshot: {sha256: %s}}
events:
  first: {date: 2019, title: Something happens, cite: [paper, other, shared/judgment]}
""" % (DIGEST, "cd" * 32, "ef" * 32)  # noqa: UP031  (braces are YAML's here)
SHARED = "sources:\n  judgment: {type: legal_case, title: A judgment, seen: copy}\n"
UNUSED = "sources:\n  statute: {type: legislation, title: A statute, seen: copy}\n"


def write(root: Path, files: dict[str, str]) -> Path:
    for name, text in files.items():
        path = root / "dossiers" / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text, encoding="utf-8")
    return root


@pytest.fixture
def root(tmp_path: Path) -> Path:
    files = {"a/case.yaml": FACTS, "shared/sources.yaml": SHARED, "shared/laws.yaml": UNUSED}
    beside = {"a/proofs/q.json": "{}", "a/exhibits/p.png": "x", "a/README.md": "no facts", "a/.hidden.yaml": "x"}
    return write(tmp_path, files | beside)


def manifest_of(root: Path) -> Manifest:
    manifest, findings = make_manifest(read_project(root).library.cases["a"], root)
    assert findings == ()
    return manifest


def test_it_lists_facts_proofs_exhibits_and_the_shared_facts_that_are_used(root: Path) -> None:
    assert list(manifest_of(root).files) == [
        "dossiers/a/case.yaml",
        "dossiers/a/exhibits/p.png",
        "dossiers/a/proofs/q.json",
        "dossiers/shared/sources.yaml",
    ]


def test_it_tells_the_roots_of_snapshots(root: Path) -> None:
    text = write_manifest(manifest_of(root)).decode()
    assert text.startswith("# dossier manifest v1: a\n")
    assert f"\n# snapshot a/paper {DIGEST} {'cd' * 32} 12 v1\n" in text
    assert f"\n# snapshot a/other {'ef' * 32} - - -\n" in text


def test_the_same_files_give_the_same_bytes(root: Path, tmp_path_factory: pytest.TempPathFactory) -> None:
    other = tmp_path_factory.mktemp("other")
    for path in sorted((one for one in root.rglob("*") if one.is_file()), reverse=True):
        copy = other / path.relative_to(root)
        copy.parent.mkdir(parents=True, exist_ok=True)
        copy.write_bytes(path.read_bytes())
    assert write_manifest(manifest_of(other)) == write_manifest(manifest_of(root))


@pytest.mark.skipif(SHA256SUM is None, reason="needs sha256sum")
@pytest.mark.parametrize(
    "name", ["a b.png", "é.png", "a\\b.png", "c\nd.png", "e\rf.png", " lead", "#hash", "\\n.png", "x\udcffy"]
)
def test_sha256sum_reads_it(root: Path, name: str) -> None:
    path = root / "dossiers" / "a" / "exhibits" / name
    path.write_bytes(os.fsencode(name))
    raw = write_manifest(manifest_of(root))
    listed = subprocess.run(["sha256sum", path.relative_to(root)], cwd=root, check=True, capture_output=True).stdout
    assert listed in raw
    command = ["sha256sum", "--check", "--strict", "--quiet", "-"]
    assert subprocess.run(command, cwd=root, input=raw, check=True, capture_output=True).stderr == b""
    path.write_bytes(b"something else")
    assert subprocess.run(command, cwd=root, input=raw, check=False, capture_output=True).returncode == 1


names = st.text(st.characters(exclude_characters="\0", exclude_categories=["Cs"]), min_size=1)
words = st.text("abc-/12", min_size=1)
digests = st.binary().map(lambda content: hashlib.sha256(content).hexdigest())
snapshots = st.builds(
    SnapshotEntry, words, digests, digests | st.just("-"), st.integers(1, 9999).map(str) | st.just("-"), words
)


@given(files=st.dictionaries(names, digests), snapshots=st.lists(snapshots).map(tuple))
def test_what_is_written_is_read_again(files: dict[str, str], snapshots: tuple[SnapshotEntry, ...]) -> None:
    manifest = Manifest("a", files, snapshots)
    raw = write_manifest(manifest)
    assert parse_manifest(raw) == manifest
    for path, digest in files.items():
        line = raw.split(b"\n")[manifest.line_of(path) - 1].decode()
        assert digest in line


@pytest.mark.parametrize(
    "raw",
    [
        b"",
        b"# dossier manifest v2: a\n",
        b"# dossier manifest v1: a",
        b"# dossier manifest v1: a\n\n",
        b"# dossier manifest v1: a\n# anything\n",
        b"# dossier manifest v1: a\nabc  x\n",
        f"# dossier manifest v1: a\n{DIGEST}  b\n{DIGEST}  a\n".encode(),
        f"# dossier manifest v1: a\n{DIGEST}  a\n{DIGEST}  a\n".encode(),
        f"# dossier manifest v1: a\n{DIGEST} *a\n".encode(),
        f"# dossier manifest v1: a\n\\{DIGEST}  a\n".encode(),
        f"# dossier manifest v1: a\n{DIGEST.upper()}  a\n".encode(),
        f"# dossier manifest v1: a\r\n{DIGEST}  a\r\n".encode(),
    ],
)
def test_nothing_but_a_manifest_is_read(raw: bytes) -> None:
    assert parse_manifest(raw) is None


@pytest.mark.parametrize("name", ["proofs/p.json", "exhibits/e.png", "more.yaml", "timestamps", "exhibits/folder"])
def test_links_are_not_followed(root: Path, name: str, tmp_path_factory: pytest.TempPathFactory) -> None:
    elsewhere = tmp_path_factory.mktemp("elsewhere")
    (elsewhere / "secret").write_text("secret", encoding="utf-8")
    case = read_project(root).library.cases["a"]
    link = root / "dossiers" / "a" / name
    link.symlink_to(elsewhere if "." not in name else elsewhere / "secret")
    manifest, findings = make_manifest(case, root)
    assert [(one.code, one.at.path) for one in findings] == [("E049", f"dossiers/a/{name}")]
    assert f"dossiers/a/{name}" not in manifest.files
