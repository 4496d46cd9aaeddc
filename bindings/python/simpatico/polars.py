"""``frame.simpatico.analyze("text")`` and ``series.simpatico.analyze()`` for polars, lazy frames too; importing this registers
them.

    >>> import polars as pl
    >>> import simpatico, simpatico.polars
    >>> fast = simpatico.Analyzer(model="fast")
    >>> frame = pl.DataFrame({"text": ["Nobody answers me!", None]})
    >>> frame.simpatico.analyze("text", analyzer=fast)["sentiment"].to_list()
    ['negative', None]
"""

from __future__ import annotations

from polars.api import register_dataframe_namespace, register_lazyframe_namespace, register_series_namespace

from .accessor import FrameAccessor, SeriesAccessor

__all__ = ["FrameAccessor", "SeriesAccessor"]

register_dataframe_namespace("simpatico")(FrameAccessor)
register_lazyframe_namespace("simpatico")(FrameAccessor)
register_series_namespace("simpatico")(SeriesAccessor)
