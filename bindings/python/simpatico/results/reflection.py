"""Of many conversations, looked back on."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Any, Literal, TypeAlias

from ..errors import OptionError, check_count
from ..labels import (
    AgentOrder,
    Antipattern,
    Direction,
    EmotionalNeed,
    Model,
    NeedKind,
    Period,
    Pillar,
    Reason,
    ServiceNeed,
    Technique,
)
from .base import Line, Result
from .conversation import Quote

__all__ = [
    "AgentProfile",
    "Agreement",
    "AntipatternHabit",
    "Area",
    "Better",
    "Change",
    "Corrected",
    "Correction",
    "CorrectionValue",
    "Corrections",
    "Duration",
    "Habits",
    "Interval",
    "Measure",
    "MoodMoves",
    "NeedCount",
    "PeriodMean",
    "PillarMeasure",
    "Profile",
    "QuotedReply",
    "ReasonCount",
    "ReflectionAnalysis",
    "ReflectionOptions",
    "ReplySample",
    "ResolutionCounts",
    "Speed",
    "Strength",
    "TechniqueHabit",
    "Trend",
    "Wording",
]

CorrectionValue: TypeAlias = bool | float | Literal["yes", "no", "unclear"]
"""Present or not, a score or a level, or whether the matter is settled."""


@dataclass(frozen=True, slots=True)
class ReflectionOptions(Result):
    """What can be asked of a reflection.

    Examples:
        >>> from simpatico import ReflectionOptions
        >>> ReflectionOptions(period="months").least_conversations
        8
    """

    period: Period | int = "weeks"
    """What figures are followed over: days, weeks from Monday or months, in UTC, or so many conversations in their order."""
    least_opportunities: int = 20
    """Below so many opportunities no mean, trend, habit, strength or area is claimed."""
    least_conversations: int = 8
    """Nor below so many conversations; 5 at least."""
    order: AgentOrder = "name"
    """Agents by name, or by mean empathy, highest first; a reflection is no ranking."""

    def __post_init__(self) -> None:
        if isinstance(self.period, bool):
            raise OptionError(f'period is {self.period}, not "days", "weeks", "months" or a number', "invalid_option")
        if isinstance(self.period, int):
            check_count("period", self.period, "1 or more")
        check_count("least_conversations", self.least_conversations, "5 or more")
        check_count("least_opportunities", self.least_opportunities, f"{self.least_conversations} or more")

    def to_dict(self) -> dict[str, Any]:
        """The contract's object: dictionaries, lists, strings and numbers only."""
        found = Result.to_dict(self)
        if isinstance(self.period, int):
            found["period"] = {"conversations": self.period}
        return found


@dataclass(frozen=True, slots=True)
class Interval(Result):
    """A mean and its 95 % interval."""

    mean: float
    """The mean."""
    low: float
    """The interval's lower end."""
    high: float
    """Its upper end."""


@dataclass(frozen=True, slots=True)
class PeriodMean(Result):
    """A period's mean."""

    period: str
    """The period: its first day, its month, or the numbers of its conversations."""
    n: int
    """Opportunities."""
    conversations: int
    """Conversations with any."""
    mean: float | None
    """Their mean, which says little where ``n`` is small."""
    interval: Interval | None
    """The mean with its interval, where the period alone reaches the minimum sample."""


@dataclass(frozen=True, slots=True)
class Trend(Result):
    """The slope of the least-squares line over all periods."""

    per_period: float
    """Points a period."""
    low: float
    """Lower end of its 95 % interval."""
    high: float
    """Upper end."""
    direction: Direction
    """What can be claimed, all questions that are asked of a profile taken together."""
    n: int
    """Opportunities with a time."""
    conversations: int
    """Conversations with a time."""


@dataclass(frozen=True, slots=True)
class Change(Result):
    """The later half of the time against the earlier half."""

    earlier: tuple[str, str]
    """The earlier half: its first and last period."""
    earlier_n: int
    """Its opportunities."""
    earlier_mean: float
    """Its mean."""
    later: tuple[str, str]
    """The later half."""
    later_n: int
    """Its opportunities."""
    later_mean: float
    """Its mean."""
    difference: float
    """Later less earlier."""
    low: float
    """Lower end of its 95 % interval."""
    high: float
    """Upper end."""


@dataclass(frozen=True, slots=True)
class Measure(Result):
    """A figure from 0 to 100 of many opportunities. Below the minimum sample there is ``n`` and nothing else."""

    n: int
    """Opportunities: replies, or techniques that were called for."""
    conversations: int
    """Conversations with any."""
    interval: Interval | None
    """The mean of all."""
    periods: tuple[PeriodMean, ...] = field(repr=False)
    """The periods that have any, in order."""
    trend: Trend | None
    """The line over them, where there are three or more."""
    change: Change | None
    """The comparison with one's own earlier time, where both halves reach the minimum sample."""


@dataclass(frozen=True, slots=True)
class PillarMeasure(Measure):
    """A pillar over time; ``n`` counts techniques that were called for."""

    _FIRST = "pillar"

    pillar: Pillar
    """Which."""


