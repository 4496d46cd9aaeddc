"""Figures say what the results say."""

from collections.abc import Iterator
from typing import Any, get_args

import matplotlib
import pandas as pd
import polars as pl
import pyarrow as pa
import pytest
from conftest import COLD, THIRD_CALL
from matplotlib import pyplot
from matplotlib.colors import to_hex

import simpatico
from simpatico import plot
from simpatico.labels import Pillar

matplotlib.use("agg")


@pytest.fixture(autouse=True)
def closed() -> Iterator[None]:
    yield
    pyplot.close("all")


def test_pillars_are_drawn_to_scale(fast: simpatico.Analyzer) -> None:
    warm = fast.score_reply(THIRD_CALL, "I'm so sorry about the leak. I have booked Sam for tomorrow at 9.")
    cold = fast.score_reply(THIRD_CALL, COLD)
    axes = plot.pillars({"before": cold, "after": warm})
    assert [tick.get_text() for tick in axes.get_yticklabels()] == [name.replace("_", " ") for name in get_args(Pillar)]
    for bars, reply in zip(axes.containers, (cold, warm), strict=True):
        drawn = [bar.get_width() for bar in bars]
        assert drawn == [points or 0 for points in reply.pillars.to_dict().values()]
    legend = axes.get_legend()
    assert legend is not None and [text.get_text() for text in legend.get_texts()] == ["before", "after"]
    assert plot.pillars(warm).get_legend() is None


def tables(rows: dict[str, list[Any]]) -> list[Any]:
    return [pd.DataFrame(rows), pl.DataFrame(rows), pa.table(rows)]


def test_reasons_are_shares_of_messages(fast: simpatico.Analyzer) -> None:
    late, broken = "My parcel is two weeks late!", "The app keeps crashing since the update!"
    rows: dict[str, list[Any]] = {"team": ["north", "north", "south", None], "text": [late, broken, late, late]}
    for table in tables(rows):
        axes = plot.reasons(fast.analyze_table(table, "text", keep=["team"]), "team")
        names = [tick.get_text() for tick in axes.get_yticklabels()]
        shares = {
            bars.get_label(): dict(zip(names, [bar.get_width() for bar in bars], strict=True)) for bars in axes.containers
        }
        assert set(shares) == {"north", "south"}
        assert shares["north"]["delay"] == 50 and shares["south"]["delay"] == 100
        assert shares["north"]["technical failure"] == 50 and shares["south"]["technical failure"] == 0


def test_light_and_dark(fast: simpatico.Analyzer) -> None:
    reply = fast.score_reply(THIRD_CALL, COLD)
    papers = {theme: to_hex(plot.pillars(reply, theme=theme).get_facecolor()) for theme in get_args(plot.Theme)}
    assert papers == {"light": "#ffffff", "dark": "#14171f"}
    own = pyplot.figure().add_subplot()
    assert plot.pillars(reply, axes=own) is own
    with pytest.raises(simpatico.OptionError, match="theme is 'blue'"):
        plot.pillars(reply, theme="blue")  # type: ignore[arg-type]


def test_nothing_to_draw_is_told(fast: simpatico.Analyzer) -> None:
    with pytest.raises(simpatico.OptionError, match="nothing to draw"):
        plot.pillars({})
    table = fast.analyze_table(pa.table({"team": pa.nulls(1, pa.string()), "text": ["Hello"]}), "text", keep=["team"])
    with pytest.raises(simpatico.OptionError, match="'team' has no segments"):
        plot.reasons(table, "team")


def test_a_course_is_drawn_turn_by_turn(fast: simpatico.Analyzer, chats: list[dict[str, Any]]) -> None:
    found = fast.analyze_conversation(chats[0])
    axes = plot.course(found, theme="dark")
    (line,) = [line for line in axes.get_lines() if line.get_label() == "sentiment"]
    judged = [(turn.turn, seen.sentiment.score) for turn, seen in found.messages() if seen.abstained is None]
    assert list(zip(line.get_xdata(), line.get_ydata(), strict=True)) == judged
    written = [text.get_text() for text in axes.texts]
    assert [point.kind for point in found.turning_points] == [text for text in written if not text.isdigit()]
    assert [f"{reply.empathy.score:.0f}" for _, reply in found.replies()] == [text for text in written if text.isdigit()]
    with pytest.raises(simpatico.OptionError, match="nothing to draw"):
        plot.course(fast.analyze_conversation([("agent", "Hello")]))


@pytest.mark.parametrize("period", ["days", "weeks", "months", 6])
def test_a_trend_is_drawn_with_its_intervals(fast: simpatico.Analyzer, team: list[dict[str, Any]], period: Any) -> None:
    options = simpatico.ReflectionOptions(period=period, least_opportunities=10, least_conversations=5)
    found = fast.reflect(team, options)
    axes = plot.trend(found)
    periods = found.team.empathy.periods
    dots = [line.get_ydata()[0] for line in axes.get_lines() if line.get_marker() == "o"]
    assert dots == [mean.mean for mean in periods]
    trend = found.team.empathy.trend
    lines = [line for line in axes.get_lines() if line.get_label() == "trend"]
    if trend is None:
        assert lines == []
    else:
        (start, end), (low, high) = lines[0].get_xdata(), lines[0].get_ydata()
        assert (high - low) / (end - start) == pytest.approx(trend.per_period)
        assert f"({trend.low:+.1f} to {trend.high:+.1f})" in axes.get_title(loc="left")


def test_trends_of_one_agent_and_pillar(fast: simpatico.Analyzer, team: list[dict[str, Any]]) -> None:
    found = fast.reflect(team)
    profile = found.agents[0]
    axes = plot.trend(found, "action", profile=profile, theme="dark")
    (action,) = [own for own in profile.pillars if own.pillar == "action"]
    assert len([line for line in axes.get_lines() if line.get_marker() == "o"]) == len(action.periods)
    with pytest.raises(simpatico.OptionError, match="measure is 'speed'"):
        plot.trend(found, "speed")  # type: ignore[arg-type]
    with pytest.raises(simpatico.OptionError, match="empathy has no periods"):
        plot.trend(fast.reflect([[("customer", "Nobody answers!"), ("agent", "Hello.")]]))
