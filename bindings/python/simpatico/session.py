"""A conversation under way, and a reply while it is being written."""

from __future__ import annotations

from typing import TYPE_CHECKING

from . import turns

if TYPE_CHECKING:
    from datetime import datetime

    from .analyzer import Analyzer
    from .labels import Speaker
    from .results.conversation import ConversationAnalysis, TurnChange
    from .results.exchange import Analysis, ReplyScore

__all__ = ["Draft", "Session"]


class Session:
    """A conversation under way, made by `simpatico.Analyzer.session`.

    Pushing a turn costs what its own message or reply costs, however long the conversation is. The analysis of so far equals
    `simpatico.Analyzer.analyze_conversation` of the turns pushed. Threads may share a session: they take turns.

    Examples:
        >>> from simpatico import Analyzer
        >>> session = Analyzer(model="fast").session(id="chat-7")
        >>> change = session.push("customer", "My parcel is a week late and nobody answers me!")
        >>> "status" in [need.label for need in change.raised]
        True
        >>> session.check("Please hold.").empathy.level
        'low'
        >>> _ = session.push("agent", "I'm sorry, a week is too long. It will be at your door at 5 today.", agent="Noemi")
        >>> session.analysis().agents[0].agent
        'Noemi'
    """

    __slots__ = ("_agent", "_analyzer", "_native")

    def __init__(self, analyzer: Analyzer, id: str | None = None, agent: str | None = None) -> None:
        self._analyzer = analyzer
        self._agent = agent
        self._native = analyzer._native.session(id)

    def __len__(self) -> int:
        return len(self._native)

    def __repr__(self) -> str:
        return f"Session(id={self.id!r}, turns={len(self)})"

    @property
    def id(self) -> str | None:
        """The id that was given."""
        return self._native.id

    def push(
        self, speaker: Speaker, text: str, *, time: str | datetime | None = None, agent: str | None = None
    ) -> TurnChange:
        """Takes the next turn, and tells what it changed.

        Args:
            speaker: who speaks.
            text: the words.
            time: when, where it is known: RFC 3339, or a datetime with a time zone.
            agent: which agent.

        Raises:
            TypeError: what is no ``str``.
            UnicodeEncodeError: a lone surrogate, which is no text.
            InputError: no speaker of that name, or a time that is none.
        """
        return self.push_turn(turns.Turn(speaker, text, time, agent))

    def push_turn(self, turn: turns.TurnLike) -> TurnChange:
        """As `push`, for a `Turn`, an object of the contract or a ``(speaker, text)`` tuple."""
        read = turns.turn(turn, agent=self._agent)
        return self._native.push(turns.row(read), turns.masked(read, self._analyzer))

    def analysis(self) -> ConversationAnalysis:
        """What the conversation is found to be, as far as it went."""
        return self._native.analysis()

    def check(self, reply: str) -> ReplyScore | None:
        """Judges a draft of the reply to the customer's message, which is all that the customer wrote since an agent last
        spoke before it. The message is read once for all drafts.

        Returns:
            The same as `simpatico.Analyzer.score_reply` on the finished text, or ``None`` where no customer has spoken.
        """
        return self._native.check(reply)


class Draft:
    """A customer's message, read once, for the many versions of the reply to it; made by `simpatico.Analyzer.draft`.

    Examples:
        >>> from simpatico import Analyzer
        >>> draft = Analyzer(model="fast").draft("My card was charged twice and rent is due tomorrow!")
        >>> early = draft.check("Please hold.")
        >>> later = draft.check("That is a bad day for it to happen. I have sent the second charge back just now.")
        >>> later.empathy.score > early.empathy.score
        True
    """

    __slots__ = ("_native",)

    def __init__(self, analyzer: Analyzer, customer: str) -> None:
        self._native = analyzer._native.draft(customer)

    @property
    def customer(self) -> Analysis:
        """The customer's message, analyzed."""
        return self._native.customer()

    def check(self, reply: str) -> ReplyScore:
        """Judges the reply as it stands: the same as `simpatico.Analyzer.score_reply` on the finished text."""
        return self._native.check(reply)
