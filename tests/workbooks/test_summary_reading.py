"""A Summary of Qualitative Findings comes in by statement, and nothing is guessed."""

import csv

import pandas as pd
import pytest
from openpyxl import Workbook
from written_data import contents

from hiteval.display.finding_tables import summary_of_findings
from hiteval.errors import StudyError
from hiteval.results.evaluation import evaluate
from hiteval.study.reading import read_study
from hiteval.workbooks.written_import import import_written

HEADINGS = [
    "Summarised review finding",
    "CERQual assessment of confidence in the evidence",
    "Explanation of CERQual assessment",
    "References/studies contributing to the review finding",
]
KNOWN = "Patients shape the work of Alpha."


def table(folder, *rows, headings=HEADINGS, name="summary.csv"):
    path = folder.parent / name
    with path.open("w", newline="", encoding="utf-8-sig") as file:
        csv.writer(file).writerows([headings, *rows])
    return path


def finding(folder, name):
    return read_study(folder).findings.set_index("finding_id").loc[name]


def faults(path, folder):
    before = contents(folder)
    with pytest.raises(StudyError) as error:
        import_written(path, folder)
    assert contents(folder) == before
    return [str(fault) for fault in error.value.faults]


def test_what_the_report_gives_out_comes_in_and_changes_nothing(written):
    summary = summary_of_findings(evaluate(read_study(written)))
    path = table(written, *summary.to_numpy().tolist(), headings=list(summary))
    before = contents(written)
    assert import_written(path, written)["findings"].changes == {}
    assert contents(written) == before


def test_a_new_finding_needs_criteria_which_a_column_gives(written):
    row = ["Nobody had time.", "Very low confidence", "One source.", "b1-s1"]
    path = table(written, [*row, "working.means"], headings=[*HEADINGS, "Criteria"])
    assert import_written(path, written)["findings"].new == ["nobody-had-time"]
    found = finding(written, "nobody-had-time")
    assert found[["confidence", "confidence_reason", "segment_ids"]].tolist() == [
        *("very_low", "One source.", "b1-s1")
    ]
    assert found["criterion_ids"] == "working.means"


def test_segments_against_stand_on_a_line_of_their_own(written):
    row = ["All was well.", "", "", "a1-s1, a2-s1\nAgainst: a1-s2; b1-s1"]
    path = table(written, [*row, "working.means"], headings=[*HEADINGS, "Criteria"])
    import_written(path, written)
    found = finding(written, "all-was-well")
    assert found["segment_ids"] == "a1-s1;a2-s1"
    assert found["contrary_segment_ids"] == "a1-s2;b1-s1"
    assert pd.isna(found["confidence"])


def test_a_source_stands_for_its_segments_on_the_criteria_of_the_finding(written):
    row = ["Beta lacked time.", "", "", "b1; a1", "working.means"]
    path = table(written, row, headings=[*HEADINGS, "Criteria"])
    import_written(path, written)
    assert finding(written, "beta-lacked-time")["segment_ids"] == "b1-s1;a1-s2"


def test_a_source_that_contradicts_itself_is_not_guessed_at(written):
    row = ["Alpha did well.", "", "", "a1", "working.public; working.means"]
    path = table(written, row, headings=[*HEADINGS, "Criteria"])
    assert faults(path, written) == [
        "summary.csv, row 2, D: expected a source whose segments are all for the "
        "finding, or all against it; got 'a1'. Name the segments meant."
    ]


def test_what_cannot_be_mapped_is_told_at_once_and_nothing_written(written):
    path = table(
        written,
        [KNOWN, "Moderate", "Few sources.", "a1-s1; Smith 2016; w1", ""],
        ["Nobody had time.", "Low", "One.", "a1-s11", "working.means"],
        headings=[*HEADINGS, "Criteria"],
    )
    assert faults(path, written) == [
        "summary.csv, row 2, D: expected ids of segments or sources of the study, with "
        "; between; got 'Smith 2016'. Name the segments meant.",
        "summary.csv, row 2, D: expected a source with counted segments on the "
        "finding's criteria and teams; got 'w1'. Name the segments meant.",
        "summary.csv, row 3, D: expected ids of segments or sources of the study, with "
        "; between; got 'a1-s11'. Did you mean 'a1-s1'?",
    ]


def test_a_level_that_is_none_and_missing_criteria_are_told(written):
    path = table(written, ["Nobody had time.", "Sure", "One.", "b1-s1"])
    assert faults(path, written) == [
        "summary.csv, row 2, Criteria: expected a value; got a blank cell. Add a "
        "column Criteria.",
        "summary.csv, row 2, B: expected one of high, moderate, low, very_low; got "
        "'sure'. Correct it, here and wherever else it is used.",
    ]


def test_another_judgement_than_the_study_holds_is_a_conflict(written):
    path = table(written, [KNOWN, "High", "Many sources.", "a1-s1; a2-s1"])
    told = [fault.partition(": ")[0] for fault in faults(path, written)]
    assert told == ["summary.csv, row 2, B", "summary.csv, row 2, C"]
    import_written(path, written, "workbook")
    assert finding(written, "f1")["confidence"] == "high"


def test_a_workbook_with_the_headings_of_other_tools_is_read(written):
    book = Workbook()
    sheet = book.active
    sheet.append(["Our review"])
    sheet.append([])
    sheet.append(["#", "Summarized review finding", "References"])
    sheet.append(["1", KNOWN.replace(" ", "  "), "a1-s1; a2-s1; a3-s1"])
    path = written.parent / "isoq.xlsx"
    book.save(path)
    import_written(path, written, "workbook")
    assert finding(written, "f1")["segment_ids"] == "a1-s1;a2-s1;a3-s1"
    assert finding(written, "f1")["statement"] == KNOWN


def test_another_table_is_refused(written):
    path = table(written, ["1"], headings=["Number"])
    assert faults(path, written) == [
        "summary.csv: expected a workbook of hiteval findings export, or a table with "
        "the headings 'Summarised review finding' and 'References/studies contributing "
        "to the review finding'; got neither. Export a workbook, or name its columns "
        "so."
    ]


def test_a_damaged_workbook_is_refused(written):
    path = written.parent / "damaged.xlsx"
    path.write_bytes(b"PK\x03\x04 no more")
    assert len(faults(path, written)) == 1
