"""The tiny study with a theory of change, as its evaluators would write it."""

from dataclasses import replace

import pandas as pd

from hiteval.results.evaluation import evaluate
from hiteval.study import schema

MODEL = (
    "# The model\n\n## What it is\n\nPatients lead [a1-s1; w1-s1].\n\n#### More\n\nYes."
)
LINKS = {
    "link_id": ["t1", "t2", "t3"],
    "order": [1, 2, 3],
    "from_id": ["working.public", "working", "working.means"],
    "to_id": ["change.results", "change.results", "working.public"],
    "statement": ["Patients bring results.", "Work brings results.", "Money hinders."],
    "mechanism": ["They know.", None, None],
    "context": ["If asked.", None, None],
    "sign": ["supports", "mixed", "hinders"],
    "segment_ids": ["a1-s1;a2-s1;w1-s1", None, "a1-s2"],
    "contrary_segment_ids": ["b1-s1", None, None],
    "then": ["It was hoped for.", None, None],
    "author": ["ann", "ann", "ann"],
    "clearance": ["public", "public", "public"],
}


def with_theory(study, **columns):
    """Evaluate a study with three links, and what else the columns say."""
    theory = schema.typed("theory", pd.DataFrame(LINKS | columns))
    return evaluate(replace(study.with_tables({"theory": theory}), model=MODEL))
