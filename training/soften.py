"""Has the teacher label texts that no person labelled for our heads: what the fast model learns from beside the corpus.

Takes an even share of each set, and halves of the corpus' own messages: which half carries a label, nobody said. Writes one
row a text: the text and a value for each head of messages (a probability, or points for graded heads), and for a half the
group of its message, so that nothing is measured on what was learned from its half.
"""

import argparse
import json
import re
from pathlib import Path

import numpy as np

from data import read
from train import Stage

# Texts taken of each set; support-like ones first. Their licences are in the model card.
SHARE = {
    "banking77": 2000,
    "bitext_cs27": 900,
    "dstc11_intents": 500,
    "clinc150": 900,
    "it_tickets": 1500,
    "nlupp": 800,
    "product_reviews_hl": 2200,
    "uci_sls": 900,
    "vader_gt": 1500,
    "goemotions": 1500,
    "brighter": 1200,
    "stanford_politeness": 800,
    "tydip": 600,
    "xed": 600,
}
LONGEST = 900  # characters
# Every so many-th of the corpus' messages of two sentences and more is cut in two.
HALVED = 2


def halves(text: str) -> list[str]:
    """The first sentences of a text, and the last ones."""
    sentences = re.split(r"(?<=[.!?])\s+", text.strip())
    middle = len(sentences) // 2
    return [" ".join(part) for part in (sentences[:middle], sentences[middle:])] if middle else []


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--data", type=Path, required=True, help="folder of the open sets")
    parser.add_argument("--own", type=Path, help="folder of our own unlabelled texts: all of them are taken")
    parser.add_argument("--base", type=Path, required=True)
    parser.add_argument("--work", type=Path, required=True)
    parser.add_argument("--name", default="teacher")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    folder, options.own = options.own, None
    stage = Stage(options)
    model = stage.restored(options.name)
    rows = []
    template = next(row for row in stage.rows if not row.is_pair)
    for name, most in SHARE.items():
        with open(options.data / name / "train.jsonl", encoding="utf-8") as lines:
            raw = [json.loads(line) for line in lines]
        texts = [row["text"] for row in raw if row.get("lang", "en") in ("en", "es") and 3 < len(row["text"]) < LONGEST]
        stride = max(1, len(texts) // most)
        rows += [(name, text, None) for text in texts[::stride][:most]]
    for path in sorted(folder.glob("*.jsonl")) if folder else ():
        with open(path, encoding="utf-8") as lines:
            rows += [(path.stem, json.loads(line)["text"], None) for line in lines]
    whole = [row for row in (*stage.rows, *read(stage.folder / "holdout.jsonl")) if row.source == "support" and not row.is_pair]
    rows += [("half", half, row.about["group"]) for row in whole[::HALVED] for half in halves(row.text)]
    asked = [type(template)(text, None, template.values, template.known, 1.0, name, {}) for name, text, _ in rows]
    scores = np.stack(stage.scores(model, asked))
    is_label = stage.scales[False].is_label.numpy()
    values = np.where(is_label, 1 / (1 + np.exp(-scores)), scores)
    names = stage.scales[False].names
    with open(options.work / "soft.jsonl", "w", encoding="utf-8") as out:
        for (name, text, group), value in zip(rows, values):
            line = {"set": name, "text": text, "values": {head: round(float(v), 4) for head, v in zip(names, value)}}
            if group:
                line["group"] = group
            out.write(json.dumps(line, ensure_ascii=False) + "\n")
    print(len(rows), "texts")


if __name__ == "__main__":
    main()
