"""Every table of a study: its columns, their types, its key and its references.

Nothing else in hiteval knows a column's rule. Tables arrive as text, one column of
`str` each, indexed by their row in the file; blank cells are missing.
"""

import difflib
from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import pandera.pandas as pa

from hiteval.errors import Fault, shown

# Ids become file names: these are devices on Windows, whatever the ending.
_DEVICES = r"(?!(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$))"
TEAM_ID = rf"{_DEVICES}[a-z0-9][a-z0-9-]{{0,39}}"
DATE_FORM = {"day": "YYYY-MM-DD", "month": "YYYY-MM", "year": "YYYY", "unknown": ""}
EVENTS = (
    "proposed accredited launched renamed reviewed director_change paused restarted "
    "concluded business_as_usual"
).split()


def _matches(pattern: str, expected: str) -> pa.Check:
    return pa.Check(lambda cells: cells.str.fullmatch(pattern), error=expected)


def _one_of(words: Iterable[str]) -> pa.Check:
    allowed = list(words)
    return pa.Check(
        lambda cells: cells.isin(allowed), error=f"one of {', '.join(allowed)}"
    )


TEAM = _matches(TEAM_ID, "1 to 40 lower-case letters, digits and hyphens")
SLUG = _matches(
    r"[a-z0-9][a-z0-9._-]{0,79}",
    "1 to 80 lower-case letters, digits, dots, hyphens and underscores",
)
WORD = _matches(r"[a-z][a-z_]{0,39}", "one lower-case word, with underscores")
NUMBER = _matches(r"[+-]?[0-9]+(\.[0-9]+)?", "a number such as 12 or 0.5")


def _id(*checks: pa.Check, to: str | None = None) -> pa.Column:
    """Declare a column that must be filled; ``to`` names what it must be found in."""
    return pa.Column("str", list(checks), metadata={"to": to})


def _text(required: bool = False) -> pa.Column:
    return pa.Column("str", nullable=not required)


def _maybe(*checks: pa.Check, to: str | None = None) -> pa.Column:
    """Declare a column that a table may leave out, or leave blank."""
    return pa.Column(
        "str", list(checks), nullable=True, required=False, metadata={"to": to}
    )


_DATE = {"date": _text(), "date_precision": _id(_one_of(DATE_FORM))}


def _table(key: list[str], **columns: pa.Column) -> pa.DataFrameSchema:
    return pa.DataFrameSchema(columns, strict=True, metadata={"key": key})


TABLES: dict[str, pa.DataFrameSchema] = {
    "teams": _table(
        ["team_id"],
        team_id=_id(TEAM),
        name=_text(required=True),
        acronym=_maybe(),
        kind=_id(_one_of(["team", "partnership"])),
        focus=_maybe(),
        aliases=_maybe(),
    ),
    "sources": _table(
        ["source_id"],
        source_id=_id(SLUG),
        strand=_id(to="strands"),
        type=_id(WORD),
        title=_text(required=True),
        publisher=_maybe(),
        **_DATE,
        url=_maybe(),
        role=_maybe(),
        consent=_maybe(_one_of(["none", "summary", "quotes"])),
    ),
    "segments": _table(
        ["segment_id"],
        segment_id=_id(SLUG),
        source_id=_id(to="sources"),
        team_id=_id(to="teams"),
        summary=_text(required=True),
        quote=_maybe(),
        locator=_maybe(),
        clearance=_maybe(_one_of(["public", "internal"])),
    ),
    "codings": _table(
        ["segment_id", "coder_id", "criterion_id"],
        segment_id=_id(to="segments"),
        coder_id=_id(to="coders"),
        criterion_id=_id(to="criteria"),
        rating=_id(to="levels"),
        note=_maybe(),
    ),
    "team_events": _table(
        ["team_id", "event", "date", "source_id"],
        team_id=_id(to="teams"),
        event=_id(_one_of(EVENTS)),
        **_DATE,
        note=_maybe(),
        source_id=_id(to="sources"),
    ),
    "organisations": _table(
        ["org_id"], org_id=_id(SLUG), name=_text(required=True), sector=_id(WORD)
    ),
    "team_organisations": _table(
        ["team_id", "org_id", "role"],
        team_id=_id(to="teams"),
        org_id=_id(to="organisations"),
        role=_id(WORD),
        source_id=_maybe(to="sources"),
    ),
    "measures": _table(
        ["team_id", "measure", "period"],
        team_id=_id(to="teams"),
        measure=_text(required=True),
        period=_text(),
        qualifier=_maybe(),
        value=_id(NUMBER),
        unit=_maybe(),
        comparator=_maybe(),
        source_id=_id(to="sources"),
    ),
}
REQUIRED = ("teams", "sources", "segments", "codings")
NUMERIC = {("codings", "rating"): "Int64", ("measures", "value"): "Float64"}


def key(name: str) -> list[str]:
    """Return the columns that together name a row of a table."""
    metadata: Mapping[str, Any] = TABLES[name].metadata or {}
    return list(metadata["key"])


def check_columns(name: str, table: pd.DataFrame) -> list[Fault]:
    """Check that a table holds every required column and no unknown one.

    Parameters
    ----------
    name : str
        One of `TABLES`.
    table : DataFrame of str
        As read.
    """
    declared = TABLES[name].columns
    missing = [c for c, spec in declared.items() if spec.required and c not in table]
    unknown = [c for c in table.columns if c not in declared]
    expected = f"only the columns {', '.join(declared)}"
    faults = [
        Fault(
            f"{name}.csv",
            expected,
            shown(column),
            nearest(column, declared) or "Delete it or rename it.",
            row=1,
        )
        for column in unknown
    ]
    return faults + [
        Fault(f"{name}.csv", f"a column {column}", "none", "Add it.", row=1)
        for column in missing
    ]


