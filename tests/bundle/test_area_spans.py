"""A team's page sees between which levels all teams lie, and no more of them."""

import pandas as pd

from hiteval.bundle import open_area_spans
from hiteval.bundle.area_spans import FILE, write_area_spans
from hiteval.bundle.bundle import write_team_bundles


def test_spans_are_read_back_as_they_were_written(tiny, tmp_path):
    places = {"alpha": tmp_path / "alpha", "gamma": tmp_path / "gamma"}
    write_team_bundles(tiny.whole, places)
    write_area_spans(tiny, places.values())
    alpha, gamma = (open_area_spans(str(place)) for place in places.values())
    pd.testing.assert_frame_equal(alpha, gamma)
    medians = tiny.all_teams().profiles.set_index("area_id")["median"]
    for span in alpha.itertuples():
        assert span.lowest == medians[[span.area_id]].min()
        assert span.highest == medians[[span.area_id]].max()


def test_of_a_whole_bundle_they_are_worked_out(tiny, tmp_path):
    write_team_bundles(tiny.whole, {"alpha": tmp_path / "alpha"})
    without = open_area_spans(str(tmp_path / "alpha"))
    write_area_spans(tiny.team("alpha"), [tmp_path / "alpha"])
    assert (tmp_path / "alpha" / FILE).is_file()
    pd.testing.assert_frame_equal(without, open_area_spans(str(tmp_path / "alpha")))
