"""One small list of coded passages, damaged as people and spreadsheets damage lists.

Each is imported into a study of its own with the same mapping. It comes out as the
undamaged list does, or is refused or told with the remedy for this very damage.
"""

import csv
import io
import re
import tempfile
import zipfile
from collections.abc import Callable
from datetime import date, datetime
from pathlib import Path
from typing import Any

from openpyxl import Workbook

from hiteval.errors import HitevalError
from hiteval.importers.importing import import_files
from hiteval.study.reading import read_study

HEAD = ("Document", "Team", "Theme", "Passage", "Coder", "Score", "Date")
ROWS = (
    ("Minutes A", "Castle", "Access", "The café was far away.", "Ann", 1, "2024-05-19"),
    ("Minutes A", "Castle", "Trust", "Nobody trusted us.", "Ann", -1, "2024-05-19"),
    ("Minutes B", "River", "Access", "The bus stops here.", "Bob", 1, "2024-11-02"),
    ("Minutes B", "River", "Trust", "They said “yes”.", "Bob", 2, "2024-11-02"),
)
STUDY = """\
id: lists
title: Lists
question: What do lists hold?
period: {from: 2024-01-01, to: 2024-12-31}
strands: {document: Documents}
coders: {coder-a: Coded, coder-b: Coded as well}
limits: [Made up.]
licence: CC0-1.0
"""
FRAMEWORK = """\
id: small
title: Small
source: Made up
areas:
  - id: reach
    name: Reach
    definition: Who is reached.
    criteria:
      - {id: reach.access, name: Access, definition: Getting there}
      - {id: reach.trust, name: Trust, definition: Being trusted}
rating_scale:
  source: Made up
  levels:
    - {value: 2, name: Strong, meaning: An example.}
    - {value: 1, name: Present, meaning: Stated.}
    - {value: 0, name: Mixed, meaning: Both.}
    - {value: -1, name: Difficult, meaning: A difficulty.}
    - {value: -2, name: Failing, meaning: An example of it.}
  proposal_rule: {explicit_sources: 2, net_ratio: 2}
"""
MAPPING = """\
codes:
  "Access": {criterion: reach.access}
  "Trust": {criterion: reach.trust}
coders: {Ann: coder-a, Bob: coder-b}
teams: {"case: Castle": castle, "case: River": river}
weights: {"1": 1, "-1": -1, "2": 2, "n/a": ignore}
all_sources: {strand: document, type: minutes, clearance: public}
"""
Table = list[list[Any]]


def table() -> Table:
    """Return the undamaged list, heading first."""
    return [list(HEAD), *map(list, ROWS)]


def with_cell(row: int, heading: str, value: Any) -> Table:
    """Change one cell."""
    rows = table()
    rows[row][HEAD.index(heading)] = value
    return rows


def with_heading(heading: str, name: str) -> Table:
    """Change one heading."""
    return with_cell(0, heading, name)


def as_csv(
    rows: Table, encoding: str = "utf-8", separator: str = ",", end: str = "\r\n"
) -> bytes:
    """Write a list as delimited text."""
    text = io.StringIO(newline="")
    csv.writer(text, delimiter=separator, lineterminator=end).writerows(rows)
    return text.getvalue().encode(encoding)


def as_xlsx(rows: Table, change: Callable[[Any], object] = str) -> bytes:
    """Write a list as a workbook; ``change`` damages its sheet."""
    book = Workbook()
    sheet: Any = book.active
    for row in rows:
        sheet.append(row)
    change(sheet)
    held = io.BytesIO()
    book.save(held)
    return held.getvalue()


def raw_change(content: bytes, old: bytes, new: bytes) -> bytes:
    """Change the XML of the first sheet of a workbook."""
    held = io.BytesIO()
    with (
        zipfile.ZipFile(io.BytesIO(content)) as old_zip,
        zipfile.ZipFile(held, "w") as z,
    ):
        for name in old_zip.namelist():
            part = old_zip.read(name)
            z.writestr(name, part.replace(old, new) if "sheet1" in name else part)
    return held.getvalue()


def merged(sheet: Any) -> None:
    """Merge the cells of each document and team, as people do in Excel."""
    for column in "AB":
        for first, last in ((2, 3), (4, 5)):
            sheet.merge_cells(f"{column}{first}:{column}{last}")


