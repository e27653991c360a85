"""Read named tables of an SQLite file that may be damaged, or made to do harm."""

import sqlite3
from collections.abc import Iterator, Sequence
from contextlib import closing, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from hiteval.readers import caps
from hiteval.readers.project import refusal
from hiteval.regular import check_regular, open_regular

MAGIC = b"SQLite format 3\0"
HEADER_BYTES = 100
COPY_AGAIN = "Save, export or copy it again."
# Steps of SQLite's machine: reading a sound file takes fewer than one a byte, and a
# file whose pages point in circles would be read for ever.
STEPS_A_BYTE = 20
LEAST_STEPS = 1_000_000
PRAGMAS = (
    *("trusted_schema=OFF", "cell_size_check=ON", "query_only=ON"),
    *("mmap_size=0", "temp_store=MEMORY"),
)
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Database:
    """An open file: its name for messages, and the real tables it holds."""

    file: str
    tables: frozenset[str]
    connection: sqlite3.Connection

    def rows(
        self, table: str, columns: Sequence[str], optional: Sequence[str] = ()
    ) -> list[Row]:
        """Read some columns of a table, in the order in which the rows are stored.

        Parameters
        ----------
        table : str
            A table that every file of this tool has.
        columns : sequence of str
            Columns that every version of the tool writes.
        optional : sequence of str
            Columns of some versions; None in each row where the file lacks them.

        Raises
        ------
        StudyError
            If the file lacks the table or a column, or has a view in its place.
        """
        present = self._stored_columns(table)
        if absent := [name for name in columns if name not in present]:
            remedy = "It is not a file of this tool, or of a version that is not known."
            raise refusal(
                self.file,
                f"columns {', '.join(columns)} in table {table}",
                f"none called {absent[0]}",
                remedy,
            )
        wanted = [*columns, *(name for name in optional if name in present)]
        if (number := self.count(table)) > caps.CODINGS:
            expected, remedy = f"at most {caps.CODINGS} rows", "Split the project."
            raise refusal(
                self.file, f"{expected} in table {table}", f"{number}", remedy
            )
        names = ", ".join(f'"{name}"' for name in wanted)
        # Names come from the callers' constants, never from a file.
        query = f'SELECT {names} FROM "{table}" ORDER BY rowid'  # noqa: S608
        blank = dict.fromkeys(optional)
        return [
            blank | dict(zip(wanted, map(self._plain, row), strict=True))
            for row in self.connection.execute(query)
        ]

    def _plain(self, value: Any) -> Any:
        if isinstance(value, bytes):
            remedy = "It was not written by the tool; export the project again."
            raise refusal(self.file, "text and numbers", "a cell of bytes", remedy)
        return value

    def by_key(
        self, table: str, columns: Sequence[str], optional: Sequence[str] = ()
    ) -> dict[Any, Row]:
        """Read some columns of a table, each row under what its first column holds."""
        rows = self.rows(table, columns, optional)
        return {row[columns[0]]: row for row in rows}

    def count(self, table: str, where: str = "1") -> int:
        """Count rows in the file itself, for the ledger; ``where`` is a constant."""
        query = f'SELECT count(*) FROM "{table}" WHERE {where}'  # noqa: S608
        (number,) = self.connection.execute(query).fetchone()
        return int(number)

    def _stored_columns(self, table: str) -> set[str]:
        if table not in self.tables:
            remedy = "It is not a file of this tool; a view is not read."
            raise refusal(self.file, f"a table {table}", "none", remedy)
        info = self.connection.execute(f'PRAGMA table_xinfo("{table}")').fetchall()
        return {name for _, name, _, _, _, _, hidden in info if not hidden}


@contextmanager
def open_database(path: Path) -> Iterator[Database]:
    """Open an SQLite file to read, and check that it is whole.

    Nothing in the file can run: views, triggers, virtual tables and computed columns
    are never touched, and no file is written beside it.

    Parameters
    ----------
    path : Path
        The file.

    Raises
    ------
    StudyError
        If it is no SQLite file, is cut off, damaged, in use, too large, or made so that
        reading it would not end.
    """
    size = _checked_size(path)
    address = f"{path.resolve().as_uri()}?mode=ro&immutable=1"
    try:
        with closing(sqlite3.connect(address, uri=True)) as connection:
            _guard(connection, LEAST_STEPS + STEPS_A_BYTE * size)
            _check_whole(path, connection)
            yield Database(path.name, _real_tables(connection), connection)
    except (sqlite3.Error, sqlite3.Warning, UnicodeDecodeError) as error:
        # The last where SQLite's own message quotes bytes of the file.
        remedy = "Open it in the tool that wrote it, and save or export it again."
        got = getattr(error, "sqlite_errorname", type(error).__name__)
        raise refusal(path.name, "a sound SQLite file", got, remedy) from None


def _checked_size(path: Path) -> int:
    size = check_regular(path, caps.MEMBER_BYTES, smaller="Split the project.")
    with open_regular(path, caps.MEMBER_BYTES) as file:
        head = file.read(HEADER_BYTES)
    if not head.startswith(MAGIC):
        remedy = "Give the file that the tool saved."
        raise refusal(path.name, "an SQLite file", "another kind", remedy)
    page = int.from_bytes(head[16:18], "big")
    page = 65_536 if page == 1 else page
    if len(head) < HEADER_BYTES or page < 512 or size % page:
        # SQLite itself reads the missing end of the last page as zeros.
        raise refusal(path.name, "a whole SQLite file", "a cut-off one", COPY_AGAIN)
    for ending in ("-wal", "-journal"):
        beside = path.with_name(path.name + ending)
        if beside.exists() and beside.stat().st_size:
            remedy = "Close the tool that has it open, or copy the project with it."
            got = f"unsaved changes in {ending}"
            raise refusal(path.name, "a project that is closed", got, remedy)
    return size


def _guard(connection: sqlite3.Connection, steps: int) -> None:
    """Bound what reading may cost, and let nothing in the file run."""
    for pragma in PRAGMAS:
        connection.execute(f"PRAGMA {pragma}")
    connection.setlimit(sqlite3.SQLITE_LIMIT_LENGTH, caps.MEMBER_BYTES)
    left = iter(range(steps // 1000))
    connection.set_progress_handler(lambda: next(left, None) is None, 1000)


def _check_whole(path: Path, connection: sqlite3.Connection) -> None:
    (result,) = connection.execute("PRAGMA quick_check(1)").fetchone()
    if result != "ok":
        raise refusal(path.name, "a whole SQLite file", "a damaged one", COPY_AGAIN)


def _real_tables(connection: sqlite3.Connection) -> frozenset[str]:
    """Name what holds rows; a view or virtual table would run what it says."""
    listed = connection.execute("PRAGMA table_list").fetchall()
    return frozenset(
        name
        for schema, name, kind, *_ in listed
        if schema == "main" and kind == "table"
    )
