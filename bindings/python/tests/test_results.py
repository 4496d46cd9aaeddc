"""Results as values: frozen, comparable, hashable, picklable, and complete."""

import copy
import dataclasses
import importlib
import json
import pickle
import subprocess
import sys
from typing import Any, get_args

import pytest
from conftest import COLD, THIRD_CALL

import simpatico
from simpatico import _native, labels, results


@pytest.fixture(scope="module")
def judgement(fast: simpatico.Analyzer) -> simpatico.Judgement:
    return fast.judge(THIRD_CALL, COLD, id="leak")


def test_results_cannot_be_changed(judgement: simpatico.Judgement) -> None:
    with pytest.raises(dataclasses.FrozenInstanceError):
        judgement.customer.sentiment.score = 1.0  # type: ignore[misc]
    with pytest.raises((dataclasses.FrozenInstanceError, AttributeError, TypeError)):
        judgement.customer.sentiment.extra = 1  # type: ignore[attr-defined]
    assert isinstance(judgement.customer.emotions, tuple)


def test_equal_texts_give_equal_results(fast: simpatico.Analyzer, judgement: simpatico.Judgement) -> None:
    again = fast.judge(THIRD_CALL, COLD, id="leak")
    assert again == judgement and hash(again) == hash(judgement) and again is not judgement
    assert fast.judge(THIRD_CALL, COLD, id="other") != judgement
    assert fast.analyze(THIRD_CALL) == judgement.customer
    assert fast.score_reply(THIRD_CALL, COLD) == judgement.reply
    assert fast.analyze("Where is my parcel?") != judgement.customer


@pytest.mark.parametrize("protocol", range(2, pickle.HIGHEST_PROTOCOL + 1))
def test_results_can_be_pickled(judgement: simpatico.Judgement, protocol: int) -> None:
    back = pickle.loads(pickle.dumps(judgement, protocol))
    assert back == judgement and back.to_json() == judgement.to_json()
    assert copy.deepcopy(judgement) == judgement


def test_dictionaries_and_json_say_the_same(judgement: simpatico.Judgement) -> None:
    assert json.loads(judgement.to_json()) == judgement.to_dict()
    assert judgement.reply is not None
    assert judgement.to_dict()["customer"] == judgement.customer.to_dict()
    assert judgement.reply.suggestions[0].to_json().startswith('{"antipattern":')
    assert "text" not in judgement.customer.to_dict()
    assert "of" not in judgement.customer.sentiment.evidence[0].to_dict()


def test_representations_show_what_counts(judgement: simpatico.Judgement) -> None:
    shown = repr(judgement.customer.emotions[0])
    assert shown.startswith("EmotionScore(label='frustration', score=0.") and "evidence" not in shown


def aliases() -> dict[str, Any]:
    return {
        "model": labels.Model,
        "language.code": labels.LanguageCode,
        "sentiment.label": labels.Polarity,
        "sentiment.band": labels.Band,
        "emotions": labels.Emotion,
        "service_needs": labels.ServiceNeed,
        "emotional_needs": labels.EmotionalNeed,
        "expressed": labels.Expressed,
        "reasons": labels.Reason,
        "target": labels.Target,
        "phase": labels.Phase,
        "relationship": labels.Relationship,
        "risks": labels.Risk,
        "abstained.reason": labels.AbstainReason,
        "empathy.level": labels.EmpathyLevel,
        "pillars": labels.Pillar,
        "techniques": labels.Technique,
        "opportunity": labels.Opportunity,
        "antipatterns": labels.Antipattern,
        "specifics": labels.Specific,
        "coverage": labels.Coverage,
        "speaker": labels.Speaker,
        "turning_points.kind": labels.TurningPointKind,
        "resolution.resolved": labels.Resolved,
        "resolution.reason": labels.ResolutionReason,
        "notes.kind": labels.NoteKind,
        "redaction.kind": labels.PrivateKind,
        "direction": labels.Direction,
    }


def test_every_label_is_typed() -> None:
    assert {family: list(get_args(alias)) for family, alias in aliases().items()} == _native.labels()


def test_every_class_is_exported() -> None:
    for module in results.MODULES[1:]:
        assert set(importlib.import_module(f"simpatico.results.{module}").__all__) <= set(simpatico.__all__)
    for name in simpatico.__all__:
        assert hasattr(simpatico, name) and name in dir(simpatico)
    with pytest.raises(AttributeError, match="no attribute 'Analyser'"):
        simpatico.Analyser  # noqa: B018


def test_results_are_loaded_when_they_are_asked_for() -> None:
    program = "import simpatico, sys; print([name for name in sys.modules if name.startswith('simpatico.results')])"
    assert subprocess.run([sys.executable, "-c", program], capture_output=True, text=True, check=True).stdout == "[]\n"
