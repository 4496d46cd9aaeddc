"""Tables of turns into tables of conversations, of every kind."""

import datetime
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import exchanges

import simpatico
import simpatico.pandas
import simpatico.polars

COLUMNS = (Path(__file__).parent / "conversation-columns.txt").read_text(encoding="utf-8").split("\n")[:-1]


def turns() -> dict[str, list[Any]]:
    """The turns of the sample, those of two conversations in turn, with their times read."""
    rows = [
        (place, chat["id"], turn["speaker"], turn["text"], turn.get("time"), turn.get("agent") or chat.get("agent"))
        for chat in exchanges("examples/conversations.jsonl")
        for place, turn in enumerate(chat["turns"])
    ]
    rows.sort(key=lambda row: row[0])
    names = ("place", "conversation", "speaker", "text", "time", "agent")
    columns: dict[str, list[Any]] = {name: list(cells) for name, cells in zip(names, zip(*rows, strict=True), strict=True)}
    read = datetime.datetime.fromisoformat
    columns["time"] = [None if time is None else read(time).astimezone(datetime.UTC) for time in columns["time"]]
    return columns


TURNS = turns()
TABLES: dict[str, tuple[Callable[[], Any], type[Any]]] = {
    "pandas": (lambda: pd.DataFrame(TURNS), pd.DataFrame),
    "pandas arrow": (lambda: pa.table(TURNS).to_pandas(types_mapper=pd.ArrowDtype), pd.DataFrame),
    "polars": (lambda: pl.DataFrame(TURNS), pl.DataFrame),
    "pyarrow": (lambda: pa.table(TURNS), pa.Table),
    "duckdb": (lambda: duckdb.from_arrow(pa.table(TURNS)), duckdb.DuckDBPyRelation),
}


def rows_of(table: Any) -> list[dict[str, Any]]:
    if isinstance(table, duckdb.DuckDBPyRelation):
        table = table.to_arrow_table()
    if isinstance(table, pd.DataFrame):
        table = pa.Table.from_pandas(table, preserve_index=False)
    rows: list[dict[str, Any]] = table.to_dicts() if isinstance(table, pl.DataFrame) else table.to_pylist()
    return rows


@pytest.mark.parametrize("kind", TABLES)
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_figures_are_those_of_the_conversations(fast: simpatico.Analyzer, kind: str) -> None:
    table, its_class = TABLES[kind]
    result = fast.analyze_conversation_table(table(), time="time", agent="agent")
    assert isinstance(result, its_class)
    rows = {row["conversation"]: row for row in rows_of(result)}
    chats = exchanges("examples/conversations.jsonl")
    assert list(rows) == list(dict.fromkeys(TURNS["conversation"])) and len(rows) == len(chats)
    for found in fast.analyze_conversations(chats):
        row = rows[found.id]
        assert list(row) == ["conversation", *COLUMNS] and row["error"] is None
        assert row["turns"] == found.turn_count and row["resolved"] == found.resolution.resolved
        assert row["sentiment_end"] == found.sentiment.end and row["needs_open"] == len(found.open_needs)
        assert row["first_reply_seconds"] == found.timing.first_reply_seconds
        assert row["repeat_contact"] == (found.repeat_contact is not None)
        scores = [reply.empathy.score for _, reply in found.replies()]
        assert row["replies"] == len(scores) and row["empathy"] == pytest.approx(sum(scores) / len(scores), abs=1e-3)
        assert row["agent"] == found.agents[0].agent and row["agents"] == len(found.agents)


def test_one_bad_conversation_loses_no_other(fast: simpatico.Analyzer) -> None:
    frame = pd.DataFrame(
        {
            "chat": [1, 2, 1, 3, None],
            "who": ["customer", "customr", "agent", "customer", "agent"],
            "words": ["Where is it?", "Hello", "Here.", None, "Hm"],
        }
    )
    rows = rows_of(fast.analyze_conversation_table(frame, "chat", "who", "words"))
    assert [row["chat"] for row in rows] == [1, 2, 3, None] and [row["turns"] for row in rows] == [2, None, None, None]
    assert rows[0]["error"] is None and rows[0]["repeat_contact"] is False
    assert rows[1]["error"].startswith('turns[0].speaker is "customr"')
    assert rows[2]["error"] == "turns[0].text is NoneType, not str" and rows[3]["error"] == "1 turns of no conversation"


def test_accessors_and_empty_tables(fast: simpatico.Analyzer) -> None:
    for frame in (pd.DataFrame(TURNS), pl.DataFrame(TURNS)):
        through: Any = frame.simpatico
        expected = rows_of(fast.analyze_conversation_table(frame, time="time"))
        assert rows_of(through.analyze_conversations(time="time", analyzer=fast)) == expected
        assert rows_of(fast.analyze_conversation_table(frame.head(0))) == []


