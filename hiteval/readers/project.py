"""The form that every reader fills: the contents of one file of a coding tool.

A reader (`hiteval.readers.refi` and its neighbours) makes a `Project` of a file and
decides nothing: which code is which criterion is for the mapping to say. Keys are the
tool's own (a normalised GUID, a row number) and join the tables of one project; they
never reach the study, since most tools make new ones at each export.

Positions count Unicode code points from 0; the end is exclusive, so that
``text[start:end]`` is the passage.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any

import pandas as pd

from hiteval.errors import Fault, StudyError
from hiteval.readers import caps

# What one row is, then its columns. All are text unless `INTEGERS` or `OBJECTS` has
# them; what the file does not say is missing, never "".
COLUMNS: dict[str, tuple[str, ...]] = {
    # A document. ``kind`` is one of `SOURCE_KINDS`; ``file`` is its name in the archive
    # or on the coder's disk, without folders; ``title`` is what it calls itself;
    # ``text`` is missing where the file does not hold it; ``user`` is who added it.
    # ``date`` (2015, 2015-03 or 2015-03-02) and ``type`` are the document's own.
    "sources": (
        *("source", "name", "kind", "file", "title", "text", "user", "created"),
        *("date", "type"),
    ),
    # A code. ``path`` is the tuple of names from the root down to its own; ``codable``
    # is "yes" or "no" (a folder of codes).
    "codes": ("code", "path", "codable", "description"),
    # One act of coding: one code, put by one person on one passage. ``quote`` is the
    # passage: the slice of the source's text, or what the tool stored where the file
    # has no text. ``summary`` is the passage in the coder's words (a paraphrase).
    # ``user`` coded, ``selection_user`` marked the passage. ``case`` is for tools that
    # name a case row by row. ``weight`` is a code weight or a rating, as written.
    # Without a ``code`` it is a passage that waits for one, as of a new document.
    # ``place`` is for people ("p. 3", "00:01:10", "row 12"), and so is ``row``, that of
    # a table. ``doubt`` says in plain words why the passage may not be the true one.
    "codings": (
        *("source", "start", "end", "quote", "code", "user", "selection_user"),
        *("created", "comment", "summary", "weight", "case", "place", "row", "doubt"),
    ),
    # A member of a case or set (folders and document groups are sets): a source, a
    # part of it (``start`` and ``end``), or a code. ``kind`` is "case" or "set".
    "groups": ("kind", "name", "source", "start", "end", "code"),
    # A value of a variable, of a source or of a case. ``type`` is one of
    # `VARIABLE_TYPES`; ``value`` is as written.
    "variables": ("variable", "type", "source", "case", "value"),
    # A note, comment or description that is not evidence. ``about`` is "project",
    # "source", "code", "passage" or "case"; ``key`` is that thing's key, or its name.
    "memos": ("about", "key", "start", "end", "title", "text", "user", "created"),
    # A cell of a framework matrix: what somebody wrote of a case (or of a source, where
    # the tool has no cases) under a code.
    "summaries": ("case", "code", "text", "user"),
}
INTEGERS = ("start", "end")
OBJECTS = ("path",)
NOBODY = "unknown"  # the user of a coding whose author the file does not name
WHOLE = "the whole document"  # the place of a coding that is about all of one
SOURCE_KINDS = ("text", "pdf", "picture", "audio", "video", "table")
VARIABLE_TYPES = ("text", "boolean", "integer", "float", "date", "datetime")


@dataclass(frozen=True, slots=True)
class Count:
    """A line of the ledger: how many things of one kind the file holds, and were read.

    ``held`` is counted in the raw file, by other code than the reader's. ``note`` says
    what became of things that were read and are no evidence (a deleted row, a coding
    that is written twice).
    """

    kind: str
    held: int
    read: int
    note: str = ""


@dataclass(frozen=True, slots=True)
class Project:
    """What one file of a coding tool holds.

    Attributes
    ----------
    file : str
        The file's name, for messages.
    origin : str
        The tool and version that wrote it, as far as it says.
    users : tuple of str
        Everybody whom the file names, each name once; tables name them like this.
    sources, codes, codings, groups, variables, memos, summaries : DataFrame
        See `COLUMNS`.
    warnings : tuple of str
        What the evaluator should know, in full sentences that quote no evidence.
    ledger : tuple of Count
        What the file holds against what was read.
    """

    file: str
    origin: str
    users: tuple[str, ...]
    sources: pd.DataFrame
    codes: pd.DataFrame
    codings: pd.DataFrame
    groups: pd.DataFrame
    variables: pd.DataFrame
    memos: pd.DataFrame
    warnings: tuple[str, ...] = ()
    ledger: tuple[Count, ...] = ()
    summaries: pd.DataFrame = field(default_factory=lambda: table("summaries"))

    def __post_init__(self) -> None:
        """Refuse a project that is too large, or of which a part was not read."""
        if len(self.codings) > caps.CODINGS:
            expected = f"at most {caps.CODINGS} codings"
            remedy = "Export it in parts."
            raise refusal(self.file, expected, str(len(self.codings)), remedy)
        faults = [
            Fault(
                self.file,
                f"{line.held} {line.kind}, as the file holds",
                f"{line.read} read",
                "Nothing was written. Please report the file's tool and version.",
            )
            for line in self.ledger
            if line.held != line.read
        ]
        if faults:
            raise StudyError(faults)


def table(name: str, rows: Iterable[Mapping[str, Any]] = ()) -> pd.DataFrame:
    """Make one of a project's tables of rows that may leave columns out.

    Examples
    --------
    >>> table("codes", [{"code": "1", "path": ("Reach", "Rural")}]).loc[0, "path"]
    ('Reach', 'Rural')
    """
    columns = COLUMNS[name]
    listed = [tuple(row.get(column) for column in columns) for row in rows]
    made = pd.DataFrame(listed, columns=list(columns), dtype="object")
    types = {c: "Int64" if c in INTEGERS else "str" for c in columns}
    return made.astype({c: t for c, t in types.items() if c not in OBJECTS})


def refusal(file: str, expected: str, got: str, remedy: str) -> StudyError:
    """Return the error that says why a foreign file is not read."""
    return StudyError([Fault(file, expected, got, remedy)])


def named(name: str, limit: int = 80) -> str:
    """Quote the name of a source, code or person for a message, shortened.

    A name is no evidence; it may be as long as the tool's user liked.

    >>> named("Interview 3 with the director")
    "'Interview 3 with the director'"
    """
    return repr(name if len(name) <= limit else f"{name[:limit]}...")
