"""Texts to piece numbers, exactly as `simpatico::neural::pieces` does it (a test compares the two)."""

import random
import re
import unicodedata

from tokenizers import Tokenizer, models, pre_tokenizers

LONGEST_WORD = 64
START, PADDING, END, UNKNOWN = range(4)
LINK = re.compile(r"(?:https?://|www\.)", re.IGNORECASE)
LIMITS = {"message": (112, 48), "asked": (64, 32), "answer": (112, 48)}


def words(text: str) -> list[str]:
    """Normalised words: compatibility forms folded, links alike, endless words cut."""
    folded = unicodedata.normalize("NFKC", text).split()
    return ["http" if LINK.match(word) else word[:LONGEST_WORD] for word in folded]


def cut(pieces: list[int], limit: tuple[int, int]) -> list[int]:
    """The beginning and the end of what is too long: requests and threats stand at the ends."""
    first, last = limit
    return pieces if len(pieces) <= first + last else pieces[:first] + pieces[-last:]


class Pieces:
    """A unigram vocabulary; the first four pieces are start, padding, end and unknown."""

    def __init__(self, pieces: list[str], scores: list[float]):
        self.pieces, self.scores = pieces, scores
        self.tokenizer = Tokenizer(models.Unigram(list(zip(pieces, map(float, scores))), unk_id=UNKNOWN))
        self.tokenizer.pre_tokenizer = pre_tokenizers.Metaspace()
        self.cache: dict[str, list[int]] = {}

    @classmethod
    def of(cls, base, kept: list[int]):
        """The pieces of the base that are kept, by their numbers there."""
        return cls([base.pieces[i] for i in kept], [float(base.scores[i]) for i in kept])

    def word(self, word: str) -> list[int]:
        if word not in self.cache:
            self.cache[word] = self.tokenizer.encode(word, add_special_tokens=False).ids
        return self.cache[word]

    def text(self, text: str, limit: tuple[int, int]) -> list[int]:
        return cut([piece for word in words(text) for piece in self.word(word)], limit)

    def message(self, text: str) -> tuple[list[int], slice]:
        """Piece numbers, and which of them the heads read."""
        inner = self.text(text, LIMITS["message"])
        return [START, *inner, END], slice(1, 1 + len(inner))

    def pair(self, text: str, answer: str) -> tuple[list[int], slice]:
        asked, inner = self.text(text, LIMITS["asked"]), self.text(answer, LIMITS["answer"])
        start = len(asked) + 2
        return [START, *asked, END, *inner, END], slice(start, start + len(inner))


def bare(text: str) -> str:
    """Without accents, as typed in haste; ñ stays half of the time."""
    kept = "ñÑ" if random.random() < 0.5 else ""
    out = []
    for letter in unicodedata.normalize("NFC", text):
        parts = unicodedata.normalize("NFD", letter)
        out.append(letter if letter in kept else "".join(p for p in parts if not unicodedata.combining(p)))
    return "".join(out)


def vary(text: str) -> str:
    """The same text as another hand would type it: unaccented, in small letters, with less punctuation, with a slip."""
    if random.random() < 0.15:
        text = bare(text)
    if random.random() < 0.12:
        text = text.lower()
    if random.random() < 0.06:
        text = re.sub(r"[,.;:¿¡]", "", text)
    if random.random() < 0.06 and len(text) > 12:
        at = random.randrange(1, len(text) - 2)
        slip = random.randrange(3)
        text = (
            text[:at] + text[at + 1 :]
            if slip == 0
            else text[:at] + text[at] + text[at:]
            if slip == 1
            else text[:at] + text[at + 1] + text[at] + text[at + 2 :]
        )
    return text
