"""The first lines of a confined process: it takes away its own rights, then runs the module that it was asked to run.

It is started by its path and knows only the standard library, so that nothing is loaded before the limits hold.
"""

from __future__ import annotations

import os
import runpy
import sys
from pathlib import Path

FORBIDDEN = frozenset(
    {
        *("socket.connect", "socket.bind", "socket.getaddrinfo", "socket.gethostbyname", "socket.sendto"),
        *("subprocess.Popen", "os.system", "os.exec", "os.posix_spawn", "os.fork", "os.forkpty", "pty.spawn"),
    }
)
"""What no reader of a file has any business to do (PEP 578)."""

OUT_OF_MEMORY = 77
GRACE = 5


def _refuse(event: str, _arguments: tuple[object, ...]) -> None:
    if event in FORBIDDEN:
        raise PermissionError(f"{event} is refused: this process only reads")


def _confine(processor: int, memory: int, output: int) -> None:
    try:
        import resource  # noqa: PLC0415  (missing on some systems, where only the clock bounds the process)
    except ImportError:
        return
    # At its soft limit of time a process is told so by a signal of its own (SIGXCPU), at the hard one it is only killed.
    wanted = {
        resource.RLIMIT_CPU: (processor, processor + GRACE),
        resource.RLIMIT_AS: (memory, memory),
        resource.RLIMIT_FSIZE: (output, output),
        resource.RLIMIT_CORE: (0, 0),
    }
    for limit, values in wanted.items():
        _, hard = resource.getrlimit(limit)
        soft, most = (value if hard == resource.RLIM_INFINITY else min(value, hard) for value in values)
        try:
            resource.setrlimit(limit, (soft, most))
        except (ValueError, OSError):
            # Some systems know a limit and do not let it be set; the others still hold.
            continue


def main() -> None:
    """Confine the process, then run the module named after the three limits."""
    processor, memory, output = map(int, sys.argv[1:4])
    module = sys.argv[4]
    sys.argv = sys.argv[4:]
    _confine(processor, memory, output)
    sys.addaudithook(_refuse)
    sys.path.append(str(Path(__file__).resolve().parents[2]))
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except MemoryError:
        os._exit(OUT_OF_MEMORY)


if __name__ == "__main__":
    main()
