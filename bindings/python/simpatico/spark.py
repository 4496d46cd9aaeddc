"""Judgements on Spark: every executor judges its own partitions, batch by batch, with the interpreter that it has.

    >>> from simpatico import spark
    >>> spark.schema("id string")[:32]
    'id string, language string, lang'
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from .analyzer import Analyzer
from .columns import schema as columns

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["analyze", "function", "schema"]

_TYPES = {"string": "string", "double": "double", "int8": "tinyint", "bool": "boolean"}


def schema(kept: str = "", *, reply: bool = False) -> str:
    """The columns of results as Spark writes them, after the columns that are kept.

    Args:
        kept: the kept columns with their types, such as ``"id string, day date"``.
        reply: whether replies are judged too.
    """
    own = [f"{field.name} {_TYPES[str(field.type)]}" for field in columns(reply=reply)]
    return ", ".join([kept, *own] if kept else own)


def function(
    customer: str,
    reply: str | None = None,
    *,
    keep: Iterable[str] = (),
    options: Mapping[str, Any] | None = None,
) -> Callable[[Iterable[pa.RecordBatch]], Iterator[pa.RecordBatch]]:
    """A function for ``DataFrame.mapInArrow``, beside `schema`.

    Args:
        customer: the name of the column of messages.
        reply: the name of the column of replies.
        keep: names of columns to stand before the results.
        options: what `simpatico.Analyzer` is built with on each executor.
    """
    kept, chosen = list(keep), dict(options or {})

    def judge(batches: Iterable[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        analyzer = Analyzer(**chosen)
        for batch in batches:
            # Spark runs a task on each core already.
            yield analyzer.analyze_table(batch, customer, reply, keep=kept, threads=1, progress=False)

    return judge


def analyze(
    frame: Any,
    customer: str,
    reply: str | None = None,
    *,
    keep: Iterable[str] = (),
    options: Mapping[str, Any] | None = None,
) -> Any:
    """A Spark data frame of results, one row for each row of ``frame``; arguments are those of `function`."""
    kept = list(keep)
    types = {field.name: field.dataType.simpleString() for field in frame.schema}
    if missing := [name for name in (customer, reply, *kept) if name is not None and name not in types]:
        raise KeyError(f"no column {missing[0]!r}: there are {', '.join(map(repr, types))}")
    own = ", ".join(f"`{name}` {types[name]}" for name in kept)
    wanted = dict.fromkeys(name for name in (customer, reply, *kept) if name is not None)
    judge = function(customer, reply, keep=kept, options=options)
    return frame.select(*[f"`{name}`" for name in wanted]).mapInArrow(judge, schema(own, reply=reply is not None))
