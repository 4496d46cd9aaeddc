"""Writes a trained student as `cargo xtask assemble` reads it: a line of JSON that describes the tensors, then their bytes.

Matrices are packed in four bits exactly as training rounded them; the rest stays in 32 bits.
"""

import argparse
import json
from pathlib import Path

import numpy as np
import torch

from base import BLOCK, Base
from model import four_bit, layers_of


def packed(weight: torch.Tensor) -> bytes:
    """Blocks of a half-precision scale and 32 steps, two a byte: the first half of a block in the low bits."""
    rounded = four_bit(weight.float()).reshape(-1, BLOCK).numpy()
    blocks = weight.float().reshape(-1, BLOCK)
    extreme = blocks.gather(1, blocks.abs().argmax(1, keepdim=True))
    scales = (extreme / -8).half().numpy()
    wide = scales.astype(np.float32)
    steps = np.divide(rounded, wide, out=np.zeros_like(rounded), where=wide != 0)
    steps = (np.rint(steps) + 8).astype(np.uint8)
    pairs = steps[:, : BLOCK // 2] | steps[:, BLOCK // 2 :] << 4
    return np.concatenate([scales.view(np.uint8).reshape(-1, 2), pairs], 1).tobytes()


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--name", default="student")
    parser.add_argument("--attention-heads", type=int, default=12)
    options = parser.parse_args()
    state = torch.load(options.work / f"{options.name}.pt", weights_only=False)["model"]
    kept = json.loads((options.work / "vocabulary.json").read_text())
    base = Base(options.base)
    tensors, body = [], bytearray()

    def put(name: str, weight: torch.Tensor, in_blocks: bool):
        data = packed(weight) if in_blocks else weight.float().numpy().astype("<f4").tobytes()
        tensors.append({"name": name, "shape": list(weight.shape), "blocks": in_blocks, "bytes": len(data)})
        body.extend(data)

    for name, weight in state.items():
        is_matrix = weight.dim() == 2 and not name.startswith(("customer.", "reply."))
        put(name, weight, is_matrix)
    head = {
        "attention_heads": options.attention_heads,
        "layers": layers_of(state),
        "pieces": [base.pieces[i] for i in kept],
        "scores": [float(base.scores[i]) for i in kept],
        "tensors": tensors,
    }
    path = options.work / f"{options.name}.tensors"
    path.write_bytes(json.dumps(head, ensure_ascii=False).encode() + b"\n" + bytes(body))
    print(path, path.stat().st_size, "bytes")


if __name__ == "__main__":
    main()
