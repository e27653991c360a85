"""The findings of an evaluation: with the facts behind them, and what they overlook."""

import pandas as pd

from hiteval.analysis import finding_audit, finding_facts, finding_numbers
from hiteval.results.evaluation import Evaluation


def findings_with_facts(evaluation: Evaluation) -> pd.DataFrame:
    """Return the findings, each with the facts that stand beside its confidence.

    Call it for a whole evaluation: in a team's slice, findings name only its segments.

    Returns
    -------
    DataFrame
        The columns of ``study.findings``, those of
        `hiteval.analysis.finding_facts.facts`, and ``side`` (see
        `hiteval.analysis.finding_audit.sides`) and ``overlooked``, how many segments;
        in the order that the findings give, those without a number last.
    """
    study = evaluation.study
    facts = finding_facts.facts(
        study.findings,
        study.segments,
        study.sources,
        study.codings,
        evaluation.teams["team_id"].tolist(),
        study.pools,
    )
    middle = evaluation.framework.rating_scale.middle
    side = finding_audit.sides(study.findings, evaluation.rated, middle)
    missed = overlooked(evaluation).groupby("finding_id")["segment_id"].nunique()
    both = study.findings.merge(facts, on="finding_id", validate="1:1")
    both["side"] = both["finding_id"].map(side).astype("Int64")
    both["overlooked"] = both["finding_id"].map(missed).fillna(0).astype("int64")
    order = ["order", "finding_id"]
    return both.sort_values(order, kind="stable", ignore_index=True)


def by_strand(evaluation: Evaluation) -> pd.DataFrame:
    """Count segments and sources by strand: `finding_facts.by_strand`."""
    study = evaluation.study
    return finding_facts.by_strand(study.findings, study.segments, study.sources)


def listed_segments(evaluation: Evaluation) -> pd.DataFrame:
    """List the segments of every finding: `finding_facts.listed_segments`."""
    return finding_facts.listed_segments(evaluation.study.findings)


def suggested_segments(evaluation: Evaluation) -> pd.DataFrame:
    """List what each finding might list: `finding_audit.suggestions`."""
    return finding_audit.suggestions(*_audited(evaluation))


def overlooked(evaluation: Evaluation) -> pd.DataFrame:
    """List the segments that findings overlook: `finding_audit.overlooked`."""
    return finding_audit.overlooked(*_audited(evaluation))


def differing_numbers(evaluation: Evaluation) -> pd.DataFrame:
    """List numbers of teams that findings state: `finding_numbers.differing`."""
    return finding_numbers.differing(
        findings_with_facts(evaluation),
        len(evaluation.teams),
        evaluation.labels.teams,
    )


def _audited(
    evaluation: Evaluation,
) -> tuple[pd.DataFrame, pd.DataFrame, list[str], int | None]:
    """Return the findings, the counted segments, the teams and the neutral level."""
    return (
        evaluation.study.findings,
        evaluation.rated,
        evaluation.teams["team_id"].tolist(),
        evaluation.framework.rating_scale.middle,
    )