@dataclass(frozen=True, slots=True)
class Better(Result):
    """A better version of a reply."""

    technique: Technique | None
    """The technique to apply, ..."""
    antipattern: Antipattern | None
    """... or the antipattern to mend."""
    why: str
    """The reason."""
    example: str
    """The sentence to say."""
    replaces: str | None
    """The words that it takes the place of; ``None`` where it is added."""
    empathy: float | None
    """Empathy with it, 0 to 100, as judged."""


@dataclass(frozen=True, slots=True)
class ReplySample(Result):
    """A reply of the agent's own, and the message that it answers."""

    conversation: str | None
    """The conversation's id."""
    turn: int
    """The turn that the reply ends with."""
    customer: str
    """The customer's words."""
    reply: str
    """The agent's."""
    empathy: float
    """Empathy of the reply, 0 to 100."""
    better: Better | None
    """A way to do better, judged again; ``None`` where none of the library's brings anything, and for good replies."""


@dataclass(frozen=True, slots=True)
class Strength(Result):
    """A pillar that is surely better than adequate."""

    pillar: Pillar
    """Which."""
    n: int
    """Opportunities."""
    interval: Interval
    """Its mean."""
    replies: tuple[ReplySample, ...] = field(repr=False)
    """Replies that show it."""


@dataclass(frozen=True, slots=True)
class Area(Result):
    """A pillar that is surely less than adequate."""

    pillar: Pillar
    """Which."""
    n: int
    """Opportunities."""
    interval: Interval
    """Its mean."""
    replies: tuple[ReplySample, ...] = field(repr=False)
    """Replies that show it, each with a better version where there is one."""


@dataclass(frozen=True, slots=True)
class TechniqueHabit(Result):
    """How often a technique is called for and given."""

    label: Technique
    """Which."""
    called_for: int
    """Replies that called for it."""
    met: int
    """Those of them that gave it."""
    strong: int
    """Those of them that gave it strongly."""
    extra: int
    """Replies that gave it without a call."""


@dataclass(frozen=True, slots=True)
class QuotedReply(Result):
    """Words of a reply."""

    conversation: str | None
    """The conversation's id."""
    words: Quote
    """The words and their turn."""


@dataclass(frozen=True, slots=True)
class AntipatternHabit(Result):
    """How often an antipattern shows."""

    label: Antipattern
    """Which."""
    replies: int
    """Replies that show it."""
    of: int
    """Of so many."""
    share: Interval | None
    """Their share in percent."""
    is_frequent: bool
    """More than one reply in ten shows it, surely."""
    example: QuotedReply | None
    """The plainest of them."""


@dataclass(frozen=True, slots=True)
class Wording(Result):
    """A sentence that comes again and again, with those that differ from it in a name, a figure or a word."""

    text: str
    """As it was first said."""
    replies: int
    """Replies that hold it, at least."""
    of: int
    """Of so many."""
    share: float
    """Their share, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Habits(Result):
    """What an agent does again and again."""

    techniques: tuple[TechniqueHabit, ...]
    """All ten techniques, most given first."""
    antipatterns: tuple[AntipatternHabit, ...]
    """Antipatterns that were found, most frequent first."""
    wordings: tuple[Wording, ...]
    """The same wording over and over, most frequent first; at most five."""


@dataclass(frozen=True, slots=True)
class MoodMoves(Result):
    """How customers' mood moved."""

    n: int
    """Conversations with a judged turn of the customer."""
    begin: Interval | None
    """Mood at the start, -1 to 1."""
    end: Interval | None
    """Mood at the end."""
    change: Interval | None
    """End less start."""
    course: tuple[float, ...]
    """Mean mood at the start, after a quarter, a half and three quarters of the customer's judged turns, and at the end."""
    began_upset: int
    """Conversations that began negative."""
    recovered: int
    """Those of them that did not end negative."""
    recoveries: int
    """Turning points: negative to better."""
    damages: int
    """Turning points: worse."""
    stalls: int
    """Turning points: an open need said again, as negative as before."""
    experience: Interval | None
    """The estimated experience, 1 to 5. Nobody was asked."""


@dataclass(frozen=True, slots=True)
class NeedCount(Result):
    """A need over many conversations."""

    kind: NeedKind
    """Service or emotional."""
    label: ServiceNeed | EmotionalNeed
    """The need."""
    raised: int
    """Times that it was raised."""
    answered: int
    """Answered in the end."""
    partly: int
    """Answered in part in the end."""
    open: int
    """Open in the end."""


@dataclass(frozen=True, slots=True)
class ReasonCount(Result):
    """A reason over many conversations."""

    label: Reason
    """Which."""
    conversations: int
    """Conversations that show it."""


@dataclass(frozen=True, slots=True)
class ResolutionCounts(Result):
    """How conversations ended."""

    yes: int
    """Settled."""
    no: int
    """Not settled."""
    unclear: int
    """The words do not tell."""


