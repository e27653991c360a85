"""Check a table against the schema; each fault has its place and its remedy."""

import difflib
import re
from collections.abc import Iterable, Iterator
from unicodedata import normalize

import pandas as pd

from hiteval.errors import Fault, shown
from hiteval.study import schema
from hiteval.study.choices import DATE_FORM
from hiteval.study.columns import DAY, Column
from hiteval.study.plain_cells import date_remedy, number_remedy
from hiteval.study.record import FILE_NAME, FILE_NAME_IN_WORDS

YEARS = (1900, 2100)  # a date outside is a slip


def check_columns(name: str, table: pd.DataFrame) -> list[Fault]:
    """Check that a table holds every required column and no unknown one.

    Parameters
    ----------
    name : str
        One of `hiteval.study.schema.TABLES`.
    table : DataFrame of str
        As read.
    """
    declared = schema.TABLES[name].columns
    missing = [c for c, spec in declared.items() if spec.needed and c not in table]
    unknown = [c for c in table.columns if c not in declared]
    expected = f"only the columns {', '.join(declared)}"
    faults = [
        Fault(
            schema.file_name(name),
            expected,
            shown_in(name, column),
            nearest(column, declared) or "Delete it or rename it.",
            row=1,
        )
        for column in unknown
    ]
    return faults + [
        Fault(schema.file_name(name), f"a column {column}", "none", "Add it.", row=1)
        for column in missing
    ]


def check_rows(name: str, table: pd.DataFrame) -> list[Fault]:
    """Check a table by itself: cells, key, dates, and that it has rows.

    Parameters
    ----------
    name : str
        One of `hiteval.study.schema.TABLES`.
    table : DataFrame of str, indexed by row
        With the right columns (see `check_columns`); blank cells missing.

    Returns
    -------
    list of Fault
        In the order of rows; empty where the table is sound.
    """
    if table.empty and name in schema.REQUIRED:
        remedy = "Add the study's rows."
        return [
            Fault(schema.file_name(name), "at least one row", "only a header", remedy)
        ]
    faults = [*_cell_faults(name, table), *_key_faults(name, table)]
    if name == "teams":
        faults += [*_kind_faults(table), *_former_faults(table)]
    if "date_precision" in table:
        faults += _date_faults(name, table)
    return sorted(faults, key=lambda fault: fault.row or 0)


def nearest(value: str, allowed: Iterable[str]) -> str:
    """Suggest what a misspelt name may have meant, as a sentence; or nothing.

    >>> nearest("engagment", ["engagement", "reach"])
    "Did you mean 'engagement'?"
    >>> nearest("7", ["0007", "0070"])
    "Did you mean '0007'? Excel drops zeros at the start: keep the column as text."
    """
    allowed = list(allowed)
    bare = [name for name in allowed if name.lstrip("0") == value and name != value]
    if len(bare) == 1:
        told = "Excel drops zeros at the start: keep the column as text."
        return f"Did you mean '{bare[0]}'? {told}"
    found = difflib.get_close_matches(value, allowed, n=1)
    return f"Did you mean '{found[0]}'?" if found else ""


def shown_in(name: str, value: object) -> str:
    """Quote a value, unless it is of a private table and may be a person's name."""
    if name in schema.PRIVATE:
        return f"a value of {len(str(value))} characters"
    return shown(value)


def _cell_faults(name: str, table: pd.DataFrame) -> list[Fault]:
    return [
        fault
        for column, spec in schema.TABLES[name].columns.items()
        if column in table
        for fault in _column_faults(name, column, spec, table[column])
    ]


def _column_faults(
    name: str, column: str, spec: Column, cells: pd.Series
) -> Iterator[Fault]:
    file, given = schema.file_name(name), cells.dropna()
    if spec.filled:
        for row in cells.index.difference(given.index):
            yield Fault(file, "a value", "a blank cell", "Fill it in.", row, column)
    if spec.rule:
        different = given.drop_duplicates()
        wrong = different[~spec.rule.holds(different)]
        for row, value in given[given.isin(wrong)].items():
            got = shown_in(name, value)
            remedy = _remedy(name, spec, value)
            yield Fault(file, spec.rule.expected, got, remedy, int(str(row)), column)


