"""Of messages and replies."""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import Generic, Literal

from .. import _native
from ..errors import check_count
from ..labels import (
    AbstainReason,
    Antipattern,
    Band,
    Coverage,
    Emotion,
    EmotionalNeed,
    EmpathyLevel,
    Expressed,
    Lang,
    LanguageCode,
    Model,
    NeedKind,
    Opportunity,
    Phase,
    Polarity,
    Reason,
    Relationship,
    Risk,
    ServiceNeed,
    Specific,
    Target,
    Technique,
)
from .base import Label, Result

__all__ = [
    "Abstention",
    "Analysis",
    "AntipatternScore",
    "Coverages",
    "CustomScore",
    "Empathy",
    "EmotionScore",
    "Evidence",
    "Judgement",
    "Language",
    "LanguageRun",
    "NeedCoverage",
    "NeedScore",
    "PhaseScore",
    "Pillars",
    "ReasonScore",
    "RelationshipScore",
    "ReplyScore",
    "RiskScore",
    "Sentiment",
    "SpecificFound",
    "Suggestion",
    "TargetScore",
    "TechniqueScore",
]


@dataclass(frozen=True, slots=True)
class Evidence(Result):
    """Words that carried a score: where they stand, what recognised them, and how much they added.

    ``text[evidence.start:evidence.end] == evidence.text`` for the text that was judged.
    """

    _OPTIONAL = frozenset({"of"})

    start: int
    """First code point."""
    end: int
    """One past the last code point."""
    byte_start: int
    """First byte of the text in UTF-8."""
    byte_end: int
    """One past the last byte."""
    text: str
    """The words themselves."""
    source: str
    """The id of the rule, or of the kind of model feature, that found them."""
    contribution: float
    """What they add to the raw score: log-odds for labels, points of -2 to 2 for sentiment."""
    of: Literal["customer"] | None = None
    """``"customer"`` where a judgement of a reply points into the customer's text."""


@dataclass(frozen=True, slots=True)
class LanguageRun(Result):
    """A stretch of words in one language."""

    code: LanguageCode
    """English or Spanish."""
    start: int
    """First code point."""
    end: int
    """One past the last code point."""


@dataclass(frozen=True, slots=True)
class Language(Result):
    """The language of a text."""

    code: LanguageCode
    """English, Spanish, mixed or unknown."""
    confidence: float
    """How sure, 0 to 1."""
    runs: tuple[LanguageRun, ...] = field(repr=False)
    """Stretches of one language, in order; none where it is unknown."""


@dataclass(frozen=True, slots=True)
class Sentiment(Result):
    """Sentiment: a score, its label and band, strength and certainty kept apart."""

    score: float
    """From -1 (very negative) to 1 (very positive)."""
    label: Polarity
    """Negative, neutral, positive or mixed. The neutral zone is -0.2 to 0.2."""
    band: Band
    """One of five bands, with borders at -0.6, -0.2, 0.2 and 0.6."""
    intensity: float
    """Strength of feeling, 0 to 1: the distance from 0, or for a mixed message the stronger side."""
    confidence: float
    """Probability that the label is right, 0 to 1."""
    evidence: tuple[Evidence, ...] = field(repr=False)
    """The words that carried the score; contributions are in points of -2 to 2."""
    base: float = field(repr=False)
    """The part of ``raw`` that no evidence carries."""
    raw: float = field(repr=False)
    """The score before calibration: ``base`` plus the contributions."""


@dataclass(frozen=True, slots=True)
class EmotionScore(Result):
    """An emotion shown."""

    label: Emotion
    """Which."""
    score: float
    """Calibrated probability, 0 to 1."""
    evidence: tuple[Evidence, ...] = field(repr=False)
    """The words that carried it, strongest first; contributions are log-odds."""
    base: float = field(repr=False)
    """The part of ``raw`` that no evidence carries."""
    raw: float = field(repr=False)
    """The score before calibration: ``base`` plus the contributions."""


@dataclass(frozen=True, slots=True)
class NeedScore(Result, Generic[Label]):
    """A need: what the customer wants done, or needs to feel."""

    label: Label
    """Which."""
    score: float
    """Calibrated probability, 0 to 1."""
    expressed: Expressed
    """Said, or read between the lines."""
    evidence: tuple[Evidence, ...] = field(repr=False)
    """The words that carried it, strongest first; contributions are log-odds."""
    base: float = field(repr=False)
    """The part of ``raw`` that no evidence carries."""
    raw: float = field(repr=False)
    """The score before calibration: ``base`` plus the contributions."""


