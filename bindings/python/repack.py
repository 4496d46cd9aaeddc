"""Packs a wheel anew with Zopfli, which finds what zlib leaves on the table: the weights of the models are most of it, and with
them it should come near 15 MB. Every installer reads the result; names, order and dates are kept.
"""

import sys
import zipfile
from pathlib import Path

import zopfli

ITERATIONS = 2
"""More take minutes and bring a few hundred bytes."""


def main(wheel: Path) -> None:
    packed = wheel.with_suffix(".packed")
    with zipfile.ZipFile(wheel) as old, zopfli.ZipFile(packed, "w", iterations=ITERATIONS) as new:
        for entry in old.infolist():
            new.writestr(entry, old.read(entry))
    packed.replace(wheel)


if __name__ == "__main__":
    main(Path(sys.argv[1]))
