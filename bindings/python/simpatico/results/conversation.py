"""Of conversations. Turns are named by number, from 0."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any, Generic, Literal

from .. import _native
from ..errors import check_count
from ..labels import (
    AbstainReason,
    Antipattern,
    Band,
    Coverage,
    Emotion,
    EmotionalNeed,
    Expressed,
    LanguageCode,
    Model,
    NeedKind,
    NoteKind,
    Opportunity,
    Polarity,
    Reason,
    ResolutionReason,
    Resolved,
    Risk,
    ServiceNeed,
    Speaker,
    Technique,
    TurningPointKind,
)
from ..turns import Turn, read
from .base import Label, Line, Result, dumped
from .exchange import Coverages, Empathy, PhaseScore, Pillars, TargetScore

__all__ = [
    "AgentReply",
    "AgentSummary",
    "BotPart",
    "ConversationAnalysis",
    "CustomFinding",
    "CustomerTurn",
    "EmotionCourse",
    "Finding",
    "HandOver",
    "LeftOut",
    "Mean",
    "MissedOpportunity",
    "Need",
    "NeedFinding",
    "NeedRecord",
    "Note",
    "Party",
    "PillarMeans",
    "Point",
    "Quote",
    "RepeatContact",
    "Resolution",
    "RiskCourse",
    "SentimentCourse",
    "TechniqueLevel",
    "Timing",
    "TurnAnalysis",
    "TurnChange",
    "TurnSentiment",
    "TurningPoint",
    "Wait",
]


@dataclass(frozen=True, slots=True)
class Quote(Result):
    """Words of a turn: ``turns[quote.turn].text[quote.start:quote.end]`` begins with ``quote.text``."""

    turn: int
    """The turn's number."""
    start: int
    """First code point within the turn's text."""
    end: int
    """One past the last code point."""
    byte_start: int
    """First byte within the turn's text in UTF-8."""
    byte_end: int
    """One past the last byte."""
    text: str
    """The words, at most 160 code points of them."""


@dataclass(frozen=True, slots=True)
class Finding(Result, Generic[Label]):
    """A label that is asserted, and the words that carried it most."""

    label: Label
    """Which."""
    score: float
    """Calibrated probability, 0 to 1."""
    words: Quote | None = field(repr=False)
    """The strongest words."""


@dataclass(frozen=True, slots=True)
class NeedFinding(Result, Generic[Label]):
    """A need that a turn raises."""

    label: Label
    """Which."""
    score: float
    """Calibrated probability, 0 to 1."""
    expressed: Expressed
    """Said, or read between the lines."""
    words: Quote | None = field(repr=False)
    """The strongest words."""


@dataclass(frozen=True, slots=True)
class CustomFinding(Result):
    """A label of your own packs."""

    family: str
    """The family that the pack put it in."""
    label: str
    """``pack.label``."""
    score: float
    """From 0 to 1."""
    words: Quote | None = field(repr=False)
    """The strongest words."""


@dataclass(frozen=True, slots=True)
class TurnSentiment(Result):
    """The sentiment of a turn."""

    score: float
    """From -1 (very negative) to 1 (very positive)."""
    label: Polarity
    """Negative, neutral, positive or mixed."""
    band: Band
    """One of five bands."""
    intensity: float
    """Strength of feeling, 0 to 1."""
    confidence: float
    """Probability that the label is right, 0 to 1."""
    words: Quote | None = field(repr=False)
    """The words that carried it most in its own direction."""


@dataclass(frozen=True, slots=True)
class CustomerTurn(Result):
    """A customer's turn. Tuples hold only what is asserted, strongest first."""

    language: LanguageCode
    """The turn's language."""
    sentiment: TurnSentiment
    """How the customer feels."""
    emotions: tuple[Finding[Emotion], ...]
    """Emotions shown."""
    carried: tuple[Emotion, ...]
    """Those of them that the customer's last message before an agent's reply showed as well."""
    service_needs: tuple[NeedFinding[ServiceNeed], ...]
    """What the customer wants done."""
    emotional_needs: tuple[NeedFinding[EmotionalNeed], ...]
    """What the customer needs to feel."""
    reasons: tuple[Finding[Reason], ...]
    """Why."""
    target: TargetScore | None
    """What the feeling is about."""
    phase: PhaseScore
    """Before, during or after the service."""
    risks: tuple[Finding[Risk], ...]
    """What may follow."""
    escalation: float
    """Probability of escalation, asserted or not."""
    churn: float
    """Probability of leaving, asserted or not."""
    urgency: float
    """How pressing it is, 0 to 1."""
    effort: float
    """How much work the customer has already had, 0 to 1."""
    custom: tuple[CustomFinding, ...]
    """Labels of your own packs."""
    confirms: bool
    """The customer says that the matter is done, which closes what was open."""
    abstained: AbstainReason | None
    """Why the turn was not judged, where it was not."""


