"""What people fill into the workbook comes back into the mapping, and nothing else."""

import shutil
from datetime import date

import pytest
import yaml
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st
from mapping_data import MAPPING, columns, fill, row_of, write_study
from matrix_data import opened

from hiteval.errors import StudyError
from hiteval.importers.mapping import read_mapping
from hiteval.workbooks.mapping_export import export_mapping
from hiteval.workbooks.mapping_import import Filled, import_mapping
from hiteval.workbooks.mapping_parts import EVERY_SOURCE


@pytest.fixture
def study(tmp_path):
    return write_study(tmp_path / "study")


@pytest.fixture
def path(study, tmp_path):
    export_mapping(study, tmp_path / "m.xlsx")
    return tmp_path / "m.xlsx"


def text(study):
    return (study / "mapping.yml").read_bytes().decode()


def after(path, study, before=MAPPING):
    """Import, and return the lines that are new."""
    import_mapping(path, study)
    lines = before.split("\n")
    return [line for line in text(study).split("\n") if line not in lines]


def faults(path, study):
    before = text(study)
    with pytest.raises(StudyError) as error:
        import_mapping(path, study)
    assert text(study) == before
    return [str(fault) for fault in error.value.faults]


def test_what_is_filled_in_changes_its_lines_alone(path, study):
    means = "working.means: Means"
    fill(path, "Codes", "Barriers > Money", criterion=means, rating="-1")
    fill(path, "Coders", "Ann", coder="ann")
    fill(path, "Teams", "case: Alpha", team="alpha")
    fill(path, "Weights", "4", rating="ignore")
    fill(path, "Sources", EVERY_SOURCE, strand="document", type="interview")
    fill(path, "Sources", "I.docx", title="=A title")
    assert after(path, study) == [
        '  "Barriers > Money": {criterion: working.means, rating: -1}  '
        "# codings: 12; nearest: working.means",
        '  "Ann": ann  # codings: 9; the same person as ann?',
        '  "case: Alpha": alpha # codings: 12; nearest: alpha',
        '  "4": ignore # codings: 2',
        "all_sources: {strand: document, type: interview, clearance: }",
        '  "I.docx": {team: , title: "=A title", date: }  # codings: 15',
    ]


def test_it_says_how_much_changed_and_how_much_is_blank(path, study):
    fill(path, "Coders", "Ann", coder="ann")
    fill(path, "Codes", "Barriers/*", rating="-1")
    blank = {"codes": 0, "coders": 0, "weights": 1, "teams": 1}
    assert import_mapping(path, study) == Filled(1, 1, blank, unrated=0, idle=[])
    assert import_mapping(path, study) == Filled(0, 0, blank, unrated=0, idle=[])


@pytest.mark.parametrize(
    "written", ["\u22121", "\uff0d1", " -1\u00a0", -1, -1.0, "-1.0", "\u2011\uff11"]
)
def test_a_rating_may_be_written_in_any_usual_way(path, study, written):
    fill(path, "Codes", "Barriers > Money", rating=written)
    import_mapping(path, study)
    assert read_mapping(study).codes["Barriers > Money"].rating == -1


@pytest.mark.parametrize(
    "written", ["working.means", "Working.Means", "means", " working.means: Means "]
)
def test_a_criterion_is_meant_by_its_id_its_name_or_both(path, study, written):
    fill(path, "Codes", "Barriers > Money", criterion=written)
    import_mapping(path, study)
    assert read_mapping(study).codes["Barriers > Money"].criterion == "working.means"


@pytest.mark.parametrize(
    ("written", "day"),
    [(2015, "2015"), (date(2015, 3, 2), "2015-03-02"), ("2015-03", "2015-03")],
)
def test_a_date_that_excel_made_a_number_or_a_day_is_read(path, study, written, day):
    fill(path, "Sources", "I.docx", date=written)
    import_mapping(path, study)
    assert read_mapping(study).sources["I.docx"].date == day


