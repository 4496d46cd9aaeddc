"""Results: frozen, comparable, hashable and picklable, with the fields of the JSON contract under their names.

Every class stands for the object of the same name in the contract, its fields in the contract's order; that order is how the
native part fills them. Scores are rounded to the contract's four decimals. Lists of labels are tuples, strongest first.

`simpatico.results.exchange` has the classes of messages and replies, `conversation`, `reflection` and `redaction` the others; all
stand in `simpatico`, and none is loaded before it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import Any

MODULES = ("exchange", "conversation", "reflection", "redaction")


def find(name: str) -> Any:
    """The class of this name; ``None`` where there is none."""
    for module in MODULES:
        found = import_module(f".{module}", __name__)
        if name in found.__all__:
            return getattr(found, name)
    return None