@dataclass(frozen=True, slots=True)
class TechniqueLevel(Result):
    """A technique in a reply."""

    label: Technique
    """Which."""
    level: Literal[0, 1, 2]
    """0 absent, 1 weak or generic, 2 strong and specific."""
    opportunity: Opportunity
    """Called for or not, given or not."""


@dataclass(frozen=True, slots=True)
class AgentReply(Result):
    """An agent's reply: all turns of one agent between two of the customer's, judged as one text against the message before."""

    answers: tuple[int, ...]
    """The customer's turns that it answers."""
    parts: tuple[int, ...]
    """The agent's turns that it is made of, this one last."""
    empathy: Empathy
    """The whole, 0 to 100."""
    pillars: Pillars
    """The five pillars."""
    techniques: tuple[TechniqueLevel, ...] = field(repr=False)
    """All ten techniques, in the codebook's order."""
    antipatterns: tuple[Finding[Antipattern], ...]
    """What harmed, strongest first."""
    coverage: Coverages
    """Which of the message's needs it answered."""
    language_match: bool
    """The reply is in the customer's language."""


@dataclass(frozen=True, slots=True)
class TurnAnalysis(Result):
    """One turn of a conversation."""

    turn: int
    """The turn's number."""
    speaker: Speaker
    """Who speaks."""
    agent: str | None
    """Which agent."""
    time: str | None
    """When, as RFC 3339 in UTC, where known and not before an earlier turn."""
    delay_seconds: float | None
    """Of an agent's turn: seconds that the customer waited for it."""
    customer: CustomerTurn | None
    """Of a customer's turn: what it shows."""
    reply: AgentReply | None
    """Of an agent's turn: the judgement of the reply that ends with it; ``None`` where the reply goes on in a later turn, or
    where there is no message to answer."""


@dataclass(frozen=True, slots=True)
class Point(Result):
    """A turn's value."""

    turn: int
    """The turn's number."""
    score: float
    """The value."""


@dataclass(frozen=True, slots=True)
class SentimentCourse(Result):
    """The course of the customer's sentiment over the turns that were judged; ``None`` without any."""

    judged: int
    """The customer's turns that were judged."""
    overall: float | None
    """The whole, -1 to 1, later turns weighing more."""
    begin: float | None
    """The first judged turn."""
    end: float | None
    """The last judged turn."""
    lowest: Point | None
    """The first of the lowest turns."""
    trend: float | None
    """``(end - begin) / 2``, from -1 to 1."""
    recovery: float | None
    """``end`` less the lowest score, from 0 to 2."""
    quarters: tuple[float | None, ...]
    """Means of the four quarters of the judged turns; ``None`` for a quarter without a turn."""


@dataclass(frozen=True, slots=True)
class EmotionCourse(Result):
    """An emotion over the customer's turns."""

    label: Emotion
    """Which."""
    turns: int
    """Turns that show it."""
    first_turn: int
    """The first of them."""
    last_turn: int
    """The last of them."""
    highest: float
    """Its highest score."""
    carried: int
    """Messages in a row, with a reply between them, that it was carried over at most; 1 where it never outlasted a reply."""
    at_end: bool
    """The customer's last message shows it."""


@dataclass(frozen=True, slots=True)
class NeedRecord(Result):
    """A need over the conversation."""

    kind: NeedKind
    """Service or emotional."""
    label: ServiceNeed | EmotionalNeed
    """The need."""
    state: Coverage
    """How far it is answered by now."""
    raised: int
    """The customer's turn that raised it."""
    words: Quote | None = field(repr=False)
    """The words that did."""
    raised_again: tuple[int, ...]
    """Later turns of the customer that raised it while it was not answered."""
    partly_at: int | None
    """The agent's turn that first answered it in part."""
    answered_at: int | None
    """The turn that answered it: an agent's, or the customer's own word that it is done."""
    agent: str | None
    """The agent of ``answered_at``; ``None`` too where the customer closed it."""


@dataclass(frozen=True, slots=True)
class TurningPoint(Result):
    """Where the customer's mood turned, or stayed low with a need said again."""

    kind: TurningPointKind
    """Recovery, damage or stall."""
    turn: int
    """The agent's turn that it is credited to."""
    agent: str | None
    """That turn's agent."""
    before: float
    """The customer's sentiment before the reply."""
    after: float
    """And after it."""
    customer_turn: int
    """The customer's turn after the reply, where it shows."""
    until: int
    """The last turn of the customer that it still shows in."""
    words: Quote | None = field(repr=False)
    """The customer's words."""


