"""Which coding tool wrote an SQLite file."""

from collections.abc import Callable
from pathlib import Path

from hiteval.readers.databases.qualcoder import read_qualcoder
from hiteval.readers.databases.rqda import read_rqda
from hiteval.readers.databases.sqlite_file import open_database
from hiteval.readers.databases.taguette import read_taguette
from hiteval.readers.project import Project, refusal

# The tables by which each tool is known, and its reader.
TOOLS: dict[str, tuple[set[str], Callable[[Path], Project]]] = {
    "Taguette": ({"highlights", "highlight_tags", "commands"}, read_taguette),
    "QualCoder": ({"code_text", "code_name", "code_cat"}, read_qualcoder),
    "RQDA": ({"coding", "freecode", "caselinkage"}, read_rqda),
}


def read_database(path: Path) -> Project:
    """Read an SQLite file of a coding tool.

    Raises
    ------
    StudyError
        If no known tool wrote it, or it cannot be read in full.
    """
    with open_database(path) as database:
        tables = database.tables
    for known, read in TOOLS.values():
        if known <= tables:
            return read(path)
    expected = f"a database of {', '.join(TOOLS)}"
    remedy = "Export the project as REFI-QDA (.qdpx) or as a spreadsheet."
    raise refusal(path.name, expected, "one of another tool", remedy)
