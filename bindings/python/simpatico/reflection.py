"""Many conversations looked back on: figures over time, habits, what to keep and what to work on, and the page on them."""

from __future__ import annotations

import json
from collections.abc import Iterable, Mapping
from os import PathLike
from typing import TYPE_CHECKING, Any, Literal

from . import _native
from .progress import length, shown
from .results.base import Result, dumped
from .results.conversation import ConversationAnalysis
from .results.reflection import Correction, ReflectionAnalysis, ReflectionOptions
from .session import Session
from .turns import read

if TYPE_CHECKING:
    from .analyzer import Analyzer
    from .labels import Lang
    from .turns import ConversationLike

__all__ = ["Reflection", "report"]


class Reflection:
    """Looks back on many conversations of an agent or a team, made by `simpatico.Analyzer.reflection`.

    Memory does not grow with their number: figures are sums, and of texts only a few samples are kept, chosen by a fixed rule.
    The same conversations in the same order give the same bytes. Threads may share a reflection: they take turns.

    Examples:
        >>> from simpatico import Analyzer
        >>> reflection = Analyzer(model="fast").reflection()
        >>> reflection.add([
        ...     ("customer", "My parcel is a week late and nobody answers!"),
        ...     ("agent", "A week is too long, I'm sorry. It will be at your door at 5 today."),
        ... ], id="chat-1", agent="Noemi")
        >>> found = reflection.analysis()
        >>> found.agent("Noemi").replies
        1
        >>> found.team.empathy.interval is None     # nothing is claimed of one reply
        True
    """

    __slots__ = ("_analyzer", "_native", "_options")

    def __init__(
        self,
        analyzer: Analyzer,
        options: ReflectionOptions | None = None,
        *,
        lang: Lang = "en",
        title: str | None = None,
    ) -> None:
        asked = options or ReflectionOptions()
        self._analyzer = analyzer
        self._options = asked
        self._native = _native.Reflection(
            analyzer._native,
            asked.period,
            asked.least_opportunities,
            asked.least_conversations,
            asked.order,
            lang,
            title,
        )

    def __repr__(self) -> str:
        return f"Reflection({self._options!r})"

    def correct(self, correction: Correction | Mapping[str, Any]) -> None:
        """Takes a reviewer's correction, or an object of the contract. It must come before its conversation, and is kept
        until then.

        Raises:
            InputError: what is no correction, or a value outside its scale.
        """
        given = correction.to_dict() if isinstance(correction, Correction) else dict(correction)
        self._native.correct(json.dumps(given))

    def add(
        self,
        conversation: ConversationLike | ConversationAnalysis | Session,
        *,
        id: str | None = None,
        agent: str | None = None,
    ) -> None:
        """Takes one conversation.

        A `Session` and an analysis are not read again. Of an analysis the four decimals of the contract are known, so that
        figures may differ in the last one from those of its turns.

        Args:
            conversation: its turns, an object of the contract, a session, or an analysis.
            id: its id, where it has none of its own.
            agent: whose turns those are that name nobody. A session and an analysis have named them already.

        Raises:
            TypeError: what is no conversation, or no ``str`` in one; an ``agent`` beside a session or an analysis.
            InputError: a turn that cannot be used.
        """
        if agent is not None and isinstance(conversation, (Session, ConversationAnalysis)):
            raise TypeError(f"agent is {agent!r}, but a {type(conversation).__name__} has named its agents")
        if isinstance(conversation, Session):
            self._native.add_session(conversation._native, id)
        elif isinstance(conversation, ConversationAnalysis):
            gone = [("system", "")] * conversation.left_out.turns
            turns = read([*gone, *conversation.said], id=conversation.id or id)
            self._native.add(turns, dumped(Result.to_dict(conversation)))
        else:
            self._native.add(read(conversation, id=id, agent=agent), None)

    def add_all(
        self,
        conversations: Iterable[ConversationLike],
        *,
        errors: Literal["raise", "return"] = "raise",
        threads: int | None = None,
        progress: bool | None = None,
    ) -> list[Exception]:
        """Takes many conversations, analyzed on all cores and added in their order; they may come from a generator.

        Arguments are those of `simpatico.Analyzer.analyze_conversations`.

        Returns:
            With ``errors="return"`` the errors of conversations that cannot be used, which are left out. With ``"raise"`` those
            before the first such one have been added.
        """
        from .analyzer import check_errors
        from .errors import check_threads

        keep = check_errors(errors)
        check_threads(threads)
        with shown(progress, length(conversations)) as advance:
            return self._native.add_all(iter(conversations), read, keep, threads, advance)

    def analysis(self) -> ReflectionAnalysis:
        """What was seen so far."""
        return self._native.analysis()

    def html(self) -> str:
        """The page: HTML with its styles and charts inside, without scripts, complete as it stands."""
        return self._native.html()

    def csv(self) -> str:
        """The figures as CSV with a header: one row a measure and period, for spreadsheets."""
        return self._native.csv()


def report(
    conversations: Iterable[ConversationLike],
    path: str | PathLike[str] | None = None,
    *,
    analyzer: Analyzer | None = None,
    options: ReflectionOptions | None = None,
    corrections: Iterable[Correction | Mapping[str, Any]] = (),
    lang: Lang = "en",
    title: str | None = None,
    threads: int | None = None,
    progress: bool | None = None,
) -> str:
    """One page on many conversations, for team leads to read: HTML that needs nothing from outside and no scripts.

    Args:
        conversations: as for `simpatico.Analyzer.analyze_conversations`; they may come from a generator.
        path: a file to write it to, too.
        analyzer: what judges; the accurate model without it.
        options: what figures follow.
        corrections: what people said in place of the machine.
        lang: the language of the page; texts stay in their own.
        title: the page's title, in place of its own.
        threads: as for `simpatico.Analyzer.analyze_batch`.
        progress: as for `simpatico.Analyzer.analyze_batch`.

    Examples:
        >>> import simpatico
        >>> turns = [("customer", "My parcel is a week late!"), ("agent", "I'm sorry. It comes at 5 today.")]
        >>> page = simpatico.report([turns], analyzer=simpatico.Analyzer(model="fast"), title="March")
        >>> page.startswith("<!doctype html>") and "March" in page
        True
    """
    from .analyzer import default

    reflection = Reflection(analyzer or default(), options, lang=lang, title=title)
    for correction in corrections:
        reflection.correct(correction)
    reflection.add_all(conversations, threads=threads, progress=progress)
    page = reflection.html()
    if path is not None:
        with open(path, "w", encoding="utf-8", newline="\n") as file:
            file.write(page)
    return page
