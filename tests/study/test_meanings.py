import guide_tables
import pytest

from hiteval.study.meanings import OWN, SHARED, TABLES, meaning
from hiteval.study.schema import TABLES as DECLARED

PAGE = guide_tables.COLUMNS.read_text(encoding="utf-8")


def test_every_table_and_every_column_has_a_meaning():
    assert set(TABLES) == set(DECLARED)
    for name, table in DECLARED.items():
        for column in table.columns:
            assert meaning(name, column)


def test_no_meaning_is_of_a_column_that_is_not_there():
    for name, columns in OWN.items():
        assert set(columns) <= set(DECLARED[name].columns), name
    used = {
        column
        for name, table in DECLARED.items()
        for column in table.columns
        if column not in OWN.get(name, {})
    }
    assert set(SHARED) == used


def test_the_guide_prints_the_tables_that_the_code_checks():
    assert guide_tables.columns() == PAGE


@pytest.mark.parametrize(
    "row",
    [
        "| kind | in every row | one of team, partnership | a team, or",
        "| period | may be blank | any text | the time that",
        "| people | no | ids, separated by `;`, of `private/roster.csv` | everybody",
        "| rating | in every row | a level of the scale in `framework.yml` | the level",
        "| segments_not_shown | bundles only | a whole number, 0 or more | how many",
        "| date | may be blank | YYYY-MM-DD, YYYY-MM, YYYY, blank | the date",
    ],
)
def test_the_guide_says_of_a_column_what_it_may_hold(row):
    assert f"\n{row}" in PAGE
