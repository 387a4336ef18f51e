"""Reads and checks a project and writes its Markdown pages, and nothing else: what the bench's target is about."""

from __future__ import annotations

import gc
import os
import sys
from datetime import date
from pathlib import Path

from generator.checks import Context
from generator.pipeline import Options, build_project
from generator.site.settings import read_settings


def main() -> int:
    """Work on the project named on the command line; 1 where it has findings."""
    gc.set_threshold(100_000, 50, 100)  # as the command line does
    root = Path(sys.argv[1])
    settings, _ = read_settings(root)
    if settings is None:
        return 1
    options = Options(
        context=Context(date(2026, 1, 20)), pages_only=True, downloads=False, processes=len(os.sched_getaffinity(0))
    )
    return 1 if build_project(root, settings, options).findings else 0


if __name__ == "__main__":
    sys.exit(main())
