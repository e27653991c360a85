import pandas as pd
import pytest
from interviews import add_interviews
from reassigned import public_texts, reassigned
from simulated import simulated

from hiteval.disclosure.editions import release
from hiteval.disclosure.pooling import confidential_sources
from hiteval.errors import DisclosureError
from hiteval.simulation.truth import Design
from hiteval.study import schema
from hiteval.study.reading import read_study
from hiteval.study.study import Study


@pytest.fixture
def interviewed(folder) -> Study:
    return read_study(add_interviews(folder))


@pytest.fixture
def public(interviewed) -> Study:
    return release(interviewed, "public").study


def test_confidential_sources_become_one_for_each_strand(public):
    row = public.sources.set_index("source_id").loc["interview"]
    assert (row["title"], row["type"]) == ("Interviews", "confidential")
    assert row[["date", "publisher", "url", "role"]].isna().all()
    assert not public.sources["source_id"].str.startswith("int-").any()


def test_segments_are_numbered_by_text_and_not_by_speaker(public):
    mine = public.segments[public.segments["source_id"] == "interview"]
    assert mine.set_index("segment_id")["summary"].to_dict() == {
        "interview-s0001": "Thought number 1 of a leader.",
        "interview-s0002": "Thought number 2 of a leader.",
        "interview-s0003": "Thought number 3 of a leader.",
        "interview-s0004": "Thought number 5 of a leader.",
    }


def test_codings_follow_their_segments(public):
    assert set(public.codings["segment_id"]) == set(public.segments["segment_id"])


def test_summaries_name_the_new_ids(interviewed):
    interviewed.summaries["segment_ids"] = "a1-s1;int-2-s1"
    summaries = release(interviewed, "public").study.summaries
    assert summaries["segment_ids"].tolist() == ["a1-s1; interview-s0001"]


def test_what_rests_on_a_confidential_source_alone_is_not_shown(interviewed):
    interviewed.team_events.loc[0, "source_id"] = "int-1"
    found = release(interviewed, "public")
    assert "int-1" not in set(found.study.team_events["source_id"])
    rule = "events, partners and measures of sources that are not shown"
    assert found.withheld[rule] == 1


def test_published_sources_and_segments_stay_as_they_are(interviewed, public):
    documents = interviewed.sources[interviewed.sources["strand"] != "interview"]
    assert set(documents["source_id"]) <= set(public.sources["source_id"])
    assert "a1-s1" in set(public.segments["segment_id"])


def test_a_taken_id_is_refused(interviewed):
    interviewed.segments["segment_id"] = interviewed.segments["segment_id"].replace(
        "a1-s1", "interview-s0001"
    )
    with pytest.raises(DisclosureError) as error:
        release(interviewed, "public")
    assert str(error.value) == (
        "interview-s0001: this id is needed for what was said in confidence. Give the "
        "published source or segment that has it another id."
    )


SMALL = Design(teams=4, documents=20, interviews=10, coders=2, seed=1)


@pytest.fixture(scope="module")
def small() -> Study:
    return simulated(SMALL).study


@pytest.mark.parametrize("seed", range(3))
def test_nothing_public_depends_on_who_said_what_in_which_turn(small, seed):
    other = release(reassigned(small, seed), "public").study
    assert public_texts(other) == public_texts(release(small, "public").study)


def test_no_run_of_rows_is_what_one_person_said(small):
    found = release(small, "public")
    shown = found.decisions.set_index("shown_as")["segment_id"]
    source = small.segments.set_index("segment_id")["source_id"]
    for name in ("segments", "codings"):
        named = found.study.tables[name]["segment_id"].drop_duplicates()
        mine = named[named.str.startswith("interview-")]
        spoke = mine.map(shown).map(source)
        assert (spoke != spoke.shift()).sum() > 2 * spoke.nunique(), name


def test_every_public_table_is_in_the_order_of_its_own_ids(small):
    for name, table in release(small, "public").study.tables.items():
        pd.testing.assert_frame_equal(table, schema.in_order(name, table))


def test_passages_that_say_the_same_are_told_apart_by_what_is_public(small):
    text = small.segments.assign(summary="The same.", quote=None)
    same = small.with_tables({"segments": text.astype(small.segments.dtypes)})
    other = release(reassigned(same, 1), "public").study
    assert public_texts(other) == public_texts(release(same, "public").study)


def test_what_was_settled_of_it_bears_one_day(small):
    mine = small.segments["source_id"].isin(confidential_sources(small))
    coded = small.codings.merge(small.segments[mine], on="segment_id")
    keys = coded[["segment_id", "criterion_id"]].drop_duplicates()
    days = [f"2015-03-{day:02}" for day in range(1, 21)]
    settled = keys.head(20).assign(
        about="team", rating=1, decided_on=days, decided_by="All", reason="So agreed."
    )
    settled = schema.typed("adjudications", settled)
    public = release(small.with_tables({"adjudications": settled}), "public").study
    assert len(public.adjudications) > 1
    assert set(public.adjudications["decided_on"]) < {*days}
    assert public.adjudications["decided_on"].nunique() == 1
