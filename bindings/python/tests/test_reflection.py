"""Many conversations: the same bytes as the command line, corrections, and the page."""

import concurrent.futures
import json
import pickle
import re
from pathlib import Path
from typing import Any

import pytest
from conftest import ROOT, command_line

import simpatico
from simpatico import Correction, ReflectionOptions

TEAM = str(ROOT / "examples/team.jsonl")


def test_figures_page_and_table_keep_their_bytes(fast: simpatico.Analyzer, team: list[dict[str, Any]], tmp_path: Path) -> None:
    names = {kind: tmp_path / f"team.{kind}" for kind in ("json", "html", "csv")}
    options = [argument for kind, path in names.items() for argument in (f"--{kind}", str(path))]
    command_line("report", "--model", "fast", "--lang", "es", "--title", "Marzo", "--period", "months", *options, TEAM)
    reflection = fast.reflection(ReflectionOptions(period="months"), lang="es", title="Marzo")
    assert reflection.add_all(team) == []
    found = reflection.analysis()
    assert found.to_json() + "\n" == names["json"].read_text(encoding="utf-8")
    assert reflection.html() == names["html"].read_text(encoding="utf-8")
    assert reflection.csv() == names["csv"].read_text(encoding="utf-8")
    assert fast.reflect(team, ReflectionOptions(period="months")) == found
    again = tmp_path / "again.html"
    page = simpatico.report(
        iter(team), again, analyzer=fast, options=ReflectionOptions(period="months"), lang="es", title="Marzo"
    )
    assert page == again.read_text(encoding="utf-8") == reflection.html()


def test_a_golden_reflection_keeps_its_bytes(fast: simpatico.Analyzer, team: list[dict[str, Any]]) -> None:
    golden = (ROOT / "tests/expected/golden-reflection-fast.jsonl").read_text(encoding="utf-8")
    assert fast.reflect(team).to_json() + "\n" == golden


def test_results_are_values(fast: simpatico.Analyzer, team: list[dict[str, Any]]) -> None:
    found = fast.reflect(team)
    back = pickle.loads(pickle.dumps(found))
    assert back == found and hash(back) == hash(found) and json.loads(found.to_json()) == found.to_dict()
    assert found.conversations == len(team) and found.team.replies == found.team.empathy.n
    assert list(found.team.pillars[0].to_dict())[0] == "pillar" and list(found.agents[0].to_dict())[0] == "agent"
    profile = found.agent(found.agents[0].agent)
    assert profile is found.agents[0] and isinstance(profile, simpatico.Profile)
    assert profile.empathy.interval is not None and profile.empathy.interval.low < profile.empathy.interval.high
    with pytest.raises(KeyError, match="no agent 'Nobody'"):
        found.agent("Nobody")
    shown = found._repr_html_()
    assert f"{found.conversations} conversations" in shown and str(profile.agent) in shown


def test_conversations_are_taken_in_every_form(fast: simpatico.Analyzer, team: list[dict[str, Any]]) -> None:
    whole = fast.reflect(team).to_dict()["reflection"]
    forms = [fast.reflection() for _ in range(3)]
    for chat in team:
        session = fast.session(id=chat["id"], agent=chat["agent"])
        for turn in chat["turns"]:
            session.push_turn(turn)
        forms[0].add(session)
        forms[1].add(chat["turns"], id=chat["id"], agent=chat["agent"])
        forms[2].add(fast.analyze_conversation(chat))
    assert forms[0].analysis().to_dict()["reflection"] == whole
    assert forms[1].analysis().to_dict()["reflection"] == whole
    # An analysis is known to four decimals.
    read = forms[2].analysis()
    assert (read.turns, read.team.replies, read.team.resolution.to_dict()) == (
        whole["turns"],
        whole["team"]["replies"],
        whole["team"]["resolution"],
    )
    assert read.team.empathy.interval is not None
    assert read.team.empathy.interval.mean == pytest.approx(whole["team"]["empathy"]["interval"]["mean"], abs=1e-3)
    known, exact = forms[2].html(), forms[1].html()
    number = re.compile(r"\d+(?:\.\d+)?")
    assert number.sub("#", known) == number.sub("#", exact)
    # The fifth decimal may turn the last digit that a page shows, and nothing before it.
    for one, other in zip(number.findall(known), number.findall(exact), strict=True):
        assert float(one) == pytest.approx(float(other), rel=0, abs=1.01 * 10.0 ** -len(other.partition(".")[2]))


