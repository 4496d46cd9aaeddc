"""The README's recipe for Dask; opt-in, since Dask is large."""

import pandas as pd
import pytest

import simpatico
import simpatico.pandas

pytestmark = [pytest.mark.dask, pytest.mark.filterwarnings("default")]


def test_partitions_are_judged(fast: simpatico.Analyzer) -> None:
    import dask.dataframe as dd

    frame = pd.DataFrame({"text": [f"Where is parcel {number}?" for number in range(100)] + [None]})

    def judge(part: pd.DataFrame) -> pd.DataFrame:
        return part.simpatico.analyze("text", analyzer=fast, threads=1)

    result = dd.from_pandas(frame, npartitions=4).map_partitions(judge, meta=judge(frame.head(0)))
    pd.testing.assert_frame_equal(result.compute(scheduler="processes"), judge(frame), check_dtype=False)
