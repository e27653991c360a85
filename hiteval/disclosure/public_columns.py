"""What may pass into a public edition, by table and column: the one table of it.

What is not named here does not pass. The guide prints the table,
and `only_public` holds to it; `hiteval.disclosure.public_fields` has what is no table.
Rows are another matter (`hiteval.disclosure.clearance`).
"""

from dataclasses import dataclass
from typing import Literal

import pandas as pd

from hiteval.disclosure.clearance import WITHHELD
from hiteval.study import schema
from hiteval.study.choices import COMPONENTS
from hiteval.study.written_tables import NOT_SHOWN


@dataclass(frozen=True, slots=True)
class Passing:
    """When what a column holds may pass, and by what, or why."""

    when: Literal["always", "when cleared", "never"]
    by: str


PLAIN = Passing("always", "an id, a date, a number, or a word of a closed list")
OF_TEAMS = Passing("always", "who the teams are is public")
ROW = Passing("when cleared", "the row's `clearance`; else the row is left out")
CELL = Passing("when cleared", "the row's `clearance`; else it says [withheld]")
SUMMARY = Passing("when cleared", "the row's `clearance`, and the source's `consent`")
QUOTE = Passing(
    "when cleared",
    "as the summary; consent to quotes, an approval of the words, `quotes: true`",
)
CHARTED = Passing(
    "when cleared", "the row's `clearance`, and that of every segment it rests on"
)
SOURCE = Passing(
    "when cleared",
    "the `clearance` of a segment of its source; what was said in confidence never",
)
PARTNER = Passing("when cleared", "a row of team_organisations that passes names it")
COUNTED = Passing("when cleared", "counted from the roster; no role that few hold")
UNSAID = Passing("never", "written for the evaluators alone")
NAMING = Passing("never", "may name a person")
PLACING = Passing("never", "may tell where or by whom something was said")
INNER = Passing("never", "a private table")


def _each(passing: Passing, *columns: str) -> dict[str, Passing]:
    return dict.fromkeys(columns, passing)


_DATED = ("date", "date_precision")
_RESTING = (*NOT_SHOWN, *NOT_SHOWN.values())

PUBLIC_COLUMNS: dict[str, dict[str, Passing]] = {
    "teams": {
        **_each(PLAIN, "team_id", "kind", "former_ids"),
        **_each(OF_TEAMS, "name", "acronym", "focus", "aliases"),
    },
    "sources": {
        **_each(PLAIN, "source_id", "strand", "type", *_DATED, "self_published"),
        **_each(SOURCE, "title", "publisher", "url"),
        **_each(PLACING, "role", "consent", "people"),
    },
    "segments": {
        **_each(PLAIN, "segment_id", "source_id", "team_id", "clearance"),
        "summary": SUMMARY,
        "quote": QUOTE,
        "locator": PLACING,
    },
    "codings": {
        **_each(PLAIN, "segment_id", "coder_id", "criterion_id", "rating", "about"),
        "wave": PLAIN,
        "note": UNSAID,
    },
    "unrated": _each(UNSAID, *schema.TABLES["unrated"].columns),
    "adjudications": {
        **_each(PLAIN, "segment_id", "criterion_id", "about", "rating", "decided_on"),
        **_each(PLAIN, "clearance", "wave"),
        "reason": CELL,
        "decided_by": NAMING,
    },
    "team_events": {
        **_each(PLAIN, "team_id", "event", *_DATED, "source_id"),
        "note": SOURCE,
    },
    "organisations": {"org_id": PLAIN, "name": PARTNER, "sector": PLAIN},
    "team_organisations": _each(PLAIN, "team_id", "org_id", "role", "source_id"),
    # Raters are numbered.
    "ratings": {
        **_each(PLAIN, "team_id", "criterion_id", "rater_id", "rated_on", "rating"),
        "wave": PLAIN,
        "rationale": UNSAID,
    },
    "consensus": {
        **_each(PLAIN, "team_id", "criterion_id", "agreed_on", "rating"),
        **_each(PLAIN, "clearance", "wave"),
        "reason": CELL,
    },
    "summaries": {
        **_each(PLAIN, "team_id", "criterion_id", "segment_ids", "clearance", "wave"),
        "summary": CHARTED,
        "author": NAMING,
    },
    "measures": {
        **_each(PLAIN, "team_id", "value", "source_id"),
        **_each(SOURCE, "measure", "period", "qualifier", "unit", "comparator"),
    },
    "actions": {
        **_each(PLAIN, "action_id", "team_id", "criterion_id", "review_on", "status"),
        **_each(ROW, "action", "owner_role"),
        "clearance": PLAIN,
    },
    "involvement": {
        **_each(PLAIN, "stage", *_DATED, "people", "clearance"),
        **_each(ROW, "group", "aim", "what_they_did", "what_changed", "reflection"),
    },
    "interpretations": {"team_id": PLAIN, "text": ROW, "clearance": PLAIN},
    "findings": {
        **_each(PLAIN, "finding_id", "order", "criterion_ids", "team_ids", *_RESTING),
        **_each(PLAIN, *COMPONENTS, "confidence", "clearance", "wave"),
        **_each(ROW, "statement", "so_what", "confidence_reason"),
        **_each(ROW, *(f"{name}_reason" for name in COMPONENTS)),
        "author": NAMING,
    },
    "theory": {
        **_each(PLAIN, "link_id", "order", "from_id", "to_id", "sign", *_RESTING),
        **_each(ROW, "statement", "mechanism", "context", "then"),
        "clearance": PLAIN,
        "author": NAMING,
    },
    "responses": {
        **_each(PLAIN, "response_id", "team_id", "criterion_id", "responded_on"),
        **_each(ROW, "role", "response", "answer", "what_changed"),
        "clearance": PLAIN,
    },
    "people": {"group": PLAIN, "name": COUNTED, "people": COUNTED},
    **{n: _each(INNER, *schema.TABLES[n].columns) for n in schema.PRIVATE},
}


def tables_with(passing: Passing) -> list[str]:
    """Name the tables that have a column which passes in one way."""
    return [n for n, columns in PUBLIC_COLUMNS.items() if passing in columns.values()]


def texts_of(name: str, table: pd.DataFrame) -> list[str]:
    """Name the columns of a table that hold free text, also those not known here."""
    declared, known = schema.TABLES[name].columns, PUBLIC_COLUMNS[name]
    return [
        column
        for column in table.columns
        if column not in declared
        or (known.get(column) != PLAIN and declared[column].free)
    ]


def only_public(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Keep of the rows of a table what may pass, column by column.

    Parameters
    ----------
    name : str
        One of `hiteval.study.schema.TABLES`.
    table : DataFrame
        Rows that may pass.

    Returns
    -------
    DataFrame
        With every declared column, those that do not pass blank.
    """
    rules = PUBLIC_COLUMNS[name]
    passes = [c for c in table.columns if c in rules and rules[c].when != "never"]
    masked = {
        column: table[column].mask(table["clearance"] != "public", WITHHELD)
        for column in passes
        if rules[column] == CELL
    }
    declared = [c for c in table.columns if c in schema.TABLES[name].columns]
    # reindex brings a withheld column back as a blank one, to keep the form
    return (
        table.assign(**masked)[passes]
        .reindex(columns=declared)
        .astype(table[declared].dtypes)
        .reset_index(drop=True)
    )
