"""What all results have in common."""

from __future__ import annotations

from dataclasses import fields
from functools import cache
from typing import TYPE_CHECKING, Any, ClassVar, TypeVar

from .._native import SCHEMA

if TYPE_CHECKING:
    from ..labels import Model

__all__ = ["Label", "Line", "Result", "dumped"]

Label = TypeVar("Label", bound=str)
"""The labels of a family."""


class Result:
    """What all results have in common."""

    __slots__ = ()

    _OPTIONAL: ClassVar[frozenset[str]] = frozenset()
    """Fields that the contract leaves out where they are ``None``."""
    _FIRST: ClassVar[str | None] = None
    """A field that the contract puts before those that are inherited."""

    def to_dict(self) -> dict[str, Any]:
        """The contract's object: dictionaries, lists, strings and numbers only."""
        kind: Any = type(self)
        found = {name: getattr(self, name) for name in _names(kind)}
        return {name: _plain(value) for name, value in found.items() if value is not None or name not in self._OPTIONAL}

    def to_json(self) -> str:
        """The contract's object as JSON, byte for byte as every other interface of the library writes it."""
        return dumped(self.to_dict())


class Line(Result):
    """A result that is the body of a line of the contract, which names the model and the data as well."""

    __slots__ = ()

    _BODY: ClassVar[str]
    """The body's name in the line."""

    if TYPE_CHECKING:
        model: Model
        data_version: str
        id: str | None

    def to_dict(self) -> dict[str, Any]:
        """The contract's line: dictionaries, lists, strings and numbers only."""
        head = {"schema": SCHEMA, "data_version": self.data_version, "model": self.model, "id": self.id}
        return {**head, self._BODY: Result.to_dict(self)}


def dumped(value: dict[str, Any]) -> str:
    """An object of the contract as JSON."""
    import json

    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


@cache
def _names(kind: type[Any]) -> list[str]:
    names = [item.name for item in fields(kind) if not item.metadata.get("aside")]
    return sorted(names, key=lambda name: name != kind._FIRST)


def _plain(value: object) -> object:
    if isinstance(value, Result):
        return value.to_dict()
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    return value
