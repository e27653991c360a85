import numpy as np
import pandas as pd
from coding_data import CODINGS, SEGMENTS, grid

from hiteval.analysis.agreement.coding_grid import coding_grid

BOB_SAW_S4 = pd.DataFrame({"segment_id": ["s4"], "coder_id": ["bob"]})


def test_coding_outside_the_criteria_shows_that_the_segment_was_seen():
    kept = coding_grid(CODINGS, SEGMENTS, ["b"])
    assert kept.saw.sum() == grid().saw.sum()
    assert kept.given.sum() == 4


def test_coding_of_an_unknown_segment_is_left_out():
    fewer = grid(segments=SEGMENTS.iloc[:2], seen=BOB_SAW_S4)
    assert fewer.saw.tolist() == [[True, True], [True, True]]


def test_order_of_rows_does_not_matter():
    turned = grid(CODINGS.iloc[::-1], SEGMENTS.iloc[::-1])
    assert np.array_equal(turned.ratings, grid().ratings, equal_nan=True)
    assert turned.cluster_of.tolist() == grid().cluster_of.tolist()


def test_a_blank_says_that_a_segment_tells_of_the_team():
    told = grid(CODINGS.assign(about=["baseline", *[pd.NA] * 8])).about
    assert np.array_equal(np.isnan(told), ~grid().given)
    assert np.nansum(told) == np.nanmax(told) == 2
