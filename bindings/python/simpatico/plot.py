"""Figures, with matplotlib; every function draws on the axes that it is given, or on new ones, and gives them back."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from .columns import is_missing
from .errors import OptionError
from .labels import Pillar, Reason

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .results.conversation import ConversationAnalysis
    from .results.exchange import ReplyScore
    from .results.reflection import Measure, PeriodMean, Profile, ReflectionAnalysis

__all__ = ["Theme", "course", "pillars", "reasons", "trend"]

Theme: TypeAlias = Literal["light", "dark"]

_PAPER = {"light": "#ffffff", "dark": "#14171f"}
_INK = {"light": "#1f2430", "dark": "#e6e8ee"}
_RAIL = {"light": "#e4e7ec", "dark": "#3a4150"}
# Told apart by the colour-blind too: the palette of Okabe and Ito, its black left out.
_GOOD, _MIDDLE, _BAD = "#009e73", "#e69f00", "#d55e00"
_PALETTE = ("#0072b2", "#e69f00", "#009e73", "#cc79a7", "#56b4e9", "#d55e00", "#f0e442")


def pillars(replies: ReplyScore | Mapping[str, ReplyScore], *, theme: Theme = "light", axes: Axes | None = None) -> Axes:
    """The five pillars of a reply, or of several side by side under their names.

    A pillar that nothing called for has no bar, only a dash.

    Args:
        replies: a score, or scores by name.
        theme: ``"light"`` or ``"dark"``.
        axes: where to draw; new axes without it.

    Examples:
        >>> import matplotlib; matplotlib.use("agg")
        >>> from simpatico import Analyzer, plot
        >>> reply = Analyzer(model="fast").score_reply("Nobody answers me!", "I'm sorry, I am here now. What happened?")
        >>> [tick.get_text() for tick in plot.pillars(reply).get_yticklabels()][0]
        'active listening'
    """
    named = replies if isinstance(replies, Mapping) else {"": replies}
    if not named:
        raise OptionError("replies is empty: nothing to draw", "invalid_option")
    names = get_args(Pillar)
    axes = _axes(axes, theme, height=1.2 + 0.35 * len(names) * max(1, len(named) ** 0.5))
    thickness = 0.8 / len(named)
    for place, (name, reply) in enumerate(named.items()):
        values = reply.pillars.to_dict()
        where = [row + thickness * (place - (len(named) - 1) / 2) for row in range(len(names))]
        points = [values[pillar] for pillar in names]
        colour = _PALETTE[place % len(_PALETTE)]
        axes.barh(where, [value or 0 for value in points], thickness * 0.9, color=colour, label=name)
        for row, value in zip(where, points, strict=True):
            axes.text((value or 0) + 1, row, "–" if value is None else f"{value:.0f}", va="center", color=_INK[theme])
    axes.set_yticks(range(len(names)), [name.replace("_", " ") for name in names])
    axes.invert_yaxis()
    axes.set_xlim(0, 108)
    axes.set_xlabel("points of 100")
    _legend(axes, theme, len(named))
    return axes


def reasons(table: Any, by: str, *, theme: Theme = "light", axes: Axes | None = None) -> Axes:
    """The share of messages in which each reason stands, segment by segment.

    Args:
        table: a flat table of results with a column of segments, kept by ``keep=[...]``: a pandas or polars data frame or a
            pyarrow table.
        by: the name of the column of segments.
        theme: ``"light"`` or ``"dark"``.
        axes: where to draw; new axes without it.

    Raises:
        KeyError: a column that is not there.
    """
    names = [f"reason_{reason}" for reason in get_args(Reason)]
    columns = {name: _column(table, name) for name in (by, *names)}
    segments = sorted({segment for segment in columns[by] if not is_missing(segment)}, key=str)
    if not segments:
        raise OptionError(f"column {by!r} has no segments: nothing to draw", "invalid_option")
    shares: dict[str, list[float]] = {name: [] for name in names}
    for segment in segments:
        rows = [row for row, own in enumerate(columns[by]) if not is_missing(own) and own == segment]
        for name in names:
            known = [score for row in rows if not is_missing(score := columns[name][row])]
            shares[name].append(100 * sum(score > 0 for score in known) / len(known) if known else 0.0)
    # The most frequent reason stands at the top.
    order = sorted((name for name in names if any(shares[name])), key=lambda name: -max(shares[name]))
    axes = _axes(axes, theme, height=1.2 + 0.42 * max(len(order), 1))
    thickness = 0.8 / len(segments)
    for place, segment in enumerate(segments):
        where = [row + thickness * (place - (len(segments) - 1) / 2) for row in range(len(order))]
        values = [shares[name][place] for name in order]
        axes.barh(where, values, thickness * 0.9, color=_PALETTE[place % len(_PALETTE)], label=str(segment))
    axes.set_yticks(range(len(order)), [name.removeprefix("reason_").replace("_", " ") for name in order])
    axes.invert_yaxis()
    axes.set_xlabel("% of messages")
    _legend(axes, theme, len(segments), str(by).replace("_", " "))
    return axes


def course(conversation: ConversationAnalysis, *, theme: Theme = "light", axes: Axes | None = None) -> Axes:
    """The course of a conversation: the customer's sentiment turn by turn, the empathy of each reply below, and where it turned.

    Args:
        conversation: what was analyzed.
        theme: ``"light"`` or ``"dark"``.
        axes: where to draw; new axes without it.

    Raises:
        OptionError: no turn of the customer could be judged.

    Examples:
        >>> import matplotlib; matplotlib.use("agg")
        >>> from simpatico import Analyzer, plot
        >>> turns = [("customer", "Nobody answers me!"), ("agent", "I'm here."), ("customer", "Thank you so much!")]
        >>> plot.course(Analyzer(model="fast").analyze_conversation(turns)).get_ylabel()
        'sentiment'
    """
    judged = [(turn.turn, seen.sentiment.score) for turn, seen in conversation.messages() if seen.abstained is None]
    if not judged:
        raise OptionError("the conversation has no turn of a customer that could be judged: nothing to draw", "invalid_option")
    axes = _axes(axes, theme, height=3.2)
    axes.plot(*zip(*judged, strict=True), color=_PALETTE[0], marker="o", label="sentiment", zorder=3)
    colours = {"low": _BAD, "medium": _MIDDLE, "high": _GOOD}
    for turn, reply in conversation.replies():
        # Replies stand on a line of their own below the course.
        axes.plot([turn.turn], [-1.25], marker="s", markersize=9, color=colours[reply.empathy.level], linestyle="none")
        axes.annotate(
            f"{reply.empathy.score:.0f}", (turn.turn, -1.25), xytext=(0, -7), textcoords="offset points",
            ha="center", va="top", color=_INK[theme], fontsize="small",
        )
    kinds = {"recovery": _GOOD, "damage": _BAD, "stall": _MIDDLE}
    for point in conversation.turning_points:
        axes.vlines(point.turn, -1.1, 1.15, color=kinds[point.kind], linestyle="--", linewidth=1, zorder=1)
        axes.annotate(
            point.kind, (point.turn, 1.05), xytext=(3, 0), textcoords="offset points", color=kinds[point.kind], fontsize="small"
        )
    axes.axhline(0, color=_RAIL[theme], linewidth=1)
    axes.set_ylim(-1.55, 1.2)
    axes.set_yticks([-1.25, -1, 0, 1], ["empathy", "-1", "0", "1"])
    axes.set_xticks([turn.turn for turn in conversation.turns] if len(conversation.turns) <= 24 else axes.get_xticks())
    axes.set_xlabel("turn")
    axes.set_ylabel("sentiment")
    return axes


def trend(
    reflection: ReflectionAnalysis,
    measure: Literal["empathy"] | Pillar = "empathy",
    *,
    profile: Profile | None = None,
    theme: Theme = "light",
    axes: Axes | None = None,
) -> Axes:
    """A figure over time: the mean of each period, with its 95 % interval where its sample allows one, and the line over all
    of them with the interval of its slope.

    Args:
        reflection: what was looked back on.
        measure: ``"empathy"`` or a pillar.
        profile: whose, such as ``reflection.agent("Noemi")``; the team without it.
        theme: ``"light"`` or ``"dark"``.
        axes: where to draw; new axes without it.

    Raises:
        OptionError: a measure that is not there, or one without any period: the conversations carry no times.
    """
    of = profile or reflection.team
    measures: dict[str, Measure] = {"empathy": of.empathy, **{own.pillar: own for own in of.pillars}}
    if measure not in measures:
        raise OptionError(f"measure is {measure!r}, not one of {', '.join(measures)}", "invalid_option")
    chosen = measures[measure]
    known = [(_place(period, reflection), period, period.mean) for period in chosen.periods if period.mean is not None]
    if not known:
        raise OptionError(f"{measure} has no periods: nothing to draw", "invalid_option")
    axes = _axes(axes, theme, height=3.2)
    for place, period, mean in known:
        if period.interval is not None:
            axes.plot([place] * 2, [period.interval.low, period.interval.high], color=_PALETTE[0], linewidth=2, alpha=0.5)
        axes.plot([place], [mean], marker="o", color=_PALETTE[0], linestyle="none", markersize=4 + min(period.n, 60) / 10)
    name = measure.replace("_", " ")
    if (line := chosen.trend) is not None:
        # The line of least squares goes through the centre of all opportunities.
        n = sum(period.n for _, period, _ in known)
        centre = sum(place * period.n for place, period, _ in known) / n
        height = sum(mean * period.n for _, period, mean in known) / n
        ends = [known[0][0], known[-1][0]]
        low, middle, high = (
            [height + slope * (end - centre) for end in ends] for slope in (line.low, line.per_period, line.high)
        )
        axes.plot(ends, middle, color=_PALETTE[1], label="trend")
        axes.fill_between(
            [ends[0], centre, ends[1]],
            [min(low[0], high[0]), height, min(low[1], high[1])],
            [max(low[0], high[0]), height, max(low[1], high[1])],
            color=_PALETTE[1], alpha=0.2, linewidth=0,
        )
        each = {"days": "day", "weeks": "week", "months": "month"}.get(str(reflection.options.period), "period")
        slope = f"{line.per_period:+.1f} a {each} ({line.low:+.1f} to {line.high:+.1f})"
        name += f": {slope}, direction {line.direction}"
    axes.set_title(name, color=_INK[theme], fontsize="medium", loc="left")
    step = max(1, len(known) // 8)
    axes.set_xticks([place for place, _, _ in known][::step], [period.period for _, period, _ in known][::step])
    axes.set_ylim(-4, 104)
    axes.set_ylabel("points of 100")
    return axes


def _place(period: PeriodMean, reflection: ReflectionAnalysis) -> float:
    """Where a period stands in time, counted in periods."""
    over, name = reflection.options.period, period.period
    if isinstance(over, int):
        return int(name.partition("-")[0]) / over
    if over == "months":
        year, _, month = name.rpartition("-")
        return int(year) * 12 + int(month)
    return date.fromisoformat(name).toordinal() / (7 if over == "weeks" else 1)


def _column(table: Any, name: str) -> list[Any]:
    column = table[name]
    return list(column.to_pylist() if hasattr(column, "to_pylist") else column.to_list())


def _axes(axes: Axes | None, theme: Theme, height: float) -> Axes:
    if theme not in get_args(Theme):
        raise OptionError(f'theme is {theme!r}, not "light" or "dark"', "invalid_option")
    if axes is None:
        from matplotlib import pyplot

        axes = pyplot.figure(figsize=(7.5, height), layout="constrained").add_subplot()
        axes.figure.set_facecolor(_PAPER[theme])
    axes.set_facecolor(_PAPER[theme])
    axes.tick_params(colors=_INK[theme], length=0)
    axes.xaxis.label.set_color(_INK[theme])
    axes.yaxis.label.set_color(_INK[theme])
    axes.grid(axis="x", color=_RAIL[theme], linewidth=0.8)
    axes.set_axisbelow(True)
    for spine in axes.spines.values():
        spine.set_visible(False)
    return axes


def _legend(axes: Axes, theme: Theme, entries: int, title: str | None = None) -> None:
    if entries > 1:
        legend = axes.legend(
            title=title, frameon=False, labelcolor=_INK[theme], loc="lower left", bbox_to_anchor=(0, 1), ncols=min(entries, 5)
        )
        legend.get_title().set_color(_INK[theme])
