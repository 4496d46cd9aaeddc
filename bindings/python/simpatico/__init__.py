"""Reads customer-support text in English and Spanish: the customer's state, needs and reasons, and how well an agent's reply
meets them, with the words that show it. Text never leaves the process, and the same input gives the same bytes everywhere.

    >>> import simpatico
    >>> analyzer = simpatico.Analyzer(model="fast")
    >>> analyzer.analyze("Nobody answers me and my parcel is a week late!").sentiment.label
    'negative'
"""

from __future__ import annotations

import sys
from typing import TYPE_CHECKING, Any

from ._native import SCHEMA, __version__
from .analyzer import Analyzer
from .errors import DataError, InputError, InternalError, OptionError, PackError, SimpaticoError
from .redaction import Redactor, redact
from .session import Draft, Session
from .turns import Turn

if TYPE_CHECKING:
    from .reflection import Reflection, report
    from .results.conversation import *  # noqa: F403
    from .results.exchange import *  # noqa: F403
    from .results.redaction import *  # noqa: F403
    from .results.reflection import *  # noqa: F403

__all__ = [
    "SCHEMA",
    "Abstention",
    "AgentProfile",
    "AgentReply",
    "AgentSummary",
    "Agreement",
    "Analysis",
    "Analyzer",
    "AntipatternHabit",
    "AntipatternScore",
    "Area",
    "Better",
    "BotPart",
    "Change",
    "ConversationAnalysis",
    "Corrected",
    "Correction",
    "CorrectionValue",
    "Corrections",
    "Coverages",
    "CustomFinding",
    "CustomScore",
    "CustomerTurn",
    "DataError",
    "Draft",
    "Duration",
    "EmotionCourse",
    "EmotionScore",
    "Empathy",
    "Evidence",
    "Finding",
    "Habits",
    "HandOver",
    "InputError",
    "InternalError",
    "Interval",
    "Judgement",
    "Language",
    "LanguageRun",
    "LeftOut",
    "Masked",
    "Mean",
    "Measure",
    "MissedOpportunity",
    "MoodMoves",
    "Need",
    "NeedCount",
    "NeedCoverage",
    "NeedFinding",
    "NeedRecord",
    "NeedScore",
    "Note",
    "OptionError",
    "PackError",
    "Party",
    "PeriodMean",
    "PhaseScore",
    "PillarMeans",
    "PillarMeasure",
    "Pillars",
    "Point",
    "Profile",
    "Quote",
    "QuotedReply",
    "ReasonCount",
    "ReasonScore",
    "Redacted",
    "Redactor",
    "Reflection",
    "ReflectionAnalysis",
    "ReflectionOptions",
    "RelationshipScore",
    "RepeatContact",
    "ReplySample",
    "ReplyScore",
    "Resolution",
    "ResolutionCounts",
    "RiskCourse",
    "RiskScore",
    "Sentiment",
    "SentimentCourse",
    "Session",
    "SimpaticoError",
    "SpecificFound",
    "Speed",
    "Strength",
    "Suggestion",
    "TargetScore",
    "TechniqueHabit",
    "TechniqueLevel",
    "TechniqueScore",
    "Timing",
    "Trend",
    "Turn",
    "TurnAnalysis",
    "TurnChange",
    "TurnSentiment",
    "TurningPoint",
    "Wait",
    "Wording",
    "__version__",
    "redact",
    "report",
]


def __getattr__(name: str) -> Any:
    """Results, reflections and reports are loaded when they are asked for: their classes take longer to make than all else."""
    if name in __all__:
        from . import results

        found = getattr(results, name, None)
        if found is None:
            from . import reflection

            found = getattr(reflection, name)
        globals()[name] = found
        return found
    raise AttributeError(f"module {__name__!r} has no attribute {name!r}")


def __dir__() -> list[str]:
    return sorted({*globals(), *__all__})


# Whoever works with frames has them at hand; whoever does not never loads them. `import simpatico.pandas` does it too.
if "pandas" in sys.modules:
    from . import pandas as _pandas  # noqa: F401
if "polars" in sys.modules:
    from . import polars as _polars  # noqa: F401
