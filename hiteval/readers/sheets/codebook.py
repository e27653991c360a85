"""Codebooks of NVivo and ATLAS.ti: codes with what they mean, and no passages."""

from collections.abc import Iterator, Sequence
from typing import Any

from hiteval.readers.project import Count, Project, named, table
from hiteval.readers.sheets.workbook import Sheet

# The heading of the code, that of its description, and what else must be there.
FORMS = (
    ("name", "description", {"references"}),
    ("code", "comment", {"code group 1"}),
    ("code", "comment", {"number of groups"}),
)
LEVELS = {"name": "\\", "code": ": "}
BULLETS = "●○• "


def is_codebook(sheet: Sheet) -> bool:
    """Tell whether a sheet has the headings that these tools write."""
    return _form(sheet) is not None


def read_codebook(file: str, sheets: Sequence[Sheet]) -> Project:
    """Read the codes of a codebook, for the draft of a mapping.

    Parameters
    ----------
    file : str
        Its name.
    sheets : sequence of Sheet
        All of it; see `is_codebook`. Word has a table for each folder of codes.
    """
    books = [sheet for sheet in sheets if is_codebook(sheet)]
    others = [sheet.name for sheet in sheets if not is_codebook(sheet) and sheet.held]
    codes = [
        code | {"code": f"{number}: {code['code']}"}
        for number, sheet in enumerate(books, start=1)
        for code in _codes(sheet)
    ]
    rows = sum(sheet.filled - 1 for sheet in books)
    return Project(
        file=file,
        origin="NVivo or ATLAS.ti, as a codebook",
        users=(),
        sources=table("sources"),
        codes=table("codes", codes),
        codings=table("codings"),
        groups=table("groups"),
        variables=table("variables"),
        memos=table("memos"),
        warnings=tuple(f"{named(n)} holds no codes, and is not read." for n in others),
        ledger=(Count("codes", rows, len(codes)),),
    )


def _form(sheet: Sheet) -> tuple[str, str] | None:
    headings = set(_headings(sheet))
    for code, description, others in FORMS:
        if {code, description} | others <= headings:
            return code, description
    return None


def _headings(sheet: Sheet) -> list[str]:
    return [cell.strip().casefold() for cell in sheet.rows[0]] if sheet.rows else []


def _codes(sheet: Sheet) -> Iterator[dict[str, Any]]:
    """Yield a code for each row; names below another stand one to the right."""
    code, description = _form(sheet) or ("", "")
    headings = _headings(sheet)
    first, told = headings.index(code) + 1, headings.index(description) + 1
    deepest = (told if told > first else len(headings) + 1) - first
    above: list[str] = []
    for row in sheet.held[1:]:
        names = [sheet.cell(row, first + n).strip(BULLETS) for n in range(deepest)]
        blanks = next((n for n, name in enumerate(names) if name), 0)
        name = names[blanks] or f"row {row}"
        above = [*above[:blanks], name]
        path = [part for whole in above for part in whole.split(LEVELS[code])]
        yield {
            "code": str(row),
            "path": tuple(part.strip() for part in path if part.strip()),
            "codable": "yes",
            "description": sheet.cell(row, told) or None,
        }
