"""Live sessions give what the whole call gives, at every turn and from every thread."""

import concurrent.futures
import faulthandler
import sys
import tomllib
from collections.abc import Iterator
from typing import Any

import pytest
from conftest import ROOT

import simpatico
from simpatico import Turn

MESSAGE = ["My card was charged twice.", "And rent is due tomorrow, I'm scared!"]
REPLY = "That is a bad day for it to happen, I'm sorry. I have sent the second charge back just now."


def turns_of(chat: dict[str, Any]) -> list[dict[str, Any]]:
    agent = chat.get("agent")
    return [{"agent": agent, **turn} if turn["speaker"] == "agent" else turn for turn in chat["turns"]]


def vectors() -> list[dict[str, Any]]:
    """The conversations that all languages share."""
    cases = tomllib.loads((ROOT / "tests/vectors/conversations.toml").read_text(encoding="utf-8"))["conversation"]
    return [{"id": case["name"], "turns": case["turns"]} for case in cases]


def test_every_step_is_what_the_whole_call_gives(fast: simpatico.Analyzer, chats: list[dict[str, Any]]) -> None:
    cases = vectors()
    assert len(cases) > 5
    for chat in [*chats, *cases]:
        session = fast.session(id=chat["id"])
        turns = turns_of(chat)
        for number, turn in enumerate(turns):
            change = session.push_turn(turn)
            so_far = session.analysis()
            assert so_far == fast.analyze_conversation(turns[: number + 1], id=chat["id"])
            assert change.turn == so_far.turns[-1] and change.resolution == so_far.resolution
        assert len(session) == len(turns) and session.id == chat["id"]
        assert repr(session) == f"Session(id={chat['id']!r}, turns={len(turns)})"


def test_what_a_turn_changes(fast: simpatico.Analyzer) -> None:
    session = fast.session(agent="Noemi")
    raised = session.push("customer", "Third time I ask: where is my parcel? I'm fed up!", time="2026-03-02T09:00:00Z")
    assert "status" in [need.label for need in raised.raised]
    answered = session.push("agent", "I'm sorry. Your parcel is at your door by 5 today.", time="2026-03-02T09:02:00Z")
    assert answered.turn.agent == "Noemi" and answered.turn.delay_seconds == 120
    assert answered.turn.reply is not None and answered.turn.reply.answers == (0,)


def test_drafts_are_judged_against_the_message_so_far(fast: simpatico.Analyzer) -> None:
    session = fast.session()
    assert session.check(REPLY) is None
    session.push("customer", MESSAGE[0])
    assert session.check(REPLY) == fast.score_reply(MESSAGE[0], REPLY)
    session.push("customer", MESSAGE[1])
    whole = "\n".join(MESSAGE)
    assert session.check(REPLY) == fast.score_reply(whole, REPLY)
    before = session.analysis()
    assert session.check("Please hold.") == fast.score_reply(whole, "Please hold.")
    assert session.analysis() == before
    session.push("agent", "One moment.")
    assert session.check(REPLY) == fast.score_reply(whole, REPLY)
    session.push("customer", "Thank you!")
    assert session.check("You're welcome!") == fast.score_reply("Thank you!", "You're welcome!")


def test_a_draft_reads_its_message_once(fast: simpatico.Analyzer) -> None:
    draft = fast.draft(MESSAGE[1])
    assert draft.customer == fast.analyze(MESSAGE[1])
    for reply in (REPLY, "", "Please hold."):
        assert draft.check(reply) == fast.score_reply(MESSAGE[1], reply)
    with pytest.raises(TypeError, match="customer is int"):
        fast.draft(7)  # type: ignore[arg-type]
    with pytest.raises(TypeError, match="reply is NoneType"):
        draft.check(None)  # type: ignore[arg-type]


def test_a_bad_turn_changes_nothing(fast: simpatico.Analyzer) -> None:
    session = fast.session()
    session.push("customer", MESSAGE[0])
    before = session.analysis()
    with pytest.raises(simpatico.InputError, match='turn.speaker is "bott"'):
        session.push("bott", "Hello")  # type: ignore[arg-type]
    with pytest.raises(TypeError, match=r"turn\.text is int"):
        session.push("agent", 7)  # type: ignore[arg-type]
    with pytest.raises(simpatico.InputError, match="turn.time"):
        session.push("agent", "Hello", time="noon")
    assert session.analysis() == before and len(session) == 1


def test_code_that_runs_within_a_call_may_ask_the_session(fast: simpatico.Analyzer) -> None:
    session = fast.session()
    session.push("customer", MESSAGE[0])
    counts = []
    faulthandler.dump_traceback_later(120, exit=True)  # a lock taken twice waits for ever
    sys.setprofile(lambda *_: counts.append(len(session)))
    try:
        session.check(REPLY)
        session.analysis()
    finally:
        sys.setprofile(None)
        faulthandler.cancel_dump_traceback_later()
    assert len(counts) > 10 and set(counts) == {1}


def test_an_interrupt_is_no_error_of_a_conversation(fast: simpatico.Analyzer) -> None:
    def interrupted() -> Iterator[tuple[str, str]]:
        yield "customer", MESSAGE[0]
        raise KeyboardInterrupt

    chats: Any = [[("customer", MESSAGE[1])], interrupted()]
    with pytest.raises(KeyboardInterrupt):
        fast.analyze_conversations(chats, errors="return")
    with pytest.raises(KeyboardInterrupt):
        fast.reflection().add_all(chats[:1] + [interrupted()], errors="return")


def test_a_session_is_named_when_it_is_added(fast: simpatico.Analyzer) -> None:
    session = fast.session()
    session.push("customer", MESSAGE[0])
    reflection = fast.reflection()
    reflection.correct({"id": "late", "turn": 0, "field": "sentiment", "value": -0.5})
    reflection.add(session, id="late")
    found = reflection.analysis().corrections
    assert found is not None and found.found == 1
    for named in (session, session.analysis()):
        with pytest.raises(TypeError, match="agent is 'Noemi'"):
            reflection.add(named, agent="Noemi")


def test_threads_share_a_session(fast: simpatico.Analyzer) -> None:
    session = fast.session()
    texts = [f"Where is parcel {number}?" for number in range(64)]
    previous = sys.getswitchinterval()
    sys.setswitchinterval(1e-5)
    try:
        with concurrent.futures.ThreadPoolExecutor(16) as pool:
            pushed = [pool.submit(session.push, "customer", text) for text in texts]
            asked = [pool.submit(session.analysis) for _ in range(32)]
            checked = [pool.submit(session.check, "Please hold.") for _ in range(32)]
            numbers = sorted(future.result().turn.turn for future in pushed)
            for future in asked:
                so_far = future.result()
                assert so_far.turn_count == len(so_far.turns) == len(so_far.said)
            assert all(future.result() is None or future.result().empathy.score >= 0 for future in checked)
    finally:
        sys.setswitchinterval(previous)
    found = session.analysis()
    assert numbers == list(range(64)) and sorted(turn.text for turn in found.said) == sorted(texts)
    # The order is that of the pushes, and the whole call on that order gives the same.
    assert found == fast.analyze_conversation([Turn("customer", turn.text) for turn in found.said])
