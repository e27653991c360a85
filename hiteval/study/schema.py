"""Every table of a study: its columns, their types, its key and its references.

No other module knows a column's rule; `table_checks` applies them. Tables
arrive as text, one column of `str` each, indexed by their row in the file; blank cells
are missing.
"""

from typing import Any

import pandas as pd

from hiteval.study.choices import ABOUT, CLEARANCES, EVENTS
from hiteval.study.columns import (
    DATED,
    DAY,
    HASH,
    NUMBER,
    SLUG,
    TEAM,
    WORD,
    Table,
    filled,
    maybe,
    one_of,
    several,
    table,
    text,
)
from hiteval.study.written_tables import NOT_SHOWN, RESTING, WRITTEN

TABLES: dict[str, Table] = {
    "teams": table(
        ["team_id"],
        team_id=filled(TEAM),
        name=text(required=True),
        acronym=maybe(),
        kind=filled(one_of(["team", "partnership"])),
        focus=maybe(),
        aliases=maybe(),
        former_ids=maybe(),
    ),
    "sources": table(
        ["source_id"],
        source_id=filled(SLUG),
        strand=filled(to="strands"),
        type=filled(WORD),
        title=text(required=True),
        publisher=maybe(),
        **DATED,
        url=maybe(),
        role=maybe(),
        consent=maybe(one_of(["none", "summary", "quotes"])),
        people=several(to="roster"),
        self_published=maybe(one_of(["yes", "no"])),
    ),
    "segments": table(
        ["segment_id"],
        segment_id=filled(SLUG),
        source_id=filled(to="sources"),
        team_id=filled(to="teams"),
        summary=text(required=True),
        quote=maybe(),
        locator=maybe(),
        clearance=maybe(one_of(CLEARANCES)),
    ),
    "codings": table(
        ["segment_id", "coder_id", "criterion_id"],
        segment_id=filled(to="segments"),
        coder_id=filled(to="coders"),
        criterion_id=filled(to="criteria"),
        rating=filled(to="levels"),
        about=maybe(one_of(ABOUT)),
        note=maybe(),
        wave=maybe(to="waves"),
    ),
    # Codings that wait for a rating, and, where ``withdrawn`` says why, for none.
    "unrated": table(
        ["segment_id", "coder_id", "criterion_id"],
        segment_id=filled(to="segments"),
        coder_id=filled(to="coders"),
        criterion_id=filled(to="criteria"),
        note=maybe(),
        withdrawn=maybe(),
        wave=maybe(to="waves"),
    ),
    # What people settled on one segment and criterion, in place of its codings.
    "adjudications": table(
        ["segment_id", "criterion_id"],
        segment_id=filled(to="segments"),
        criterion_id=filled(to="criteria"),
        about=filled(one_of(ABOUT)),
        rating=maybe(to="levels"),
        decided_on=filled(DAY),
        decided_by=text(),
        reason=text(required=True),
        clearance=maybe(one_of(CLEARANCES)),
        wave=maybe(to="waves"),
    ),
    "team_events": table(
        ["team_id", "event", "date", "source_id"],
        team_id=filled(to="teams"),
        event=filled(one_of(EVENTS)),
        **DATED,
        note=maybe(),
        source_id=filled(to="sources"),
    ),
    "organisations": table(
        ["org_id"], org_id=filled(SLUG), name=text(required=True), sector=filled(WORD)
    ),
    "team_organisations": table(
        ["team_id", "org_id", "role"],
        team_id=filled(to="teams"),
        org_id=filled(to="organisations"),
        role=filled(WORD),
        source_id=maybe(to="sources"),
    ),
    "ratings": table(
        ["team_id", "criterion_id", "rater_id", "rated_on"],
        team_id=filled(to="teams"),
        criterion_id=filled(to="criteria"),
        rater_id=filled(SLUG),
        rated_on=filled(DAY),
        rating=filled(to="levels"),
        rationale=maybe(),
        wave=maybe(to="waves"),
    ),
    "consensus": table(
        ["team_id", "criterion_id", "agreed_on"],
        team_id=filled(to="teams"),
        criterion_id=filled(to="criteria"),
        agreed_on=filled(DAY),
        rating=filled(to="levels"),
        reason=text(required=True),
        clearance=maybe(one_of(CLEARANCES)),
        wave=maybe(to="waves"),
    ),
    "measures": table(
        ["team_id", "measure", "period", "source_id"],
        team_id=filled(to="teams"),
        measure=text(required=True),
        period=text(),
        qualifier=maybe(),
        value=filled(NUMBER),
        unit=maybe(),
        comparator=maybe(),
        source_id=filled(to="sources"),
    ),
    **WRITTEN,
    # In a bundle only: how many people spoke in confidence.
    "people": table(
        ["group", "name"],
        group=filled(one_of(["all", "strand", "role", "area"])),
        name=text(required=True),
        people=maybe(NUMBER),
    ),
    "approvals": table(
        ["segment_id"],
        segment_id=filled(to="segments"),
        text_sha256=filled(HASH),
        approved_on=filled(DAY),
        approved_by=maybe(),
    ),
    "roster": table(
        ["person_id"],
        person_id=filled(SLUG),
        name=text(required=True),
        aliases=maybe(),
        title=maybe(),
        email=maybe(),
        role=maybe(),
        broader_role=maybe(),
    ),
}
PRIVATE = ("approvals", "roster")  # in the folder private/
IN_NO_BUNDLE = (*PRIVATE, "unrated")
WAVED = (
    *("codings", "unrated", "adjudications", "ratings", "consensus", "summaries"),
    "findings",
)
REQUIRED = ("teams", "sources", "segments", "codings")
NUMERIC = {
    ("codings", "rating"): "Int64",
    ("adjudications", "rating"): "Int64",
    ("ratings", "rating"): "Int64",
    ("consensus", "rating"): "Int64",
    ("measures", "value"): "Float64",
    ("involvement", "people"): "Int64",
    ("people", "people"): "Int64",
    **{
        (name, column): "Int64"
        for name in RESTING
        for column in ("order", *NOT_SHOWN.values())
    },
}


def key(name: str) -> list[str]:
    """Return the columns that together name a row of a table, within a wave."""
    return list(TABLES[name].key)


def whole_key(name: str) -> list[str]:
    """Return the columns that together name a row, whatever its wave."""
    return key(name) + ["wave"] * (name in WAVED)


def file_name(name: str) -> str:
    """Return where a study folder keeps a table."""
    return f"private/{name}.csv" if name in PRIVATE else f"{name}.csv"


def ids(cell: Any) -> list[str]:
    """Read the ids in a cell that may hold several.

    >>> ids("a1-s1; a2-s1;")
    ['a1-s1', 'a2-s1']
    """
    parts = [] if pd.isna(cell) else str(cell).split(";")
    return [part.strip() for part in parts if part.strip()]


def typed(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Give a valid table its types, every declared column, and its canonical order."""
    table = table.reindex(columns=list(TABLES[name].columns)).astype("str")
    for (owner, column), dtype in NUMERIC.items():
        if owner == name:
            number = pd.to_numeric(table[column])
            table[column] = number.astype(pd.api.types.pandas_dtype(dtype))
    return in_order(name, table)


def in_order(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Put the rows of a table in their canonical order: that of its key."""
    return table.sort_values(whole_key(name), kind="stable", ignore_index=True)
