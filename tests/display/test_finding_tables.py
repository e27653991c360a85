"""The Summary of Qualitative Findings and the evidence profiles, as published."""

from dataclasses import replace

import pandas as pd
import pytest

from hiteval.display.finding_tables import evidence_profiles, summary_of_findings
from hiteval.results.evaluation import evaluate
from hiteval.study import schema


@pytest.fixture(scope="module")
def evaluation(study):
    rows = [
        {
            "finding_id": "f1",
            "order": "2",
            "statement": "Patients shape the work.",
            "criterion_ids": "working.public",
            "segment_ids": "a1-s1;a2-s1;a1-s2",
            "contrary_segment_ids": "a3-s1",
            "coherence": "none",
            "coherence_reason": "All say so.",
            "relevance": "serious",
            "relevance_reason": "Another place.",
            "confidence": "very_low",
            "confidence_reason": "Another place.",
            "segments_not_shown": "2",
        },
        {
            "finding_id": "f2",
            "order": "1",
            "statement": "Money is short.",
            "criterion_ids": "working.means",
            "segment_ids": "b1-s1",
        },
    ]
    return evaluate(
        replace(study, findings=schema.typed("findings", pd.DataFrame(rows)))
    )


def test_the_summary_has_the_columns_of_the_published_template(evaluation):
    assert list(summary_of_findings(evaluation)) == [
        "Summarised review finding",
        "CERQual assessment of confidence in the evidence",
        "Explanation of CERQual assessment",
        "References/studies contributing to the review finding",
    ]


def test_judgement_is_copied_and_its_absence_is_said(evaluation):
    assert summary_of_findings(evaluation).to_numpy().tolist() == [
        ["Money is short.", "Not judged", "", "b1-s1"],
        [
            "Patients shape the work.",
            "Very low confidence",
            "Another place.",
            "a1-s1; a2-s1; a1-s2; 2 not shown\nAgainst: a3-s1",
        ],
    ]


def test_a_profile_has_each_component_with_its_reason(evaluation):
    profile = evidence_profiles(evaluation).iloc[1]
    assert list(profile.index) == [
        "Summarised review finding",
        *("Methodological limitations", "Coherence", "Adequacy of data", "Relevance"),
        "CERQual assessment of confidence in the evidence",
        "Explanation of CERQual assessment",
        "References/studies contributing to the review finding",
    ]
    assert profile.iloc[1:5].tolist() == [
        *("Not judged", "No concerns. All say so.", "Not judged"),
        "Serious concerns. Another place.",
    ]


def test_a_profile_names_each_source_once_with_its_title(evaluation):
    titles = evaluation.study.sources.set_index("source_id")["title"]
    references = evidence_profiles(evaluation).iloc[1, -1]
    assert references == f"{titles['a1']} [a1]\n{titles['a2']} [a2]"
