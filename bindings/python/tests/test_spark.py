"""Spark, on one machine; opt-in, since it needs Java."""

import os
import sys
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import COLD, THIRD_CALL

import simpatico
from simpatico import spark

pytestmark = [pytest.mark.spark, pytest.mark.filterwarnings("default")]


@pytest.fixture(scope="module")
def session() -> Iterator[Any]:
    from pyspark.sql import SparkSession

    # The workers run what the tests run.
    os.environ["PYSPARK_PYTHON"] = sys.executable

    builder = SparkSession.builder.master("local[2]").appName("simpatico")
    # A machine's own name need not lead back to it.
    for name, value in {
        "spark.driver.host": "127.0.0.1",
        "spark.driver.bindAddress": "127.0.0.1",
        "spark.ui.enabled": "false",
        "spark.sql.shuffle.partitions": "2",
    }.items():
        builder = builder.config(name, value)
    session = builder.getOrCreate()
    yield session
    session.stop()


def test_frames_are_judged(session: Any, fast: simpatico.Analyzer) -> None:
    rows = [(1, THIRD_CALL, COLD), (2, None, "Hello"), (3, "¿Dónde está mi pedido?", None)]
    frame = session.createDataFrame(rows, "id int, text string, answer string").repartition(2)
    result = spark.analyze(frame, "text", "answer", keep=["id"], options={"model": "fast"})
    found = {row["id"]: row.asDict() for row in result.collect()}
    assert found[1]["empathy"] == fast.score_reply(THIRD_CALL, COLD).empathy.score
    assert found[1]["technique_apology"] == 0 and found[1]["language_match"] is True
    assert found[2]["sentiment"] is None and found[3]["language"] == "es" and found[3]["empathy"] is None
    with pytest.raises(KeyError, match="no column 'missing'"):
        spark.analyze(frame, "missing")


def test_the_function_and_the_schema(session: Any, fast: simpatico.Analyzer) -> None:
    frame = session.range(2000).selectExpr("id", "concat('Where is parcel ', id, '?') AS text")
    judge = spark.function("text", keep=["id"], options={"model": "fast"})
    result = frame.mapInArrow(judge, spark.schema("id bigint"))
    assert result.count() == 2000
    one = result.where("id = 7").collect()[0]
    assert one["sentiment_score"] == fast.analyze("Where is parcel 7?").sentiment.score