@dataclass(frozen=True, slots=True)
class Need(Result):
    """A need by name."""

    kind: NeedKind
    """Service or emotional."""
    label: ServiceNeed | EmotionalNeed
    """The need."""


@dataclass(frozen=True, slots=True)
class MissedOpportunity(Result):
    """What a customer's message called for and the reply to it did not give."""

    technique: Technique | None
    """The technique that was called for, ..."""
    need: Need | None
    """... or the need that was left open."""
    customer_turn: int
    """The customer's turn that called for it."""
    words: Quote | None = field(repr=False)
    """The customer's words."""
    turn: int
    """The agent's turn that did not answer."""
    agent: str | None
    """That turn's agent."""


@dataclass(frozen=True, slots=True)
class Resolution(Result):
    """Whether the matter is settled."""

    resolved: Resolved
    """Yes, no or unclear."""
    reason: ResolutionReason
    """What that was read off."""


@dataclass(frozen=True, slots=True)
class RiskCourse(Result):
    """How a risk moved; probabilities, asserted or not."""

    begin: float
    """At the first judged turn."""
    end: float
    """At the last one."""
    highest: Point
    """The first of the highest."""


@dataclass(frozen=True, slots=True)
class RepeatContact(Result):
    """A sign that the customer has been in touch about this before."""

    turn: int
    """The first turn that shows it."""
    effort: float
    """The highest effort so far, 0 to 1."""
    words: Quote | None = field(repr=False)
    """Words of that turn that tell of it, where the library can point at them."""


@dataclass(frozen=True, slots=True)
class Mean(Result):
    """A mean and what it is of."""

    mean: float
    """The mean."""
    n: int
    """Of so many."""


@dataclass(frozen=True, slots=True)
class PillarMeans(Result):
    """The mean of each pillar, 0 to 100; ``None`` where nothing that it judges was called for."""

    active_listening: Mean | None
    """Paraphrase, clarifying question."""
    perspective_taking: Mean | None
    """Perspective taking."""
    empathetic_language: Mean | None
    """Emotional acknowledgement, reassurance, apology, appreciation."""
    action: Mean | None
    """Concrete action, proactive support."""
    human_touch: Mean | None
    """Personalisation, and the absence of robotic wording."""


@dataclass(frozen=True, slots=True)
class AgentSummary(Result):
    """An agent in a conversation."""

    agent: str | None
    """Who; ``None`` for an agent without a name."""
    turns: int
    """Turns spoken."""
    first_turn: int
    """The first of them."""
    last_turn: int
    """The last of them."""
    empathy: Mean | None
    """Mean empathy of the replies that were judged, 0 to 100; ``n`` counts replies, not turns."""
    pillars: PillarMeans
    """Mean of each pillar over the replies in which it was called for."""


@dataclass(frozen=True, slots=True)
class Party(Result):
    """Who speaks for the company: an agent by name, or a bot."""

    speaker: Speaker
    """``agent`` or ``bot``."""
    agent: str | None
    """The agent's name, where there is one."""


# The contract's field `from` is a word of Python's own.
@dataclass(frozen=True, slots=True)
class HandOver(Result):
    """Somebody else takes the conversation over."""

    turn: int
    """The first turn of the one who takes over."""
    from_: Party
    """Who spoke before; ``from`` in the contract."""
    to: Party
    """Who speaks now."""

    def to_dict(self) -> dict[str, Any]:
        """The contract's object: dictionaries, lists, strings and numbers only."""
        return {name.rstrip("_"): value for name, value in Result.to_dict(self).items()}


@dataclass(frozen=True, slots=True)
class BotPart(Result):
    """The part that a bot had."""

    turns: int
    """Turns of a bot."""
    human_asked_at: int | None
    """The customer's first turn after one that asks for a person."""


@dataclass(frozen=True, slots=True)
class Wait(Result):
    """A wait and the agent's turn that ended it."""

    turn: int
    """The agent's turn."""
    seconds: float
    """Seconds."""


@dataclass(frozen=True, slots=True)
class Timing(Result):
    """Waiting and handling, in seconds; ``None`` where the turns concerned carry no times."""

    timed_turns: int
    """Turns with a usable time."""
    first_reply_seconds: float | None
    """From the customer's first turn to the first turn of an agent after it."""
    reply_seconds: Mean | None
    """Mean reply delay."""
    longest_wait: Wait | None
    """The longest reply delay, the first of equals."""
    handling_seconds: float | None
    """From the first turn to the last."""


@dataclass(frozen=True, slots=True)
class Note(Result):
    """Something peculiar about a turn."""

    turn: int
    """The turn."""
    kind: NoteKind
    """What it is."""


