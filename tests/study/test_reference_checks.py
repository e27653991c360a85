import pandas as pd
import pytest
from interviews import add_interviews
from text_tables import table

from hiteval.errors import StudyError
from hiteval.study.reading import read_study
from hiteval.study.reference_checks import (
    check_people,
    check_references,
    check_summaries,
)


def test_an_unknown_id_is_named_with_the_nearest_of_few():
    links = table(team_id=["t"], org_id=["trsut"], role=["member"])
    known = {"organisations": ["trust", "uni"]}
    (fault,) = check_references("team_organisations", links, known)
    assert str(fault) == (
        "team_organisations.csv, row 2, org_id: expected one of trust, uni; "
        "got 'trsut'. Did you mean 'trust'?"
    )


def test_a_vocabulary_that_could_not_be_read_is_not_checked_against():
    links = table(team_id=["t"], org_id=["x"], role=["member"])
    assert check_references("team_organisations", links, {}) == []


def spoilt(folder, file, old, new):
    path = add_interviews(folder) / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    with pytest.raises(StudyError) as error:
        read_study(folder)
    return str(error.value)


def test_who_stands_behind_a_confidential_source_must_be_known(folder):
    assert spoilt(folder, "sources.csv", ",p02,", ",,") == (
        "1 fault:\n  sources.csv, row 8, people: expected the person_id of everyone it "
        "speaks for, as its strand is confidential; got a blank cell. Fill it in from "
        "private/roster.csv."
    )


def test_a_name_in_place_of_a_person_id_is_not_quoted(folder):
    message = spoilt(folder, "sources.csv", "p01;p10", "p01;Quill Zanziaa")
    assert "people: expected one of the study's 12 roster; got a value of" in message
    assert "Zanzi" not in message


def test_a_name_in_place_of_an_id_of_the_roster_is_not_quoted(folder):
    message = spoilt(folder, "private/roster.csv", "p11,", "Quill Zanzikk,")
    assert "private/roster.csv, row 12, person_id: expected 1 to 80 lower" in message
    assert "Zanzi" not in message


def test_published_sources_need_no_people():
    sources = pd.DataFrame({"strand": ["document", "interview"]}, index=[2, 3])
    (fault,) = check_people(sources, ["interview"])
    assert fault.row == 3


def test_a_summary_rests_on_segments_of_its_own_team():
    segments = pd.DataFrame({"segment_id": ["a1", "b1"], "team_id": ["a", "b"]})
    summaries = pd.DataFrame(
        {"team_id": ["a"], "segment_ids": ["a1; b1"]}, index=pd.Index([2])
    )
    assert [str(fault) for fault in check_summaries(summaries, segments)] == [
        "summaries.csv, row 2, segment_ids: expected ids of segments of the same team, "
        "with ; between; got 'b1'. Correct it, or add the segment first."
    ]
