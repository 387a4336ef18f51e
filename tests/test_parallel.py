"""Work shared out gives what work in one process gives, whoever does it, and whoever of them dies at it."""

from __future__ import annotations

import os
import subprocess
import sys
import threading
from pathlib import Path

import pytest

from generator.parallel import FEWEST_TO_SPAWN, LostWorkersError, Workforce, share_out

ROOT = Path(__file__).parent.parent


def describe(shared: str, task: int) -> str:
    return f"{shared}{task}"


def tell_process(_: None, __: int) -> int:
    return os.getpid()


def fail_at_seven(_: None, task: int) -> int:
    if task == 7:
        raise ValueError("seven")
    return task


def die_once(folder: str, task: int) -> int:
    """Kill the process at every fifth task, the first time it is given out."""
    if task % 5 == 0:
        mark = Path(folder, str(task))
        if not mark.exists():
            mark.touch()
            os._exit(1)
    return task


def die_at_seven(_: None, task: int) -> int:
    if task == 7:
        os._exit(1)
    return task


def catch_lost(folder: str) -> object:
    try:
        list(share_out(Workforce(2), die_at_seven, None, range(20)))
    except LostWorkersError as error:
        return error.task
    return None


def run_alone(expression: str) -> str:
    """What an expression gives in a process of its own: the test runner's has threads, and would not fork."""
    code = f"from tests.test_parallel import *\nprint({expression})"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout.strip()


@pytest.mark.parametrize("count", [0, 1, 2, 53])
def test_the_results_are_the_same(count: int) -> None:
    alone = list(share_out(Workforce(1), describe, "case ", range(count)))
    assert alone == [f"case {task}" for task in range(count)]
    assert run_alone(f"sorted(share_out(Workforce(3), describe, 'case ', range({count})))") == str(sorted(alone))


def test_many_tasks_are_worked_on_by_other_processes() -> None:
    told = run_alone("len(set(share_out(Workforce(2), tell_process, None, range(40))) - {os.getpid()})")
    assert int(told) in {1, 2}


def test_one_task_stays_in_this_process() -> None:
    assert run_alone("set(share_out(Workforce(2), tell_process, None, [1])) == {os.getpid()}") == "True"


def work_beside_a_thread(tasks: int) -> int:
    """By how many other processes so much is done while there is a thread, after which no process may be forked."""
    done = threading.Event()
    thread = threading.Thread(target=done.wait)
    thread.start()
    try:
        return len(set(share_out(Workforce(2), tell_process, None, range(tasks))) - {os.getpid()})
    finally:
        done.set()
        thread.join()


def test_a_process_with_threads_does_little_work_itself() -> None:
    assert run_alone(f"work_beside_a_thread({FEWEST_TO_SPAWN - 1})") == "0"


def test_a_process_with_threads_starts_others_anew_for_much() -> None:
    assert run_alone(f"work_beside_a_thread({FEWEST_TO_SPAWN})") in {"1", "2"}


def test_an_error_in_the_work_is_raised_here() -> None:
    with pytest.raises(ValueError, match="seven"):
        list(share_out(Workforce(1), fail_at_seven, None, range(20)))
    with pytest.raises(AssertionError, match="ValueError: seven"):
        run_alone("list(share_out(Workforce(2), fail_at_seven, None, range(20)))")


def test_what_a_dead_worker_was_given_is_given_out_again(tmp_path: Path) -> None:
    told = run_alone(f"sorted(share_out(Workforce(2), die_once, {str(tmp_path)!r}, range(20)))")
    assert told == str(list(range(20)))
    assert {mark.name for mark in tmp_path.iterdir()} == {"0", "5", "10", "15"}


def test_a_task_that_kills_every_worker_is_named() -> None:
    assert run_alone("catch_lost('')") == "7"


def test_a_cluster_that_is_not_there_is_trouble_with_the_machine() -> None:
    pytest.importorskip("distributed")
    told = run_alone("__import__('tests.test_parallel').test_parallel.refuse()")
    assert told == "OSError"


def refuse() -> str:
    import generator.parallel  # noqa: PLC0415

    generator.parallel.PATIENCE = 1
    try:
        list(share_out(Workforce(scheduler="tcp://127.0.0.1:1"), describe, "", range(2)))
    except OSError as error:
        return OSError.__name__ if isinstance(error, OSError) else str(error)
    return ""
