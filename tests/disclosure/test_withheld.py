import pytest
from interviews import add_interviews

from hiteval.disclosure.editions import release
from hiteval.study.reading import read_study
from hiteval.study.study import Study


@pytest.fixture
def interviewed(folder) -> Study:
    return read_study(add_interviews(folder))


def test_what_was_withheld_is_counted_by_rule(interviewed):
    assert release(interviewed, "public").withheld == {
        "segments: no consent to publish": 1,
        "quotes: changed since it was approved": 1,
        "quotes: no consent to be quoted": 1,
        "quotes: no consent to publish": 1,
        "quotes: not approved": 1,
        "codings of withheld segments": 1,
        "coders' notes": 6,
        "summaries of cells": 1,
        "actions": 1,
        "entries of involvement": 1,
        "interpretations": 1,
        "raters' rationales": 1,
    }


def test_readers_are_told_of_what_was_not_said_in_confidence(interviewed):
    assert release(interviewed, "public").withheld_openly == {
        "coders' notes": 1,
        "summaries of cells": 1,
        "actions": 1,
        "entries of involvement": 1,
        "interpretations": 1,
        "raters' rationales": 1,
    }


def resting_on_an_interview(study: Study) -> Study:
    """Let a summary and a partner rest on the second interview, beside others."""
    summaries, partners = study.summaries, study.team_organisations
    summaries = summaries.assign(clearance="public", segment_ids="a1-s1; int-2-s1")
    partners = partners.assign(source_id="int-2")
    return study.with_tables({"summaries": summaries, "team_organisations": partners})


@pytest.mark.parametrize(
    "gone", ["consent withdrawn", "clearance withdrawn", "rows deleted"]
)
def test_one_person_who_withdraws_moves_no_number_that_readers_are_told(
    interviewed, gone
):
    study = resting_on_an_interview(interviewed)
    before = release(study, "public").withheld_openly
    sources, segments = study.sources, study.segments
    one, said = sources["source_id"] == "int-2", segments["source_id"] == "int-2"
    if gone == "consent withdrawn":
        consent = sources["consent"].mask(one, "none")
        study = study.with_tables({"sources": sources.assign(consent=consent)})
    elif gone == "clearance withdrawn":
        clearance = segments["clearance"].mask(said, "internal")
        study = study.with_tables({"segments": segments.assign(clearance=clearance)})
    else:
        study = without(study, "int-2")
    assert release(study, "public").withheld_openly == before


def without(study: Study, source_id: str) -> Study:
    """Delete a source and all that rests on it."""
    rows = {
        name: table[table["source_id"] != source_id]
        for name, table in study.tables.items()
        if "source_id" in table
    }
    spoken = study.segments.loc[study.segments["source_id"] == source_id, "segment_id"]
    codings = study.codings[~study.codings["segment_id"].isin(spoken)]
    nothing = {n: study.tables[n].iloc[:0] for n in ("summaries", "organisations")}
    return study.with_tables(rows | {"codings": codings} | nothing)
