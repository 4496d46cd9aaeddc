"""What the tests share."""

import dataclasses
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import pytest

import simpatico

ROOT = Path(os.environ.get("SIMPATICO_ROOT", Path(__file__).parents[3]))

Piece = TypeVar("Piece")

THIRD_CALL = "Third time I call about the same leak, nobody ever comes back to me. I'm fed up!"
COLD = "Please calm down, these things take time."


def exchanges(*paths: str) -> list[dict[str, Any]]:
    """The lines of exchange files of the repository."""
    texts = [(ROOT / path).read_text(encoding="utf-8") for path in paths]
    return [json.loads(line) for text in texts for line in text.split("\n") if line.strip()]


@pytest.fixture(scope="session")
def fast() -> simpatico.Analyzer:
    return simpatico.Analyzer(model="fast")


@pytest.fixture(scope="session")
def accurate() -> simpatico.Analyzer:
    return simpatico.Analyzer()


@pytest.fixture(scope="session")
def sample() -> list[dict[str, Any]]:
    return exchanges("examples/exchanges.jsonl")


@pytest.fixture(scope="session")
def chats() -> list[dict[str, Any]]:
    return exchanges("examples/conversations.jsonl")


@pytest.fixture(scope="session")
def team() -> list[dict[str, Any]]:
    return exchanges("examples/team.jsonl")


def command_line(*arguments: str) -> str:
    """What the command line writes."""
    command = [sys.executable, "-m", "simpatico", *arguments]
    return subprocess.run(command, capture_output=True, encoding="utf-8", check=True).stdout


def pieces_of(value: object, kind: type[Piece]) -> Iterator[Piece]:
    """All pieces of this kind in a result, but for those that a suggestion answers: they point into another text."""
    if isinstance(value, kind):
        yield value
    elif isinstance(value, tuple):
        for item in value:
            yield from pieces_of(item, kind)
    elif dataclasses.is_dataclass(value):
        for field in dataclasses.fields(value):
            if field.name != "answers":
                yield from pieces_of(getattr(value, field.name), kind)


def evidence_of(value: object) -> Iterator[simpatico.Evidence]:
    """All evidence of a result that points into its own text."""
    return pieces_of(value, simpatico.Evidence)
