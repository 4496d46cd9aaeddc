"""Judgements as functions of DuckDB.

    >>> import duckdb
    >>> from simpatico import Analyzer
    >>> from simpatico.duckdb import register
    >>> connection = duckdb.connect()
    >>> register(connection, Analyzer(model="fast"))
    >>> connection.sql("SELECT simpatico_analyze('Nobody answers me!').sentiment").fetchall()
    [('negative',)]
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from .analyzer import Analyzer, default
from .columns import schema

if TYPE_CHECKING:
    import pyarrow as pa

__all__ = ["register"]

_TYPES = {"string": "VARCHAR", "double": "DOUBLE", "int8": "TINYINT", "bool": "BOOLEAN"}


def register(connection: Any, analyzer: Analyzer | None = None) -> None:
    """Adds two functions to a connection; both give a struct with the columns of the flat table.

    - ``simpatico_analyze(message)``
    - ``simpatico_judge(message, reply)``, where the reply may be null

    Args:
        connection: a DuckDB connection.
        analyzer: what judges; the accurate model without it.
    """
    judge = analyzer or default()

    def of_message(messages: Any) -> Any:
        return _judged(judge, messages, None)

    def of_exchange(messages: Any, replies: Any) -> Any:
        return _judged(judge, messages, replies)

    for name, function, reply in (("simpatico_analyze", of_message, False), ("simpatico_judge", of_exchange, True)):
        fields = {field.name: _TYPES[str(field.type)] for field in schema(reply=reply)}
        connection.create_function(
            name,
            function,
            ["VARCHAR"] * (2 if reply else 1),
            connection.struct_type(fields),
            type="arrow",
            # A null message gives a struct of nulls, a null reply a message without one.
            null_handling="special",
        )


def _judged(analyzer: Analyzer, messages: Any, replies: Any) -> pa.Array:
    import pyarrow as pa

    columns = {"message": messages} if replies is None else {"message": messages, "reply": replies}
    results = analyzer.analyze_table(
        pa.table(columns), "message", None if replies is None else "reply", progress=False
    )
    return results.combine_chunks().to_struct_array().combine_chunks()
