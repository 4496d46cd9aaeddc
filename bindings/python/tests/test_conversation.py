"""Whole conversations: the same bytes as every other interface, in whatever form they come."""

import dataclasses
import datetime
import json
import pickle
from collections.abc import Iterator
from typing import Any

import pyarrow as pa
import pytest
from conftest import ROOT, command_line, pieces_of

import simpatico
from simpatico import Quote, Turn, _native

SURROGATE = "caf\ud800é"


@pytest.mark.parametrize("model", ["fast", "accurate"])
def test_lines_keep_their_bytes(model: Any, chats: list[dict[str, Any]]) -> None:
    written = [found.to_json() for found in simpatico.Analyzer(model=model).analyze_conversations(chats)]
    lines = command_line("analyze", "--model", model, str(ROOT / "examples/conversations.jsonl"))
    golden = (ROOT / f"tests/expected/golden-conversations-{model}.jsonl").read_text(encoding="utf-8")
    assert written == lines.split("\n")[:-1] == golden.split("\n")[:-1] and len(written) == 6
    assert written[0].startswith('{"schema":1,"data_version":"')


def test_quotes_slice_their_turn(fast: simpatico.Analyzer, chats: list[dict[str, Any]]) -> None:
    seen = 0
    for found in fast.analyze_conversations(chats):
        for quote in pieces_of(found, Quote):
            text = found.said[quote.turn].text
            assert text[quote.start : quote.end].startswith(quote.text)
            assert text.encode()[quote.byte_start : quote.byte_end].decode().startswith(quote.text)
            seen += 1
    assert seen > 100


def test_results_are_values(fast: simpatico.Analyzer, chats: list[dict[str, Any]]) -> None:
    found, again, other = (fast.analyze_conversation(chats[place]) for place in (0, 0, 1))
    assert found == again and hash(found) == hash(again) and found != other
    back = pickle.loads(pickle.dumps(found))
    assert back == found and back.to_json() == found.to_json()
    assert json.loads(found.to_json()) == found.to_dict()
    assert found.to_dict()["conversation"]["turns"][0] == found.turns[0].to_dict()
    with pytest.raises(dataclasses.FrozenInstanceError):
        found.turn_count = 3  # type: ignore[misc]
    assert [need.label for need in found.needs if need.state != "answered"] == [need.label for need in found.open_needs]
    assert len(list(found.messages())) + len([turn for turn in found.turns if turn.speaker != "customer"]) == len(found.turns)
    assert all(reply.empathy.score >= 0 for _, reply in found.replies())


def test_hand_overs_have_the_contracts_names(fast: simpatico.Analyzer) -> None:
    turns = [("customer", "My parcel is lost!"), ("bot", "Hello!"), Turn("agent", "I'm sorry, I'm looking.", agent="Noemi")]
    (hand_over,) = fast.analyze_conversation(turns).hand_overs
    assert (hand_over.from_.speaker, hand_over.to.agent) == ("bot", "Noemi")
    assert list(hand_over.to_dict()) == ["turn", "from", "to"]


def test_turns_come_in_every_form(fast: simpatico.Analyzer) -> None:
    said = [("customer", "Nobody answers me, and my parcel is late!"), ("agent", "I'm sorry. It comes today.")]
    times = ["2026-03-02T09:00:00+01:00", "2026-03-02T09:01:00+01:00"]
    objects = [
        {"speaker": speaker, "text": text, "time": time, "mood": "ignored"}
        for (speaker, text), time in zip(said, times, strict=True)
    ]
    parsed = [datetime.datetime.fromisoformat(time) for time in times]
    turns = [Turn(speaker, text, time) for (speaker, text), time in zip(said, parsed, strict=True)]  # type: ignore[arg-type]
    one = fast.analyze_conversation(objects, agent="Noemi", id="a")
    for other in (
        fast.analyze_conversation({"id": "a", "agent": "Noemi", "turns": objects}),
        fast.analyze_conversation(turns, agent="Noemi", id="a"),
        fast.analyze_conversation(iter(turns), agent="Noemi", id="a"),
    ):
        assert other.to_json() == one.to_json()
    assert one.timing.first_reply_seconds == 60 and one.turns[1].time == "2026-03-02T08:01:00Z"
    assert one.agents[0].agent == "Noemi" and one.turns[0].agent is None
    assert fast.analyze_conversation({"id": 7, "agent": 12, "turns": said}).agents[0].agent == "12"
    assert fast.analyze_conversation([]).resolution.reason == "no_message"


GOOD = ("customer", "Where is my parcel?")


