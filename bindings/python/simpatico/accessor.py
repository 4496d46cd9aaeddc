"""What ``frame.simpatico`` is, for every kind of frame."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from .analyzer import Analyzer, default

if TYPE_CHECKING:
    from .columns import Layout


class FrameAccessor:
    """``frame.simpatico``: judges the texts of a frame."""

    def __init__(self, frame: Any) -> None:
        self._frame = frame

    def analyze(
        self,
        customer: str,
        reply: str | None = None,
        *,
        analyzer: Analyzer | None = None,
        keep: Iterable[str] = (),
        layout: Layout = "flat",
        threads: int | None = None,
        progress: bool | None = None,
    ) -> Any:
        """A frame of results, one row for each row; see `simpatico.Analyzer.analyze_table`.

        Args:
            customer: the name of the column of messages.
            reply: the name of the column of replies.
            analyzer: what judges; the accurate model without it.
            keep: names of columns to stand before the results.
            layout: ``"flat"`` or ``"nested"``.
            threads: number of threads.
            progress: a tqdm bar.
        """
        judge = analyzer or default()
        return judge.analyze_table(
            self._frame, customer, reply, keep=keep, layout=layout, threads=threads, progress=progress
        )

    def analyze_conversations(
        self,
        conversation: str = "conversation",
        speaker: str = "speaker",
        text: str = "text",
        *,
        time: str | None = None,
        agent: str | None = None,
        analyzer: Analyzer | None = None,
        threads: int | None = None,
        progress: bool | None = None,
    ) -> Any:
        """A frame of conversations from this frame of turns; see `simpatico.Analyzer.analyze_conversation_table`.

        Args:
            conversation: the name of the column that tells conversations apart.
            speaker: the name of the column of speakers.
            text: the name of the column of words.
            time: the name of the column of times.
            agent: the name of the column of agents.
            analyzer: what judges; the accurate model without it.
            threads: number of threads.
            progress: a tqdm bar.
        """
        judge = analyzer or default()
        return judge.analyze_conversation_table(
            self._frame, conversation, speaker, text, time=time, agent=agent, threads=threads, progress=progress
        )


class SeriesAccessor:
    """``series.simpatico``: judges the texts of one column."""

    def __init__(self, series: Any) -> None:
        self._series = series

    def analyze(
        self,
        *,
        analyzer: Analyzer | None = None,
        layout: Layout = "flat",
        threads: int | None = None,
        progress: bool | None = None,
    ) -> Any:
        """A frame of results, one row for each text; arguments are those of `FrameAccessor.analyze`."""
        judge = analyzer or default()
        frame = self._series.to_frame("text") if hasattr(self._series, "index") else self._series.alias("text").to_frame()
        return judge.analyze_table(frame, "text", layout=layout, threads=threads, progress=progress)