@dataclass(frozen=True, slots=True)
class Duration(Result):
    """Seconds of many waits."""

    n: int
    """Of so many."""
    median_seconds: float | None
    """The median, within 5 %."""
    mean_seconds: float | None
    """The mean, which a single night can move far."""


@dataclass(frozen=True, slots=True)
class Speed(Result):
    """Waiting and handling, to stand beside the rest and never alone."""

    first_reply: Duration
    """From the customer's first turn to the first reply, where this agent gave it."""
    reply: Duration
    """From a customer's turn to the reply."""
    handling: Duration
    """From the first turn to the last, of conversations that no other agent had a part in."""


@dataclass(frozen=True, slots=True)
class Profile(Result):
    """What many conversations show of an agent or a team."""

    conversations: int
    """Conversations with a turn of this agent; for a team, all."""
    shared: int
    """Those of them that other agents had a part in."""
    replies: int
    """Replies that were judged."""
    strengths: tuple[Strength, ...]
    """Pillars that are surely better than adequate, best first."""
    best: ReplySample | None = field(repr=False)
    """The reply with the highest empathy: no claim, a place to begin."""
    areas: tuple[Area, ...]
    """Pillars that are surely less than adequate, lowest first; at most two."""
    empathy: Measure
    """Empathy; ``n`` counts replies."""
    pillars: tuple[PillarMeasure, ...] = field(repr=False)
    """The five pillars."""
    habits: Habits = field(repr=False)
    """What is done again and again."""
    mood: MoodMoves = field(repr=False)
    """How customers' mood moved."""
    needs: tuple[NeedCount, ...] = field(repr=False)
    """What customers needed; of an agent, in conversations that no other had a part in. So too for reasons and resolution."""
    reasons: tuple[ReasonCount, ...] = field(repr=False)
    """Why they came."""
    resolution: ResolutionCounts
    """How it ended."""
    speed: Speed = field(repr=False)
    """Speed, to stand beside the rest."""


@dataclass(frozen=True, slots=True)
class AgentProfile(Profile):
    """An agent's own page."""

    _FIRST = "agent"

    agent: str | None
    """Who; ``None`` for agents without a name."""


@dataclass(frozen=True, slots=True)
class Correction(Result):
    """A reviewer's value for one field of one turn, kept beside the machine's: nothing is overwritten."""

    id: str
    """The conversation's id."""
    turn: int | None
    """The turn's number, from 0; ``None`` for the whole conversation."""
    field: str
    """What is corrected: ``empathy``, ``sentiment``, ``resolved``, or a family and a label: ``techniques.apology``."""
    value: CorrectionValue
    """To what: 0 to 100, -1 to 1, ``"yes"``, ``"no"`` or ``"unclear"``, a level from 0 to 2, ``True`` or ``False``."""
    reviewer: str | None = None
    """By whom."""


@dataclass(frozen=True, slots=True)
class Corrected(Correction):
    """A correction beside the machine's own value."""

    machine: CorrectionValue = field(kw_only=True)
    """What the machine had said, and still says."""


@dataclass(frozen=True, slots=True)
class Agreement(Result):
    """How far people and the machine agree on a family of fields."""

    family: str
    """The family."""
    n: int
    """Corrections."""
    share: float | None
    """The share that says what the machine said (the same level, band or label), 0 to 1."""
    kappa: float | None
    """Quadratic kappa; ``None`` below the minimum sample, and where one side says always the same."""


@dataclass(frozen=True, slots=True)
class Corrections(Result):
    """All corrections that were read in."""

    records: int
    """So many."""
    found: int
    """Those whose turn was found."""
    agreement: tuple[Agreement, ...]
    """The agreement, family by family."""
    listed: tuple[Corrected, ...]
    """The first 200 that were found, in the order of the conversations."""


@dataclass(frozen=True, slots=True)
class ReflectionAnalysis(Line):
    """What many conversations show."""

    _BODY = "reflection"
    id = None

    options: ReflectionOptions
    """What was asked for."""
    conversations: int
    """Conversations."""
    turns: int
    """Their turns."""
    untimed: int
    """Conversations without any time."""
    first: str | None
    """The earliest time of any turn, as RFC 3339 in UTC."""
    last: str | None
    """The latest."""
    team: Profile
    """Everybody together."""
    agents: tuple[AgentProfile, ...] = field(repr=False)
    """Each agent alone, in the order that was asked for."""
    left_out: int
    """Parts of conversations by agents beyond the first 500; the team has them."""
    corrections: Corrections = field(repr=False)
    """What people said in place of the machine."""
    model: Model = field(repr=False, metadata={"aside": True})
    """The model that answered."""
    data_version: str = field(repr=False, metadata={"aside": True})
    """Version of the data: equal versions give equal results."""

    def agent(self, name: str | None) -> AgentProfile:
        """The page of one agent.

        Raises:
            KeyError: nobody of that name.
        """
        for profile in self.agents:
            if profile.agent == name:
                return profile
        raise KeyError(f"no agent {name!r}: there are {', '.join(repr(profile.agent) for profile in self.agents)}")

    def _repr_html_(self) -> str:
        from ..html import of_reflection

        return of_reflection(self)
