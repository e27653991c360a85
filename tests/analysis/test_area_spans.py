import pandas as pd

from hiteval.analysis.area_spans import area_spans


def test_a_span_goes_over_the_teams_that_have_a_rating():
    profiles = pd.DataFrame(
        {
            "team_id": ["a", "b", "c", "a", "b", "c"],
            "area_id": ["one"] * 3 + ["two"] * 3,
            "median": pd.array([1, -1.5, None, None, None, None], dtype="Float64"),
        }
    )
    (span,) = area_spans(profiles).to_dict("records")
    assert span == {"area_id": "one", "teams": 2, "lowest": -1.5, "highest": 1.0}
