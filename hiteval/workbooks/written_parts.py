"""The tables that people may write in a workbook: their sheets, headings and texts."""

from collections.abc import Mapping
from typing import Any, NamedTuple

import pandas as pd

from hiteval.study import schema
from hiteval.study.choices import CLEARANCES, COMPONENTS, CONCERNS, CONFIDENCE, SIGNS
from hiteval.study.study import Study
from hiteval.study.waves import latest_id
from hiteval.workbooks.matrix_cells import digest, one_line_end

Texts = dict[str, str]  # by column; blank where nothing is written
CHOICES = {
    **dict.fromkeys(COMPONENTS, CONCERNS),
    "confidence": CONFIDENCE,
    "sign": SIGNS,
    "clearance": CLEARANCES,
}
_CLEARANCE = {"clearance": ("Clearance", 11)}
_RESTS_ON = {
    "segment_ids": ("Segments for it", 30),
    "contrary_segment_ids": ("Segments against it", 30),
}


class Part(NamedTuple):
    """A table, its sheet, and its columns with their headings and widths.

    A new row is named after ``named_by``, and known again by ``known_by``.
    """

    table: str
    title: str
    columns: Mapping[str, tuple[str, int]]
    named_by: tuple[str, ...]
    known_by: tuple[str, ...]

    @property
    def key(self) -> str:
        """The column of the id."""
        return schema.key(self.table)[0]


def _judged(name: str, heading: str) -> dict[str, tuple[str, int]]:
    return {name: (heading, 14), f"{name}_reason": (f"{heading}: why", 40)}


PARTS = (
    Part(
        *("findings", "Findings"),
        {
            "finding_id": ("Id", 18),
            "statement": ("Finding, in one sentence", 50),
            "order": ("Order", 7),
            "criterion_ids": ("Criteria", 24),
            "team_ids": ("$Teams (blank: all)", 20),
            **_RESTS_ON,
            **_judged("methodological_limitations", "Methodological limitations"),
            **_judged("coherence", "Coherence"),
            **_judged("adequacy", "Adequacy of data"),
            **_judged("relevance", "Relevance"),
            **_judged("confidence", "Confidence"),
            "so_what": ("What follows", 40),
            "author": ("Author", 14),
            **_CLEARANCE,
        },
        *(("statement",), ("statement",)),
    ),
    Part(
        *("theory", "Theory"),
        {
            "link_id": ("Id", 18),
            "statement": ("What leads to what, in one sentence", 50),
            "order": ("Order", 7),
            "from_id": ("From", 24),
            "to_id": ("To", 24),
            "sign": ("Sign", 12),
            "mechanism": ("Mechanism", 40),
            "context": ("Context", 40),
            **_RESTS_ON,
            "then": ("What was said before", 40),
            "author": ("Author", 14),
            **_CLEARANCE,
        },
        *(("statement",), ("statement",)),
    ),
    Part(
        *("responses", "Responses"),
        {
            "response_id": ("Id", 18),
            "team_id": ("$Team", 18),
            "criterion_id": ("Criterion (blank: the whole page)", 24),
            "responded_on": ("Day", 12),
            "role": ("Role of who responds", 24),
            "response": ("Response", 60),
            "answer": ("Your answer", 50),
            "what_changed": ("What changed", 40),
            **_CLEARANCE,
        },
        *(("team_id", "responded_on"), ("team_id", "response")),
    ),
)


def texts_in(study: Study, part: Part) -> dict[str, Texts]:
    """Return what the latest wave of a study holds, by id, as it is compared."""
    rows = latest_rows(study, part.table)
    return {
        str(row[part.key]): {c: text(part, c, row[c]) for c in part.columns}
        for row in rows.to_dict("records")
    }


def latest_rows(study: Study, name: str) -> pd.DataFrame:
    """Return the rows of a table that belong to the latest wave, as they are."""
    rows, wave = study.tables[name], latest_id(study)
    return rows if name not in schema.WAVED or not wave else rows[rows["wave"] == wave]


def text(part: Part, column: str, value: Any) -> str:
    """Bring what is written into the one form that is compared.

    Ends of lines, space around a text, and how ids are separated are no difference.
    """
    if pd.isna(value):
        return ""
    if schema.TABLES[part.table].columns[column].several:
        return "; ".join(schema.ids(value))
    return one_line_end(str(value)).strip()


def digests(texts: Mapping[str, str]) -> dict[str, str]:
    """Return a hash of each text, by which a change is told."""
    return {column: digest(text) for column, text in texts.items()}
