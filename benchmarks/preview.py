"""The live preview: how long after a fact is saved its page is served with the new words."""

from __future__ import annotations

import subprocess
import threading
import time
import urllib.request
from contextlib import contextmanager
from statistics import median
from typing import TYPE_CHECKING
from urllib.error import URLError

from benchmarks.edit import Editor

if TYPE_CHECKING:
    from collections.abc import Iterator, Sequence

    from benchmarks.workplace import Project

EDITS = 7
ASKED_EVERY = 0.005
UP_WITHIN = 900.0
SERVED_WITHIN = 300.0


def measure_preview(command: Sequence[str], project: Project) -> tuple[float, str]:
    """The median in milliseconds, and the least and the most; `command` serves the project and says where."""
    page = f"cases/{project.edited.parent.name}/"
    with _served(command) as address, Editor(project.edited) as editor:
        _await_words(f"{address}{page}", "<h1", UP_WITHIN)
        _await_words(f"{address}{page}", "<h1", SERVED_WITHIN)
        taken = []
        for _ in range(EDITS):
            time.sleep(0.5)
            words = editor.edit()
            start = time.perf_counter()
            _await_words(f"{address}{page}", words, SERVED_WITHIN)
            taken.append(1000 * (time.perf_counter() - start))
    return median(taken), f"{min(taken):.0f}..{max(taken):.0f} ms in {EDITS}"


@contextmanager
def _served(command: Sequence[str]) -> Iterator[str]:
    process = subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.STDOUT, text=True)
    try:
        assert process.stdout is not None
        address = next(line.strip() for line in process.stdout if line.startswith("http"))
        threading.Thread(target=process.stdout.read, daemon=True).start()  # what it says further must not fill the pipe
        yield address
    finally:
        process.terminate()
        process.wait()


def _await_words(address: str, words: str, seconds: float) -> None:
    sought, end = words.encode(), time.perf_counter() + seconds
    while time.perf_counter() < end:
        try:
            with urllib.request.urlopen(address, timeout=60) as answer:
                if sought in answer.read():
                    return
        except URLError:  # the site is not there yet, or is being put in place
            pass
        time.sleep(ASKED_EVERY)
    raise RuntimeError(f"{address} did not show “{words}” within {seconds:.0f} s")
