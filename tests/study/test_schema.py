import pandas as pd
import pytest

from hiteval.study import schema


def test_every_key_is_made_of_declared_columns():
    for name, table in schema.TABLES.items():
        assert set(schema.key(name)) <= set(table.columns)


def test_every_reference_names_a_vocabulary_that_a_study_has():
    named = {
        column.to
        for table in schema.TABLES.values()
        for column in table.columns.values()
        if column.to
    }
    tables = {"teams", "sources", "segments", "organisations", "roster"}
    assert named == tables | {
        "strands",
        "coders",
        "criteria",
        "levels",
        "waves",
        "parts",
    }


def test_a_typed_table_has_every_declared_column_in_order():
    given = pd.DataFrame({"name": ["B", "A"], "org_id": ["b", "a"]}, dtype="str")
    table = schema.typed("organisations", given)
    assert table.columns.tolist() == ["org_id", "name", "sector"]
    assert table["org_id"].tolist() == ["a", "b"]


@pytest.mark.parametrize("table", ["teams", "codings", "measures"])
def test_an_absent_table_is_an_empty_one_with_types(table):
    empty = schema.typed(table, pd.DataFrame())
    assert empty.columns.tolist() == list(schema.TABLES[table].columns)
    assert len(empty) == 0
