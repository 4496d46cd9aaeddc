"""A table of turns into a table of conversations: one row for each, a column a figure."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import TYPE_CHECKING, Any, Literal, TypeAlias

from .columns import check_names, is_missing, kind_of, series_of
from .errors import OptionError
from .progress import shown
from .turns import Turn

if TYPE_CHECKING:
    from .analyzer import Analyzer
    from .results.conversation import ConversationAnalysis

_Type: TypeAlias = Literal["string", "double", "int64", "bool"]
_Figure: TypeAlias = "tuple[_Type, Callable[[ConversationAnalysis], Any]]"

_NUMBER = re.compile(r"^('utf-8' codec [^:]*: )?conversation \d+: ")
"""Where errors number their conversation, which its id names here."""

AT_ONCE = 512
"""Conversations whose results are in memory together."""


def _points(kind: str) -> _Figure:
    return "int64", lambda found: sum(point.kind == kind for point in found.turning_points)


def _mean(values: list[tuple[float, int]]) -> float | None:
    n = sum(n for _, n in values)
    return round(sum(mean * n for mean, n in values) / n, 4) if n else None


def _pillar(name: str) -> _Figure:
    def mean(found: ConversationAnalysis) -> float | None:
        means = [getattr(agent.pillars, name) for agent in found.agents]
        return _mean([(pillar.mean, pillar.n) for pillar in means if pillar is not None])

    return "double", mean


def _risk(name: str, part: str) -> _Figure:
    def value(found: ConversationAnalysis) -> float | None:
        course = getattr(found, name)
        return None if course is None else course.highest.score if part == "highest" else getattr(course, part)

    return "double", value


FIGURES: dict[str, _Figure] = {
    "turns": ("int64", lambda found: found.turn_count),
    "resolved": ("string", lambda found: found.resolution.resolved),
    "resolution_reason": ("string", lambda found: found.resolution.reason),
    "estimated_experience": ("double", lambda found: found.estimated_experience),
    "sentiment_begin": ("double", lambda found: found.sentiment.begin),
    "sentiment_lowest": ("double", lambda found: found.sentiment.lowest and found.sentiment.lowest.score),
    "sentiment_end": ("double", lambda found: found.sentiment.end),
    "sentiment_overall": ("double", lambda found: found.sentiment.overall),
    "sentiment_trend": ("double", lambda found: found.sentiment.trend),
    "sentiment_recovery": ("double", lambda found: found.sentiment.recovery),
    "recoveries": _points("recovery"),
    "damages": _points("damage"),
    "stalls": _points("stall"),
    "needs": ("int64", lambda found: len(found.needs)),
    "needs_open": ("int64", lambda found: len(found.open_needs)),
    "missed_opportunities": ("int64", lambda found: len(found.missed_opportunities)),
    "escalation_highest": _risk("escalation", "highest"),
    "escalation_end": _risk("escalation", "end"),
    "churn_highest": _risk("churn", "highest"),
    "churn_end": _risk("churn", "end"),
    "repeat_contact": ("bool", lambda found: found.repeat_contact is not None),
    "agent": ("string", lambda found: found.agents[0].agent if found.agents else None),
    "agents": ("int64", lambda found: len(found.agents)),
    "bot_turns": ("int64", lambda found: found.bot.turns),
    "replies": ("int64", lambda found: sum(agent.empathy.n for agent in found.agents if agent.empathy)),
    "empathy": (
        "double",
        lambda found: _mean([(agent.empathy.mean, agent.empathy.n) for agent in found.agents if agent.empathy]),
    ),
    "pillar_active_listening": _pillar("active_listening"),
    "pillar_perspective_taking": _pillar("perspective_taking"),
    "pillar_empathetic_language": _pillar("empathetic_language"),
    "pillar_action": _pillar("action"),
    "pillar_human_touch": _pillar("human_touch"),
    "first_reply_seconds": ("double", lambda found: found.timing.first_reply_seconds),
    "reply_seconds": ("double", lambda found: found.timing.reply_seconds and found.timing.reply_seconds.mean),
    "longest_wait_seconds": ("double", lambda found: found.timing.longest_wait and found.timing.longest_wait.seconds),
    "handling_seconds": ("double", lambda found: found.timing.handling_seconds),
}
"""The columns after that of conversations: their types, and how they are read. ``error`` is the last."""


@dataclass(frozen=True)
class Request:
    """What is asked of a table of turns; see `Analyzer.analyze_conversation_table`."""

    analyzer: Analyzer
    conversation: str
    speaker: str
    text: str
    time: str | None
    agent: str | None
    threads: int | None
    progress: bool | None

    def judge(self, names: list[str], column: Callable[[str], list[Any]]) -> dict[str, list[Any]]:
        """The figures, column by column; `column` gives the cells of a column of turns."""
        asked = [name for name in (self.conversation, self.speaker, self.text, self.time, self.agent) if name is not None]
        check_names(asked, names)
        if self.conversation in _types():
            raise OptionError(f"conversation is {self.conversation!r}, which is the name of a result", "invalid_option")
        cells: dict[str, list[Any]] = {
            name: [None if is_missing(cell) else cell for cell in column(name)] for name in asked
        }
        ids = cells[self.conversation]
        nothing: list[Any] = [None] * len(ids)
        time, agent = (nothing if name is None else cells[name] for name in (self.time, self.agent))
        conversations: dict[Any, list[Turn]] = {}
        for row, id in enumerate(ids):
            speaker = cells[self.speaker][row]
            # A column of agents often names the conversation's agent in every row.
            name = agent[row] if speaker == "agent" else None
            # pandas makes floats of whole numbers where one is missing.
            name = int(name) if isinstance(name, float) and name.is_integer() else name
            name = name if name is None or isinstance(name, str) else str(name)
            conversations.setdefault(id, []).append(Turn(speaker, cells[self.text][row], time[row], name))
        figures: dict[str, list[Any]] = {self.conversation: list(conversations), **{name: [] for name in FIGURES}, "error": []}
        with shown(self.progress, len(conversations)) as advance:
            given = iter(conversations.items())
            while chunk := list(islice(given, AT_ONCE)):
                for found in self._found(chunk):
                    is_sound = not isinstance(found, Exception)
                    for name, (_, read) in FIGURES.items():
                        figures[name].append(read(found) if is_sound else None)
                    figures["error"].append(None if is_sound else _NUMBER.sub(r"\1", str(found)))
                if advance is not None:
                    advance(len(chunk))
        return figures

    def _found(self, chunk: list[tuple[Any, list[Turn]]]) -> Iterator[Any]:
        turns = [turns for id, turns in chunk if id is not None]
        found = iter(self.analyzer.analyze_conversations(turns, errors="return", threads=self.threads, progress=False))
        for id, nameless in chunk:
            yield ValueError(f"{len(nameless)} turns of no conversation") if id is None else next(found)


def judged(request: Request, table: Any) -> Any:
    """The figures of a table of turns, in its own kind."""
    return kind_of(table, _KINDS)(request, table)


def _types() -> dict[str, _Type]:
    return {**{name: kind for name, (kind, _) in FIGURES.items()}, "error": "string"}


def _table(figures: dict[str, list[Any]], ids: dict[str, Any]) -> Any:
    """The figures as an Arrow table, after the column of ids, where `ids` gives it a type."""
    import pyarrow as pa

    known = {"string": pa.string(), "double": pa.float64(), "int64": pa.int64(), "bool": pa.bool_()}
    types = {**ids, **{name: known[kind] for name, kind in _types().items()}}
    return pa.table({name: pa.array(figures[name], kind) for name, kind in types.items()})


def _pandas(request: Request, frame: Any) -> Any:
    import pandas as pd
    import pyarrow as pa

    kinds = {pa.int64(): pd.Int64Dtype(), pa.bool_(): pd.BooleanDtype()}
    figures = request.judge(list(frame.columns), lambda name: list(series_of(frame, name).tolist()))
    results = _table(figures, {}).to_pandas(types_mapper=kinds.get)
    ids = figures[request.conversation]
    results.insert(0, request.conversation, pd.Series(ids, dtype=frame[request.conversation].dtype))
    return results


def _polars(request: Request, frame: Any) -> Any:
    import polars as pl

    known = {"string": pl.String, "double": pl.Float64, "int64": pl.Int64, "bool": pl.Boolean}
    figures = request.judge(frame.columns, lambda name: list(frame.get_column(name).to_list()))
    kinds = {name: known[kind] for name, kind in _types().items()}
    ids = pl.Series(request.conversation, figures[request.conversation], frame.schema[request.conversation])
    rest = pl.DataFrame({name: cells for name, cells in figures.items() if name in kinds}, schema=kinds)
    return rest.insert_column(0, ids)


def _arrow(request: Request, table: Any) -> Any:
    figures = request.judge(table.schema.names, lambda name: list(table.column(name).to_pylist()))
    return _table(figures, {request.conversation: table.schema.field(request.conversation).type})


def _duckdb(request: Request, relation: Any) -> Any:
    import duckdb

    return duckdb.from_arrow(_arrow(request, relation.to_arrow_table()))


_KINDS: dict[tuple[str, str], Callable[[Request, Any], Any]] = {
    ("pandas", "DataFrame"): _pandas,
    ("polars", "DataFrame"): _polars,
    ("pyarrow", "Table"): _arrow,
    ("duckdb", "DuckDBPyRelation"): _duckdb,
    ("_duckdb", "DuckDBPyRelation"): _duckdb,
}
