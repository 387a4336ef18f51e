"""A confined process: what it may take, what it is refused, and how its end is told."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from generator.evidence import confinement, launcher
from generator.evidence.confinement import Bounds, Ending, run_confined

PROBE = """import os, socket, subprocess, sys
if sys.argv[1] == "echo":
    sys.stdout.buffer.write(sys.stdin.buffer.read())
    print(sorted(name for name in os.environ if "PROXY" in name.upper() or name.startswith("DOSSIER")))
elif sys.argv[1] == "connect":
    socket.create_connection(("127.0.0.1", 9), 1)
elif sys.argv[1] == "spawn":
    subprocess.run(["true"])
elif sys.argv[1] == "fork":
    os.fork()
elif sys.argv[1] == "spin":
    while True:
        pass
elif sys.argv[1] == "grow":
    kept = [bytes(1024 * 1024) for _ in range(4096)]
elif sys.argv[1] == "write":
    print("x" * 100_000)
"""


@pytest.fixture
def probe(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> str:
    """A module that misbehaves as it is told, where a confined process finds it."""
    (tmp_path / "probe.py").write_text(PROBE)
    (tmp_path / "launcher.py").write_text(
        Path(launcher.__file__)
        .read_text()
        .replace("sys.addaudithook", f"sys.path.append({str(tmp_path)!r})\n    sys.addaudithook")
    )
    monkeypatch.setattr(confinement, "_LAUNCHER", tmp_path / "launcher.py")
    return "probe"


def test_it_gets_its_input_and_nothing_of_the_environment(probe: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("HTTPS_PROXY", "http://proxy.example")
    monkeypatch.setenv("DOSSIER_PROTECTED_NAMES", "names.txt")
    assert run_confined(probe, ["echo"], b"given ").output == b"given []\n"


@pytest.mark.parametrize("deed", ["connect", "spawn", "fork"])
def test_it_can_neither_connect_nor_start_another_process(probe: str, deed: str) -> None:
    ending = run_confined(probe, [deed])
    assert ending.reason == "it broke off"
    assert "this process only reads" in ending.errors


@pytest.mark.skipif(sys.platform == "win32", reason="limits of a process are those of POSIX")
@pytest.mark.parametrize(
    ("deed", "bounds", "reason"),
    [
        ("spin", Bounds(processor=1), "it took too long"),
        ("spin", Bounds(seconds=0.3), "it took too long"),
        ("grow", Bounds(memory=512 * 1024**2), "it took too much memory"),
        ("write", Bounds(output=1000), "it broke off"),
    ],
)
def test_it_is_stopped_at_its_bounds(probe: str, deed: str, bounds: Bounds, reason: str) -> None:
    ending = run_confined(probe, [deed], bounds=bounds)
    assert ending.reason == reason
    assert len(ending.output) <= bounds.output


def test_a_death_by_a_signal_is_told() -> None:
    assert Ending(-11, b"").reason == "it died of signal 11"
    assert Ending(0, b"").reason == ""


def test_both_ends_know_the_code_of_a_process_without_memory() -> None:
    assert launcher.OUT_OF_MEMORY == confinement.OUT_OF_MEMORY
