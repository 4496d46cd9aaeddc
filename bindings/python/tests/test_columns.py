"""Tables of every kind: the same results, the same kind back, nulls and bad rows where they stood."""

import json
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

import duckdb
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import COLD, THIRD_CALL

import simpatico
import simpatico.pandas
import simpatico.polars
from simpatico.columns import schema

CUSTOMERS = [THIRD_CALL, None, "¿Dónde está mi pedido?", "", "Thank you so much, Priya!"]
REPLIES = [COLD, "Hello", None, "We are on it.", ""]
IDS = [1, 2, 3, 4, 5]

ARROW = pa.table({"id": IDS, "text": CUSTOMERS, "answer": REPLIES})


def reader() -> pa.RecordBatchReader:
    return ARROW.to_reader(max_chunksize=2)


TABLES: dict[str, Callable[[], Any]] = {
    "pandas": lambda: pd.DataFrame({"id": IDS, "text": CUSTOMERS, "answer": REPLIES}),
    "pandas objects": lambda: pd.DataFrame({"id": IDS, "text": CUSTOMERS, "answer": REPLIES}, dtype=object),
    "pandas arrow": lambda: ARROW.to_pandas(types_mapper=pd.ArrowDtype),
    "polars": lambda: pl.DataFrame({"id": IDS, "text": CUSTOMERS, "answer": REPLIES}),
    "polars lazy": lambda: pl.LazyFrame({"id": IDS, "text": CUSTOMERS, "answer": REPLIES}),
    "pyarrow": lambda: ARROW,
    "pyarrow chunks": lambda: pa.concat_tables([ARROW.slice(0, 2), ARROW.slice(2)]),
    "pyarrow batch": lambda: ARROW.to_batches()[0],
    "pyarrow reader": reader,
    "duckdb": lambda: duckdb.from_arrow(ARROW),
}
KINDS: dict[str, type[Any]] = {
    "pandas": pd.DataFrame,
    "polars": pl.DataFrame,
    "polars lazy": pl.LazyFrame,
    "pyarrow": pa.Table,
    "pyarrow batch": pa.RecordBatch,
    "pyarrow reader": pa.RecordBatchReader,
    "duckdb": duckdb.DuckDBPyRelation,
}


def rows_of(table: Any) -> list[dict[str, Any]]:
    """Any table as rows of plain Python values."""
    if isinstance(table, pl.LazyFrame):
        table = table.collect()
    if isinstance(table, pl.DataFrame):
        return table.to_dicts()
    if isinstance(table, pa.RecordBatchReader):
        return table.read_all().to_pylist()
    if isinstance(table, duckdb.DuckDBPyRelation):
        return table.to_arrow_table().to_pylist()
    if isinstance(table, pd.DataFrame):
        table = pa.Table.from_pandas(table, preserve_index=False)
    return table.to_pylist()


@pytest.mark.parametrize("name", TABLES)
def test_every_kind_gives_the_same(fast: simpatico.Analyzer, name: str) -> None:
    result = fast.analyze_table(TABLES[name](), "text", "answer", keep=["id"])
    assert isinstance(result, KINDS.get(name, KINDS[name.split()[0]]))
    rows = rows_of(result)
    assert rows == rows_of(fast.analyze_table(ARROW, "text", "answer", keep=["id"]))
    assert [row["id"] for row in rows] == IDS
    assert [row["sentiment"] for row in rows] == ["negative", None, "neutral", "neutral", "positive"]
    assert [row["empathy_level"] for row in rows] == ["low", None, None, rows[3]["empathy_level"], None]


@pytest.mark.parametrize("name", TABLES)
def test_every_kind_gives_the_contracts_objects(fast: simpatico.Analyzer, name: str) -> None:
    rows = rows_of(fast.analyze_table(TABLES[name](), "text", "answer", layout="nested"))
    for row, customer, reply in zip(rows, CUSTOMERS, REPLIES, strict=True):
        assert list(row) == ["customer", "reply", "error"] and row["error"] is None
        if customer is None:
            assert row["customer"] is None and row["reply"] is None
            continue
        judgement = fast.judge(customer, reply)
        assert clean(row["customer"]) == clean(judgement.customer.to_dict())
        assert clean(row["reply"]) == clean(judgement.reply and judgement.reply.to_dict())


def clean(value: Any) -> Any:
    """Without what the contract leaves out where it is null."""
    if isinstance(value, dict):
        optional = {"of", "technique", "antipattern"}
        return {key: clean(item) for key, item in value.items() if item is not None or key not in optional}
    return [clean(item) for item in value] if isinstance(value, list) else value


