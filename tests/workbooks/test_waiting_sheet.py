"""Codings without a rating go out to be rated, with what is known of each."""

import openpyxl
import pytest
from command import hiteval
from unrated_data import add_unrated, never_rated

from hiteval.study.reading import read_study
from hiteval.workbooks.disagreements_export import export_disagreements


def sheet_of(folder, path):
    study = read_study(folder, coded=False)
    assert export_disagreements(study, path).unrated
    return openpyxl.load_workbook(path)["Waiting for a rating"]


def test_a_row_is_a_coding_with_its_passage_source_coder_and_note(folder, tmp_path):
    sheet = sheet_of(add_unrated(folder), tmp_path / "w.xlsx")
    first, *_ = sheet.iter_rows(3, values_only=True)
    assert first == (
        *("a3-s1", "working.means", "bob", "Alpha", "Means"),
        *("The public was asked.", None, "Alpha in the news", "bob", "late"),
        *(None, None, None),
    )


def test_ids_are_hidden_and_levels_offered(folder, tmp_path):
    sheet = sheet_of(add_unrated(folder), tmp_path / "w.xlsx")
    assert [sheet.column_dimensions[c].hidden for c in "ABCD"] == [True] * 3 + [False]
    offered = {str(v.sqref): v.formula1 for v in sheet.data_validations.dataValidation}
    assert offered == {
        "K3:K5": '"team,context,baseline"',
        "L3:L5": '"-2,-1,0,1,2,none"',
    }


def test_a_study_without_any_rating_goes_out_whole(folder, tmp_path):
    done = hiteval("settle", "export", never_rated(folder), tmp_path / "w.xlsx")
    assert done.stdout == (
        "To settle: 0 ratings, 0 segments. Waiting for a rating: 10 codings. "
        f"Written: {tmp_path / 'w.xlsx'}, with uncleared evidence.\n"
    )


@pytest.mark.parametrize("add", [add_unrated, lambda folder: folder])
def test_only_where_codings_wait_are_there_a_sheet_and_a_line_on_it(
    folder, tmp_path, add
):
    export_disagreements(read_study(add(folder)), tmp_path / "w.xlsx")
    book = openpyxl.load_workbook(tmp_path / "w.xlsx")
    told = [row[0] for row in book.worksheets[0].iter_rows(values_only=True)]
    there = add is add_unrated
    assert ("Waiting for a rating" in book.sheetnames) == there
    assert any("Waiting for a rating" in line for line in told) == there
