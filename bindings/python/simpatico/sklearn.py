"""Scores as features for scikit-learn."""

from __future__ import annotations

from typing import Any

import numpy as np
import numpy.typing as npt
from sklearn.base import BaseEstimator, TransformerMixin
from sklearn.utils.validation import check_is_fitted

from .analyzer import Analyzer
from .columns import is_missing
from .errors import check_threads

__all__ = ["SimpaticoFeatures"]


class SimpaticoFeatures(TransformerMixin, BaseEstimator):
    """Texts in, one row of scores for each out: sentiment, emotions, needs, reasons, risks, urgency and effort.

    A label that is not asserted is 0, and a missing text (``None``) is a row of NaN. Nothing is learned from the data: `fit`
    only builds the analyzer.

    Args:
        model: ``"fast"`` or ``"accurate"``.
        packs: as for `simpatico.Analyzer`.
        thresholds: as for `simpatico.Analyzer`.
        threads: number of threads; all cores without it.

    Examples:
        >>> from simpatico.sklearn import SimpaticoFeatures
        >>> features = SimpaticoFeatures()
        >>> features.fit_transform(["Where is my parcel?", "Nobody answers me!"]).shape
        (2, 60)
        >>> features.get_feature_names_out()[0]
        'language_confidence'
    """

    def __init__(
        self,
        model: str = "fast",
        packs: Any = (),
        thresholds: Any = None,
        threads: int | None = None,
    ) -> None:
        self.model = model
        self.packs = packs
        self.thresholds = thresholds
        self.threads = threads

    def fit(self, X: Any, y: Any = None) -> SimpaticoFeatures:
        """Builds the analyzer; looks at ``X`` only to refuse what is no list of texts."""
        _texts(X)
        self.analyzer_ = Analyzer(model=self.model, packs=self.packs, thresholds=self.thresholds)  # type: ignore[arg-type]
        self.n_features_in_ = 1
        return self

    def transform(self, X: Any) -> npt.NDArray[np.float64]:
        """The scores: one row for each text, one column for each of `get_feature_names_out`.

        Raises:
            TypeError: a row that is no ``str``; the message names it.
            UnicodeEncodeError: a row with a lone surrogate; the message names it.
        """
        check_is_fitted(self)
        check_threads(self.threads)
        names, matrix = self.analyzer_._native.features(_texts(X), self.threads)
        scores: npt.NDArray[np.float64] = np.frombuffer(matrix, dtype=np.float64).reshape(-1, len(names)).copy()
        return scores

    def get_feature_names_out(self, input_features: Any = None) -> npt.NDArray[np.object_]:
        """The names of the columns, as in the flat table; what went in does not change them."""
        check_is_fitted(self)
        names, _ = self.analyzer_._native.features([], None)
        return np.asarray(names, dtype=object)

    def __sklearn_tags__(self) -> Any:
        tags = super().__sklearn_tags__()
        tags.input_tags.string = True
        tags.input_tags.one_d_array = True
        tags.input_tags.two_d_array = False
        tags.input_tags.allow_nan = True
        tags.requires_fit = True
        return tags


def _texts(X: Any) -> list[Any]:
    """A list, an array, a series, or a table of one column."""
    if isinstance(X, (str, bytes)) or not hasattr(X, "__iter__"):
        raise ValueError("texts are expected as a list, an array, a series or a table of one column")
    shape: tuple[int, ...] = getattr(X, "shape", ())
    if len(shape) == 2:
        if shape[1] != 1:
            raise ValueError(f"one column of text is expected, not {shape[1]}")
        X = np.asarray(X, dtype=object)[:, 0]
    return [None if is_missing(text) else text for text in X]
