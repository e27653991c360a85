"""Ratings as steps on their scale: 0 for the lowest level, 1 for the next one.

How far two ratings lie apart is counted in levels, whatever their values: on a scale
of 0, 1, 3 and 9 the last two are neighbours. Half a step is half-way between two.
"""

from typing import Any

import numpy as np
import pandas as pd

from hiteval.study.framework import RatingScale


def as_steps(ratings: pd.Series, scale: RatingScale) -> pd.Series:
    """Turn ratings into steps, Float64; missing stays missing."""
    return _along(ratings, scale.ratings, range(len(scale.ratings)))


def from_steps(steps: pd.Series, scale: RatingScale) -> pd.Series:
    """Turn steps back into ratings, Float64; missing stays missing."""
    return _along(steps, range(len(scale.ratings)), scale.ratings)


def _along(values: pd.Series, known: Any, meant: Any) -> pd.Series:
    found = np.interp(values.astype("Float64").fillna(0), list(known), list(meant))
    return pd.Series(found, values.index, "Float64").mask(values.isna())
