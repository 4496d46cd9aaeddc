"""Progress of long runs."""

from __future__ import annotations

import sys
from collections.abc import Callable, Generator, Sized
from contextlib import contextmanager

SILENT = 2.0
"""Seconds that a run may take before a bar is worth showing."""


def length(rows: object) -> int | None:
    """How many rows there are; ``None`` where a generator does not tell."""
    return len(rows) if isinstance(rows, Sized) else None


@contextmanager
def shown(progress: bool | None, total: int | None) -> Generator[Callable[[int], object] | None, None, None]:
    """A function to be told of rows done, or ``None`` where no progress is to be shown."""
    is_wanted = sys.stderr is not None and sys.stderr.isatty() if progress is None else progress
    if not is_wanted:
        yield None
        return
    try:
        from tqdm import tqdm
    except ImportError:
        if progress:
            raise
        yield None
        return
    with tqdm(total=total, unit=" rows", delay=0 if progress else SILENT) as bar:
        yield bar.update
