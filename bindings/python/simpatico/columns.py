"""Tables of other libraries, judged column by column through the Arrow PyCapsule interface.

A table is read and given back in its own kind. This module loads none of the libraries that it serves before it meets one of
their tables.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, TypeVar

from . import _native
from .errors import OptionError, check_threads
from .progress import shown

if TYPE_CHECKING:
    from collections.abc import Callable

    import pyarrow as pa

    from .analyzer import Analyzer

Layout: TypeAlias = Literal["flat", "nested"]
"""A column a score, or the contract's objects."""

_Judge = TypeVar("_Judge")


@dataclass(frozen=True)
class Request:
    """What is asked of a table; see `Analyzer.analyze_table`."""

    analyzer: Analyzer
    customer: str
    reply: str | None
    keep: list[str]
    layout: Layout
    threads: int | None
    progress: bool | None

    def check(self, names: list[str]) -> None:
        """Every column that is asked for is there, and none is kept under the name of a result."""
        check_names([name for name in (self.customer, self.reply, *self.keep) if name is not None], names)
        results = _native.column_names(self.layout, self.reply is not None)
        if clash := [name for name in self.keep if name in results]:
            raise OptionError(f"keep has {clash[0]!r}, which is the name of a result", "invalid_option")

    def judge(self, rows: int, column: Callable[[str], Any], faults: dict[int, str] | None = None) -> _native.Table:
        """The results for the columns that `column` gives by name."""
        customer = column(self.customer)
        reply = None if self.reply is None else column(self.reply)
        reasons = sorted((faults or {}).items())
        check_threads(self.threads)
        with shown(self.progress, rows) as advance:
            return self.analyzer._native.judge_columns(customer, reply, reasons, self.layout, self.threads, advance)


def check_names(asked: list[str], names: list[str]) -> None:
    """Every column that is asked for is there."""
    for name in asked:
        if name not in names:
            raise KeyError(f"no column {name!r}: there are {', '.join(map(repr, names))}")


def judged(request: Request, table: Any) -> Any:
    """The results for a table, in its own kind."""
    return kind_of(table, _KINDS)(request, table)


def kind_of(table: Any, kinds: dict[tuple[str, str], _Judge]) -> _Judge:
    """What judges a table: the entry of its library and class."""
    kind = type(table)
    library, name = kind.__module__.partition(".")[0], kind.__name__
    for (its_library, its_name), judge in kinds.items():
        if library == its_library and any(its_name == base.__name__ for base in kind.__mro__):
            return judge
    known = ", ".join(f"{library}.{name}" for library, name in kinds)
    raise TypeError(f"table is {library}.{name}, not one of {known}")


def schema(*, reply: bool = False, layout: Layout = "flat") -> pa.Schema:
    """The columns of results: names and types, as a pyarrow schema.

    Examples:
        >>> from simpatico.columns import schema
        >>> schema().names[:5]
        ['language', 'language_confidence', 'sentiment', 'sentiment_band', 'sentiment_score']
        >>> schema(layout="nested", reply=True).names
        ['customer', 'reply', 'error']
    """
    import pyarrow as pa

    from .analyzer import Analyzer

    empty = pa.table({"customer": pa.array([], pa.string()), "reply": pa.array([], pa.string())})
    analyzer = Analyzer(model="fast")
    return analyzer.analyze_table(empty, "customer", "reply" if reply else None, layout=layout).schema


def _pandas(request: Request, frame: Any) -> Any:
    import pandas as pd
    import pyarrow as pa

    request.check(list(frame.columns))
    faults: dict[int, str] = {}

    def column(name: str) -> Any:
        series = series_of(frame, name)
        if series.dtype != object:
            return pa.chunked_array(array) if isinstance(array := pa.array(series), list) else array
        return pa.array(_texts(name, series, faults), pa.large_string())

    def dtype(kind: pa.DataType) -> Any:
        if pa.types.is_int8(kind):
            return pd.Int8Dtype()
        if pa.types.is_boolean(kind):
            return pd.BooleanDtype()
        return pd.ArrowDtype(kind) if pa.types.is_nested(kind) else None

    # The texts are read before the results are asked for, so that their faults are known.
    columns = {name: column(name) for name in (request.customer, request.reply) if name is not None}
    results = pa.table(request.judge(len(frame), columns.__getitem__, faults)).to_pandas(types_mapper=dtype)
    results.index = frame.index
    return pd.concat([frame[request.keep], results], axis=1) if request.keep else results


