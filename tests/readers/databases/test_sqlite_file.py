import re
import sqlite3

import pytest
from foreign.taguette_file import change

from hiteval.errors import StudyError
from hiteval.readers.databases.sqlite_file import open_database

MANY_ROWS = (
    "INSERT INTO t WITH RECURSIVE n(a) AS (SELECT 1 UNION ALL SELECT a + 1 FROM n "
    "LIMIT 20000) SELECT a, 'x' FROM n"
)
SAVE_AGAIN = "Open it in the tool that wrote it, and save or export it again."


@pytest.fixture
def file(tmp_path):
    script = "CREATE TABLE t (a, b); INSERT INTO t VALUES (1, 'x'), (2, 'y');"
    return change(tmp_path / "odd ?#%name.db", script)


def read(path, table="t", columns=("a",), **more):
    with open_database(path) as database:
        return database.rows(table, columns, **more)


def refused(message):
    return pytest.raises(StudyError, match=re.escape(message))


def test_columns_are_read_in_stored_order_under_any_file_name(file):
    assert read(file, columns=["b", "a"]) == [{"b": "x", "a": 1}, {"b": "y", "a": 2}]


def test_a_column_of_some_versions_may_be_absent(file):
    assert read(file, optional=["c"]) == [{"a": 1, "c": None}, {"a": 2, "c": None}]


def test_reading_writes_nothing(file):
    before = file.read_bytes()
    read(file)
    assert list(file.parent.iterdir()) == [file]
    assert file.read_bytes() == before


def test_an_absent_column_is_named(file):
    with refused("expected columns z in table t; got none called z."):
        read(file, columns=["z"])


@pytest.mark.parametrize(
    "script",
    [
        "CREATE VIEW v AS WITH RECURSIVE n(a) AS (SELECT 1 UNION ALL SELECT a + 1 "
        "FROM n) SELECT a FROM n",
        "CREATE VIRTUAL TABLE v USING fts5(a)",
    ],
    ids=["endless view", "virtual table"],
)
def test_what_only_looks_like_a_table_is_refused(file, script):
    change(file, script)
    message = "expected a table v; got none. It is not a file of this tool; a view is"
    with refused(message):
        read(file, "v")


def test_a_computed_column_is_not_read(file):
    change(file, "CREATE TABLE w (x, a AS (hex(zeroblob(50000000))))")
    with refused("expected columns a in table w; got none called a."):
        read(file, "w")


def test_triggers_never_run(file):
    change(file, "CREATE TRIGGER g AFTER INSERT ON t BEGIN DELETE FROM t; END")
    assert len(read(file)) == 2


def test_bytes_are_no_text(file):
    change(file, "INSERT INTO t VALUES (x'00ff', 1)")
    with refused("expected text and numbers; got a cell of bytes."):
        read(file)


def test_text_that_is_not_utf_8_is_refused(file):
    change(file, "INSERT INTO t VALUES (CAST(x'ff' AS TEXT), 1)")
    with refused(f"expected a sound SQLite file; got OperationalError. {SAVE_AGAIN}"):
        read(file)


def test_a_schema_that_is_no_text_is_refused(file):
    file.write_bytes(
        file.read_bytes().replace(b"TABLE t (a, b)", b"TABLE t(a,b)\x89\x89")
    )
    with pytest.raises(StudyError) as error:
        read(file)
    assert str(error.value.faults[0]) == (
        "odd ?#%name.db: expected a sound SQLite file; got UnicodeDecodeError. "
        + SAVE_AGAIN
    )


@pytest.mark.parametrize("ending", ["-wal", "-journal"])
def test_a_file_with_unsaved_changes_is_refused(file, ending):
    file.with_name(file.name + ending).write_bytes(b"x")
    with refused(
        f"expected a project that is closed; got unsaved changes in {ending}."
    ):
        read(file)


def test_other_files_and_absent_ones_are_refused(tmp_path):
    path = tmp_path / "a.db"
    with refused("a.db: expected a readable file; got No such file or directory."):
        read(path)
    path.write_bytes(b"PK\x03\x04 and more")
    with refused("a.db: expected an SQLite file; got another kind."):
        read(path)


def test_pages_that_point_in_circles_do_not_turn_for_ever(tmp_path):
    """Each of the root's many children is made the same leaf of many rows."""
    path = tmp_path / "circle.db"
    change(path, f"CREATE TABLE t (a, b); {MANY_ROWS}")
    assert len(read(path)) == 20_000
    content = bytearray(path.read_bytes())
    size = int.from_bytes(content[16:18], "big")
    root = size  # the table's root is page 2, an interior page
    assert content[root] == 5
    cells = int.from_bytes(content[root + 3 : root + 5], "big")
    for n in range(cells):
        at = root + int.from_bytes(
            content[root + 12 + 2 * n : root + 14 + 2 * n], "big"
        )
        content[at : at + 4] = (2).to_bytes(4, "big")
    path.write_bytes(content)
    with refused("expected a whole SQLite file; got a damaged one."):
        read(path)


def test_queries_are_stopped(file, monkeypatch):
    monkeypatch.setattr("hiteval.readers.databases.sqlite_file.STEPS_A_BYTE", 0)
    monkeypatch.setattr("hiteval.readers.databases.sqlite_file.LEAST_STEPS", 2_000)
    change(file, MANY_ROWS)
    with refused(f"expected a sound SQLite file; got SQLITE_INTERRUPT. {SAVE_AGAIN}"):
        read(file)


def test_a_cut_off_file_is_refused(file):
    change(file, "INSERT INTO t VALUES (hex(zeroblob(9000)), 1)")
    content = file.read_bytes()
    for size in [*range(0, len(content), 97), len(content) - 1]:
        file.write_bytes(content[:size])
        with pytest.raises(StudyError):
            read(file)


def test_sqlite_is_of_a_version_that_has_these_guards():
    assert sqlite3.sqlite_version_info >= (3, 37)