def titled(sheet: Any) -> None:
    """Put a merged title and a blank row above."""
    sheet.insert_rows(1, 2)
    sheet["A1"] = "Coding, final version 3"
    sheet.merge_cells("A1:G1")


def filtered(sheet: Any) -> None:
    """Hide rows as a filter does."""
    sheet.auto_filter.ref = "A1:G5"
    sheet.row_dimensions[3].hidden = True


def with_sheets(sheet: Any) -> None:
    """Add a sheet of remarks, and a hidden one."""
    sheet.parent.create_sheet("Remarks")["A1"] = "Ask Bob."
    sheet.parent.create_sheet("Old").sheet_state = "hidden"


def dated(sheet: Any) -> None:
    """Write days as Excel keeps them."""
    for row in range(2, 6):
        day = datetime.fromisoformat(sheet.cell(row, 7).value)
        sheet.cell(row, 7, day)


def texts(sheet: Any) -> None:
    """Write scores as text."""
    for row in range(2, 6):
        sheet.cell(row, 6, str(sheet.cell(row, 6).value))


def days(form: str) -> Table:
    """Write every date in another form."""
    return with_cells("Date", lambda day: datetime.fromisoformat(day).strftime(form))


def serial(day: str) -> int:
    """Return the number that Excel keeps for a day."""
    return (date.fromisoformat(day) - date(1899, 12, 30)).days


def with_cells(heading: str, write: Callable[[Any], str]) -> Table:
    """Write every cell of a column in another form."""
    rows, column = table(), HEAD.index(heading)
    for row in rows[1:]:
        row[column] = write(row[column])
    return rows


def scores(write: Callable[[int], str]) -> Table:
    """Write every score in another form."""
    return with_cells("Score", write)


def moved(*order: int) -> Table:
    """Put the columns in another order."""
    return [[row[n] for n in order] for row in table()]


def fullwidth(number: int) -> str:
    """Write a number in full-width digits."""
    return f"{number}".translate({ord("1"): "\uff11", ord("2"): "\uff12"})


