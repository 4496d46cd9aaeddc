"""``python -m simpatico``: the command line, in this process."""

from __future__ import annotations

import signal
import sys

from ._native import run


def main() -> int:
    """Runs the command line and gives its exit code."""
    # The work is native: Python's own handler would wait for its end.
    signal.signal(signal.SIGINT, signal.SIG_DFL)
    return run(["simpatico", *sys.argv[1:]])


if __name__ == "__main__":
    sys.exit(main())
