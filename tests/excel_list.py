"""What people do between the commands of the guide's page on an Excel list."""

import openpyxl
from year_of_work import replace

LIST = [
    *[("Theme", "Passage", "Summary", "Team", "Document", "Date", "Coder", "Score")],
    *[
        (theme, passage, summary, team, f"{team} minutes", date, coder, score)
        for theme, passage, summary, team, date, scores in [
            (
                "Patients take part",
                "Two patients have sat on the board since May.",
                "Two patients are members of the board.",
                *("Falls", "2024-05-14", (2, 2)),
            ),
            (
                "Shared work",
                "Wards and community nurses share one list.",
                "Hospital and community share a list of patients.",
                *("Falls", "2024-05-14", (1, 2)),
            ),
            (
                "Results",
                "Falls on the wards went down from 40 to 31.",
                "Falls on wards decreased by a quarter.",
                *("Falls", "2024-05-14", (2, 2)),
            ),
            (
                "Patients take part",
                "Nobody has asked patients yet.",
                "Patients have not been asked.",
                *("Stroke", "2024-06-30", (-1, -1)),
            ),
            (
                "Shared work",
                "Each trust keeps a list of its own.",
                "Trusts do not share their lists.",
                *("Stroke", "2024-06-30", (-1, 0)),
            ),
            (
                "Tea",
                "Tea was served.",
                "Tea was served.",
                *("Stroke", "2024-06-30", ("n/a", "n/a")),
            ),
        ]
        for coder, score in zip(("Ann", "Bob"), scores, strict=True)
    ],
]
CODES = {
    "Patients take part": "together.public_voice",
    "Shared work": "together.capacity",
    "Results": "change.measured",
    "Tea": "ignore",
}
WEIGHTS = {"-1": -1, "0": 0, "1": 1, "2": 2, "n/a": "ignore"}
EVERY = {"strand": "document", "type": "minutes", "clearance": "public"}


def write_list(path):
    book = openpyxl.Workbook()
    book.active.title = "Passages"
    for row in LIST:
        book.active.append(row)
    book.save(path)


def begin(folder):
    """Say what is evaluated, and put the list beside it."""
    replace(
        folder / "data" / "study.yml",
        ("\nid: #", "\nid: city-2024 #"),
        ("\ntitle:\n", "\ntitle: Two teams of a city\n"),
        ("\nquestion: #", "\nquestion: Do the teams work together? #"),
        ("{from: , to: }", "{from: 2024-01-01, to: 2024-12-31}"),
        ("  coder-a: #", "  coder-b: Coded everything\n  coder-a: Coded everything #"),
        ("\n  -\n", "\n  - Invented for this guide.\n"),
        ("\nlicence: #", "\nlicence: CC0-1.0 #"),
    )
    teams = "team_id,name,kind\nfalls,Falls,team\nstroke,Stroke,team\n"
    (folder / "data" / "teams.csv").write_text(teams, encoding="utf-8")
    write_list(folder / "our-list.xlsx")


def fill_in(folder):
    """Write in the yellow cells of the mapping workbook."""
    book = openpyxl.load_workbook(folder / "mapping.xlsx")
    for code, criterion in CODES.items():
        _write(book["Codes"], code, criterion=criterion)
    for name in ("Ann", "Bob"):
        _write(book["Coders"], name, coder=f"coder-{name[0].lower()}")
    for score, rating in WEIGHTS.items():
        _write(book["Weights"], score, rating=rating)
    for team in ("Falls", "Stroke"):
        _write(book["Teams"], f"case: {team}", team=team.lower())
    _write(book["Sources"], "Every source, unless its own row differs", **EVERY)
    book.save(folder / "mapping.xlsx")


def _write(sheet, name, **cells):
    columns = {cell.value: cell.column for cell in sheet[1]}
    (row,) = [r for r in range(3, sheet.max_row + 1) if sheet.cell(r, 2).value == name]
    for column, value in cells.items():
        sheet.cell(row, columns[column]).value = value
