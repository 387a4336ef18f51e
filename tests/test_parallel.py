"""Work in processes gives what work in one process gives, in the same order."""

from __future__ import annotations

import os
import threading

import pytest

from generator.parallel import FEWEST, map_in_order


def describe(shared: str, item: int) -> str:
    return f"{shared}{item}"


def tell_process(_: None, __: int) -> int:
    return os.getpid()


def fail_at_seven(_: None, item: int) -> int:
    if item == 7:
        raise ValueError("seven")
    return item


@pytest.mark.parametrize("processes", [1, 2, 3])
@pytest.mark.parametrize("count", [0, 1, FEWEST - 1, FEWEST, FEWEST * 5 + 3])
def test_the_results_and_their_order_are_the_same(processes: int, count: int) -> None:
    items = list(range(count))
    assert list(map_in_order(describe, "case ", items, processes=processes)) == [f"case {item}" for item in items]


def test_many_items_are_worked_on_by_other_processes() -> None:
    workers = set(map_in_order(tell_process, None, list(range(FEWEST)), processes=2))
    assert os.getpid() not in workers
    assert 1 <= len(workers) <= 2


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


@pytest.mark.parametrize("processes", [1, 2])
def test_an_error_in_the_work_is_raised_here(processes: int) -> None:
    with pytest.raises(ValueError, match="seven"):
        list(map_in_order(fail_at_seven, None, list(range(FEWEST)), processes=processes))