@pytest.mark.parametrize(
    ("turns", "error", "told"),
    [
        ([GOOD, ("customr", "a")], simpatico.InputError, r'^turns\[1\].speaker is "customr", not one of customer, agent'),
        ([{"speaker": "agent"}], simpatico.InputError, r'^no field "turns\[0\].text"'),
        ({"id": "a"}, simpatico.InputError, 'no field "turns"'),
        ([Turn("agent", "a", "yesterday")], simpatico.InputError, r'turns\[0\].time: "yesterday" is no time'),
        ([Turn("agent", "a", datetime.datetime(2026, 3, 2))], simpatico.InputError, "which has no time zone"),
        ([GOOD, ("agent", 7)], TypeError, r"^turns\[1\].text is int, not str"),
        ([Turn("agent", "a", agent=b"x")], TypeError, r"turns\[0\].agent is bytes"),  # type: ignore[arg-type]
        ([GOOD, 7], TypeError, r"turns\[1\] is int, not a Turn"),
        ("customer: Hello", TypeError, "a conversation is a list of turns, not str"),
        (7, TypeError, "not int"),
        ([GOOD, ("agent", SURROGATE)], UnicodeEncodeError, r"turns\[1\].text: surrogates not allowed"),
    ],
)
def test_what_cannot_be_used_is_named(fast: simpatico.Analyzer, turns: Any, error: type[Exception], told: str) -> None:
    with pytest.raises(error, match=told) as caught:
        fast.analyze_conversation(turns)
    first, kept, last = fast.analyze_conversations([[GOOD], turns, [GOOD]], errors="return")
    assert isinstance(kept, type(caught.value)) and "conversation 1: " in str(kept)
    assert isinstance(first, simpatico.ConversationAnalysis) and first == last
    with pytest.raises(error, match="conversation 1: "):
        fast.analyze_conversations([[GOOD], turns])


def test_kinds_of_errors(fast: simpatico.Analyzer) -> None:
    with pytest.raises(simpatico.InputError) as caught:
        fast.analyze_conversation([Turn("agent", "a", "12:30")])
    assert caught.value.kind == "invalid_time"
    with pytest.raises(simpatico.OptionError, match="errors is 'skip'"):
        fast.analyze_conversations([], errors="skip")  # type: ignore[call-overload]


def test_many_come_from_a_generator_in_their_order(fast: simpatico.Analyzer, capsys: pytest.CaptureFixture[str]) -> None:
    chats = ({"id": str(number), "turns": [("customer", f"Where is parcel {number}?")]} for number in range(150))
    found = fast.analyze_conversations(chats, threads=3, progress=True)
    assert [one.id for one in found] == [str(number) for number in range(150)]
    assert "150 rows" in capsys.readouterr().err
    assert fast.analyze_conversations([]) == []
    fast.analyze_conversations([[GOOD]] * 70, progress=True)
    assert "70/70" in capsys.readouterr().err

    def broken() -> Iterator[Any]:
        yield [GOOD]
        raise RuntimeError("the source broke off")

    with pytest.raises(RuntimeError, match="broke off"):
        fast.analyze_conversations(broken(), errors="return")


def test_long_conversations_keep_their_newest_turns(fast: simpatico.Analyzer) -> None:
    turns = [("system", f"Place {number}.") for number in range(_native.MOST_TURNS)] + [GOOD]
    found = fast.analyze_conversation(turns)
    assert (found.turn_count, found.left_out.turns) == (len(turns), 1)
    assert len(found.said) == len(found.turns) and found.said[-1].text == GOOD[1] and found.said[0].text == "Place 1."
    assert GOOD[1] in found.explain() and "9941 earlier turns" in found._repr_html_()
    session = fast.session()
    for turn in turns:
        session.push_turn(turn)
    assert session.analysis() == found


def test_explanations_are_text(fast: simpatico.Analyzer, chats: list[dict[str, Any]]) -> None:
    found = fast.analyze_conversation(chats[0])
    shown = found.explain(title="crib")
    assert "crib" in shown and "resolved yes" in shown and "\x1b" not in shown
    assert "\x1b" in found.explain(colour=True)
    assert found.explain(width=60).count("\n") > shown.count("\n")


def test_nothing_in_an_object_is_what_arguments_say(fast: simpatico.Analyzer) -> None:
    turns = [("customer", "My parcel is a week late!"), ("agent", "I'm sorry. It comes at 5 today.")]
    found = fast.analyze_conversation({"id": None, "agent": None, "turns": turns}, id="x", agent="Noemi")
    assert (found.id, found.agents[0].agent) == ("x", "Noemi")
    own = fast.analyze_conversation({"id": 7, "agent": "Ana", "turns": turns}, id="x", agent="Noemi")
    assert (own.id, own.agents[0].agent) == ("7", "Ana")


def test_numbers_below_nothing_are_refused(fast: simpatico.Analyzer) -> None:
    turns = [("customer", "My parcel is a week late!")]
    for explain in (fast.judge("Hi").explain, fast.analyze_conversation(turns).explain):
        with pytest.raises(simpatico.OptionError, match="width is -1, not 0 or more"):
            explain(width=-1)
    table = pa.table({"conversation": ["a"], "speaker": ["customer"], "text": ["Hi"]})
    for asked in (
        lambda: fast.analyze_batch(["Hi"], threads=-1),
        lambda: fast.analyze_conversations([turns], threads=-1),
        lambda: fast.reflect([turns], threads=-1),
        lambda: fast.analyze_table(table, "text", threads=-1),
        lambda: fast.analyze_conversation_table(table, threads=-1),
    ):
        with pytest.raises(simpatico.OptionError, match="threads is -1, not between 1 and 1024"):
            asked()
