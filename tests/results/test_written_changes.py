"""What is written anew, in other words or no longer is told row by row."""

import pytest
from answered import answered
from conftest import TINY

from hiteval.results.changes import changes
from hiteval.results.written_changes import written_changes
from hiteval.study.reading import read_study

STUDY = answered(read_study(TINY))


def with_cell(name, row, **values):
    """Change some columns of one row of a table."""
    table = STUDY.tables[name].copy()
    table.loc[table.iloc[:, 0] == row, [*values]] = [*values.values()]
    return STUDY.with_tables({name: table})


def found(old, new, strands=()):
    table = written_changes(old, new, strands)
    return table.astype("object").where(table.notna(), None).to_numpy().tolist()


def test_a_study_has_not_changed_from_itself_in_any_order():
    turned = {n: t.iloc[::-1] for n, t in STUDY.tables.items()}
    assert found(STUDY, STUDY.with_tables(turned)) == []


def test_what_is_new_and_what_is_gone_is_named_by_its_id():
    without = {n: STUDY.tables[n].iloc[1:] for n in ("findings", "responses")}
    fewer = STUDY.with_tables(without | {"theory": STUDY.theory.iloc[:0]})
    rows = [("findings", "f1"), ("theory", "t1"), ("responses", "alpha-means")]
    assert found(fewer, STUDY) == [[*row, "added", "", None, None] for row in rows]
    assert found(STUDY, fewer) == [[*row, "removed", "", None, None] for row in rows]


@pytest.mark.parametrize(
    ("old", "new", "levels"),
    [("low", "moderate", ["low", "moderate"]), (None, "high", [None, "high"])],
)
def test_a_changed_confidence_has_old_and_new(old, new, levels):
    before = with_cell("findings", "f1", confidence=old)
    after = with_cell("findings", "f1", confidence=new, so_what="Ask.")
    changed = ["findings", "f1", "changed", "confidence; so_what"]
    assert found(before, after) == [changed + levels]


def test_a_changed_sign_of_a_link_has_old_and_new():
    after = with_cell("theory", "t1", sign="mixed")
    changed = ["theory", "t1", "changed", "sign", "supports", "mixed"]
    assert found(STUDY, after) == [changed]


def test_without_a_judgement_that_changed_none_is_told():
    after = with_cell("responses", "alpha-means", answer="We read it again.")
    changed = ["responses", "alpha-means", "changed", "answer", None, None]
    assert found(STUDY, after) == [changed]


@pytest.mark.parametrize(
    ("column", "value"),
    [("order", 9), ("author", "ann"), ("segment_ids", "b1-s1;a1-s2")],
)
def test_place_author_and_order_of_segments_are_no_change(column, value):
    assert found(STUDY, with_cell("findings", "f2", **{column: value})) == []


def test_segments_said_in_confidence_are_not_compared():
    """Source a2 is of the strand `account`."""
    after = with_cell("findings", "f2", contrary_segment_ids=None)
    assert found(STUDY, after, ["account"]) == []
    assert [row[3] for row in found(STUDY, after)] == ["contrary_segment_ids"]


def test_they_are_part_of_what_changed():
    told = changes(STUDY, STUDY.with_tables({"findings": STUDY.findings.iloc[:1]}))
    assert told.written["id"].tolist() == ["f2"]
    assert told.ratings.empty


def test_an_empty_comparison_has_its_columns():
    none = written_changes(STUDY, STUDY, ())
    assert [*none] == ["table", "id", "change", "columns", "before", "after"]
