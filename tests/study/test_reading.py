import filecmp
import re

import pandas as pd
import pytest
from conftest import TINY

from hiteval.errors import StudyError
from hiteval.study.reading import read_study
from hiteval.study.settings import CsvForm
from hiteval.study.writing import write_study, write_table


def faults_of(folder):
    with pytest.raises(StudyError) as error:
        read_study(folder)
    return [str(fault) for fault in error.value.faults]


def test_tables_are_typed_and_in_order_of_their_keys(study):
    assert study.codings["rating"].dtype == "Int64"
    assert study.teams["team_id"].tolist() == ["alpha", "beta", "gamma", "whole"]
    assert study.sources["publisher"].tolist()[2] == "Press"


def test_a_column_left_out_is_there_and_blank(study):
    assert study.segments["quote"].isna().all()


@pytest.mark.parametrize("name", ["codings", "segments", "team_events"])
def test_the_order_of_rows_and_columns_does_not_matter(folder, study, name):
    path = folder / f"{name}.csv"
    shuffled = pd.read_csv(path, dtype=str).sample(frac=1, axis=0, random_state=1)
    shuffled.sample(frac=1, axis=1, random_state=2).to_csv(path, index=False)
    pd.testing.assert_frame_equal(
        read_study(folder).tables[name], study.tables[name], check_exact=True
    )


def test_what_is_written_reads_back_equal(study, tmp_path):
    write_study(study, tmp_path / "copy")
    again = read_study(tmp_path / "copy")
    assert (again.settings, again.framework) == (study.settings, study.framework)
    for name, table in study.tables.items():
        pd.testing.assert_frame_equal(again.tables[name], table)


def test_what_is_written_twice_is_the_same_to_the_byte(study, tmp_path):
    for copy in ("one", "two"):
        write_study(study, tmp_path / copy)
    names = [path.name for path in (tmp_path / "one").iterdir()]
    _, different, lost = filecmp.cmpfiles(
        tmp_path / "one", tmp_path / "two", names, shallow=False
    )
    assert (different, lost) == ([], [])


SPOILT = [
    (
        ("codings.csv", "working.public,2,clear", "working.public,7,clear"),
        "codings.csv, row 3, rating: expected one of -2, -1, 0, 1, 2; got '7'. "
        "Write one of these, or leave the row out if there is no rating.",
    ),
    (
        ("codings.csv", "working.means,-2", "working.meens,-2"),
        "codings.csv, row 4, criterion_id: expected one of working.public, "
        "working.means, change.results; got 'working.meens'. "
        "Did you mean 'working.means'?",
    ),
    (
        ("segments.csv", "a3-s1,a3", "a3-s1,a9"),
        "segments.csv, row 6, source_id: expected one of a1, a2, a3, b1, w1; got 'a9'. "
        "Correct it, or add what it names first.",
    ),
    (
        ("segments.csv", "a1-s2,", "a1-s1,"),
        "segments.csv, row 3, segment_id: expected a key of its own, upper and lower "
        "case counting as equal; got that of row 2. Rename or delete one of the two.",
    ),
    (
        ("segments.csv", "in May.,public", "in May, they said.,public"),
        "segments.csv, row 3: expected 5 cells, one for each column; got 6. "
        "Put text that holds a separator in quotation marks; add missing cells.",
    ),
    (
        ("sources.csv", "2019-05-18", "18/05/2019"),
        "sources.csv, row 2, date: expected YYYY-MM-DD, as its precision is day; "
        "got '18/05/2019'. Write 2019-05-18 if that is the day meant.",
    ),
    (
        ("teams.csv", "beta,", "Alpha,"),
        "teams.csv, row 3, team_id: expected a key of its own, upper and lower case "
        "counting as equal; got that of row 2. Rename or delete one of the two.",
    ),
    (
        ("teams.csv", "gamma,", "../../x,"),
        "teams.csv, row 4, team_id: expected 1 to 40 lower-case letters, digits and "
        "hyphens, the first no hyphen, and no device name such as con, nor index; "
        "got '../../x'. Correct it, here and wherever else it is used.",
    ),
    (
        ("codings.csv", "note\n", "nota\n"),
        "codings.csv, row 1: expected only the columns segment_id, coder_id, "
        "criterion_id, rating, about, note, wave; got 'nota'. Did you mean 'note'?",
    ),
    (
        ("sources.csv", "b1,document", "b1,documents"),
        "sources.csv, row 5, strand: expected one of document, account; "
        "got 'documents'. Did you mean 'document'?",
    ),
    (
        ("summaries.csv", "a1-s2; a2-s2", "a1-s2; zz9"),
        "summaries.csv, row 3, segment_ids: expected ids of segments of the same team, "
        "with ; between; got 'zz9'. Correct it, or add the segment first.",
    ),
    (
        ("summaries.csv", "a1-s1;a2-s1", "a1-s1;a2.s1"),
        "summaries.csv, row 2, segment_ids: expected ids of segments of the same team, "
        "with ; between; got 'a2.s1'. Did you mean 'a2-s1'?",
    ),
]


@pytest.mark.parametrize(("change", "message"), SPOILT)
def test_a_fault_is_told_with_its_place_and_remedy(spoil, change, message):
    assert message in faults_of(spoil(*change))


def test_faults_of_all_files_are_told_at_once(spoil):
    for change, _ in SPOILT[:2]:
        folder = spoil(*change)
    (folder / "study.yml").write_text("id: x")
    (folder / "teams.csv").unlink()
    files = {message.split(",")[0].split(":")[0] for message in faults_of(folder)}
    assert files == {"study.yml", "teams.csv", "codings.csv"}


