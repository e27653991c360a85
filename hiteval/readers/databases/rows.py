"""Rows of a project that QualCoder's and RQDA's files make in the same way."""

from hiteval.readers.databases.find_passage import Passage
from hiteval.readers.databases.sqlite_file import Row
from hiteval.readers.project import NOBODY
from hiteval.readers.text_positions import Text


def coding_row(row: Row, source: object, place: Passage) -> Row:
    """Describe a coding by its row, which names its code, owner, date and memo."""
    return place.columns | {
        "source": str(source),
        "code": str(row["cid"]),
        "user": str(row["owner"] or NOBODY),
        "selection_user": row["owner"],
        "created": row["date"],
        "comment": row["memo"] or None,
    }


def case_member(
    name: object, source: object, place: Passage, text: Text | None
) -> Row | None:
    """Describe what belongs to a case: a whole source, or a part of its text.

    Returns
    -------
    dict or None
        None where the part has no place in the text.
    """
    whole = text is None or (place.start, place.end) == (0, len(text.content))
    if not whole and place.start is None:
        return None
    return {
        "kind": "case",
        "name": str(name),
        "source": str(source),
        "start": None if whole else place.start,
        "end": None if whole else place.end,
    }
