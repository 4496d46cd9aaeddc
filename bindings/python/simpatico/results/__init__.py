"""Results: frozen, comparable, hashable and picklable, with the fields of the JSON contract under their names.

Every class stands for the object of the same name in the contract, its fields in the contract's order; that order is how the
native part fills them. Scores are rounded to the contract's four decimals. Lists of labels are tuples, strongest first.

`simpatico.results.exchange` has the classes of messages and replies, `conversation`, `reflection` and `redaction` the others; all
stand in `simpatico`, and none is loaded before it is asked for.
"""

from __future__ import annotations

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from .base import *  # noqa: F403
    from .conversation import *  # noqa: F403
    from .exchange import *  # noqa: F403
    from .redaction import *  # noqa: F403
    from .reflection import *  # noqa: F403

MODULES = ("base", "exchange", "conversation", "reflection", "redaction")


def __getattr__(name: str) -> Any:
    # Asking for a module's own attributes, as imports do, must not load all of them.
    for module in () if name.startswith("_") else MODULES:
        found = import_module(f".{module}", __name__)
        if name in found.__all__:
            return getattr(found, name)
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")