def test_what_is_asked_for_must_be_there(fast: simpatico.Analyzer) -> None:
    with pytest.raises(KeyError, match="no column 'when': there are"):
        fast.analyze_conversation_table(pl.DataFrame(TURNS), time="when")
    with pytest.raises(TypeError, match="table is builtins.dict, not one of pandas.DataFrame"):
        fast.analyze_conversation_table(TURNS)
    naive = pd.DataFrame({"conversation": ["a"], "speaker": ["customer"], "text": ["Hi"], "time": [pd.Timestamp("2026-03-02")]})
    (row,) = rows_of(fast.analyze_conversation_table(naive, time="time"))
    assert "has no time zone" in row["error"]


def chats_of(ids: Any, agents: Any = None) -> dict[str, Any]:
    """A customer's turn and an agent's for each two ids."""
    rows = len(ids) // 2
    turns = {"chat": ids, "speaker": ["customer", "agent"] * rows, "text": ["My parcel is late!", "It comes at 5."] * rows}
    return turns if agents is None else {**turns, "who": agents}


@pytest.mark.parametrize("kind", [pd.DataFrame, pl.DataFrame, pa.table])
@pytest.mark.parametrize("name", ["agent", "turns", "error"])
def test_ids_are_never_called_like_a_figure(fast: simpatico.Analyzer, kind: Any, name: str) -> None:
    table = kind({name: ["a"], "speaker": ["customer"], "text": ["Hi"]})
    with pytest.raises(simpatico.OptionError, match=f"conversation is '{name}', which is the name of a result") as caught:
        fast.analyze_conversation_table(table, name)
    assert caught.value.kind == "invalid_option"


@pytest.mark.parametrize("dtype", ["object", "int32", "int64", "Int16", "float64", "category", "datetime64[s, UTC]"])
def test_pandas_ids_keep_their_dtype(fast: simpatico.Analyzer, dtype: str) -> None:
    ids: Any = pd.Series([1, "b", 1, "b"] if dtype == "object" else [1, 2, 1, 2])
    ids = ids.astype(dtype)
    frame = pd.DataFrame(chats_of(ids))
    for part in (frame, frame.head(0)):
        found = fast.analyze_conversation_table(part, "chat")
        assert found["chat"].dtype == frame["chat"].dtype and list(found["chat"]) == list(part["chat"])[:2]
    double = pd.concat([frame, frame[["chat"]]], axis=1)
    with pytest.raises(KeyError, match="2 columns have the name 'chat'"):
        fast.analyze_conversation_table(double, "chat")


@pytest.mark.parametrize("kind", [pa.int32(), pa.large_string(), pa.dictionary(pa.int32(), pa.string())])
@pytest.mark.filterwarnings("ignore::DeprecationWarning")
def test_arrow_ids_keep_their_type(fast: simpatico.Analyzer, kind: Any) -> None:
    given = [7, 7] if kind == pa.int32() else ["a", "a"]
    table = pa.table(chats_of(pa.array(given, kind)))
    for part in (table, table.slice(0, 0)):
        found = fast.analyze_conversation_table(part, "chat")
        assert found.schema.field("chat").type == kind and found["chat"].to_pylist() == part["chat"].to_pylist()[:1]
    whole = duckdb.from_arrow(pa.table(chats_of(pa.array([7, 7], pa.int32()))))
    assert fast.analyze_conversation_table(whole, "chat").types[0] == "INTEGER"
    named = pa.table({"figures": ["a"], "speaker": ["customer"], "text": ["Hi"]})
    assert fast.analyze_conversation_table(named, "figures").column_names == ["figures", *COLUMNS]


def test_agents_with_gaps_keep_their_numbers(fast: simpatico.Analyzer) -> None:
    frame = pd.DataFrame(chats_of(["a", "a", "b", "b"], [None, 7, None, 7.5]))
    assert list(fast.analyze_conversation_table(frame, "chat", agent="who")["agent"]) == ["7", "7.5"]


def test_errors_lose_their_own_number_only(fast: simpatico.Analyzer) -> None:
    masking = simpatico.Analyzer(model="fast", redact=True)
    said = ["conversation 3: conversation 4: ", "x \ud800"]
    texts = pd.Series(["Hi", said[1]], dtype="object")
    frame = pd.DataFrame({"conversation": [1, 2], "speaker": [said[0], "customer"], "text": texts})
    for analyzer in (fast, masking):
        named, lone = analyzer.analyze_conversation_table(frame)["error"]
        assert named.startswith(f'turns[0].speaker is "{said[0]}"')
        assert lone.endswith("in position 2: turns[0].text: surrogates not allowed")
