"""Writes pieces and scores of some rows as this side computes them, for `cargo xtask assemble --compare`."""

import argparse
import json
from pathlib import Path

import torch

from base import Base
from data import Batch, read
from model import Model
from text import Pieces


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--name", default="student")
    options = parser.parse_args()
    state = torch.load(options.work / f"{options.name}.pt", weights_only=False)["model"]
    heads = json.loads((options.work / "heads.json").read_text())
    kept = json.loads((options.work / "vocabulary.json").read_text())
    base = Base(options.base)
    pieces = Pieces([base.pieces[i] for i in kept], [float(base.scores[i]) for i in kept])
    layers = 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))
    model = Model(len(kept), layers, len(heads["customer"]), len(heads["reply"]))
    model.load_state_dict(state)
    model.round(True)
    model.eval()
    rows = read(options.work / "holdout.jsonl")
    rows = [row for row in rows if not row.is_pair][:200] + [row for row in rows if row.is_pair][:100]
    with open(options.work / f"{options.name}.compare.jsonl", "w", encoding="utf-8") as out, torch.no_grad():
        for row in rows:
            encoded = pieces.pair(row.text, row.answer) if row.is_pair else pieces.message(row.text)
            batch = Batch([row], [encoded])
            scores, _ = model(batch.pieces, batch.mask, batch.read, row.is_pair)
            line = {"text": row.text, "answer": row.answer, "ids": encoded[0], "scores": scores[0].tolist()}
            out.write(json.dumps(line, ensure_ascii=False) + "\n")


if __name__ == "__main__":
    main()
