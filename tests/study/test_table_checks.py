import pytest
from hypothesis import given
from hypothesis import strategies as st
from text_tables import table

from hiteval.study.table_checks import check_columns, check_rows, nearest


def organisations(**changes):
    made = {"org_id": ["a", "b"], "name": ["A", "B"], "sector": ["x", "y"]}
    return table(**made | changes)


def events(date, precision):
    return table(
        team_id=["t"],
        event=["launched"],
        date=[date],
        date_precision=[precision],
        source_id=["s"],
    )


def test_a_sound_table_has_no_fault():
    assert check_columns("organisations", organisations()) == []
    assert check_rows("organisations", organisations()) == []


def test_an_unknown_column_is_named_with_the_nearest():
    faults = check_columns("organisations", organisations(nam=["A", "B"]))
    assert list(map(str, faults)) == [
        "organisations.csv, row 1: expected only the columns org_id, name, sector; "
        "got 'nam'. Did you mean 'name'?"
    ]


def test_a_missing_column_is_named():
    faults = check_columns("organisations", table(org_id=["a"], name=["A"]))
    assert list(map(str, faults)) == [
        "organisations.csv, row 1: expected a column sector; got none. Add it."
    ]


def test_a_blank_cell_that_must_be_filled_is_named():
    (fault,) = check_rows("organisations", organisations(name=["A", None]))
    assert str(fault) == (
        "organisations.csv, row 3, name: expected a value; got a blank cell. "
        "Fill it in."
    )


@pytest.mark.parametrize(
    "team_id", ["../../x", "A", "a b", "a.b", "x" * 41, "con", "ä"]
)
def test_a_team_id_that_is_no_file_name_is_refused(team_id):
    teams = table(team_id=[team_id], name=["A"], kind=["team"])
    (fault,) = check_rows("teams", teams)
    assert fault.expected.startswith("1 to 40 lower-case letters, digits and hyphens")
    assert (fault.row, fault.column) == (2, "team_id")


def test_the_same_key_twice_is_refused():
    (fault,) = check_rows("organisations", organisations(org_id=["a", "a"]))
    assert str(fault) == (
        "organisations.csv, row 3, org_id: expected a key of its own, upper and lower "
        "case counting as equal; got that of row 2. Rename or delete one of the two."
    )


@pytest.mark.parametrize("other", ["A", "\uff41"])
def test_keys_that_differ_only_in_case_or_width_are_the_same(other):
    faults = check_rows("organisations", organisations(org_id=["a", other]))
    assert any(fault.got == "that of row 2" for fault in faults)


@pytest.mark.parametrize(
    ("date", "precision"),
    [("2014-12-31", "day"), ("2014-12", "month"), ("2014", "year"), (None, "unknown")],
)
def test_a_date_may_be_as_precise_as_it_says(date, precision):
    assert check_rows("team_events", events(date, precision)) == []


@pytest.mark.parametrize(
    ("date", "precision"),
    [
        ("2014-12", "day"),
        ("2014-12-31", "year"),
        ("2014-02-30", "day"),
        ("2014-13", "month"),
        ("2014", "unknown"),
        (None, "year"),
        ("20141231", "day"),
    ],
)
def test_a_date_that_is_none_or_of_another_precision_is_refused(date, precision):
    (fault,) = check_rows("team_events", events(date, precision))
    assert fault.column == "date"
    assert fault.remedy == "Correct the date or its precision."


def test_excel_s_british_date_is_offered_in_iso_form():
    (fault,) = check_rows("team_events", events("31/12/2014", "day"))
    assert str(fault) == (
        "team_events.csv, row 2, date: expected YYYY-MM-DD, as its precision is day; "
        "got '31/12/2014'. Write 2014-12-31 if that is the day meant."
    )


def test_a_table_that_a_study_needs_may_not_be_empty():
    (fault,) = check_rows("teams", table(team_id=[], name=[], kind=[]))
    assert str(fault) == (
        "teams.csv: expected at least one row; got only a header. Add the study's rows."
    )


def test_nothing_alike_gives_no_suggestion():
    assert nearest("zzz", ["alpha", "beta"]) == ""


@given(st.text(max_size=60))
def test_whatever_an_id_holds_the_check_answers(text):
    faults = check_rows("organisations", organisations(org_id=["sound", text]))
    assert all(fault.row in (2, 3) and "\n" not in str(fault) for fault in faults)


BOTH = [("2: 'beta'", 3), ("3: 'alpha'", 2)]


def teams(former_ids):
    names = ["alpha", "beta"]
    return table(team_id=names, name=names, kind=["team"] * 2, former_ids=former_ids)


def test_former_ids_lead_each_to_one_team():
    assert check_rows("teams", teams(["old-alpha; first-alpha", None])) == []


@pytest.mark.parametrize(
    ("former_ids", "told"),
    [
        (["beta", None], ["2: 'beta', which is also in row 3"]),
        (["alpha", None], ["2: 'alpha', which is also in row 2"]),
        (
            ["beta", "alpha"],
            [f"{row}, which is also in row {at}" for row, at in BOTH],
        ),
        (["old", "older;old"], ["3: 'old', which is also in row 2"]),
        (["../x;Old;con", None], ["2: '../x'", "2: 'Old'", "2: 'con'"]),
    ],
)
def test_former_ids_that_lead_elsewhere_too_are_all_told(former_ids, told):
    faults = check_rows("teams", teams(former_ids))
    assert [f"{fault.row}: {fault.got}" for fault in faults] == told
    assert {fault.column for fault in faults} == {"former_ids"}


def test_a_former_id_that_a_team_has_now_is_refused_with_a_remedy():
    (fault,) = check_rows("teams", teams([None, "alpha"]))
    assert str(fault) == (
        "teams.csv, row 3, former_ids: expected ids that no team has now, each of one "
        "team alone; got 'alpha', which is also in row 2. Take it out here, or there."
    )
