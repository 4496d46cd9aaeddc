"""Reads what `cargo xtask unpack` or `pack.py` wrote as a checkpoint, for training to go on from the weights that ship."""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from base import Base, from_blocks


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--name", required=True, help="NAME.tensors is read, NAME.pt and the vocabulary are written")
    options = parser.parse_args()
    state = {}
    with open(options.work / f"{options.name}.tensors", "rb") as file:
        head = json.loads(file.readline())
        for tensor in head["tensors"]:
            data = file.read(tensor["bytes"])
            numbers = from_blocks(data) if tensor["blocks"] else np.frombuffer(data, "<f4").copy()
            state[tensor["name"]] = torch.tensor(numbers.reshape(tensor["shape"]))
    base = Base(options.base)
    places = {piece: place for place, piece in reversed(list(enumerate(base.pieces)))}
    (options.work / "vocabulary.json").write_text(json.dumps([places[piece] for piece in head["pieces"]]))
    torch.save({"model": state}, options.work / f"{options.name}.pt")


if __name__ == "__main__":
    main()