def test_corrections_stand_beside_what_was_said(fast: simpatico.Analyzer, team: list[dict[str, Any]]) -> None:
    id = team[0]["id"]
    corrections: list[Any] = [
        Correction(id=id, turn=1, field="techniques.apology", value=2, reviewer="Inés"),
        {"id": id, "turn": 0, "field": "sentiment", "value": -0.5},
        Correction(id=id, turn=None, field="resolved", value="yes"),
        {"id": "another", "turn": 0, "field": "emotions.anger", "value": True},
    ]
    found = fast.reflect(team, corrections=corrections).corrections
    assert (found.records, found.found) == (4, 3)
    assert {one.family for one in found.agreement} == {"techniques", "sentiment", "resolved"}
    by_field = {one.field: one for one in found.listed}
    apology = by_field["techniques.apology"]
    assert (apology.value, apology.reviewer, apology.machine in (0, 1, 2)) == (2, "Inés", True)
    assert list(apology.to_dict()) == ["id", "turn", "field", "value", "reviewer", "machine"]
    assert by_field["resolved"].machine in ("yes", "no", "unclear")


@pytest.mark.parametrize(
    ("correction", "told"),
    [
        ({"id": "a", "turn": 1, "field": "empathy", "value": 400}, "empathy is 400, not a number from 0 to 100"),
        ({"id": "a", "turn": 1, "field": "techniques.apology", "value": 3}, "is 3, not 0, 1 or 2"),
        ({"id": "a", "turn": 1, "field": "mood", "value": 3}, 'no field "mood"'),
        ({"id": "a", "turn": 1, "field": "emotions.fury", "value": True}, "fury"),
        ({"id": "a", "field": "empathy", "value": 3}, "field empathy needs a turn"),
        ({"turn": 1, "field": "empathy", "value": 3}, "missing field `id`"),
    ],
)
def test_wrong_corrections_are_named(fast: simpatico.Analyzer, correction: dict[str, Any], told: str) -> None:
    with pytest.raises(simpatico.InputError, match=told):
        fast.reflection().correct(correction)


@pytest.mark.parametrize(
    ("options", "told"),
    [
        ({"period": "years"}, "period is 'years', not"),
        ({"period": 0}, "0 conversations"),
        ({"order": "worst"}, "order is 'worst'"),
        ({"least_conversations": 4}, "least_conversations is 4"),
        ({"least_opportunities": 7}, "least_opportunities is 7"),
        ({"period": -1}, "period is -1, not 1 or more"),
        ({"period": True}, "period is True, not"),
        ({"least_conversations": -1}, "least_conversations is -1, not 5 or more"),
        ({"least_opportunities": -5}, "least_opportunities is -5, not 8 or more"),
    ],
)
def test_options_are_checked(fast: simpatico.Analyzer, options: dict[str, Any], told: str) -> None:
    with pytest.raises(simpatico.OptionError, match=told):
        fast.reflection(ReflectionOptions(**options))
    with pytest.raises(simpatico.OptionError, match='no locale "fr"'):
        fast.reflection(lang="fr")  # type: ignore[arg-type]


def test_options_are_given_back(fast: simpatico.Analyzer, team: list[dict[str, Any]]) -> None:
    options = ReflectionOptions(period=10, order="empathy", least_opportunities=10, least_conversations=5)
    found = fast.reflect(team, options)
    assert found.options == options and found.options.to_dict()["period"] == {"conversations": 10}
    assert [period.period for period in found.team.empathy.periods] == ["1-10", "11-20", "21-30"]
    means = [agent.empathy.interval.mean for agent in found.agents if agent.empathy.interval is not None]
    assert means == sorted(means, reverse=True)


def test_one_bad_conversation_loses_no_other(fast: simpatico.Analyzer, team: list[dict[str, Any]]) -> None:
    reflection = fast.reflection()
    (error,) = reflection.add_all([team[0], {"turns": [{"speaker": "customer"}]}, team[1]], errors="return")
    assert isinstance(error, simpatico.InputError) and "conversation 1: turns[0].text" in str(error)
    assert reflection.analysis().conversations == 2
    with pytest.raises(simpatico.InputError, match="conversation 1: "):
        fast.reflect([team[0], {"id": "a"}])


def test_threads_share_a_reflection(fast: simpatico.Analyzer, team: list[dict[str, Any]]) -> None:
    reflection = fast.reflection()
    with concurrent.futures.ThreadPoolExecutor(8) as pool:
        added = [pool.submit(reflection.add, chat) for chat in team]
        asked = [pool.submit(reflection.analysis) for _ in range(8)]
        assert all(future.result() is None for future in added)
        assert all(future.result().conversations <= len(team) for future in asked)
    assert reflection.analysis().team.replies == fast.reflect(team).team.replies