def test_new_patterns_are_added_once(path, study):
    fill(path, "Codes", "Barriers/*", rating="-1")
    fill(path, "Teams", "name: b-*", team="beta")
    found = after(path, study)
    assert found == ['  "Barriers/*": {rating: -1}', '  "name: b-*": beta']
    assert after(path, study, text(study)) == []


def test_a_pattern_that_yaml_could_not_hold_is_refused(path, study):
    fill(path, "Codes", "b" * 1100 + "/*", rating="-1")
    (fault,) = faults(path, study)
    assert fault.endswith(
        "got a value of 1102 characters. Correct the name, or empty the row."
    )


def test_ignore_is_said_of_the_whole_line_and_taken_back(path, study):
    fill(path, "Codes", "Public", criterion="Ignore", rating=None)
    fill(path, "Codes", "Off topic", criterion=None)
    assert after(path, study) == [
        '  "Public": ignore  # codings: 3',
        '  "Off topic": {}',
    ]


def test_two_copies_of_a_workbook_may_come_back(path, study, tmp_path):
    other = shutil.copyfile(path, tmp_path / "other.xlsx")
    fill(path, "Coders", "Ann", coder="ann")
    fill(other, "Codes", "Public", rating="2")
    import_mapping(path, study)
    import_mapping(other, study)
    assert read_mapping(study).coders["Ann"] == "ann"
    assert read_mapping(study).codes["Public"].rating == 2


def test_rows_may_be_sorted_and_columns_moved(path, study):
    fill(path, "Coders", "Ann", coder="ann")
    with opened(path) as book:
        sheet = book["Coders"]
        sheet.insert_cols(3)
        sheet.insert_rows(3)
    import_mapping(path, study)
    assert read_mapping(study).coders["Ann"] == "ann"


def test_what_two_people_say_differently_is_told(path, study):
    fill(path, "Codes", "Public", rating="2")
    changed = MAPPING.replace("rating: 1", "rating: -2")
    (study / "mapping.yml").write_text(changed)
    assert faults(path, study) == [
        "m.xlsx, sheet 'Codes', row 13, F: expected what mapping.yml says by now, "
        "'-2'; got '2'. Agree on one, and write it in both. If you changed your mind "
        "since you brought this workbook in, export a new one and change it there."
    ]


def test_all_faults_are_told_at_once_with_their_cells(path, study):
    row = fill(path, "Codes", "Barriers > Money", criterion="working.meens", rating="3")
    fill(path, "Coders", "Ann", coder="Ann Lee")
    fill(path, "Teams", "beta", team="beta")
    fill(path, "Weights", "4", rating="=1+1")
    fill(path, "Sources", EVERY_SOURCE, team="ignore", consent="all")
    codes = f"m.xlsx, sheet 'Codes', row {row}, "
    assert faults(path, study) == [
        f"{codes}E: expected a criterion of framework.yml, or ignore; got "
        "'working.meens'. Did you mean 'working.means'?",
        f"{codes}F: expected one of -2, -1, 0, 1, 2, later; got '3'. Write one of "
        "these, or leave the cell blank.",
        "m.xlsx, sheet 'Coders', row 3, E: expected 1 to 80 lower-case letters, "
        "digits, dots, hyphens and underscores; got 'Ann Lee'. Write it so, or leave "
        "the cell blank.",
        "m.xlsx, sheet 'Teams', row 3, B: expected a line of mapping.yml, or a pattern "
        "such as name: alpha-*; got 'beta'. Correct the name, or empty the row.",
        "m.xlsx, sheet 'Weights', row 3, E: expected one of -2, -1, 0, 1, 2, ignore; "
        "got '=1+1'. Write one of these, or leave the cell blank.",
        "m.xlsx, sheet 'Sources', row 3, E: expected a team, or nothing; got 'ignore'. "
        "Write it in the rows of the sources that are to be left out.",
        "m.xlsx, sheet 'Sources', row 3, M: expected 'none', 'summary' or 'quotes'; "
        "got 'all'. Write it so, or leave the cell blank.",
    ]


