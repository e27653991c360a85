"""The Summary of Qualitative Findings and the evidence profiles, as published.

Their columns are those of Lewin et al. 2018, paper 2 of the series on GRADE-CERQual
(doi 10.1186/s13012-017-0689-2). Judgement is copied, never computed. Their words are
English in every report, as `hiteval.workbooks.summary_reading` reads them again.
"""

from typing import Any

import pandas as pd

from hiteval.display.kit.table import records
from hiteval.results.evaluation import Evaluation
from hiteval.study.choices import COMPONENTS
from hiteval.study.schema import ids
from hiteval.study.written_tables import NOT_SHOWN

FINDING = "Summarised review finding"
CONFIDENCE = "CERQual assessment of confidence in the evidence"
EXPLANATION = "Explanation of CERQual assessment"
REFERENCES = "References/studies contributing to the review finding"
AGAINST = "Against:"
NOT_JUDGED = "not judged"
ASSESSED = {
    "methodological_limitations": "Methodological limitations",
    "coherence": "Coherence",
    "adequacy": "Adequacy of data",
    "relevance": "Relevance",
}


def summary_of_findings(evaluation: Evaluation) -> pd.DataFrame:
    """Make the Summary of Qualitative Findings.

    Returns
    -------
    DataFrame of str
        One row per finding, in the order of the findings: `FINDING`, `CONFIDENCE`,
        `EXPLANATION`, and `REFERENCES`, which are ids of segments: those for it, then
        those against it on a line of their own.
    """
    return pd.DataFrame(
        [
            {**_judged(finding), REFERENCES: _segments(finding)}
            for finding in _in_order(evaluation)
        ],
        columns=[FINDING, CONFIDENCE, EXPLANATION, REFERENCES],
        dtype="str",
    )


def evidence_profiles(evaluation: Evaluation) -> pd.DataFrame:
    """Make the evidence profile of every finding.

    Returns
    -------
    DataFrame of str
        One row per finding: `FINDING`; the four components, each a level of concern
        with its reason; `CONFIDENCE`, `EXPLANATION`; and `REFERENCES`, the titles of
        the sources for it, each with its id.
    """
    study = evaluation.study
    source = study.segments.set_index("segment_id")["source_id"]
    title = study.sources.set_index("source_id")["title"]
    rows = []
    for finding in _in_order(evaluation):
        judged = _judged(finding)
        named = dict.fromkeys(source[ids(finding.segment_ids)])
        titles = "\n".join(f"{title[name]} [{name}]" for name in sorted(named))
        rows.append(
            {
                FINDING: judged.pop(FINDING),
                **{ASSESSED[part]: _concern(finding, part) for part in COMPONENTS},
                **judged,
                REFERENCES: titles,
            }
        )
    columns = [FINDING, *ASSESSED.values(), CONFIDENCE, EXPLANATION, REFERENCES]
    return pd.DataFrame(rows, columns=columns, dtype="str")


def _in_order(evaluation: Evaluation) -> Any:
    order = ["order", "finding_id"]
    return records(evaluation.study.findings.sort_values(order, kind="stable"))


def _judged(finding: Any) -> dict[str, str]:
    given = _level(finding.confidence)
    return {
        FINDING: finding.statement,
        CONFIDENCE: (
            given if given == NOT_JUDGED else f"{given} confidence"
        ).capitalize(),
        EXPLANATION: _or_blank(finding.confidence_reason),
    }


def _concern(finding: Any, part: str) -> str:
    given = _level(getattr(finding, part))
    if given == NOT_JUDGED:
        return given.capitalize()
    concern = "No concerns" if given == "none" else f"{given.capitalize()} concerns"
    return f"{concern}. {_or_blank(getattr(finding, f'{part}_reason'))}".strip()


def _segments(finding: Any) -> str:
    """List segments for a finding and, on a second line, against it."""
    lines = []
    for start, column in zip(("", f"{AGAINST} "), NOT_SHOWN, strict=True):
        named = ids(getattr(finding, column))
        lost = getattr(finding, NOT_SHOWN[column])
        more = [] if pd.isna(lost) else [f"{lost} not shown"]
        if named or more:
            lines.append(start + "; ".join([*named, *more]))
    return "\n".join(lines)


def _level(value: Any) -> str:
    return NOT_JUDGED if pd.isna(value) else str(value).replace("_", " ")


def _or_blank(text: Any) -> str:
    return "" if pd.isna(text) else str(text)
