from conftest import ROOT

from hiteval.analysis.unused_rows import ORGANISATIONS, SEGMENTS, SOURCES, unused_rows
from hiteval.commands import studies
from hiteval.study.reading import read_study


def test_a_study_in_which_everything_is_used_has_none(study):
    assert unused_rows(study.tables) == {}


def test_what_nothing_refers_to_is_listed_by_kind(study):
    tables = study.tables | {
        "segments": study.segments[study.segments["source_id"] != "a2"],
        "team_events": study.team_events.iloc[:0],
        "team_organisations": study.team_organisations.iloc[:1],
        "codings": study.codings[study.codings["segment_id"] != "b1-s1"],
    }
    assert unused_rows(tables) == {
        SOURCES: ["a2"],
        SEGMENTS: ["b1-s1"],
        ORGANISATIONS: ["uni"],
    }


def test_a_source_that_only_dates_something_is_used(study):
    segments = study.segments[study.segments["source_id"] != "a2"]
    assert SOURCES not in unused_rows(study.tables | {"segments": segments})


def test_check_notes_them_and_still_finds_the_study_in_order(spoil, capsys):
    folder = spoil("organisations.csv", "uni,", "left,Left out,charity\nuni,")
    studies.check(folder)
    printed = capsys.readouterr().out
    assert printed.endswith("\nNote: organisations without a team (1): left\n")


def test_nothing_of_the_shipped_study_is_left_over():
    assert unused_rows(read_study(ROOT / "data").tables) == {}
