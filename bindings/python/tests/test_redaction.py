"""Masks, and offsets that stay true."""

import pickle
from typing import Any

import pytest
from conftest import evidence_of

import simpatico
from simpatico import Redactor

TEXT = "I'm furious, I'm Ana Ñúñez 😡: write to ana@example.com at once!"


def test_masks_are_as_long_as_what_they_hide() -> None:
    masked = simpatico.redact(TEXT)
    assert "Ana" not in masked.text and "example" not in masked.text and masked.text.endswith(" at once!")
    assert len(masked.text) == len(TEXT) and len(masked.text.encode()) == len(TEXT.encode())
    kinds = {piece.kind: TEXT[piece.start : piece.end] for piece in masked.pieces}
    assert kinds["email"] == "ana@example.com" and kinds["name"].startswith("Ana")
    for piece in masked.pieces:
        assert TEXT.encode()[piece.byte_start : piece.byte_end].decode() == TEXT[piece.start : piece.end]
    assert simpatico.redact("Nothing here.").pieces == ()
    assert pickle.loads(pickle.dumps(masked)) == masked


def test_names_and_figures_are_masked_where_asked() -> None:
    assert simpatico.redact("para julián, 38 €", names=["Julián"], figures=True).text == "para ****·*, ** €"
    back = pickle.loads(pickle.dumps(Redactor(names=["Julián"])))
    assert back.redact("para julián, 38 €").text == "para ****·*, 38 €" and repr(back) == "Redactor(names=[1], figures=False)"
    with pytest.raises(TypeError, match="not one string"):
        Redactor(names="Ana")
    with pytest.raises(TypeError, match="redact is str, not bool or Redactor"):
        simpatico.Analyzer(model="fast", redact="names")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="text is int"):
        simpatico.redact(7)  # type: ignore[arg-type]


def test_results_show_masks_and_judge_what_was_said(fast: simpatico.Analyzer) -> None:
    masking = simpatico.Analyzer(model="fast", redact=True)
    plain, masked = fast.analyze(TEXT), masking.analyze(TEXT)
    assert masked.sentiment.score == plain.sentiment.score
    assert masked.text == simpatico.redact(TEXT).text == masking.shown(TEXT) and plain.text is TEXT
    for evidence in evidence_of(masked):
        assert masked.text[evidence.start : evidence.end] == evidence.text
    pickled = pickle.loads(pickle.dumps(masking))
    assert repr(pickled) == "Analyzer(model='fast', redact=True)" and pickled.analyze(TEXT) == masked


@pytest.mark.parametrize("redactor", [True, Redactor(figures=True)])
def test_nothing_private_is_left_in_any_result(redactor: Any) -> None:
    masking = simpatico.Analyzer(model="fast", redact=redactor)
    turns = [("customer", TEXT), ("agent", f"Hi Ana! You said: {TEXT}"), ("customer", f"Yes. {TEXT}")]
    session = masking.session()
    changes = [session.push_turn(turn) for turn in turns]
    reflection = masking.reflection()
    reflection.add(turns)
    found = masking.analyze_conversation(turns)
    assert session.analysis() == found
    judgement = masking.judge(TEXT, turns[1][1])
    shown = [
        repr(masking.judge_batch([TEXT], [TEXT])), repr(session.check(TEXT)), repr(masking.draft(TEXT).customer),
        masking.explain(TEXT, TEXT), "".join(judgement.note()), judgement.to_json(), judgement._repr_html_(),
        repr(found), found.to_json(), found._repr_html_(), found.explain(), repr(found.said), repr(changes),
        reflection.analysis().to_json(), reflection.html(),
    ]  # fmt: skip
    for text in shown:
        assert "example.com" not in text and "Ñúñez" not in text


def test_masks_tell_the_place_of_what_is_no_text(fast: simpatico.Analyzer) -> None:
    masking = simpatico.Analyzer(model="fast", redact=True)
    turns = [("customer", "Hi"), ("agent", "x \ud800")]
    for analyzer in (fast, masking):
        with pytest.raises(UnicodeEncodeError, match=r"position 2: conversation 1: turns\[1\]\.text: surrogates not allowed"):
            analyzer.analyze_conversations([[("customer", "Hi")], turns])
        with pytest.raises(UnicodeEncodeError, match=r"position 2: turns\[1\]\.text: surrogates not allowed"):
            analyzer.analyze_conversation(turns)
        with pytest.raises(UnicodeEncodeError, match=r"position 2: text: surrogates not allowed"):
            analyzer.session().push("agent", "x \ud800")
