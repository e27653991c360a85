"""Columns of years: names below them keep clear of each other."""

from itertools import pairwise

import pandas as pd
import pytest

from hiteval.display.kit.columns import year_columns
from hiteval.display.kit.sheet import WIDTHS, Line, Sheet, pixels


@pytest.mark.parametrize("css", WIDTHS)
@pytest.mark.parametrize("years", [1, 2, 7, 13, 40])
def test_no_name_below_a_column_touches_the_next(css, years):
    names = [*(str(2026 - n) for n in reversed(range(years))), "undated"]
    sheet = Sheet(WIDTHS[css])
    year_columns(sheet, pd.DataFrame({"document": 3}, index=names), "undated")
    lines = [a for a in sheet.artists if isinstance(a, Line) and a.get_text() in names]
    ends = sorted(
        (x - pixels(line.get_text()) / 2, x + pixels(line.get_text()) / 2)
        for line in lines
        for x in [line.get_position()[0]]
    )
    assert lines[-1].get_text() == "undated"
    assert all(left[1] < right[0] for left, right in pairwise(ends))
