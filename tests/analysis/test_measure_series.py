import pandas as pd
import pytest

from hiteval.analysis.measure_series import compared_with, series


def measures(*rows):
    columns = ["measure", "period", "value", "unit", "comparator"]
    made = pd.DataFrame(rows, columns=columns)
    return made.assign(team_id="a", qualifier=None).astype({"value": "Float64"})


RATES = [
    ("Rate", "2017-03", 73.2, "per cent", "49.8 in 2012-13"),
    ("reach", "2019", 5, "people", None),
    ("rate ", "2012-13", 49.8, "per cent", "national target 67"),
    ("rate", "2016", 70.4, "Per cent", "49.8 in 2012-13"),
    ("rate", "some day", 80, "per cent", None),
    ("rate", "2014", 9, "people", None),
]


def test_values_of_one_measure_and_unit_stand_in_order_of_time():
    made = series(measures(*RATES))
    assert made["value"].tolist() == [49.8, 70.4, 73.2]
    assert made.index.tolist() == [2, 3, 0]
    assert made["series"].unique().tolist() == [0]


def test_a_value_that_is_stated_twice_is_no_series():
    again = measures(("rate", "2016", 1, "%", None), ("rate", "2016", 2, "%", None))
    assert series(again).empty
    assert series(measures()).empty


@pytest.mark.parametrize(
    ("comparators", "said"),
    [
        (["target 67", "49.8 before"], "target 67"),
        (["target 67", "target 70"], "target 70"),
        ([None, "49.8 before"], None),
        ([None, None], None),
    ],
)
def test_what_it_is_compared_with_is_none_of_its_own_values(comparators, said):
    rows = pd.DataFrame({"value": [49.8, 73.2], "comparator": comparators})
    assert compared_with(rows) == said
