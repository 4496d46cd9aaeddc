"""Reads customer-support text in English and Spanish: the customer's state, needs and reasons, and how well an agent's reply
meets them, with the words that show it. Text never leaves the process, and the same input gives the same bytes everywhere.

    >>> import simpatico
    >>> analyzer = simpatico.Analyzer(model="fast")
    >>> analyzer.analyze("Nobody answers me and my parcel is a week late!").sentiment.label
    'negative'
"""

from __future__ import annotations

import sys

from ._native import SCHEMA, __version__
from .analyzer import Analyzer
from .errors import DataError, InternalError, OptionError, PackError, SimpaticoError
from .results import (
    Abstention,
    Analysis,
    AntipatternScore,
    Coverages,
    CustomScore,
    Empathy,
    EmotionScore,
    Evidence,
    Judgement,
    Language,
    LanguageRun,
    NeedCoverage,
    NeedScore,
    PhaseScore,
    Pillars,
    ReasonScore,
    RelationshipScore,
    ReplyScore,
    RiskScore,
    Sentiment,
    SpecificFound,
    Suggestion,
    TargetScore,
    TechniqueScore,
)

__all__ = [
    "SCHEMA",
    "Abstention",
    "Analysis",
    "Analyzer",
    "AntipatternScore",
    "Coverages",
    "CustomScore",
    "DataError",
    "Empathy",
    "EmotionScore",
    "Evidence",
    "InternalError",
    "Judgement",
    "Language",
    "LanguageRun",
    "NeedCoverage",
    "NeedScore",
    "OptionError",
    "PackError",
    "PhaseScore",
    "Pillars",
    "ReasonScore",
    "RelationshipScore",
    "ReplyScore",
    "RiskScore",
    "Sentiment",
    "SimpaticoError",
    "SpecificFound",
    "Suggestion",
    "TargetScore",
    "TechniqueScore",
    "__version__",
]

# Whoever works with frames has them at hand; whoever does not never loads them. `import simpatico.pandas` does it too.
if "pandas" in sys.modules:
    from . import pandas as _pandas  # noqa: F401
if "polars" in sys.modules:
    from . import polars as _polars  # noqa: F401
