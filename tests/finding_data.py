"""Findings of the tiny study, by columns that a test cares about."""

import pandas as pd

from hiteval.results.evaluation import Evaluation, evaluate
from hiteval.study import schema

PLAIN = {
    "finding_id": "f1",
    "order": 1,
    "statement": "Two of three teams are governed.",
    "criterion_ids": "working.public",
    "segment_ids": "a1-s1;a2-s1",
}


def with_findings(evaluation: Evaluation, *findings: dict[str, object]) -> Evaluation:
    """Give a study findings: the plain one, with what each says otherwise."""
    rows = pd.DataFrame([PLAIN | finding for finding in findings])
    table = schema.typed("findings", rows)
    return evaluate(evaluation.study.with_tables({"findings": table}))
