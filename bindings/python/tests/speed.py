"""Times the same batch in Rust and in Python: columns in the flat and the nested layout, and result objects."""

import json
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pyarrow as pa

import simpatico

CORPUS = Path("tests/corpus/support-dev.jsonl")
ROWS = {"fast": 20_000, "accurate": 300}
RUNS = 3


def main(rust: str) -> None:
    messages = [json.loads(line)["customer"] for line in CORPUS.read_text(encoding="utf-8").split("\n") if line]
    for model, rows in ROWS.items():
        analyzer = simpatico.Analyzer(model=model)  # type: ignore[arg-type]
        texts = [messages[row % len(messages)] for row in range(rows)]
        table = pa.table({"text": texts})
        ways: dict[str, Callable[[], object]] = {
            "columns, flat": lambda: analyzer.analyze_table(table, "text"),
            "columns, nested": lambda: analyzer.analyze_table(table, "text", layout="nested"),
            "result objects": lambda: analyzer.analyze_batch(texts),
        }
        best = dict.fromkeys(["Rust batch", *ways], 0.0)
        # In turn, so that other work on the machine slows all of them.
        for _ in range(RUNS):
            run = subprocess.run([rust, model, CORPUS, str(rows)], capture_output=True, text=True, check=True)
            best["Rust batch"] = max(best["Rust batch"], float(run.stdout))
            for name, way in ways.items():
                start = time.perf_counter()
                way()
                best[name] = max(best[name], rows / (time.perf_counter() - start))
        print(f"{model} model, {rows} messages")
        for name, speed in best.items():
            print(f"  {name:<16} {speed:>10.0f} messages a second  {speed / best['Rust batch']:>5.0%}")


if __name__ == "__main__":
    main(sys.argv[1])
