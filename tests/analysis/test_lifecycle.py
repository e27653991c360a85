import pandas as pd
import pytest

from hiteval.analysis.lifecycle import statuses


def events(*kinds):
    return pd.DataFrame({"team_id": "a", "event": list(kinds)}, dtype="str")


@pytest.mark.parametrize(
    ("kinds", "stands"),
    [
        ([], "nothing recorded"),
        (["director_change", "reviewed"], "nothing recorded"),
        (["launched", "renamed"], "no end recorded"),
        (["launched", "paused"], "paused"),
        (["paused", "restarted"], "no end recorded"),
        (["restarted", "paused", "paused"], "paused"),
        (["paused", "business_as_usual"], "business as usual"),
        (["business_as_usual", "concluded"], "concluded"),
    ],
)
def test_a_team_stands_where_its_events_leave_it(kinds, stands):
    assert statuses(events(*kinds), ["a"]).to_dict() == {"a": stands}
    assert statuses(events(*kinds[::-1]), ["a"]).to_dict() == {"a": stands}


def test_teams_are_told_apart_and_keep_the_order_asked_for():
    table = events("concluded").assign(team_id="b")
    found = statuses(table, ["b", "a"])
    assert list(found.items()) == [("b", "concluded"), ("a", "nothing recorded")]