@dataclass(frozen=True, slots=True)
class ReasonScore(Result):
    """A reason, bound to the emotions that stand with it."""

    label: Reason
    """Which."""
    score: float
    """Calibrated probability, 0 to 1."""
    emotions: tuple[Emotion, ...]
    """Emotions whose words share a sentence with this reason's; all emotions where none does."""
    evidence: tuple[Evidence, ...] = field(repr=False)
    """The words that carried it, strongest first; contributions are log-odds."""
    base: float = field(repr=False)
    """The part of ``raw`` that no evidence carries."""
    raw: float = field(repr=False)
    """The score before calibration: ``base`` plus the contributions."""


@dataclass(frozen=True, slots=True)
class RiskScore(Result):
    """A risk."""

    label: Risk
    """Which."""
    score: float
    """Calibrated probability, 0 to 1."""
    evidence: tuple[Evidence, ...] = field(repr=False)
    """The words that carried it, strongest first; contributions are log-odds."""
    base: float = field(repr=False)
    """The part of ``raw`` that no evidence carries."""
    raw: float = field(repr=False)
    """The score before calibration: ``base`` plus the contributions."""


@dataclass(frozen=True, slots=True)
class TargetScore(Result):
    """What the feeling is about."""

    label: Target
    """Which."""
    score: float
    """Probability, 0 to 1."""


@dataclass(frozen=True, slots=True)
class PhaseScore(Result):
    """Where the message stands in the service encounter."""

    label: Phase
    """Which."""
    score: float
    """Probability, 0 to 1."""


@dataclass(frozen=True, slots=True)
class RelationshipScore(Result):
    """Who writes."""

    label: Relationship
    """Which."""
    score: float
    """Probability, 0 to 1."""


@dataclass(frozen=True, slots=True)
class CustomScore(Result):
    """A label of your own packs."""

    family: str
    """The family that the pack put it in: ``service_needs``, ``emotional_needs`` or ``reasons``."""
    label: str
    """``pack.label``."""
    score: float
    """From 0 to 1: as sure as the weights of the pack, not calibrated."""
    evidence: tuple[Evidence, ...] = field(repr=False)
    """The phrases met, strongest first; contributions are log-odds."""
    base: float = field(repr=False)
    """The part of ``raw`` that no evidence carries."""
    raw: float = field(repr=False)
    """The score before calibration: ``base`` plus the contributions."""


@dataclass(frozen=True, slots=True)
class Abstention(Result):
    """Why the library holds its judgement back."""

    reason: AbstainReason
    """The reason."""


@dataclass(frozen=True, slots=True)
class Analysis(Result):
    """What a customer's message shows. Tuples hold only what is asserted, strongest first."""

    language: Language
    """The message's language."""
    sentiment: Sentiment
    """How the customer feels about it."""
    emotions: tuple[EmotionScore, ...]
    """Emotions shown; none for a calm message."""
    service_needs: tuple[NeedScore[ServiceNeed], ...]
    """What the customer wants done."""
    emotional_needs: tuple[NeedScore[EmotionalNeed], ...]
    """What the customer needs to feel."""
    reasons: tuple[ReasonScore, ...]
    """Why."""
    target: TargetScore | None
    """What the feeling is about; ``None`` where there is none."""
    phase: PhaseScore
    """Before, during or after the service."""
    relationship: RelationshipScore
    """Customer or employee."""
    risks: tuple[RiskScore, ...]
    """What may follow."""
    urgency: float
    """How pressing it is, 0 to 1."""
    effort: float
    """How much work the customer has already had, 0 to 1."""
    custom: tuple[CustomScore, ...]
    """Labels of your own packs, strongest first; none without packs."""
    abstained: Abstention | None
    """Why no judgement is given; ``None`` for most messages."""
    text: str = field(repr=False, metadata={"aside": True})
    """The message itself; not part of the contract's object."""

    def _repr_html_(self) -> str:
        from ..html import of_analysis

        return of_analysis(self)


@dataclass(frozen=True, slots=True)
class Empathy(Result):
    """How well a reply meets the customer."""

    score: float
    """0 to 100; the codebook's levels 0 to 4 stand at 0, 25, 50, 75 and 100."""
    level: EmpathyLevel
    """Low below 37.5, medium below 62.5, high from there on."""
    confidence: float
    """Probability that the level is right, 0 to 1."""


@dataclass(frozen=True, slots=True)
class Pillars(Result):
    """The five pillars, each 0 to 100; ``None`` where nothing it judges was called for."""

    active_listening: float | None
    """Paraphrase, clarifying question."""
    perspective_taking: float | None
    """Perspective taking."""
    empathetic_language: float | None
    """Emotional acknowledgement, reassurance, apology, appreciation."""
    action: float | None
    """Concrete action, proactive support."""
    human_touch: float | None
    """Personalisation, and the absence of robotic wording."""


