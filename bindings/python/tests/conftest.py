"""What the tests share."""

import json
import os
from pathlib import Path
from typing import Any

import pytest

import simpatico

ROOT = Path(os.environ.get("SIMPATICO_ROOT", Path(__file__).parents[3]))

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