def series_of(frame: Any, name: str) -> Any:
    """The one column of a pandas frame that has this name."""
    series = frame[name]
    if series.ndim > 1:
        raise KeyError(f"{series.shape[1]} columns have the name {name!r}")
    return series


def _texts(name: str, cells: Any, faults: dict[int, str]) -> list[str | None]:
    """The cells of a column of objects, in which anything can stand; what is no text is told in `faults`."""
    texts: list[str | None] = []
    for row, cell in enumerate(cells):
        text = None
        if isinstance(cell, str):
            try:
                cell.encode()
                text = cell
            except UnicodeEncodeError as error:
                faults.setdefault(row, f"{name}: {error}")
        elif not is_missing(cell):
            faults.setdefault(row, f"{name} is {type(cell).__name__}, not str")
        texts.append(text)
    return texts


def is_missing(cell: object) -> bool:
    """Whether a cell holds nothing: what stands for that differs from itself, or cannot tell."""
    return cell is None or type(cell).__name__ == "NAType" or cell != cell


def _polars(request: Request, frame: Any) -> Any:
    import polars as pl

    request.check(frame.columns)
    results = pl.DataFrame(request.judge(frame.height, frame.get_column))
    return pl.concat([frame.select(request.keep), results], how="horizontal") if request.keep else results


def _polars_lazy(request: Request, frame: Any) -> Any:
    import polars as pl

    inputs = frame.collect_schema()
    request.check(inputs.names())
    empty = pl.DataFrame(schema={name: inputs[name] for name in inputs.names()})
    return frame.map_batches(lambda part: _polars(request, part), schema=_polars(request, empty).schema)


def _arrow(request: Request, table: Any) -> Any:
    import pyarrow as pa

    request.check(table.schema.names)
    results = pa.table(request.judge(table.num_rows, table.column))
    kept = [(name, table.column(name)) for name in request.keep]
    return pa.table(dict([*kept, *zip(results.column_names, results.columns, strict=True)])) if kept else results


def _arrow_batch(request: Request, batch: Any) -> Any:
    import pyarrow as pa

    table = _arrow(request, batch).combine_chunks()
    if table.num_rows == 0:
        return pa.RecordBatch.from_pylist([], schema=table.schema)
    return table.to_batches()[0]


def _arrow_reader(request: Request, reader: Any) -> Any:
    """Batch by batch, when its reader asks: memory stays constant."""
    import pyarrow as pa

    empty = _arrow(request, reader.schema.empty_table())
    return pa.RecordBatchReader.from_batches(empty.schema, (_arrow_batch(request, batch) for batch in reader))


def _duckdb(request: Request, relation: Any) -> Any:
    import duckdb

    request.check(relation.columns)
    wanted = dict.fromkeys(name for name in (request.customer, request.reply, *request.keep) if name is not None)
    chosen = ", ".join('"' + name.replace('"', '""') + '"' for name in wanted)
    return duckdb.from_arrow(_arrow(request, relation.project(chosen).to_arrow_table()))


_KINDS: dict[tuple[str, str], Callable[[Request, Any], Any]] = {
    ("pandas", "DataFrame"): _pandas,
    ("polars", "DataFrame"): _polars,
    ("polars", "LazyFrame"): _polars_lazy,
    ("pyarrow", "Table"): _arrow,
    ("pyarrow", "RecordBatch"): _arrow_batch,
    ("pyarrow", "RecordBatchReader"): _arrow_reader,
    ("duckdb", "DuckDBPyRelation"): _duckdb,
    ("_duckdb", "DuckDBPyRelation"): _duckdb,
}
