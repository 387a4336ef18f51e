"""Work in processes gives what work in one process gives, in the same order."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from generator.parallel import FEWEST, map_in_order

ROOT = Path(__file__).parent.parent


def describe(shared: str, item: int) -> str:
    return f"{shared}{item}"


def tell_process(_: None, __: int) -> int:
    return os.getpid()


def fail_at_seven(_: None, item: int) -> int:
    if item == 7:
        raise ValueError("seven")
    return item


def run_alone(expression: str) -> str:
    """What an expression gives in a process of its own: the test runner's has threads, and would not fork."""
    code = f"from tests.test_parallel import *\nprint({expression})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("count", [0, 1, FEWEST - 1, FEWEST, FEWEST * 5 + 3])
def test_the_results_and_their_order_are_the_same(count: int) -> None:
    alone = list(map_in_order(describe, "case ", range(count), processes=1))
    assert alone == [f"case {item}" for item in range(count)]
    assert run_alone(f"list(map_in_order(describe, 'case ', range({count}), processes=3))") == str(alone)


def test_many_items_are_worked_on_by_other_processes() -> None:
    told = run_alone("len(set(map_in_order(tell_process, None, range(FEWEST), processes=2)) | {os.getpid()})")
    assert int(told) in {2, 3}


def test_few_items_stay_in_this_process() -> None:
    assert set(map_in_order(tell_process, None, list(range(FEWEST - 1)), processes=2)) == {os.getpid()}


def test_a_process_with_threads_does_not_fork() -> None:
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        assert set(map_in_order(tell_process, None, list(range(FEWEST)), processes=2)) == {os.getpid()}
    finally:
        done.set()
        thread.join()


def test_an_error_in_the_work_is_raised_here() -> None:
    with pytest.raises(ValueError, match="seven"):
        list(map_in_order(fail_at_seven, None, range(FEWEST), processes=1))
    with pytest.raises(AssertionError, match="ValueError: seven"):
        run_alone("list(map_in_order(fail_at_seven, None, range(FEWEST), processes=2))")