def _remedy(name: str, spec: Column, value: str) -> str:
    if name in schema.PRIVATE:  # its cells are not quoted
        return "Correct it, here and wherever else it is used."
    if spec.rule == DAY:
        return date_remedy(value)
    if spec.numeric:
        return number_remedy(value)
    return "Correct it, here and wherever else it is used."


def _key_faults(name: str, table: pd.DataFrame) -> list[Fault]:
    """Find rows with one key, also where keys differ only in case or width."""
    columns = [column for column in schema.whole_key(name) if column in table]
    folded = table[columns].fillna("").apply(_folded)
    if not folded.duplicated().any():
        return []
    rows = pd.Series(table.index, index=table.index)
    first = rows.groupby([folded[c] for c in columns]).transform("first")
    return [
        Fault(
            schema.file_name(name),
            "a key of its own, upper and lower case counting as equal",
            f"that of row {first[row]}",
            "Rename or delete one of the two.",
            int(row),
            ", ".join(columns),
        )
        for row in table.index[first != rows]
    ]


def _folded(cells: pd.Series) -> pd.Series:
    """Give each cell a number: the same to those that are folded to the same."""
    of_cell, different = pd.factorize(cells)
    folded = [
        (cell if cell.isascii() else normalize("NFKC", cell)).casefold()
        for cell in different.tolist()
    ]
    number, _ = pd.factorize(pd.Series(folded, dtype="str"))
    return pd.Series(number[of_cell], index=cells.index)


def _kind_faults(table: pd.DataFrame) -> list[Fault]:
    """Require at least one team, and at most one row for the model as a whole."""
    whole = table.index[table["kind"] == "partnership"]
    faults = [
        Fault(
            "teams.csv",
            "at most one row of kind partnership",
            f"another beside row {whole[0]}",
            "Put what is said of the model as a whole under one row.",
            int(row),
            "kind",
        )
        for row in whole[1:]
    ]
    if len(whole) == len(table):
        remedy = "Add the teams."
        got = "only the partnership"
        faults.append(Fault("teams.csv", "at least one row of kind team", got, remedy))
    return faults


def _former_faults(table: pd.DataFrame) -> Iterator[Fault]:
    """Find former ids that have not the form of ids, or that name a team elsewhere.

    Each stands in the row of the team that it leads to, so that none can lead nowhere,
    on to another, or round in a circle.
    """
    if "former_ids" not in table:
        return
    former = table["former_ids"].dropna().map(schema.ids).explode().dropna()
    now = dict(zip(table["team_id"].str.casefold(), table.index, strict=True))
    before: dict[str, object] = {}
    for row, value in former.items():
        elsewhere = now.get(value, before.setdefault(value, row))
        if not re.fullmatch(FILE_NAME, value):
            expected, got = FILE_NAME_IN_WORDS, shown(value)
            remedy = "Correct it."
        elif value in now or elsewhere != row:
            expected = "ids that no team has now, each of one team alone"
            got = f"{shown(value)}, which is also in row {elsewhere}"
            remedy = "Take it out here, or there."
        else:
            continue
        yield Fault("teams.csv", expected, got, remedy, int(str(row)), "former_ids")


def _date_faults(name: str, table: pd.DataFrame) -> list[Fault]:
    known = table[table["date_precision"].isin(DATE_FORM)]
    form = known["date_precision"].map(DATE_FORM)
    date = known["date"].fillna("")
    digits = form.str.replace("[YMD]", "0", regex=True)
    parsed = pd.to_datetime(
        date.where(date.str.len() > 0, "2000"), format="ISO8601", errors="coerce"
    )
    wrong = (date.str.replace("[0-9]", "0", regex=True) != digits) | parsed.isna()
    wrong |= ~parsed.dt.year.between(*YEARS)
    return [
        Fault(
            schema.file_name(name),
            f"{form[row] or 'a blank cell'}, as its precision is "
            f"{known['date_precision'][row]}",
            shown_in(name, date[row]),
            "Correct the date or its precision."
            if name in schema.PRIVATE
            else date_remedy(date[row]),
            int(row),
            "date",
        )
        for row in known.index[wrong]
    ]
