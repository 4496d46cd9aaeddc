"""Of masked texts."""

from __future__ import annotations

from dataclasses import dataclass

from ..labels import PrivateKind
from .base import Result

__all__ = ["Masked", "Redacted"]


@dataclass(frozen=True, slots=True)
class Masked(Result):
    """A piece that was masked."""

    kind: PrivateKind
    """What it was taken for."""
    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    byte_start: int
    """First byte of the text in UTF-8."""
    byte_end: int
    """One past the last byte."""


@dataclass(frozen=True, slots=True)
class Redacted(Result):
    """A text with masks."""

    text: str
    """The text, each masked piece covered character by character: as many code points and bytes, so that every span stays
    true."""
    pieces: tuple[Masked, ...]
    """What was masked, in the order of the text."""
