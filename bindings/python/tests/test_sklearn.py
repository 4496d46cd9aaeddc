"""The transformer in scikit-learn."""

import pickle
from typing import Any

import numpy as np
import pandas as pd
import pytest
from sklearn.base import clone
from sklearn.compose import ColumnTransformer
from sklearn.linear_model import LogisticRegression
from sklearn.pipeline import make_pipeline
from sklearn.preprocessing import StandardScaler
from sklearn.utils.estimator_checks import check_estimator

import simpatico
from simpatico.sklearn import SimpaticoFeatures

TEXTS = ["Nobody answers me!", "Thank you so much, Priya!", "Where is my parcel?", "I'm fed up with this!"]


@pytest.mark.filterwarnings("ignore:Can't test estimator")
@pytest.mark.filterwarnings("ignore::sklearn.exceptions.SkipTestWarning")
def test_it_passes_the_checks_that_apply_to_text() -> None:
    checked = check_estimator(SimpaticoFeatures(), on_fail=None)
    outcomes = {check["check_name"]: check["status"] for check in checked}
    assert "passed" in outcomes.values()
    assert {name: status for name, status in outcomes.items() if status not in ("passed", "skipped")} == {}


def test_features_are_the_columns_of_numbers(fast: simpatico.Analyzer) -> None:
    features = SimpaticoFeatures().fit(TEXTS)
    matrix = features.transform([*TEXTS, None])
    table = fast.analyze_table(pd.DataFrame({"text": [*TEXTS, None]}), "text")
    names = list(features.get_feature_names_out())
    assert matrix.shape == (5, len(names)) and matrix.dtype == np.float64
    np.testing.assert_array_equal(matrix, table[names].to_numpy(dtype=float))
    assert np.isnan(matrix[4]).all() and not np.isnan(matrix[:4]).any()
    assert list(table.select_dtypes("float64").columns) == names


def test_it_works_in_pipelines() -> None:
    pipeline = make_pipeline(SimpaticoFeatures(), StandardScaler(), LogisticRegression())
    unhappy = [1, 0, 0, 1]
    assert list(pipeline.fit(TEXTS, unhappy).predict(TEXTS)) == unhappy
    back = pickle.loads(pickle.dumps(pipeline))
    assert list(back.predict(TEXTS)) == unhappy
    frame = pd.DataFrame({"text": TEXTS, "age": [1.0, 2.0, 3.0, 4.0]})
    columns = ColumnTransformer([("text", SimpaticoFeatures(), "text")], remainder="passthrough")
    out = columns.set_output(transform="pandas").fit_transform(frame)
    assert {"text__sentiment_score", "remainder__age"} <= set(out.columns)


@pytest.mark.parametrize("texts", [TEXTS, np.array(TEXTS), np.array(TEXTS, dtype=object), pd.Series(TEXTS), pd.DataFrame({"a": TEXTS})])
def test_texts_come_in_any_form(texts: Any) -> None:
    expected = SimpaticoFeatures().fit_transform(TEXTS)
    np.testing.assert_array_equal(SimpaticoFeatures().fit_transform(texts), expected)


def test_options_and_errors() -> None:
    features = SimpaticoFeatures(thresholds={"emotions.frustration": 0.999})
    assert clone(features).get_params() == features.get_params()
    column = list(features.fit(TEXTS).get_feature_names_out()).index("emotion_frustration")
    assert not features.transform(TEXTS)[:, column].any()
    with pytest.raises(TypeError, match="row 1 is int"):
        features.transform(["a", 1])
    with pytest.raises(ValueError, match="texts are expected as a list"):
        features.fit("Hello")
    with pytest.raises(ValueError, match="one column of text is expected, not 2"):
        features.fit(pd.DataFrame({"a": TEXTS, "b": TEXTS}))
    with pytest.raises(simpatico.OptionError):
        SimpaticoFeatures(model="slow").fit(TEXTS)
    assert features.fit(TEXTS).transform([]).shape == (0, 60)
