import pandas as pd
import pytest
from scales import MATURITY, SCALE

from hiteval.analysis.needs import CONTRARY, LOW, MISSING, by_criterion, kinds


def cells(*rows):
    names = ["criterion_id", "rating", "contrary", "segments"]
    return pd.DataFrame(rows, columns=names).astype({"rating": "Float64"})


@pytest.mark.parametrize(
    ("rating", "contrary", "segments", "kind"),
    [
        (-0.5, 1, 2, LOW),
        (-1, 0, 0, LOW),  # by people, whatever the evidence is
        (0, 1, 2, CONTRARY),
        (pd.NA, 1, 1, CONTRARY),  # raters disagree
        (pd.NA, 0, 0, MISSING),
        (2, 0, 0, MISSING),
        (2, 0, 3, None),
        (0, 0, 1, None),
    ],
)
def test_a_cell_is_of_the_gravest_kind_that_applies(rating, contrary, segments, kind):
    (found,) = kinds(cells(("a", rating, contrary, segments)), SCALE)
    assert found == kind or (kind is None and pd.isna(found))


def test_on_a_scale_of_one_side_the_lowest_level_is_a_need():
    of = [("a", 0, 1), ("a", 1, 1), ("a", pd.NA, 0), ("a", 0, 0)]
    table = pd.DataFrame(of, columns=["criterion_id", "rating", "segments"])
    found = kinds(table.astype({"rating": "Float64"}), MATURITY)
    assert found.fillna("none").tolist() == [LOW, "none", MISSING, LOW]


def test_capacity_comes_first_then_the_most_contrary_then_the_most_missing():
    of = [("a.gap", pd.NA, 0, 0), ("a.none", 1, 0, 1), ("a.two", -1, 1, 1)]
    of += [("a.two", 1, 1, 3), ("b.capacity", 2, 0, 1), ("c.one", 1, 1, 3)]
    ids = ["a.none", "a.gap", "a.two", "b.capacity", "c.one"]
    counts = by_criterion(cells(*of), ids, SCALE)
    assert [*counts.index] == ["b.capacity", "a.two", "c.one", "a.gap", "a.none"]
    assert counts.loc["a.two"].to_dict() == {LOW: 1, CONTRARY: 1, MISSING: 0}


def test_the_order_of_rows_makes_no_difference(tiny):
    ids = tiny.framework.criterion_ids
    reverse = by_criterion(tiny.cells.iloc[::-1], ids, SCALE)
    pd.testing.assert_frame_equal(by_criterion(tiny.cells, ids, SCALE), reverse)
