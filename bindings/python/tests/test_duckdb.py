"""The functions of DuckDB."""

import duckdb
import pytest
from conftest import COLD, THIRD_CALL

import simpatico
from simpatico.columns import schema
from simpatico.duckdb import register


@pytest.fixture
def connection(fast: simpatico.Analyzer) -> duckdb.DuckDBPyConnection:
    connection = duckdb.connect()
    register(connection, fast)
    connection.execute("CREATE TABLE tickets (id INTEGER, text VARCHAR, answer VARCHAR)")
    rows = [(1, THIRD_CALL, COLD), (2, None, "Hello"), (3, "¿Dónde está mi pedido?", None)]
    connection.executemany("INSERT INTO tickets VALUES (?, ?, ?)", rows)
    return connection


def test_messages(connection: duckdb.DuckDBPyConnection, fast: simpatico.Analyzer) -> None:
    query = "SELECT simpatico_analyze(text).sentiment_score, simpatico_analyze(text).language FROM tickets ORDER BY id"
    rows = connection.sql(query).fetchall()
    assert rows[0] == (fast.analyze(THIRD_CALL).sentiment.score, "en")
    assert rows[1] == (None, None) and rows[2][1] == "es"


def test_replies(connection: duckdb.DuckDBPyConnection, fast: simpatico.Analyzer) -> None:
    query = "SELECT j.empathy, j.technique_apology FROM (SELECT id, simpatico_judge(text, answer) AS j FROM tickets) ORDER BY id"
    rows = connection.sql(query).fetchall()
    assert rows == [(fast.score_reply(THIRD_CALL, COLD).empathy.score, 0), (None, None), (None, None)]


def test_structs_have_the_flat_columns(connection: duckdb.DuckDBPyConnection) -> None:
    (kind,) = connection.sql("SELECT simpatico_judge('a', 'b')").types
    assert [name for name, _ in kind.children] == schema(reply=True).names


def test_many_rows(connection: duckdb.DuckDBPyConnection) -> None:
    query = "SELECT count(*), count(DISTINCT simpatico_analyze('Where is parcel ' || range || '?').language) FROM range(5000)"
    assert connection.sql(query).fetchall() == [(5000, 1)]
