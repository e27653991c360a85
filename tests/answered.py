"""The tiny study with what teams answer, findings and links; with a contact."""

from dataclasses import replace

import pandas as pd

from hiteval.study import schema
from hiteval.study.study import Study

RESPONSES = [
    {
        "response_id": "alpha-page",
        "team_id": "alpha",
        "responded_on": "2021-03-02",
        "role": "team director",
        "response": "Money is not short.\nIt was.",
        "answer": "We say so now.",
        "what_changed": "The first line.",
        "clearance": "public",
    },
    {
        "response_id": "alpha-means",
        "team_id": "alpha",
        "criterion_id": "working.means",
        "responded_on": "2021-03-01",
        "role": "treasurer",
        "response": "May was one month.",
        "clearance": "public",
    },
    {
        "response_id": "alpha-quiet",
        "team_id": "alpha",
        "criterion_id": "working.public",
        "responded_on": "2021-03-01",
        "role": "member",
        "response": "Do not print this.",
        "clearance": "internal",
    },
]
FINDINGS = [
    {
        "finding_id": "f2",
        "order": "2",
        "statement": "Money comes and goes.",
        "criterion_ids": "working.means",
        "segment_ids": "a1-s2;b1-s1",
        "contrary_segment_ids": "a2-s2",
        "confidence": "low",
        "confidence_reason": "Two sources.",
        "clearance": "public",
    },
    {
        "finding_id": "f1",
        "order": "1",
        "statement": "Nobody has all that it needs.",
        "criterion_ids": "working.means",
        "segment_ids": "a1-s2",
        "confidence": "low",
        "confidence_reason": "One source.",
        "clearance": "public",
    },
]
THEORY = [
    {
        "link_id": "t1",
        "from_id": "working.public",
        "to_id": "change.results",
        "statement": "Patients on the board change results.",
        "sign": "supports",
        "segment_ids": "a1-s1",
        "contrary_segment_ids": "a1-s2",
        "clearance": "public",
    }
]


def table(name: str, rows: list[dict[str, str]]) -> pd.DataFrame:
    return schema.typed(name, pd.DataFrame(rows, dtype="str"))


def answered(study: Study, contact: str | None = None) -> Study:
    """Return the study with responses, findings and a link; and a contact, perhaps."""
    settings = study.settings.model_copy(update={"contact": contact})
    tables = {"responses": RESPONSES, "findings": FINDINGS, "theory": THEORY}
    written = {name: table(name, rows) for name, rows in tables.items()}
    return replace(study.with_tables(written), settings=settings)
