"""Prints the wheel's size and how long the first analysis takes, and fails where a limit is broken."""

import statistics
import subprocess
import sys
from pathlib import Path

WHEEL_MEGABYTES = 15
IMPORT_MILLISECONDS = 60
FIRST_MILLISECONDS = 150
RUNS = 7

FIRST = """
from time import perf_counter, process_time
clocks = lambda: (process_time() * 1e3, perf_counter() * 1e3)
start = clocks()
import simpatico
imported = clocks()
simpatico.Analyzer().analyze("Third time I call about the same leak, nobody ever comes back to me. I'm fed up!")
done = clocks()
print(*(after - before for pair in ((start, imported), (imported, done)) for before, after in zip(*pair)))
"""


def main(wheel: Path) -> int:
    command = [sys.executable, "-c", FIRST]
    runs = [subprocess.run(command, capture_output=True, text=True, check=True).stdout.split() for _ in range(RUNS)]
    # Limits are held against the time of the processor: that of the clock counts the other work of the machine too.
    import_cpu, import_wall, first_cpu, first_wall = (
        statistics.median(float(run[place]) for run in runs) for place in range(4)
    )
    measured = [
        ("wheel", wheel.stat().st_size / 1e6, WHEEL_MEGABYTES, "MB", ""),
        ("import", import_cpu, IMPORT_MILLISECONDS, "ms", f"; {import_wall:.0f} ms by the clock"),
        ("first analysis, accurate model", first_cpu, FIRST_MILLISECONDS, "ms", f"; {first_wall:.0f} ms by the clock"),
    ]
    for name, value, limit, unit, note in measured:
        print(f"{name:<32} {value:6.1f} {unit} (at most {limit} {unit}{note})")
    return int(any(value > limit for _, value, limit, _, _ in measured))


if __name__ == "__main__":
    sys.exit(main(Path(sys.argv[1])))
