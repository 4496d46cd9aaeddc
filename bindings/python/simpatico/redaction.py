"""Masks for what tells who somebody is."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from . import _native

if TYPE_CHECKING:
    from .results.redaction import Redacted

__all__ = ["Redactor", "redact"]


class Redactor:
    """Masks e-mail addresses, phone, card, bank account and document numbers, links that carry a token, and names that are
    introduced or greeted. Order numbers, dates and amounts stay.

    Args:
        names: names to mask wherever they stand, in any case: a customer's from your records, for instance.
        figures: also masks every figure: order numbers, dates, amounts.

    Examples:
        >>> from simpatico import Redactor
        >>> masked = Redactor(names=["Noemi"]).redact("I'm Ana, write to ana@example.com about order 20418. Ask noemi.")
        >>> masked.text
        "I'm ***, write to *************** about order 20418. Ask *****."
        >>> [piece.kind for piece in masked.pieces]
        ['name', 'email', 'name']
    """

    __slots__ = ("_masks",)

    def __init__(self, *, names: Iterable[str] = (), figures: bool = False) -> None:
        if isinstance(names, str):
            raise TypeError("names is a list, not one string")
        self._masks = (list(names), bool(figures))

    def __repr__(self) -> str:
        names, figures = self._masks
        return f"Redactor(names=[{len(names)}], figures={figures})"

    def redact(self, text: str) -> Redacted:
        """Masks a text, in time linear in its length; every offset stays true.

        Raises:
            TypeError: what is no ``str``.
            UnicodeEncodeError: a lone surrogate, which is no text.
        """
        return _native.redact(text, self._masks)


def redact(text: str, *, names: Iterable[str] = (), figures: bool = False) -> Redacted:
    """Masks a text; arguments are those of `Redactor`.

    Examples:
        >>> import simpatico
        >>> simpatico.redact("Call 612 34 56 78, please.").text
        'Call *** ** ** **, please.'
    """
    return Redactor(names=names, figures=figures).redact(text)
