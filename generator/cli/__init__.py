"""The command line.

Exit codes: 0 clean, 1 findings, 2 a wrong command or a machine that could not do it.
"""

from __future__ import annotations

import gc
import sys
from typing import TYPE_CHECKING

from generator.cli.arguments import make_parser
from generator.cli.exits import TROUBLE, TroubleError

if TYPE_CHECKING:
    from collections.abc import Sequence


def main(arguments: Sequence[str] | None = None) -> int:
    """Run one command; returns the exit code."""
    parser = make_parser()
    options = parser.parse_args(arguments)
    # Facts and pages hold few circles, and a collector that looks for them as often as it likes takes a quarter of the time.
    gc.set_threshold(100_000, 50, 100)
    try:
        result: int = options.run(options)
    except TroubleError as trouble:
        print(f"dossier: {trouble}", file=sys.stderr)
        return TROUBLE
    except BlockingIOError:
        print("dossier: another build of this site is running; wait for it to end", file=sys.stderr)
        return TROUBLE
    except OSError as error:
        print(f"dossier: {error}", file=sys.stderr)
        return TROUBLE
    except KeyboardInterrupt:
        return TROUBLE
    return result