@dataclass(frozen=True, slots=True)
class TechniqueScore(Result):
    """One technique in a reply."""

    label: Technique
    """Which."""
    level: Literal[0, 1, 2]
    """0 absent, 1 weak or generic, 2 strong and specific."""
    score: float
    """Probability that it is there at level 1 or more."""
    opportunity: Opportunity
    """Called for or not, given or not."""
    evidence: tuple[Evidence, ...] = field(repr=False)
    """Where given, the reply's words; where missed, the customer's words that called for it."""


@dataclass(frozen=True, slots=True)
class AntipatternScore(Result):
    """One antipattern in a reply."""

    label: Antipattern
    """Which."""
    score: float
    """Probability that it is there."""
    evidence: tuple[Evidence, ...] = field(repr=False)
    """The reply's words; contributions are log-odds."""


@dataclass(frozen=True, slots=True)
class NeedCoverage(Result):
    """How far one need is answered."""

    kind: NeedKind
    """Service or emotional."""
    label: ServiceNeed | EmotionalNeed
    """The need."""
    coverage: Coverage
    """Answered, partly or open."""


@dataclass(frozen=True, slots=True)
class Coverages(Result):
    """How far a reply answers the message's needs."""

    overall: Coverage
    """The whole; ``none_needed`` where the message asks for nothing."""
    needs: tuple[NeedCoverage, ...]
    """Each detected need, service needs first."""


@dataclass(frozen=True, slots=True)
class SpecificFound(Result):
    """What a careful reader points at in a reply beside techniques and antipatterns."""

    label: Specific
    """Which."""
    evidence: tuple[Evidence, ...] = field(repr=False)
    """The reply's words; their contribution is 0."""


@dataclass(frozen=True, slots=True)
class Suggestion(Result):
    """One way to do better, tried on the reply before it is given."""

    _OPTIONAL = frozenset({"technique", "antipattern"})

    technique: Technique | None
    """The technique to apply, ..."""
    antipattern: Antipattern | None
    """... or the antipattern to mend."""
    why: str
    """The reason, in plain words."""
    example: str
    """A sentence for this case: to be added to the reply, or put in the place of ``replaces``."""
    gain: float
    """Points of 0 to 100 that it brings."""
    answers: tuple[Evidence, ...] = field(repr=False)
    """The customer's words that it answers."""
    replaces: Evidence | None = field(repr=False)
    """The words of the reply that the example takes the place of."""


@dataclass(frozen=True, slots=True)
class ReplyScore(Result):
    """How well a reply responds: what was met, what was missed, what harmed, and how to do better."""

    empathy: Empathy
    """The whole, 0 to 100."""
    pillars: Pillars
    """The five pillars."""
    techniques: tuple[TechniqueScore, ...]
    """All ten techniques, in the codebook's order."""
    antipatterns: tuple[AntipatternScore, ...]
    """What harmed, strongest first."""
    coverage: Coverages
    """Which needs were answered."""
    specifics: tuple[SpecificFound, ...]
    """What a careful reader points at besides, in the labels' order."""
    language_match: bool
    """The reply is in the customer's language."""
    suggestions: tuple[Suggestion, ...]
    """At most three ways to do better, largest gain first."""
    text: str = field(repr=False, metadata={"aside": True})
    """The reply itself; not part of the contract's object."""

    def _repr_html_(self) -> str:
        from ..html import of_reply

        return of_reply(self)


@dataclass(frozen=True, slots=True)
class Judgement(Result):
    """A message and the reply to it, judged: a line of the contract."""

    schema: int
    """Version of the contract."""
    data_version: str
    """Version of the data: equal versions give equal results."""
    model: Model
    """The model that answered."""
    id: str | None
    """The id that was given."""
    customer: Analysis
    """Of the message."""
    reply: ReplyScore | None
    """Of the reply, where there is one."""

    def note(self, lang: Lang = "en") -> list[str]:
        """What a coach would write beside it, sentence by sentence: the customer's state and needs, what the reply does with
        them, where to begin.

        Examples:
            >>> from simpatico import Analyzer
            >>> judgement = Analyzer(model="fast").judge("Third time I call. I'm fed up!", "Please calm down.")
            >>> judgement.note()[0].startswith("This customer comes with frustration")
            True
        """
        reply = None if self.reply is None else self.reply.to_json()
        return _native.note_of(self.customer.to_json(), reply, lang)

    def explain(self, *, title: str = "", colour: bool = False, width: int = 100, lang: Lang = "en") -> str:
        """The judgement for people, as text for a terminal.

        Args:
            title: what stands at the top.
            colour: mark evidence and headings with ANSI colours.
            width: columns to wrap at, 40 or more.
            lang: the language of the coach's note.
        """
        check_count("width", width)
        customer = (self.customer.to_json(), self.customer.text)
        reply = None if self.reply is None else (self.reply.to_json(), self.reply.text)
        return _native.explain_judgement(customer, reply, title, (colour, width, lang))

    def _repr_html_(self) -> str:
        from ..html import of_judgement

        return of_judgement(self)
