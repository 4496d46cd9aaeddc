"""The encoder, and heads whose scores are sums over pieces, so that a label's evidence is what the label was made of."""

import torch
import torch.nn as nn
import torch.nn.functional as F

from base import BLOCK, Base

POSITIONS = 288


def four_bit(weight: torch.Tensor) -> torch.Tensor:
    """Weights as the pack will hold them: blocks of 32 in sixteen steps of a half-precision scale."""
    blocks = weight.reshape(-1, BLOCK)
    extreme = blocks.gather(1, blocks.abs().argmax(1, keepdim=True))
    scale = (extreme / -8).half().float()
    steps = torch.where(scale == 0, torch.zeros_like(blocks), torch.round(blocks / scale).clamp(-8, 7))
    return (steps * scale).reshape(weight.shape)


class Rounded:
    """Weights that learn under the rounding they will be packed with.

    The distance to the rounded weights is measured anew every few steps only: it moves slowly and costs as much as a layer.
    """

    def __init__(self):
        self.distance = None

    def measure(self, weight: torch.Tensor | None):
        self.distance = None if weight is None else four_bit(weight.detach()) - weight.detach()

    def __call__(self, weight: torch.Tensor) -> torch.Tensor:
        return weight if self.distance is None else weight + self.distance


class FourBit(nn.Linear):
    """A linear layer whose weights will be packed in four bits."""

    def __init__(self, width: int, height: int):
        super().__init__(width, height)
        self.rounded = Rounded()

    def forward(self, x):
        return F.linear(x, self.rounded(self.weight), self.bias)


class Layer(nn.Module):
    def __init__(self, width: int, heads: int, inner: int):
        super().__init__()
        self.heads = heads
        self.qkv = FourBit(width, 3 * width)
        self.out = FourBit(width, width)
        self.first = nn.LayerNorm(width, 1e-12)
        self.wide = FourBit(width, inner)
        self.narrow = FourBit(inner, width)
        self.second = nn.LayerNorm(width, 1e-12)
        self.dropout = nn.Dropout(0.1)

    def forward(self, x, mask):
        batch, length, width = x.shape
        q, k, v = self.qkv(x).view(batch, length, 3, self.heads, -1).permute(2, 0, 3, 1, 4)
        attention = torch.softmax(q @ k.transpose(-1, -2) * (width // self.heads) ** -0.5 + mask, -1)
        x = self.first(x + self.out((attention @ v).transpose(1, 2).reshape(batch, length, width)))
        return self.second(x + self.dropout(self.narrow(F.gelu(self.wide(x)))))


class Heads(nn.Module):
    """score = bias + sum over pieces of attention (a softmax of its own for each head) times value."""

    def __init__(self, width: int, count: int):
        super().__init__()
        self.value = nn.Linear(width, count)
        self.look = nn.Linear(width, count, bias=False)
        nn.init.zeros_(self.look.weight)

    def forward(self, x, read):
        look = self.look(x).masked_fill(~read[..., None], -1e4)
        return (torch.softmax(look, 1) * F.linear(x, self.value.weight)).sum(1) + self.value.bias


def layers_of(state: dict) -> int:
    """How many layers a saved model has."""
    return 1 + max(int(name.split(".")[1]) for name in state if name.startswith("layers."))


class Model(nn.Module):
    def __init__(self, pieces: int, layers: int, customer: int, reply: int, width=384, heads=12, inner=1536):
        super().__init__()
        self.words = nn.Embedding(pieces, width)
        self.positions = nn.Embedding(POSITIONS, width)
        self.norm = nn.LayerNorm(width, 1e-12)
        self.layers = nn.ModuleList(Layer(width, heads, inner) for _ in range(layers))
        self.customer = Heads(width, customer)
        self.reply = Heads(width, reply)
        self.rounded_words, self.rounded_positions = Rounded(), Rounded()

    def round(self, is_on: bool):
        """Measures the rounding of every matrix anew, or forgets it."""
        matrices = [(module.rounded, module.weight) for module in self.modules() if isinstance(module, FourBit)]
        matrices += [(self.rounded_words, self.words.weight), (self.rounded_positions, self.positions.weight)]
        for rounded, weight in matrices:
            rounded.measure(weight if is_on else None)

    def states(self, pieces, mask):
        positions = self.rounded_positions(self.positions.weight)
        x = F.embedding(pieces, self.rounded_words(self.words.weight)) + positions[: pieces.shape[1]][None]
        x = self.norm(x)
        mask = ((1 - mask.float()) * -1e4)[:, None, None, :]
        for layer in self.layers:
            x = layer(x, mask)
        return x

    def forward(self, pieces, mask, read, is_pair: bool):
        x = self.states(pieces, mask)
        with torch.autocast("cpu", enabled=False):
            return (self.reply if is_pair else self.customer)(x.float(), read), x

    def start_from(self, base: Base, kept: list[int]):
        """The base's weights; `kept` are its piece numbers in our order."""
        w = base.width
        self.words.weight.data = base.matrix("emb.word", base.size, w)[torch.tensor(kept)]
        positions = base.vector("emb.pos", base.positions, w)
        self.positions.weight.data = positions[:POSITIONS] + base.vector("emb.type", w)

        def norm(into, name):
            into.weight.data, into.bias.data = base.vector(f"{name}.w", w), base.vector(f"{name}.b", w)

        norm(self.norm, "emb.ln")
        for number, layer in enumerate(self.layers):
            name = f"l{number}"
            layer.qkv.weight.data = torch.cat([base.matrix(f"{name}.{part}.w", w, w) for part in "qkv"])
            layer.qkv.bias.data = torch.cat([base.vector(f"{name}.{part}.b", w) for part in "qkv"])
            for into, part, out, width in (
                (layer.out, "ao", w, w),
                (layer.wide, "fi", base.inner, w),
                (layer.narrow, "fo", w, base.inner),
            ):
                into.weight.data = base.matrix(f"{name}.{part}.w", out, width)
                into.bias.data = base.vector(f"{name}.{part}.b", out)
            norm(layer.first, f"{name}.aln")
            norm(layer.second, f"{name}.oln")