@dataclass(frozen=True, slots=True)
class LeftOut(Result):
    """How many entries were left out of lists that keep their newest ones."""

    turns: int
    """Oldest turns without an entry."""
    needs: int
    """Oldest needs."""
    turning_points: int
    """Oldest turning points."""
    missed_opportunities: int
    """Oldest missed opportunities."""
    agent_turns: int
    """Turns of agents who came after the limit of agents."""
    hand_overs: int
    """Oldest hand-overs."""
    notes: int
    """Oldest notes."""


@dataclass(frozen=True, slots=True)
class ConversationAnalysis(Line):
    """What a conversation was found to be, as far as it went."""

    _BODY = "conversation"

    turn_count: int
    """Turns in all, of every speaker."""
    turns: tuple[TurnAnalysis, ...] = field(repr=False)
    """The turns, one by one."""
    sentiment: SentimentCourse
    """The course of the customer's sentiment."""
    emotions: tuple[EmotionCourse, ...] = field(repr=False)
    """Emotions shown, in the codebook's order."""
    needs: tuple[NeedRecord, ...] = field(repr=False)
    """Needs raised, in the order in which they were."""
    turning_points: tuple[TurningPoint, ...]
    """Recoveries, damage and stalls, in order."""
    missed_opportunities: tuple[MissedOpportunity, ...] = field(repr=False)
    """What messages called for and replies did not give, in order."""
    resolution: Resolution
    """Whether the matter is settled."""
    estimated_experience: float | None
    """An estimate from 1 to 5 of what it was like for the customer; ``None`` where no turn could be judged. Nobody was asked."""
    escalation: RiskCourse | None = field(repr=False)
    """How the risk of escalation moved."""
    churn: RiskCourse | None = field(repr=False)
    """How the risk of leaving moved."""
    repeat_contact: RepeatContact | None = field(repr=False)
    """A sign of an earlier contact, where there is one."""
    agents: tuple[AgentSummary, ...] = field(repr=False)
    """Agents, in the order in which they came."""
    hand_overs: tuple[HandOver, ...] = field(repr=False)
    """Where one agent or bot took over from another."""
    bot: BotPart = field(repr=False)
    """The part that a bot had."""
    timing: Timing = field(repr=False)
    """Waiting and handling."""
    notes: tuple[Note, ...] = field(repr=False)
    """What was peculiar."""
    left_out: LeftOut = field(repr=False)
    """What the limits left out."""
    model: Model = field(repr=False, metadata={"aside": True})
    """The model that answered."""
    data_version: str = field(repr=False, metadata={"aside": True})
    """Version of the data: equal versions give equal results."""
    id: str | None = field(repr=False, metadata={"aside": True})
    """The id that was given."""
    said: tuple[Turn, ...] = field(repr=False, metadata={"aside": True})
    """The turns themselves, as many as ``turns`` has entries; not part of the contract's object."""

    @property
    def open_needs(self) -> tuple[NeedRecord, ...]:
        """Needs that are not answered yet, service and emotional."""
        return tuple(need for need in self.needs if need.state in ("open", "partly"))

    def replies(self) -> Iterator[tuple[TurnAnalysis, AgentReply]]:
        """Judged replies and the turns that they end with."""
        return ((turn, turn.reply) for turn in self.turns if turn.reply is not None)

    def messages(self) -> Iterator[tuple[TurnAnalysis, CustomerTurn]]:
        """The customer's turns, judged or not."""
        return ((turn, turn.customer) for turn in self.turns if turn.customer is not None)

    def explain(self, *, title: str = "", colour: bool = False, width: int = 100) -> str:
        """The conversation for people, as text for a terminal; turns are numbered from 1 there.

        Args:
            title: what stands at the top.
            colour: mark evidence and headings with ANSI colours.
            width: columns to wrap at, 40 or more.
        """
        check_count("width", width)
        look = (colour, width, "en")
        return _native.explain_turns(read(self.said), self._body(), self.left_out.turns, title, look)

    def _body(self) -> str:
        return dumped(Result.to_dict(self))

    def _repr_html_(self) -> str:
        from ..html import of_conversation

        return of_conversation(self)


@dataclass(frozen=True, slots=True)
class TurnChange(Result):
    """What one more turn changed."""

    turn: TurnAnalysis
    """The turn itself."""
    raised: tuple[NeedRecord, ...]
    """Needs that it raised for the first time, or again after they were answered."""
    answered: tuple[NeedRecord, ...]
    """Needs that it answered, in full or in part."""
    turning_point: TurningPoint | None
    """The turning point that it shows. A later turn of the same message may move or undo it."""
    missed_opportunities: tuple[MissedOpportunity, ...]
    """What it was called on to give and did not. A later turn of the same reply may give it."""
    resolution: Resolution
    """Whether the matter is settled by now."""
    notes: tuple[Note, ...]
    """What was peculiar about it."""
