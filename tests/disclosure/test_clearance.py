import hashlib

import pandas as pd
import pytest
from interviews import QUOTE, add_interviews

from hiteval.disclosure import clearance
from hiteval.study.reading import read_study

pytestmark = pytest.mark.integration


@pytest.fixture
def study(folder):
    return read_study(add_interviews(folder))


def decided(study, segment_id):
    rows = clearance.decisions(study).set_index("segment_id")
    return tuple(rows.loc[segment_id, ["segment", "quote"]])


@pytest.mark.parametrize(
    ("segment_id", "passage", "quote"),
    [
        ("int-1-s1", "", ""),
        ("int-2-s1", "", "changed since it was approved"),
        ("int-3-s1", "", "not approved"),
        ("int-4-s1", "", "no consent to be quoted"),
        ("int-5-s1", "no consent to publish", "no consent to publish"),
    ],
)
def test_each_reason_is_named(study, segment_id, passage, quote):
    assert decided(study, segment_id) == (passage, quote)


def test_a_segment_without_clearance_takes_its_quote_along(study):
    segments = study.segments.assign(clearance="internal")
    study = study.with_tables({"segments": segments})
    assert decided(study, "int-1-s1") == ("no clearance 'public'",) * 2


def test_of_a_segment_without_a_quote_there_is_nothing_to_decide(study):
    passage, quote = decided(study, "a1-s1")
    assert passage == ""
    assert pd.isna(quote)


def test_a_quote_that_may_not_pass_is_replaced_whole(study):
    shown = clearance.cleared(study.segments, clearance.decisions(study))
    quotes = shown.set_index("segment_id")["quote"]
    assert quotes["int-1-s1"] == QUOTE
    assert quotes["int-2-s1"] == clearance.WITHHELD
    assert pd.isna(quotes["a1-s1"])
    assert "int-5-s1" not in quotes


def test_only_an_approval_is_awaited_where_all_else_is_given(study):
    waits = study.segments["segment_id"][clearance.awaits_approval(study)]
    assert waits.tolist() == ["int-2-s1", "int-3-s1"]


def test_a_summary_rests_on_segments_that_pass_all_of_them(study):
    shown = study.segments[study.segments["segment_id"].isin(["a1-s1", "a1-s2"])]
    of = ["a1-s1", "a1-s1;a1-s2", "a1-s1;a2-s1", "a1-s2"]
    summaries = pd.DataFrame({"segment_ids": of, "clearance": "public"})
    summaries.loc[3, "clearance"] = "internal"
    kept = clearance.cleared_summaries(summaries, shown)
    assert kept["segment_ids"].tolist() == of[:2]


def test_an_approval_is_of_the_words_as_utf_8():
    expected = hashlib.sha256("Größe".encode()).hexdigest()
    assert clearance.text_hash("Größe") == expected


def test_a_segment_that_nobody_summarised_is_withheld(folder):
    study = read_study(folder)
    segments = study.segments.copy()
    segments.loc[0, "summary"] = "[To be summarised: page 3.]"
    decided = clearance.decisions(study.with_tables({"segments": segments}))
    assert decided["segment"][0] == "yet to be summarised"