RIGHT = ""
WINDOWS = "encoding: windows-1252"
OLD_OFFICE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)
GERMAN = ["Dokument", "Fall", "Code", "Textstelle", "Codierer", "Gewicht", "Datum"]
# The name of the damage: the file, its content, and RIGHT or what the remedy must say.
DAMAGES: dict[str, tuple[str, bytes, str]] = {
    # Encodings and delimited text
    "UTF-8 with its mark": ("a.csv", as_csv(table(), "utf-8-sig"), RIGHT),
    "Unicode Text of Excel": ("a.txt.csv", as_csv(table(), "utf-16", "\t"), RIGHT),
    "Windows-1252": (
        "a.csv",
        as_csv(table(), "windows-1252"),
        "encoding: windows-1252",
    ),
    "Mac Roman": ("a.csv", as_csv(table(), "mac_roman"), "CSV UTF-8"),
    "semicolons": ("a.csv", as_csv(table(), separator=";"), RIGHT),
    "tabs": ("a.tsv", as_csv(table(), separator="\t"), RIGHT),
    "line ends of an old Mac": ("a.csv", as_csv(table(), end="\r"), RIGHT),
    "line ends of Unix": ("a.csv", as_csv(table(), end="\n"), RIGHT),
    "sep=; in the first line": (
        "a.csv",
        b"sep=;\r\n" + as_csv(table(), separator=";"),
        RIGHT,
    ),
    "a NUL": ("a.csv", as_csv(table()).replace(b"Nobody", b"No\0ody"), "CSV UTF-8"),
    "a quotation mark too few": (
        "a.csv",
        as_csv(table()).replace(b"The bus", b'"The bus'),
        "quotation marks",
    ),
    "a cell too few": (
        "a.csv",
        as_csv(table()).replace(b",1,2024-05-19", b",2024-05-19"),
        "missing cells",
    ),
    "a comma without quotation marks": (
        "a.csv",
        as_csv(table()).replace(b"far away", b"far, away"),
        "in quotation marks",
    ),
    "commas at the end of each row": (
        "a.csv",
        as_csv([[*row, "", ""] for row in table()]),
        RIGHT,
    ),
    "blank rows at the end": ("a.csv", as_csv([*table(), [""] * 7, [""] * 7]), RIGHT),
    # Layout
    "a title above": ("a.csv", as_csv([["Final"] + [""] * 6, *table()]), RIGHT),
    "a merged title": ("a.xlsx", as_xlsx(table(), titled), RIGHT),
    "merged documents and teams": ("a.xlsx", as_xlsx(table(), merged), RIGHT),
    "blank rows between": (
        "a.csv",
        as_csv([r for row in table() for r in (row, [""] * 7)]),
        RIGHT,
    ),
    "a blank column first": ("a.csv", as_csv([["", *row] for row in table()]), RIGHT),
    "columns in another order": ("a.csv", as_csv(moved(6, 3, 2, 0, 5, 4, 1)), RIGHT),
    "a column of remarks": (
        "a.csv",
        as_csv([[*row, "Mood" if row[0] == "Document" else "ok"] for row in table()]),
        RIGHT,
    ),
    "rows hidden by a filter": ("a.xlsx", as_xlsx(table(), filtered), RIGHT),
    "other sheets, one hidden": ("a.xlsx", as_xlsx(table(), with_sheets), RIGHT),
    "a total below": (
        "a.csv",
        as_csv([*table(), ["Total: 4", "", "", "", "", "", ""]]),
        RIGHT,
    ),
    "headings again in the middle": (
        "a.csv",
        as_csv([*table()[:3], list(HEAD), *table()[3:]]),
        RIGHT,
    ),
    "headings again in capitals": (
        "a.csv",
        as_csv([*table()[:3], [h.upper() for h in HEAD], *table()[3:]]),
        RIGHT,
    ),
    "an emoji where reading stops": (
        "a.csv",
        "\ufeff".encode("utf-16-le")
        + as_csv([*table(), ["\U0001f600" * 3000, *[""] * 6]], "utf-16-le", "\t"),
        RIGHT,
    ),
    "the same rows twice": ("a.csv", as_csv([*table(), *table()[1:]]), RIGHT),
    # Headings
    "headings in capitals": (
        "a.csv",
        as_csv([[h.upper() for h in HEAD], *table()[1:]]),
        RIGHT,
    ),
    "a no-break space in a heading": (
        "a.csv",
        as_csv(with_heading("Theme", "\u00a0Theme\u00a0")),
        RIGHT,
    ),
    "a colon after headings": (
        "a.csv",
        as_csv([[f"{h}:" for h in HEAD], *table()[1:]]),
        RIGHT,
    ),
    "Score (1-5)": ("a.csv", as_csv(with_heading("Score", "Score (1-5)")), RIGHT),
    "German headings": (
        "a.csv",
        as_csv(
            [
                [
                    "Dokument",
                    "Fall",
                    "Code",
                    "Textstelle",
                    "Codierer",
                    "Gewicht",
                    "Datum",
                ],
                *table()[1:],
            ]
        ),
        RIGHT,
    ),
    "a heading misspelt": (
        "a.csv",
        as_csv(with_heading("Theme", "Theem")),
        r"spreadsheet: \{columns",
    ),
    "no headings": ("a.csv", as_csv(table()[1:]), r"spreadsheet: \{columns"),
    # Scores
    "U+2212 for minus": (
        "a.csv",
        as_csv(scores(lambda n: f"{n}".replace("-", "\u2212"))),
        RIGHT,
    ),
    "a dash for minus": (
        "a.csv",
        as_csv(scores(lambda n: f"{n}".replace("-", "–"))),
        RIGHT,
    ),
    "plus signs": ("a.csv", as_csv(scores(lambda n: f"{n:+}")), RIGHT),
    "1.0": ("a.csv", as_csv(scores(lambda n: f"{n}.0")), RIGHT),
    "1,0": ("a.csv", as_csv(scores(lambda n: f"{n},0")), RIGHT),
    "full-width digits": ("a.csv", as_csv(scores(fullwidth)), RIGHT),
    "no-break spaces around": ("a.csv", as_csv(scores(lambda n: f"\u00a0{n} ")), RIGHT),
    "scores as text": ("a.xlsx", as_xlsx(table(), texts), RIGHT),
    "an unknown score": ("a.csv", as_csv(with_cell(1, "Score", "high")), "Fill in its"),
    "a score of 1.5": ("a.csv", as_csv(with_cell(1, "Score", "1.5")), "Fill in its"),
    "a blank score": ("a.csv", as_csv(with_cell(1, "Score", "")), "rating"),
    "a formula with its value": (
        "a.xlsx",
        raw_change(
            as_xlsx(with_cell(1, "Score", "=1")), b"<f>1</f><v", b"<f>1</f><v>1</v><v"
        ),
        RIGHT,
    ),
    "a formula without": (
        "a.xlsx",
        as_xlsx(with_cell(1, "Score", "=F3*-1")),
        "save it again",
    ),
    "an error value": ("a.xlsx", as_xlsx(with_cell(1, "Score", "#REF!")), "Open it in"),
    # Dates
    "days of Excel": ("a.xlsx", as_xlsx(table(), dated), RIGHT),
    "days as Excel's numbers": (
        "a.csv",
        as_csv(with_cells("Date", lambda day: f"{serial(day)}")),
        RIGHT,
    ),
    "day before month": ("a.csv", as_csv(days("%d/%m/%Y")), RIGHT),
    "month before day": ("a.csv", as_csv(days("%m/%d/%Y")), RIGHT),
    "19 May 2024": ("a.csv", as_csv(days("%d %B %Y")), RIGHT),
    "May-24": ("a.csv", as_csv(days("%b-%y")), "four digits"),
    # Words
    "a theme in capitals": ("a.csv", as_csv(with_cell(1, "Theme", "ACCESS")), RIGHT),
    "blanks after a theme": ("a.csv", as_csv(with_cell(1, "Theme", "Access ")), RIGHT),
    "two blanks in a team": (
        "a.csv",
        as_csv(with_cell(1, "Team", "Castle\u00a0")),
        RIGHT,
    ),
    "a new theme": (
        "a.csv",
        as_csv(with_cell(1, "Theme", "Money")),
        "Fill in its",
    ),
    "a new coder": ("a.csv", as_csv(with_cell(1, "Coder", "Cy")), "Fill in an id"),
    "a blank coder": ("a.csv", as_csv(with_cell(1, "Coder", "")), "who coded"),
    "a formula as a passage": (
        "a.xlsx",
        as_xlsx(with_cell(1, "Passage", "=cmd|' /C calc'!A0")),
        "save it again",
    ),
    # Files
    "an empty file": ("a.csv", b"", "one of these formats|spreadsheet"),
    "cut off in the middle": ("a.xlsx", as_xlsx(table())[:3000], "again"),
    "an old .xls": (
        "a.xls",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        r"\.xlsx",
    ),
    "a password": (
        "a.xlsx",
        b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600),
        "password",
    ),
}


