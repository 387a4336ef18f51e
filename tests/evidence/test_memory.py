"""What is kept from one run to the next."""

from __future__ import annotations

from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import TYPE_CHECKING

import pytest

from generator.evidence import memory as memory_module
from generator.evidence.memory import Answer, Memory, Outcome, read_memory

if TYPE_CHECKING:
    from pathlib import Path

NOW = datetime(2026, 1, 20, 12, tzinfo=UTC)
ANSWER = Answer(
    address="https://example.org/a",
    outcome=Outcome.CHANGED,
    asked=NOW,
    question="q",
    status=200,
    words="",
    missing=("a/b",),
    moved_to="https://example.org/b",
    final="https://example.org/b",
    etag='"1"',
    not_before=NOW,
)


def test_what_was_written_is_read_again(tmp_path: Path) -> None:
    Memory((ANSWER,)).write(tmp_path / "build" / "links.json", NOW)
    assert read_memory(tmp_path / "build" / "links.json").recall(ANSWER.address) == ANSWER
    assert [path.name for path in (tmp_path / "build").iterdir()] == ["links.json"]


def test_old_answers_are_forgotten(tmp_path: Path) -> None:
    old = replace(ANSWER, asked=NOW - timedelta(days=500))
    Memory((old,)).write(tmp_path / "links.json", NOW)
    assert read_memory(tmp_path / "links.json").recall(ANSWER.address) is None


@pytest.mark.parametrize(
    "written", ["", "[]", "{}", '{"version": 2, "answers": []}', '{"version": 1, "answers": [{}]}', "\0"]
)
def test_a_broken_file_is_no_loss(tmp_path: Path, written: str) -> None:
    (tmp_path / "links.json").write_text(written, encoding="utf-8")
    assert read_memory(tmp_path / "links.json").recall(ANSWER.address) is None


def test_a_write_that_fails_leaves_what_was_there(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    path = tmp_path / "links.json"
    Memory((ANSWER,)).write(path, NOW)
    before = path.read_bytes()

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(memory_module.Path, "replace", fail)
    with pytest.raises(OSError, match="No space"):
        Memory().write(path, NOW)
    assert path.read_bytes() == before
    assert list(tmp_path.iterdir()) == [path]


def test_not_having_asked_says_nothing_new() -> None:
    memory = Memory((ANSWER,))
    later = NOW + timedelta(days=3)
    memory.keep(replace(ANSWER, outcome=Outcome.LATER, asked=NOW + timedelta(days=1), not_before=later))
    known = memory.recall(ANSWER.address)
    assert known == replace(ANSWER, not_before=later)
    memory.keep(Answer(address="https://example.org/new", outcome=Outcome.LATER, asked=NOW))
    assert memory.recall("https://example.org/new") is None
