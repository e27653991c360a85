"""What waits for a rating: neither what was rated, nor what was withdrawn."""

import pandas as pd
from unrated_data import add_unrated

from hiteval.study.reading import read_study
from hiteval.study.waiting import waiting


def waits(folder):
    rows = waiting(read_study(folder))
    return rows[["segment_id", "coder_id"]].to_numpy().tolist()


def test_each_row_waits_at_first(folder):
    everyone = [["a3-s1", "bob"], ["b1-s1", "ann"], ["b1-s1", "bob"]]
    assert waits(add_unrated(folder)) == everyone


def test_what_was_withdrawn_waits_no_longer(folder):
    table = pd.read_csv(add_unrated(folder) / "unrated.csv")
    table.loc[0, "withdrawn"] = "Of another team."
    table.to_csv(folder / "unrated.csv", index=False)
    assert waits(folder) == [["b1-s1", "ann"], ["b1-s1", "bob"]]


def test_what_the_codings_have_too_waits_no_longer(folder):
    with (add_unrated(folder) / "codings.csv").open("a") as table:
        table.write("b1-s1,bob,change.results,1,\n")
    assert waits(folder) == [["a3-s1", "bob"], ["b1-s1", "ann"]]