def test_flat_columns_say_what_results_say(fast: simpatico.Analyzer) -> None:
    (row,) = fast.analyze_table(pa.table({"text": [THIRD_CALL], "answer": [COLD]}), "text", "answer").to_pylist()
    judgement = fast.judge(THIRD_CALL, COLD)
    customer, reply = judgement.customer, judgement.reply
    assert reply is not None
    assert (row["language"], row["language_confidence"]) == (customer.language.code, customer.language.confidence)
    assert (row["sentiment"], row["sentiment_band"]) == (customer.sentiment.label, customer.sentiment.band)
    assert (row["sentiment_score"], row["urgency"]) == (customer.sentiment.score, customer.urgency)
    assert row["target"] == (customer.target and customer.target.label)
    families = {
        "emotion": customer.emotions,
        "service_need": customer.service_needs,
        "emotional_need": customer.emotional_needs,
        "reason": customer.reasons,
        "risk": customer.risks,
        "antipattern": reply.antipatterns,
    }
    for prefix, labels in families.items():
        scores = {f"{prefix}_{label.label}": label.score for label in labels}
        found = {name: score for name, score in row.items() if name.startswith(f"{prefix}_") and score}
        assert found == scores, prefix
        assert row[prefix] == (labels[0].label if labels else None)
    for technique in reply.techniques:
        assert row[f"technique_{technique.label}"] == technique.level
        assert row[f"opportunity_{technique.label}"] == technique.opportunity
    for pillar, points in reply.pillars.to_dict().items():
        assert row[f"pillar_{pillar}"] == points
    assert (row["empathy"], row["coverage"]) == (reply.empathy.score, reply.coverage.overall)
    assert row["suggestion"] == reply.suggestions[0].example


def test_column_names_are_stable() -> None:
    flat = schema(reply=True)
    listed = (Path(__file__).parent / "columns.txt").read_text(encoding="utf-8").split("\n")[:-1]
    assert [f"{field.name} {field.type}" for field in flat] == listed
    assert len(set(flat.names)) == len(flat.names)
    assert schema().names == [name for name in flat.names if name in schema().names]


@pytest.mark.parametrize(
    "kind",
    [
        pa.string(),
        pa.large_string(),
        pa.string_view(),
        pa.dictionary(pa.int8(), pa.string()),
        pa.dictionary(pa.uint32(), pa.large_string()),
    ],
)
def test_every_form_of_text_is_read(fast: simpatico.Analyzer, kind: pa.DataType) -> None:
    expected = fast.analyze_table(pa.table({"text": CUSTOMERS}), "text")
    table = pa.table({"text": pa.array(CUSTOMERS, pa.string()).cast(kind)})
    assert fast.analyze_table(table, "text") == expected
    assert fast.analyze_table(table.slice(1, 3), "text") == expected.slice(1, 3)
    nothing = fast.analyze_table(pa.table({"text": pa.nulls(3)}), "text")
    assert nothing.num_rows == 3 and all(column.null_count == 3 for column in nothing.columns)
    assert fast.analyze_table(table.slice(0, 0), "text").schema == expected.schema


def test_categories_of_pandas_and_polars(fast: simpatico.Analyzer) -> None:
    texts = ["Nobody answers me!", "Thank you so much!", "Nobody answers me!"]
    for table in (pd.DataFrame({"text": pd.Categorical(texts)}), pl.DataFrame({"text": pl.Series(texts, dtype=pl.Categorical)})):
        sentiment = list(fast.analyze_table(table, "text")["sentiment"])
        assert sentiment == ["negative", "positive", "negative"]


def test_bad_rows_tell_why_and_lose_no_other(fast: simpatico.Analyzer) -> None:
    texts = ["Nobody answers me!", 7, float("nan"), "caf\ud800", pd.NA, None, "¡Gracias!"]
    frame = pd.DataFrame({"text": pd.Series(texts, dtype=object, index=list("abcdefg"))})
    result = fast.analyze_table(frame, "text", progress=True)
    assert list(result.index) == list("abcdefg")
    assert [label if isinstance(label, str) else None for label in result["sentiment"]] == [
        "negative", None, None, None, None, None, "positive",
    ]
    errors = {row: error for row, error in result["error"].items() if isinstance(error, str)}
    assert errors == {"b": "text is int, not str", "d": errors["d"]}
    assert errors["d"].startswith("text: 'utf-8' codec can't encode character '\\ud800'")


def test_pandas_keeps_its_index_and_plain_types(fast: simpatico.Analyzer) -> None:
    frame = pd.DataFrame({"text": CUSTOMERS, "answer": REPLIES}, index=pd.Index([9, 8, 7, 7, 5], name="ticket"))
    result = fast.analyze_table(frame, "text", "answer")
    assert result.index.equals(frame.index) and result.index.name == "ticket"
    assert result["sentiment_score"].dtype == "float64"
    assert result["technique_apology"].dtype == "Int8" and result["language_match"].dtype == "boolean"