def imported(file: str, content: bytes, place: Path) -> tuple[list[Any], str]:
    """Import a file into a study of its own: its codings, and what was said."""
    study = place / "data"
    study.mkdir()
    for name, text in (
        ("study", STUDY),
        ("framework", FRAMEWORK),
        ("mapping", MAPPING),
    ):
        (study / f"{name}.yml").write_text(text, "utf-8")
    path = place / file
    path.write_bytes(content)
    done = import_files([path], study, study / "framework.yml")
    found = read_study(study)
    rows = found.codings.merge(found.segments, on="segment_id").merge(
        found.sources, on="source_id"
    )
    columns = [
        "title",
        "team_id",
        "criterion_id",
        "quote",
        "coder_id",
        "rating",
        "date",
    ]
    told = "\n".join(line for project in done.projects for line in project.warnings)
    return sorted(map(tuple, rows[columns].astype("str").to_numpy())), told


def outcome(file: str, content: bytes, expected: str, whole: list[Any]) -> str:
    """Say what came of a damaged list."""
    with tempfile.TemporaryDirectory() as place:
        try:
            found, told = imported(file, content, Path(place))
        except HitevalError as error:
            if expected and re.search(expected, str(error)):
                return "refused, with its remedy"
            return f"wrong: {' '.join(str(error).split())[:200]}"
        except Exception as error:
            return f"wrong: {type(error).__name__}"
    if found == whole and not expected:
        return "right"
    if expected and re.search(expected, told):
        return "told, with its remedy"
    lost = [row for row in whole if row not in found]
    new = len(found) + len(lost) - len(whole)
    return f"wrong: {len(lost)} rows lost, {new} new"


def undamaged() -> list[Any]:
    """Return the codings of the undamaged list."""
    with tempfile.TemporaryDirectory() as place:
        return imported("a.csv", as_csv(table()), Path(place))[0]