def test_a_line_that_the_mapping_lacks_is_told_only_where_something_would_be_lost(
    path, study
):
    without = MAPPING.replace('  "Ann":  # codings: 9; the same person as ann?\n', "")
    (study / "mapping.yml").write_text(without)
    import_mapping(path, study)
    fill(path, "Coders", "Ann", coder="ann")
    assert faults(path, study) == [
        "m.xlsx, sheet 'Coders', row 3, B: expected a line of mapping.yml; got 'Ann'. "
        "Run hiteval import again, which adds it, or delete the row."
    ]


def test_a_name_that_was_changed_is_told(path, study):
    with opened(path) as book:
        sheet = book["Coders"]
        sheet.cell(row_of(sheet, "Ann"), columns(sheet)["name"]).value = "Bob"
    assert faults(path, study) == [
        "m.xlsx, sheet 'Coders', row 3, B: expected the name that was exported, 'Ann'; "
        "got another. Put it back. A new line goes into a blank row."
    ]


def test_a_row_that_was_copied_is_told(path, study):
    with opened(path) as book:
        sheet = book["Coders"]
        sheet.append([cell.value for cell in sheet[3]])
    assert faults(path, study) == [
        "m.xlsx, sheet 'Coders', row 4, B: expected each line once; got that of row 3 "
        "again. Delete one row."
    ]


def test_a_pattern_that_is_left_blank_is_none(path, study):
    fill(path, "Codes", "Barriers/*")
    assert import_mapping(path, study).new == 0


def test_a_pattern_that_fits_no_code_is_told_and_so_are_codes_without_a_rating(
    path, study
):
    fill(path, "Codes", "Barier/*", rating="-1")
    fill(path, "Codes", "Off topic", criterion="working.means")
    done = import_mapping(path, study)
    assert (done.idle, done.unrated) == (["Barier/*"], 1)


NAMES = st.text(st.characters(exclude_categories=["Cs"]), max_size=60)


def round_trip(tmp_path_factory, name, title=None):
    """Export a mapping of one code and source, give the source a title, and import."""
    key = yaml.safe_dump(name, default_style='"', width=9_999).strip()
    place = tmp_path_factory.mktemp("round") / "study"
    lines = f"codes:\n  {key}: {{rating: }}\nsources:\n  {key}: {{title: }} # x\n"
    study, path = write_study(place, lines), place.parent / "m.xlsx"
    export_mapping(study, path)
    if title is not None:
        with opened(path) as book:
            sheet = book["Sources"]
            cell = sheet.cell(4, columns(sheet)["title"])
            cell.value, cell.data_type = title, "s"
    import_mapping(path, study)
    return lines, study


@given(name=NAMES)
@example(name="'\": #\n=cmd|' /C calc'!A0")
@example(name="_x0041_ \x07")
@example(name=" 007 ")
@example(name="yes")
@example(name="a\r\nb\u2028")
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_where_nothing_is_filled_in_the_mapping_keeps_its_bytes(tmp_path_factory, name):
    lines, study = round_trip(tmp_path_factory, name)
    assert text(study) == lines


@pytest.mark.parametrize("name", ["'\": #", "a\nb", "=cmd", "\U0001f469", "yes", "007"])
@pytest.mark.parametrize(
    "title", ["'\": #", "a\nb", "=cmd", "\U0001f469", "yes", "007"]
)
def test_hostile_names_and_values_come_back_whole(tmp_path_factory, name, title):
    _, study = round_trip(tmp_path_factory, name, title)
    assert read_mapping(study).sources[name].title == title


def test_a_rating_that_comes_later_is_a_choice_like_the_levels(path, study):
    fill(path, "Codes", "Barriers > Money", criterion="working.means", rating="Later")
    assert import_mapping(path, study).unrated == 0
    assert 'Money": {criterion: working.means, rating: later}' in text(study)
    assert import_mapping(path, study).changed == 0


def test_a_date_that_sources_cannot_have_is_refused(path, study):
    fill(path, "Sources", "I.docx", date="May 2024")
    assert faults(path, study) == [
        "m.xlsx, sheet 'Sources', row 4, I: expected a date such as 2015, 2015-03 or "
        "2015-03-02; got 'May 2024'. Write it so, or leave the cell blank."
    ]
