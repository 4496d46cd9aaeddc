"""Rows that `cargo xtask export` wrote, as batches."""

import json
import random
from collections import Counter
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import torch

from base import Base
from text import END, PADDING, START, UNKNOWN, Pieces, bare, vary

VOCABULARY = 12_000
TOKENS_A_BATCH = 1_100
# What one row of an open set counts beside one of the support corpus.
OPEN_WEIGHT = {"bitext_cs27": 0.15, "vader_gt": 0.25, "brighter": 1.0}
OPEN_WEIGHT_OTHERS = 0.7
# The same in the leg that weighs them more.
OPEN_WEIGHT_MOST = OPEN_WEIGHT | {"banking77": 1.5, "brighter": 2.0, "goemotions": 1.0, "product_reviews_hl": 1.0, "uci_sls": 1.0, "vader_gt": 0.4}
# What the teacher's view of a head counts where an open set says what is right.
TEACHER_BESIDE_OPEN = 0.3


@dataclass
class Row:
    text: str
    answer: str | None
    values: np.ndarray
    known: np.ndarray
    weight: float
    source: str
    about: dict

    @property
    def is_pair(self) -> bool:
        return self.answer is not None


def read(path: Path, open_weight: dict[str, float] = OPEN_WEIGHT) -> list[Row]:
    rows = []
    with open(path, encoding="utf-8") as lines:
        for line in lines:
            raw = json.loads(line)
            answer = raw.get("answer")
            values = np.array([np.nan if v is None else v for v in raw["customer" if answer is None else "reply"]], np.float32)
            known = ~np.isnan(values)
            source = raw["set"]
            weight = 1.0 if source == "support" else open_weight.get(source, OPEN_WEIGHT_OTHERS)
            rows.append(Row(raw["text"], answer, np.nan_to_num(values), known, weight, source, raw))
    return rows


def unlabelled(folder: Path, like: Row) -> list[Row]:
    """Our own texts without labels: what is right in them, the teacher alone says."""
    nothing = np.zeros_like(like.known)
    rows = []
    for path in sorted(folder.glob("*.jsonl")):
        with open(path, encoding="utf-8") as lines:
            rows += [Row(json.loads(line)["text"], None, np.zeros_like(like.values), nothing, 1.0, "own", {}) for line in lines]
    return rows


def vocabulary(base: Base, rows: list[Row]) -> list[int]:
    """The base's pieces that our texts need, plain and typed without accents or capitals, and every Latin letter."""
    full = Pieces(base.pieces, list(base.scores))
    counts = Counter()
    for row in rows:
        times = 3 if row.source == "support" else 1
        for text in (row.text, row.answer or ""):
            for variant in (text, text, text.lower(), bare(text)):
                for piece in full.text(variant, (999, 999)):
                    counts[piece] += times
    letters = [i for i, piece in enumerate(base.pieces) if i > UNKNOWN and len(piece) == 1 and ord(piece) < 0x250 or piece == "▁"]
    wanted = [START, PADDING, END, UNKNOWN, *letters, *(piece for piece, _ in counts.most_common())]
    return list(dict.fromkeys(wanted))[:VOCABULARY]


class Batch:
    def __init__(self, rows: list[Row], encoded: list[tuple[list[int], slice]]):
        longest = max(len(pieces) for pieces, _ in encoded)
        self.rows = rows
        self.pieces = torch.full((len(rows), longest), PADDING)
        self.mask = torch.zeros(len(rows), longest)
        self.read = torch.zeros(len(rows), longest, dtype=torch.bool)
        for place, (pieces, read) in enumerate(encoded):
            self.pieces[place, : len(pieces)] = torch.tensor(pieces)
            self.mask[place, : len(pieces)] = 1
            self.read[place, read if read.stop > read.start else slice(0, 1)] = True
        self.is_pair = rows[0].is_pair
        self.values = torch.tensor(np.stack([row.values for row in rows]))
        self.weight = torch.tensor(np.stack([row.known * row.weight for row in rows]).astype(np.float32))
        is_said = np.stack([row.known & (row.source not in ("support", "own")) for row in rows])
        self.teacher_weight = torch.tensor(np.where(is_said, TEACHER_BESIDE_OPEN, 1.0).astype(np.float32))


def batches(rows: list[Row], pieces: Pieces, varied: bool, tokens: int = TOKENS_A_BATCH, shuffled: bool = True):
    """Rows of like length together; messages and pairs apart."""
    encoded = []
    for row in rows:
        change = vary if varied else str
        text = change(row.text)
        encoded.append(pieces.message(text) if not row.is_pair else pieces.pair(text, change(row.answer)))
    order = list(range(len(rows)))
    if shuffled:
        random.shuffle(order)
    chunks = [order[i : i + 2000] for i in range(0, len(order), 2000)] if shuffled else [order]
    groups = []
    for chunk in chunks:
        chunk.sort(key=lambda i: (rows[i].is_pair, len(encoded[i][0])))
        group: list[int] = []
        for i in chunk:
            if group and (rows[group[0]].is_pair != rows[i].is_pair or len(encoded[i][0]) * (len(group) + 1) > tokens or len(group) == 40):
                groups.append(group)
                group = []
            group.append(i)
        groups.append(group)
    if shuffled:
        random.shuffle(groups)
    for group in groups:
        yield group, Batch([rows[i] for i in group], [encoded[i] for i in group])


def corpus_rows(rows: list[Row]) -> list[Row]:
    """All of the support corpus and a fifth of the open sets, so that these are not forgotten."""
    return [row for place, row in enumerate(rows) if row.source == "support" or row.source not in ("own", "bitext_cs27") and place % 5 == 0]


def epoch_rows(rows: list[Row], epoch: int, epochs: int) -> list[Row]:
    """All of the support corpus and this epoch's share of the open sets."""
    return [row for place, row in enumerate(rows) if row.source == "support" or place % epochs == epoch % epochs]


def open_rows(rows: list[Row], epoch: int) -> list[Row]:
    """The open sets, and of the support corpus, the largest set and the two that count least every other row, in turn."""
    halved = ("support", "goemotions", "vader_gt", "bitext_cs27")
    return [row for place, row in enumerate(rows) if row.source != "own" and (row.source not in halved or place % 2 == epoch % 2)]
