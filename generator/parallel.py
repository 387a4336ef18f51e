"""Work on many things at once: in processes where that pays, on a cluster where one is given, else in this process."""

from __future__ import annotations

import gc
import multiprocessing
import threading
from collections import deque
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, Executor, Future, ProcessPoolExecutor, wait
from contextlib import contextmanager
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, TypeVar

if TYPE_CHECKING:
    from collections.abc import Callable, Iterator, Sequence

J = TypeVar("J")
T = TypeVar("T")
R = TypeVar("R")

PATIENCE = 30
"""How many seconds a cluster may take to answer."""

FEWEST_TO_SPAWN = 24
"""With fewer tasks, processes that cannot be forked, and have to bring in the whole program anew, are not worth it."""

TRIES = 3
"""How often a task is given out whose worker dies, before it is taken for the cause."""


class LostWorkersError(OSError):
    """Workers died at the same task again and again: `task` is what they were given."""

    def __init__(self, task: object) -> None:
        super().__init__(f"{TRIES} workers died at the same work, one after another: {task}")
        self.task = task


@dataclass(frozen=True, slots=True)
class Workforce:
    """Who does the work: so many processes of this machine, or the cluster of a scheduler (`tcp://…`)."""

    processes: int = 1
    scheduler: str = ""

    def is_alone(self, tasks: int) -> bool:
        """Whether this process does so many tasks itself: it is told to, or they are too few for others to be started."""
        fewest = 2 if _can_fork() else FEWEST_TO_SPAWN
        return not self.scheduler and (self.processes < 2 or tasks < fewest)  # noqa: PLR2004


@dataclass(frozen=True, slots=True)
class _Crew:
    """An executor, how many tasks it works on at once, and what it raises where a worker died."""

    executor: Executor
    hands: int
    losses: tuple[type[BaseException], ...] = (BrokenExecutor,)


def share_out(workforce: Workforce, work: Callable[[J, T], R], job: J, tasks: Sequence[T]) -> Iterator[R]:
    """`work(job, task)` for every task, each result as soon as it is there; in which order is not said.

    A task whose worker died is given out again: work must leave the same behind when it is done twice. Raises
    LostWorkersError where that does not help.
    """
    if workforce.is_alone(len(tasks)):
        for task in tasks:
            yield work(job, task)
        return
    waiting = deque((task, 1) for task in tasks)
    while waiting:
        with _hire(workforce) as crew:
            yield from _run(crew, work, job, waiting)


def _run(crew: _Crew, work: Callable[[J, T], R], job: J, waiting: deque[tuple[T, int]]) -> Iterator[R]:
    """Give out what waits, a few tasks ahead, until all is done or a worker died; what was lost then waits again."""
    running: dict[Future[R], tuple[T, int]] = {}
    is_whole = True
    while running or (waiting and is_whole):
        while is_whole and waiting and len(running) < 3 * crew.hands:
            task, tries = waiting[0]
            # What was lost once goes out alone, so that a task that kills its workers is told from those beside it.
            if running and (tries > 1 or any(tried > 1 for _, tried in running.values())):
                break
            try:
                future = crew.executor.submit(work, job, task)
            except crew.losses:  # the task stays where it is, for the next crew
                is_whole = False
            else:
                running[future] = waiting.popleft()
        for future in wait(running, return_when=FIRST_COMPLETED).done if running else ():
            task, tries = running.pop(future)
            try:
                result = future.result()
            except crew.losses:
                is_whole = False
                if tries >= TRIES:
                    raise LostWorkersError(task) from None
                waiting.append((task, tries + 1))
            else:
                yield result


def _can_fork() -> bool:
    # A process with threads must not fork: a lock that another thread holds would stay locked in the child.
    return "fork" in multiprocessing.get_all_start_methods() and threading.active_count() == 1


@contextmanager
def _hire(workforce: Workforce) -> Iterator[_Crew]:
    if workforce.scheduler:
        with _join_cluster(workforce.scheduler) as crew:
            yield crew
        return
    gc.collect()
    gc.freeze()  # what the processes inherit is not looked through again, here or there
    context = multiprocessing.get_context("fork" if _can_fork() else "spawn")
    with ProcessPoolExecutor(workforce.processes, mp_context=context) as pool:
        yield _Crew(pool, workforce.processes)


@contextmanager
def _join_cluster(scheduler: str) -> Iterator[_Crew]:
    """The cluster of a Dask scheduler, whose workers see the same files at the same paths, and have this program.

    Raises OSError where it cannot be had.
    """
    try:
        import distributed  # noqa: PLC0415  (an extra, and slow to import)
    except ImportError:
        raise OSError("work on a cluster needs the extra `cluster`: pip install dossier-generator[cluster]") from None
    cluster: Any = distributed
    with cluster.Client(scheduler, set_as_default=False, timeout=PATIENCE) as client:
        client.wait_for_workers(1, timeout=PATIENCE)
        hands = max(1, sum(client.nthreads().values()))
        with client.get_executor(retries=TRIES, pure=False) as executor:
            yield _Crew(executor, hands, (BrokenExecutor, cluster.KilledWorker))
