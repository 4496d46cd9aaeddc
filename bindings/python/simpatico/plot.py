"""Figures, with matplotlib; every function draws on the axes that it is given, or on new ones, and gives them back."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any, Literal, TypeAlias, get_args

from .columns import is_missing
from .errors import OptionError
from .labels import Pillar, Reason

if TYPE_CHECKING:
    from matplotlib.axes import Axes

    from .results import ReplyScore

__all__ = ["Theme", "pillars", "reasons"]

Theme: TypeAlias = Literal["light", "dark"]

_PAPER = {"light": "#ffffff", "dark": "#14171f"}
_INK = {"light": "#1f2430", "dark": "#e6e8ee"}
_RAIL = {"light": "#e4e7ec", "dark": "#3a4150"}
# Told apart by the colour-blind too: the palette of Okabe and Ito, its black left out.
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
