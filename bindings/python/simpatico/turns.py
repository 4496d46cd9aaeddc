"""What conversations are made of."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace
from datetime import datetime
from typing import TYPE_CHECKING, Any, TypeAlias, cast

from ._native import MOST_TURNS
from .errors import InputError

if TYPE_CHECKING:
    from .analyzer import Analyzer
    from .labels import Speaker

__all__ = ["ConversationLike", "Turn", "TurnLike", "read"]


@dataclass(frozen=True, slots=True)
class Turn:
    """One turn of a conversation.

    Examples:
        >>> from simpatico import Turn
        >>> Turn("agent", "It is with the courier.", time="2026-03-12T14:02:11-05:00", agent="Noemi").agent
        'Noemi'
    """

    speaker: Speaker
    """Who speaks: ``customer``, ``agent``, ``system`` or ``bot``."""
    text: str
    """The words."""
    time: str | datetime | None = None
    """When, where it is known: RFC 3339, or a datetime with a time zone."""
    agent: str | None = None
    """Which agent, where several speak or many conversations are compared."""


TurnLike: TypeAlias = "Turn | Mapping[str, Any] | tuple[str, str]"
"""A turn, an object of the contract with ``speaker`` and ``text``, or these two in a tuple."""
ConversationLike: TypeAlias = "Mapping[str, Any] | Iterable[TurnLike]"
"""Turns, or an object of the contract with ``turns`` and perhaps ``id`` and ``agent``."""

_Row: TypeAlias = "tuple[str, str, str | None, str | None]"


def read(
    conversation: ConversationLike,
    place: str = "",
    *,
    id: str | None = None,
    agent: str | None = None,
    analyzer: Analyzer | None = None,
) -> tuple[str | None, tuple[Turn, ...], tuple[_Row, ...]]:
    """A conversation for the native part: its id, the turns that results show, and the turns to be read.

    Args:
        conversation: what users give.
        place: what errors call it.
        id: its id, where it has none of its own.
        agent: whose turns those are that name nobody, where it does not tell.
        analyzer: masks what is shown, where it masks.

    Raises:
        TypeError: what is no conversation.
        InputError: a turn without speaker or text, or with a time that has no time zone.
    """
    turns: Any = conversation
    if isinstance(conversation, Mapping):
        if "turns" not in conversation:
            raise InputError(f'{place}no field "turns"', "missing_field")
        turns = conversation["turns"]
        id = _name(id if conversation.get("id") is None else conversation["id"])
        agent = _name(agent if conversation.get("agent") is None else conversation["agent"])
    if isinstance(turns, (str, bytes, Turn)) or not isinstance(turns, Iterable):
        raise TypeError(f"{place}a conversation is a list of turns, not {type(turns).__name__}")
    said = [turn(given, f"{place}turns[{number}]", agent) for number, given in enumerate(turns)]
    first = max(len(said) - MOST_TURNS, 0)
    shown = said[first:]
    if analyzer is not None:
        shown = [masked(turn, analyzer, f"{place}turns[{number}].") for number, turn in enumerate(shown, first)]
    return id, tuple(shown), tuple(row(turn, f"{place}turns[{number}]") for number, turn in enumerate(said))


def turn(given: TurnLike, place: str = "turn", agent: str | None = None) -> Turn:
    """A turn, from whatever users give."""
    if isinstance(given, Mapping):
        for name in ("speaker", "text"):
            if given.get(name) is None:
                raise InputError(f'no field "{place}.{name}"', "missing_field")
        found = Turn(given["speaker"], given["text"], given.get("time"), _name(given.get("agent")))
    elif isinstance(given, Turn):
        found = given
    elif isinstance(given, tuple) and len(given) == 2:
        found = Turn(cast("Speaker", given[0]), given[1])
    else:
        raise TypeError(f"{place} is {type(given).__name__}, not a Turn, a dictionary or a (speaker, text) tuple")
    is_nameless = agent is not None and found.agent is None and found.speaker == "agent"
    return replace(found, agent=agent) if is_nameless else found


def row(turn: Turn, place: str = "turn") -> _Row:
    """A turn for the native part."""
    time = turn.time
    if isinstance(time, datetime):
        if time.utcoffset() is None:
            raise InputError(f"{place}.time is {time}, which has no time zone", "invalid_time")
        time = time.isoformat()
    return turn.speaker, turn.text, time, turn.agent


def masked(turn: Turn, analyzer: Analyzer, place: str = "") -> Turn:
    """The turn as results may show it."""
    try:
        shown = analyzer.shown(turn.text) if isinstance(turn.text, str) else turn.text
    except UnicodeEncodeError as error:
        error.reason = place + error.reason
        raise
    return turn if shown is turn.text else replace(turn, text=shown)


def _name(given: object) -> Any:
    """Ids and agents may be numbers, as on the command line."""
    return str(given) if isinstance(given, int) and not isinstance(given, bool) else given
