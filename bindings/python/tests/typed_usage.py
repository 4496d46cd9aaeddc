"""What users write, checked by mypy and pyright and never run: stubtest misses a wrong type, this does not."""

from __future__ import annotations

from datetime import datetime, timezone
from typing import Literal

import polars as pl
from typing_extensions import assert_type

import simpatico
from simpatico import (
    Analysis,
    Analyzer,
    ConversationAnalysis,
    Correction,
    Interval,
    Judgement,
    ReflectionAnalysis,
    ReflectionOptions,
    ReplyScore,
    Session,
    Turn,
    TurnChange,
    plot,
)
from simpatico.labels import Emotion, Pillar, PrivateKind, Resolved, ServiceNeed, Speaker, TurningPointKind

analyzer = Analyzer(model="fast", packs=["acme.toml"], thresholds={"emotions.joy": 0.5}, disable=["some/rule"])
assert_type(analyzer.model, Literal["accurate", "fast"])
assert_type(analyzer.data_version, str)
assert_type(analyzer.rules(), dict[str, str])

analysis = analyzer.analyze("Nobody answers me!")
assert_type(analysis, Analysis)
assert_type(analysis.sentiment.score, float)
assert_type(analysis.sentiment.label, Literal["negative", "neutral", "positive", "mixed"])
assert_type(analysis.emotions[0].label, Emotion)
assert_type(analysis.service_needs[0].label, ServiceNeed)
assert_type(analysis.service_needs[0].expressed, Literal["explicit", "implied"])
assert_type(analysis.emotions[0].evidence[0].start, int)
assert_type(analysis.to_json(), str)
assert_type(analysis.text, str)

reply = analyzer.score_reply("Nobody answers me!", "I'm here now.")
assert_type(reply, ReplyScore)
assert_type(reply.pillars.action, float | None)
assert_type(reply.techniques[0].level, Literal[0, 1, 2])
assert_type(analyzer.judge("a", "b", id="7"), Judgement)
assert_type(analyzer.judge("a").reply, ReplyScore | None)
assert_type(analyzer.explain("a"), str)

texts = ["a", "b"]
maybe: list[str | None] = ["a", None]
anything: list[object] = ["a", 7]
assert_type(analyzer.analyze_batch(texts), list[Analysis])
assert_type(analyzer.analyze_batch(maybe), list[Analysis | None])
assert_type(analyzer.score_batch(texts, texts), list[ReplyScore])
assert_type(analyzer.score_batch(maybe, maybe, progress=True), list[ReplyScore | None])
kept = analyzer.analyze_batch(anything, errors="return")
assert_type(kept, list[Analysis | TypeError | UnicodeEncodeError | None])
assert_type(analyzer.judge_batch(texts, texts), list[Judgement])
assert_type(analyzer.judge_batch(maybe), list[Judgement | None])


def tables(table: pl.DataFrame) -> None:
    assert_type(analyzer.analyze_table(table, "text", "answer", keep=["id"], layout="nested"), pl.DataFrame)


    assert_type(analyzer.analyze_conversation_table(table, "chat", "who", "words", time="at"), pl.DataFrame)


turns = [Turn("customer", "Nobody answers me!", datetime.now(timezone.utc)), Turn("agent", "I'm here now.", agent="Noemi")]
assert_type(analyzer.analyze_conversation([("customer", "Nobody answers me!")]), ConversationAnalysis)
found = analyzer.analyze_conversation(turns, agent="Noemi", id="a")
assert_type(found, ConversationAnalysis)
assert_type(found.sentiment.end, float | None)
assert_type(found.resolution.resolved, Resolved)
assert_type(found.turning_points[0].kind, TurningPointKind)
assert_type(found.said[0], Turn)
for turn, seen in found.messages():
    assert_type(turn.speaker, Speaker)
    assert_type(seen.emotions[0].label, Emotion)
    assert_type(seen.service_needs[0].label, ServiceNeed)
assert_type(found.explain(), str)
chats = [{"id": "a", "turns": [{"speaker": "customer", "text": "Hello"}]}]
assert_type(analyzer.analyze_conversations(chats), list[ConversationAnalysis])
assert_type(analyzer.analyze_conversations(anything, errors="return"), list[ConversationAnalysis | TypeError | ValueError])

session = analyzer.session(id="a")
assert_type(session, Session)
assert_type(session.push("customer", "Nobody answers me!"), TurnChange)
assert_type(session.check("I'm here now."), ReplyScore | None)
assert_type(analyzer.draft("Nobody answers me!").check("I'm here now."), ReplyScore)

reflection = analyzer.reflection(ReflectionOptions(period="months", order="name"), lang="es")
reflection.correct(Correction(id="a", turn=None, field="resolved", value="yes"))
reflection.add(session)
assert_type(reflection.add_all(chats, errors="return"), list[Exception])
assert_type(reflection.analysis(), ReflectionAnalysis)
assert_type(analyzer.reflect(chats).team.empathy.interval, Interval | None)
assert_type(analyzer.reflect(chats).agents[0].pillars[0].pillar, Pillar)
assert_type(simpatico.report(chats, "report.html", analyzer=analyzer), str)
assert_type(simpatico.redact("Ana", names=["Ana"]).pieces[0].kind, PrivateKind)
Analyzer(redact=simpatico.Redactor(figures=True), data=b"", network="accurate.network")
assert_type(analyzer.judge("a").note("es"), list[str])

plot.course(found, theme="dark")
plot.trend(reflection.analysis(), "action", profile=reflection.analysis().agents[0])
plot.pillars({"before": reply, "after": reply}, theme="dark")
pillar: Pillar = "human_touch"

try:
    Analyzer(packs=["broken = 1"])
except simpatico.PackError as error:
    assert_type(error.kind, str | None)

analyzer.analyze(7)  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
Analyzer(model="slow")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
analysis.sentiment.score = 1.0  # type: ignore[misc]  # pyright: ignore[reportAttributeAccessIssue]
session.push("bott", "Hello")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
ReflectionOptions(period="years")  # type: ignore[arg-type]  # pyright: ignore[reportArgumentType]
