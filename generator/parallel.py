"""Work on many items at once: in processes where that pays, in this one where it does not; the results are the same."""

from __future__ import annotations

import gc
import multiprocessing
import threading
from collections import deque
from concurrent.futures import ProcessPoolExecutor
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence
    from concurrent.futures import Future

S = TypeVar("S")
T = TypeVar("T")
R = TypeVar("R")

FEWEST = 48
"""With fewer items than these, starting processes takes longer than they save."""

ITEMS_AT_ONCE = 8
"""How many items a process is handed at a time."""

_inherited: Any = None


def map_in_order(function: Callable[[S, T], R], shared: S, items: Sequence[T], *, processes: int) -> Iterator[R]:
    """`function(shared, item)` for every item, in the order of the items, whatever the number of processes.

    Processes inherit `shared` by being forked, so that it is neither copied nor sent; results are sent back. Only a few
    wait at a time, so that a slow reader does not fill the memory.
    """
    if processes < 2 or len(items) < FEWEST or not _can_fork():  # noqa: PLR2004
        for item in items:
            yield function(shared, item)
        return
    chunks = [items[start : start + ITEMS_AT_ONCE] for start in range(0, len(items), ITEMS_AT_ONCE)]
    context = multiprocessing.get_context("fork")
    gc.freeze()  # what is inherited is not looked through again, here or there
    with ProcessPoolExecutor(
        processes, mp_context=context, initializer=_inherit, initargs=((function, shared),)
    ) as pool:
        waiting: deque[Future[list[R]]] = deque()
        for chunk in chunks:
            waiting.append(pool.submit(_work, chunk))
            if len(waiting) > 2 * processes:
                yield from waiting.popleft().result()
        while waiting:
            yield from waiting.popleft().result()


def _can_fork() -> bool:
    # A process with threads must not fork: a lock that another thread holds would stay locked in the child.
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


def _inherit(job: Any) -> None:  # noqa: ANN401
    global _inherited  # noqa: PLW0603  (a forked process has no other way to keep what it inherited)
    _inherited = job
    gc.disable()


def _work(items: Sequence[Any]) -> list[Any]:
    function, shared = _inherited
    done = [function(shared, item) for item in items]
    gc.collect(
        0
    )  # once for each handful of items: by itself it would look a hundred times, and find the same few circles
    return done