def test_accessors(fast: simpatico.Analyzer) -> None:
    for table in (TABLES["pandas"](), TABLES["polars"]()):
        result = table.simpatico.analyze("text", "answer", analyzer=fast, keep=["id"])
        assert rows_of(result) == rows_of(fast.analyze_table(ARROW, "text", "answer", keep=["id"]))
        column = table["text"].simpatico.analyze(analyzer=fast)
        assert rows_of(column) == rows_of(fast.analyze_table(ARROW, "text"))
    lazy = TABLES["polars lazy"]().simpatico.analyze("text", analyzer=fast).select("sentiment")
    assert lazy.collect()["sentiment"].to_list() == ["negative", None, "neutral", "neutral", "positive"]
    result = pd.DataFrame({"text": [THIRD_CALL]}).simpatico.analyze("text")
    assert result["sentiment"].tolist() == [simpatico.Analyzer().analyze(THIRD_CALL).sentiment.label]


def test_a_reader_is_judged_batch_by_batch(fast: simpatico.Analyzer) -> None:
    taken: list[int] = []

    def batches() -> Any:
        for number in range(4):
            taken.append(number)
            yield pa.record_batch({"text": [f"Where is parcel {number}?"]})

    source = pa.RecordBatchReader.from_batches(pa.schema([("text", pa.string())]), batches())
    result = fast.analyze_table(source, "text")
    assert taken == []
    assert next(result)["language"].to_pylist() == ["en"] and taken == [0]
    assert result.read_all().num_rows == 3


def test_wrong_tables_are_named(fast: simpatico.Analyzer) -> None:
    for table in (TABLES["pandas"](), TABLES["polars"](), ARROW, TABLES["duckdb"](), TABLES["polars lazy"](), reader()):
        with pytest.raises(KeyError, match="no column 'missing': there are 'id', 'text', 'answer'"):
            fast.analyze_table(table, "missing")
    with pytest.raises(TypeError, match="customer is a column of Int64, not of text"):
        fast.analyze_table(ARROW, "id")
    with pytest.raises(TypeError, match="table is builtins.dict, not one of pandas.DataFrame"):
        fast.analyze_table({"text": ["a"]}, "text")
    with pytest.raises(TypeError, match="keep is a list"):
        fast.analyze_table(ARROW, "text", keep="id")
    with pytest.raises(simpatico.OptionError, match='layout is "wide"'):
        fast.analyze_table(ARROW, "text", layout="wide")  # type: ignore[arg-type]
    with pytest.raises(simpatico.OptionError, match="'sentiment', which is the name of a result"):
        fast.analyze_table(pa.table({"text": ["a"], "sentiment": [1]}), "text", keep=["sentiment"])


def test_text_that_is_no_utf8_is_refused(fast: simpatico.Analyzer) -> None:
    column = pa.Array.from_buffers(pa.string(), 1, [None, pa.py_buffer(b"\0\0\0\0\2\0\0\0"), pa.py_buffer(b"\xff\xfe")])
    with pytest.raises(ValueError, match="customer: .*UTF"):
        fast.analyze_table(pa.table({"text": column}), "text")


def test_progress_of_a_table(fast: simpatico.Analyzer, capsys: pytest.CaptureFixture[str]) -> None:
    fast.analyze_table(pa.table({"text": ["Hello"] * 5000}), "text", progress=True)
    assert "5000/5000" in capsys.readouterr().err


UNTOUCHED = """
import json, resource, sys
import numpy as np, pyarrow as pa, simpatico

def peak():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss * (1 if sys.platform == "darwin" else 1024)

size = 400_000_000
# Pages of zeros that nobody wrote to take no memory; a copy of them would.
text = pa.py_buffer(np.zeros(size, np.uint8))
offsets = pa.py_buffer(np.array([0, size], np.int64))
column = pa.Array.from_buffers(pa.large_string(), 1, [pa.py_buffer(b"\\0"), offsets, text])
analyzer = simpatico.Analyzer(model="fast")
small = analyzer.analyze_table(pa.table({"text": [None]}).cast(pa.schema([("text", pa.string())])), "text")
before = peak()
large = analyzer.analyze_table(pa.table({"text": column}), "text")
print(json.dumps({"grown": peak() - before, "size": size, "rows": large.num_rows, "same": large == small}))
"""


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no getrusage")
def test_the_text_is_not_copied() -> None:
    run = subprocess.run([sys.executable, "-c", UNTOUCHED], capture_output=True, check=True)
    seen = json.loads(run.stdout)
    assert seen["rows"] == 1 and seen["same"]
    assert seen["grown"] < seen["size"] / 8, seen