def check_rows(name: str, table: pd.DataFrame) -> list[Fault]:
    """Check a table's rows by themselves: cells, key, dates, and that there are some.

    Parameters
    ----------
    name : str
        One of `TABLES`.
    table : DataFrame of str, indexed by row
        With the right columns (see `check_columns`); blank cells missing.

    Returns
    -------
    list of Fault
        In the order of rows; empty where the table is sound.
    """
    if table.empty and name in REQUIRED:
        remedy = "Add what the study has."
        return [Fault(f"{name}.csv", "at least one row", "only a header", remedy)]
    faults = [*_cell_faults(name, table), *_key_faults(name, table)]
    if "date_precision" in table:
        faults += _date_faults(name, table)
    return sorted(faults, key=lambda fault: fault.row or 0)


def check_references(
    name: str, table: pd.DataFrame, known: Mapping[str, Iterable[str]]
) -> list[Fault]:
    """Check that what a table names exists.

    Parameters
    ----------
    name : str
        One of `TABLES`.
    table : DataFrame of str, indexed by row
        Sound by itself (see `check_rows`).
    known : mapping of str to ids
        For each vocabulary (``teams``, ``criteria``, ``levels`` ...) what exists; a
        vocabulary that could not be read is left out and not checked against.
    """
    faults = []
    for column, spec in TABLES[name].columns.items():
        to = (spec.metadata or {}).get("to")
        if to in known and column in table:
            allowed = sorted(known[to])
            cells = table[column].dropna()
            for row, value in cells[~cells.isin(allowed)].items():
                faults.append(_unknown(name, int(str(row)), column, value, allowed))
    return faults


def typed(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Give a sound table its types, every declared column, and its canonical order."""
    table = table.reindex(columns=list(TABLES[name].columns)).astype("str")
    for (owner, column), dtype in NUMERIC.items():
        if owner == name:
            table[column] = pd.to_numeric(table[column]).astype(dtype)
    return table.sort_values(key(name), kind="stable", ignore_index=True)


def nearest(value: str, allowed: Iterable[str]) -> str:
    """Suggest what a misspelt name may have meant, as a sentence; or nothing.

    >>> nearest("engagment", ["engagement", "reach"])
    "Did you mean 'engagement'?"
    """
    found = difflib.get_close_matches(value, list(allowed), n=1)
    return f"Did you mean '{found[0]}'?" if found else ""


def _cell_faults(name: str, table: pd.DataFrame) -> list[Fault]:
    try:
        TABLES[name].validate(table, lazy=True)
    except pa.errors.SchemaErrors as error:
        cases = error.failure_cases.sort_values(["index", "column"])
        return [
            _cell_fault(name, int(case["index"]), case["column"], case)
            for case in cases.to_dict("records")
        ]
    return []


def _cell_fault(name: str, row: int, column: str, case: Mapping[Any, Any]) -> Fault:
    if case["check"] == "not_nullable":
        expected, got, remedy = "a value", "a blank cell", "Fill it in."
    else:
        expected, got = str(case["check"]), shown(case["failure_case"])
        remedy = "Correct it, here and wherever else it is used."
    return Fault(f"{name}.csv", expected, got, remedy, row, column)


def _key_faults(name: str, table: pd.DataFrame) -> list[Fault]:
    """Find rows of one key, also where the keys differ only in case or width."""
    columns = key(name)
    folded = table[columns].apply(
        lambda cells: cells.fillna("").str.normalize("NFKC").str.casefold()
    )
    rows = pd.Series(table.index, index=table.index)
    first = rows.groupby([folded[c] for c in columns]).transform("first")
    return [
        Fault(
            f"{name}.csv",
            "a key of its own, upper and lower case counting as equal",
            f"that of row {first[row]}",
            "Rename or delete one of the two.",
            int(row),
            ", ".join(columns),
        )
        for row in table.index[first != rows]
    ]


def _date_faults(name: str, table: pd.DataFrame) -> list[Fault]:
    known = table[table["date_precision"].isin(DATE_FORM)]
    form = known["date_precision"].map(DATE_FORM)
    date = known["date"].fillna("")
    digits = form.str.replace("[YMD]", "0", regex=True)
    parsed = pd.to_datetime(
        date.where(date.str.len() > 0, "2000"), format="ISO8601", errors="coerce"
    )
    wrong = (date.str.replace("[0-9]", "0", regex=True) != digits) | parsed.isna()
    return [
        Fault(
            f"{name}.csv",
            f"{form[row] or 'a blank cell'}, as its precision is "
            f"{known['date_precision'][row]}",
            shown(date[row]),
            _date_remedy(date[row]),
            int(row),
            "date",
        )
        for row in known.index[wrong]
    ]


def _date_remedy(date: str) -> str:
    """Offer the ISO form of a date as Excel writes it in Britain."""
    day = pd.to_datetime(date, format="%d/%m/%Y", errors="coerce")
    if pd.isna(day):
        return "Correct the date or its precision."
    return f"Write {day:%Y-%m-%d} if that is the day meant."


def _unknown(
    name: str, row: int, column: str, value: str, allowed: list[str]
) -> Fault:
    if len(allowed) <= 10:
        expected = f"one of {', '.join(allowed)}"
    else:
        to = TABLES[name].columns[column].metadata["to"]
        expected = f"one of the study's {len(allowed)} {to}"
    remedy = nearest(value, allowed) or "Correct it, or add what it names first."
    return Fault(f"{name}.csv", expected, shown(value), remedy, row, column)