def test_a_missing_table_is_named(folder):
    (folder / "codings.csv").unlink()
    assert faults_of(folder) == [
        "codings.csv: expected this table in the study folder; got no file. Add it."
    ]


def test_a_table_of_an_unknown_name_is_not_passed_over(folder):
    (folder / "coding.csv").write_text("a,b\n1,2\n")
    (message,) = faults_of(folder)
    assert message.endswith("got a file of another name. Did you mean 'codings'?")


def test_an_optional_table_may_be_absent(folder):
    (folder / "measures.csv").unlink()
    assert read_study(folder).measures.empty


def test_a_study_may_declare_windows_1252_and_semicolons(folder):
    declared = 'csv: {encoding: windows-1252, separator: ";"}\n'
    with (folder / "study.yml").open("a") as settings:
        settings.write(declared)
    for path in folder.glob("*.csv"):
        table = pd.read_csv(path, dtype=str).replace("Press", "Pr\u00e9ss")
        table.to_csv(path, sep=";", index=False, encoding="windows-1252")
    assert read_study(folder).sources["publisher"][0] == "Préss"


def test_a_summary_rests_on_its_own_team_s_segments(spoil):
    (message,) = faults_of(spoil("summaries.csv", "a1-s2; a2-s2", "a1-s2; b1-s1"))
    assert message.startswith("summaries.csv, row 3, segment_ids: expected ids of")


def test_no_fault_quotes_a_passage(folder):
    for path in folder.glob("*.csv"):
        path.write_text(re.sub(r"\b(alpha|ann|a1)\b", "Zz!", path.read_text()))
    secrets = pd.read_csv(TINY / "segments.csv")["summary"]
    assert not [s for s in secrets for message in faults_of(folder) if s in message]


def test_no_folder_is_a_fault_too(tmp_path):
    (message,) = faults_of(tmp_path / "nowhere")
    assert message.endswith(
        "expected a study folder; got no folder. Name the folder that holds study.yml, "
        "as in --study my-study."
    )


@pytest.mark.parametrize("value", ["0.00005", "100000000000000", "-0.5", "12"])
def test_any_number_reads_back_from_a_bundle(spoil, tmp_path, value):
    read = read_study(spoil("measures.csv", "1200", value))
    write_study(read, tmp_path / "copy")
    pd.testing.assert_frame_equal(
        read_study(tmp_path / "copy").measures, read.measures, check_exact=True
    )


def test_one_table_is_written_in_the_form_that_the_study_declares(study, tmp_path):
    form = CsvForm(encoding="windows-1252", separator=";")
    write_table(tmp_path, "summaries", study.summaries, form)
    text = (tmp_path / "summaries.csv").read_bytes().decode("windows-1252")
    assert text.splitlines()[1].startswith('"alpha";"working.means";')
    assert [path.name for path in tmp_path.iterdir()] == ["summaries.csv"]


def test_a_table_that_cannot_be_written_leaves_the_folder_as_it_was(study, folder):
    before = (folder / "summaries.csv").read_bytes()
    greek = study.summaries.assign(summary="\u03b1")
    with pytest.raises(UnicodeEncodeError):
        write_table(folder, "summaries", greek, CsvForm(encoding="windows-1252"))
    assert (folder / "summaries.csv").read_bytes() == before
    assert not list(folder.glob(".*"))


def test_a_lone_carriage_return_reads_back_from_a_bundle(spoil, tmp_path):
    folder = spoil("segments.csv", "Patients chair the board.", '"Patients\rchair"')
    write_study(read_study(folder), tmp_path / "copy")
    assert read_study(tmp_path / "copy").segments["summary"][0] == "Patients\rchair"


def test_what_refers_to_an_absent_table_is_a_fault(folder):
    (folder / "organisations.csv").unlink()
    assert faults_of(folder)[0] == (
        "team_organisations.csv, row 2, org_id: expected a row of organisations; "
        "got 'trust'. Correct it, or add what it names first."
    )


def test_swapped_headers_quote_no_passage(spoil):
    old = "segment_id,source_id,team_id,summary,clearance"
    faults = faults_of(
        spoil(
            "segments.csv",
            old,
            old.replace("segment_id", "x")
            .replace("summary", "segment_id")
            .replace("x", "summary"),
        )
    )
    assert not [f for f in faults if "Patients" in f or "Money" in f]


@pytest.mark.parametrize("name", ["Measures.CSV", "ratings.xlsx", "ratings.csv.txt"])
def test_a_table_under_a_name_that_is_not_read_is_told(folder, name):
    (folder / name).write_text("x")
    (message,) = faults_of(folder)
    assert message.startswith(f"'{name}': expected the name {name.lower()[:7]}")


def test_what_the_system_leaves_in_a_folder_is_passed_over(folder):
    for name in ("._codings.csv", "~$codings.xlsx", ".codings.csv"):
        (folder / name).write_text("x")
    assert len(read_study(folder).codings) == 10


def test_a_folder_under_the_name_of_a_table_is_a_fault(folder):
    (folder / "codings.csv").unlink()
    (folder / "codings.csv").mkdir()
    (message,) = faults_of(folder)
    assert message.startswith("codings.csv: expected a readable file;")


def test_a_link_to_nothing_is_a_fault(folder):
    (folder / "codings.csv").unlink()
    (folder / "codings.csv").symlink_to("nowhere.csv")
    (message,) = faults_of(folder)
    assert message.startswith("codings.csv: expected a readable file;")


def test_a_study_has_one_row_for_the_model_at_most(spoil):
    (message,) = faults_of(
        spoil("teams.csv", "gamma,Gamma,,team", "gamma,Gamma,,partnership")
    )
    assert message == (
        "teams.csv, row 5, kind: expected at most one row of kind partnership; got "
        "another beside row 4. Put what is said of the model as a whole under one row."
    )
