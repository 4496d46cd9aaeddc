"""``frame.simpatico.analyze("text")`` and ``series.simpatico.analyze()`` for pandas; importing this registers them.

    >>> import pandas as pd
    >>> import simpatico, simpatico.pandas
    >>> fast = simpatico.Analyzer(model="fast")
    >>> frame = pd.DataFrame({"text": ["Nobody answers me!", None]}, index=["a", "b"])
    >>> frame.simpatico.analyze("text", analyzer=fast)["sentiment"].tolist()
    ['negative', nan]
"""

from __future__ import annotations

from pandas.api.extensions import register_dataframe_accessor, register_series_accessor

from .accessor import FrameAccessor, SeriesAccessor

__all__ = ["FrameAccessor", "SeriesAccessor"]

register_dataframe_accessor("simpatico")(FrameAccessor)
register_series_accessor("simpatico")(SeriesAccessor)
