"""What was exported, what came back, and the study, compared text by text."""

import pytest

from hiteval.workbooks.written_merging import ROW, merge
from hiteval.workbooks.written_parts import PARTS, digests
from hiteval.workbooks.written_reading import Lines

FINDINGS, _, RESPONSES = PARTS
BASE = {"statement": "It rains.", "so_what": "Take a coat."}


def merged(written=BASE, here=BASE, exported=BASE, keep=None):
    """Merge one finding; None is a row that is not there."""
    rows = {3: {"finding_id": "f1", **written}} if written else {}
    base = {"f1": digests(exported)} if exported else {}
    lines = Lines(FINDINGS, "f.xlsx", {}, rows, base)
    return merge(lines, {"f1": here} if here else {}, keep)


def told(made):
    return made.changes, made.conflicts, made.gone


CHANGED = BASE | {"statement": "It pours."}
OTHERS = BASE | {"so_what": "Stay in."}
CLASH = BASE | {"statement": "It snows."}


@pytest.mark.parametrize(
    ("written", "here", "exported", "expected"),
    [
        (BASE, BASE, BASE, ({}, [], [])),
        (CHANGED, BASE, BASE, ({"f1": {"statement": "It pours."}}, [], [])),
        (BASE, CHANGED, BASE, ({}, [], [])),
        (CHANGED, OTHERS, BASE, ({"f1": {"statement": "It pours."}}, [], [])),
        (CHANGED, CHANGED, BASE, ({}, [], [])),
        (CHANGED, CLASH, BASE, ({}, [("f1", "statement")], [])),
        (None, BASE, BASE, ({}, [], ["f1"])),
        (None, CHANGED, BASE, ({}, [("f1", ROW)], [])),
        (BASE, None, BASE, ({}, [], [])),
        (CHANGED, None, BASE, ({}, [("f1", ROW)], [])),
        (None, None, BASE, ({}, [], [])),
        (BASE, None, None, ({"f1": BASE}, [], [])),
        (BASE, BASE, None, ({}, [], [])),
        (CHANGED, BASE, None, ({}, [("f1", "statement")], [])),
        (None, BASE, None, ({}, [], [])),
    ],
)
def test_every_way_in_which_two_may_have_written(written, here, exported, expected):
    assert told(merged(written, here, exported)) == expected


def test_who_keeps_the_workbook_keeps_its_text_its_row_and_its_deletion():
    texts = merged(CHANGED, CLASH, keep="workbook").changes
    assert texts == {"f1": {"statement": "It pours."}}
    assert merged(CHANGED, None, keep="workbook").changes == {"f1": CHANGED}
    assert merged(None, CHANGED, keep="workbook").gone == ["f1"]


def test_who_keeps_the_study_changes_nothing():
    assert merged(CHANGED, CLASH, keep="study").changes == {}
    assert merged(None, CHANGED, keep="study").gone == []


def named(*statements, here=None):
    rows = {n: {"statement": text} for n, text in enumerate(statements, start=3)}
    made = merge(Lines(FINDINGS, "f.xlsx", {}, rows), here or {})
    return list(made.rows)


@pytest.mark.parametrize(
    ("statement", "expected"),
    [
        ("Money ran out in May, as ever.", "money-ran-out-in-may-as"),
        ("Équipes réunies", "equipes-reunies"),
        ("患者参与了工作。", "findings-3bb6ae78"),
        ("المال قليل", "findings-dcb4ac14"),
    ],
)
def test_a_new_row_is_named_after_its_statement_in_any_script(statement, expected):
    (name,) = named(statement)
    assert name[:9] == expected[:9]
    assert name == expected or name.startswith("findings-")


def test_two_rows_that_begin_alike_have_ids_of_their_own():
    assert named("It rains.", "It rains!") == ["it-rains", "it-rains-2"]
    assert named("It rains.", here={"it-rains": CHANGED}) == ["it-rains-2"]


def test_a_row_that_the_study_has_got_already_is_known_by_what_it_says():
    assert named("It  rains.", here={"f7": BASE}) == ["f7"]
    twice = {"f7": BASE, "f8": BASE}
    assert named("It rains.", here=twice) == ["it-rains"]


def test_a_response_is_named_after_its_team_and_day():
    row = {"team_id": "alpha", "responded_on": "2021-05-04", "response": "No."}
    made = merge(Lines(RESPONSES, "f.xlsx", {}, {3: row}), {})
    assert made.new == ["alpha-2021-05-04"]
