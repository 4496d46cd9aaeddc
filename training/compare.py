"""Writes pieces and scores of some rows as this side computes them, for `cargo xtask assemble --compare`."""

import argparse
import json
from pathlib import Path

import torch

from data import Batch, read
from train import Stage


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--name", default="student")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    options.own = None
    stage = Stage(options)
    model = stage.restored(options.name)
    model.round(True)
    rows = read(options.work / "holdout.jsonl")
    rows = [row for row in rows if not row.is_pair][:200] + [row for row in rows if row.is_pair][:100]
    with open(options.work / f"{options.name}.compare.jsonl", "w", encoding="utf-8") as out, torch.no_grad():
        for row in rows:
            encoded = stage.pieces.pair(row.text, row.answer) if row.is_pair else stage.pieces.message(row.text)
            batch = Batch([row], [encoded])
            scores, _ = model(batch.pieces, batch.mask, batch.read, row.is_pair)
            line = {"text": row.text, "answer": row.answer, "ids": encoded[0], "scores": scores[0].tolist()}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
