"""The same bytes as every other interface, and spans that slice."""

import json
import tomllib
from typing import Any

import pytest
from conftest import ROOT, evidence_of, exchanges

import simpatico


@pytest.mark.parametrize("model", ["fast", "accurate"])
def test_golden_lines_keep_their_bytes(model: Any) -> None:
    analyzer = simpatico.Analyzer(model=model)
    lines = exchanges("examples/exchanges.jsonl", "tests/vectors/odd.jsonl")
    written = [
        analyzer.judge(
            line["customer"], line.get("reply"), id=line["id"], turns_before=len(line.get("context") or [])
        ).to_json()
        for line in lines
    ]
    golden = (ROOT / f"tests/expected/golden-{model}.jsonl").read_text(encoding="utf-8").split("\n")
    assert len(written) > 50
    assert written == golden[:-1]


def check_spans(judgement: simpatico.Judgement) -> int:
    seen = 0
    customer = judgement.customer.text
    parts: list[tuple[object, str]] = [(judgement.customer, customer)]
    if judgement.reply is not None:
        parts.append((judgement.reply, judgement.reply.text))
    for part, text in parts:
        for evidence in evidence_of(part):
            judged = customer if evidence.of == "customer" else text
            assert judged[evidence.start : evidence.end] == evidence.text
            assert judged.encode()[evidence.byte_start : evidence.byte_end].decode() == evidence.text
            seen += 1
    return seen


def test_spans_slice_the_text(fast: simpatico.Analyzer) -> None:
    lines = exchanges("examples/exchanges.jsonl", "tests/vectors/odd.jsonl", "tests/corpus/support-dev.jsonl")
    judgements = fast.judge_batch([line["customer"] for line in lines], [line.get("reply") for line in lines])
    assert sum(check_spans(judgement) for judgement in judgements) > 1000


def test_spans_of_every_vector_slice(fast: simpatico.Analyzer) -> None:
    cases = tomllib.loads((ROOT / "tests/vectors/phenomena.toml").read_text(encoding="utf-8"))["case"]
    analyses = fast.analyze_batch([case["customer"] for case in cases])
    assert len(analyses) > 200
    for case, analysis in zip(cases, analyses, strict=True):
        assert analysis.text == case["customer"]
        for evidence in evidence_of(analysis):
            assert analysis.text[evidence.start : evidence.end] == evidence.text, case["name"]


def test_answered_words_are_the_customers(fast: simpatico.Analyzer, sample: list[dict[str, Any]]) -> None:
    answered = 0
    for line in sample:
        for suggestion in fast.score_reply(line["customer"], line["reply"]).suggestions:
            for evidence in suggestion.answers:
                assert line["customer"][evidence.start : evidence.end] == evidence.text
                answered += 1
    assert answered > 20


def test_odd_texts_analyze(fast: simpatico.Analyzer) -> None:
    odd = ["", " ", "\0", "👩‍👩‍👧‍👦 😡😡", "e\u0301\u0301", "\r\n\r\n", "مرحبا", "\U0010ffff", "a" * 100_000, "😡 " * 20_000]
    for text, analysis in zip(odd, fast.analyze_batch(odd), strict=True):
        for evidence in evidence_of(analysis):
            assert text[evidence.start : evidence.end] == evidence.text
        assert json.loads(analysis.to_json()) == analysis.to_dict()
