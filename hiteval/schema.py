"""Every table of a study: its columns, their types, its key and its references.

Nothing else in hiteval knows a column's rule; `hiteval.table_checks` applies them.
Tables arrive as text, one column of `str` each, indexed by their row in the file; blank
cells are missing.
"""

from collections.abc import Iterable, Mapping
from typing import Any

import pandas as pd
import pandera.pandas as pa

from hiteval.record import FILE_NAME, FILE_NAME_IN_WORDS, ID_FORM, ID_FORM_IN_WORDS

DATE_FORM = {"day": "YYYY-MM-DD", "month": "YYYY-MM", "year": "YYYY", "unknown": ""}
EVENTS = [
    *["proposed", "accredited", "launched", "renamed", "reviewed", "director_change"],
    *["paused", "restarted", "concluded", "business_as_usual"],
]
CLEARANCES = ["public", "internal"]
STAGES = [  # of an evaluation, in their order
    *["question", "design", "gathering", "coding", "rating", "interpreting"],
    *["writing", "sharing"],
]
STATES = ["planned", "under_way", "done", "dropped"]  # of an action


def _matches(pattern: str, expected: str) -> pa.Check:
    return pa.Check(lambda cells: cells.str.fullmatch(pattern), error=expected)


def _one_of(words: Iterable[str]) -> pa.Check:
    allowed = list(words)
    return pa.Check(
        lambda cells: cells.isin(allowed), error=f"one of {', '.join(allowed)}"
    )


TEAM = _matches(FILE_NAME, FILE_NAME_IN_WORDS)
SLUG = _matches(ID_FORM, ID_FORM_IN_WORDS)
WORD = _matches(r"[a-z][a-z_]{0,39}", "one lower-case word, with underscores")
DAY = pa.Check(
    lambda cells: (
        cells.str.fullmatch(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
        & pd.Series(pd.to_datetime(cells, format="ISO8601", errors="coerce")).notna()
    ),
    error="a day, YYYY-MM-DD",
)
HASH = _matches(r"[0-9a-f]{64}", "64 hexadecimal digits, as `hiteval approve` writes")
WHOLE = _matches("[1-9][0-9]{0,5}", "a whole number of people, 1 or more")
NUMBER = _matches(
    r"[+-]?[0-9]{1,15}(\.[0-9]{1,15})?",
    "a number such as 12 or 0.5, with at most 15 digits on each side",
)


def _id(*checks: pa.Check, to: str | None = None) -> pa.Column:
    """Declare a column that must be filled; ``to`` names what it must be found in."""
    return pa.Column("str", list(checks), metadata={"to": to})


def _ids(to: str) -> pa.Column:
    """Declare a column that may hold several ids, with semicolons between them."""
    metadata = {"to": to, "several": True}
    return pa.Column("str", nullable=True, required=False, metadata=metadata)


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
        people=_ids(to="roster"),
    ),
    "segments": _table(
        ["segment_id"],
        segment_id=_id(SLUG),
        source_id=_id(to="sources"),
        team_id=_id(to="teams"),
        summary=_text(required=True),
        quote=_maybe(),
        locator=_maybe(),
        clearance=_maybe(_one_of(CLEARANCES)),
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
    "ratings": _table(
        ["team_id", "criterion_id", "rater_id", "rated_on"],
        team_id=_id(to="teams"),
        criterion_id=_id(to="criteria"),
        rater_id=_id(SLUG),
        rated_on=_id(DAY),
        rating=_id(to="levels"),
        rationale=_maybe(),
    ),
    "consensus": _table(
        ["team_id", "criterion_id", "agreed_on"],
        team_id=_id(to="teams"),
        criterion_id=_id(to="criteria"),
        agreed_on=_id(DAY),
        rating=_id(to="levels"),
        reason=_text(required=True),
    ),
    "summaries": _table(
        ["team_id", "criterion_id"],
        team_id=_id(to="teams"),
        criterion_id=_id(to="criteria"),
        summary=_text(required=True),
        segment_ids=_maybe(),
        author=_maybe(SLUG),
        clearance=_maybe(_one_of(CLEARANCES)),
    ),
    "measures": _table(
        ["team_id", "measure", "period", "source_id"],
        team_id=_id(to="teams"),
        measure=_text(required=True),
        period=_text(),
        qualifier=_maybe(),
        value=_id(NUMBER),
        unit=_maybe(),
        comparator=_maybe(),
        source_id=_id(to="sources"),
    ),
    "actions": _table(
        ["action_id"],
        action_id=_id(SLUG),
        team_id=_maybe(to="teams"),  # blank: for the partnership to do
        criterion_id=_maybe(to="criteria"),
        action=_text(required=True),
        owner_role=_text(required=True),
        review_on=_id(DAY),
        status=_id(_one_of(STATES)),
        clearance=_maybe(_one_of(CLEARANCES)),
    ),
    "involvement": _table(
        ["stage", "group", "date"],
        stage=_id(_one_of(STAGES)),
        group=_text(required=True),
        **_DATE,
        people=_maybe(WHOLE),
        aim=_maybe(),
        what_they_did=_text(required=True),
        what_changed=_maybe(),
        reflection=_maybe(),
        clearance=_maybe(_one_of(CLEARANCES)),
    ),
    # In a bundle only: how many people stand behind what was said in confidence.
    "people": _table(
        ["group", "name"],
        group=_id(_one_of(["all", "strand", "role", "area"])),
        name=_text(required=True),
        people=_maybe(NUMBER),
    ),
    "approvals": _table(
        ["segment_id"],
        segment_id=_id(to="segments"),
        text_sha256=_id(HASH),
        approved_on=_id(DAY),
        approved_by=_maybe(),
    ),
    "roster": _table(
        ["person_id"],
        person_id=_id(SLUG),
        name=_text(required=True),
        aliases=_maybe(),
        title=_maybe(),
        email=_maybe(),
        role=_maybe(),
        broader_role=_maybe(),
    ),
}
PRIVATE = ("approvals", "roster")  # in the folder private/, and never in a bundle
REQUIRED = ("teams", "sources", "segments", "codings")
NUMERIC = {
    ("codings", "rating"): "Int64",
    ("ratings", "rating"): "Int64",
    ("consensus", "rating"): "Int64",
    ("measures", "value"): "Float64",
    ("involvement", "people"): "Int64",
    ("people", "people"): "Int64",
}


def key(name: str) -> list[str]:
    """Return the columns that together name a row of a table."""
    metadata: Mapping[str, Any] = TABLES[name].metadata or {}
    return list(metadata["key"])


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
    """Give a sound table its types, every declared column, and its canonical order."""
    table = table.reindex(columns=list(TABLES[name].columns)).astype("str")
    for (owner, column), dtype in NUMERIC.items():
        if owner == name:
            number = pd.to_numeric(table[column])
            table[column] = number.astype(pd.api.types.pandas_dtype(dtype))
    return table.sort_values(key(name), kind="stable", ignore_index=True)
