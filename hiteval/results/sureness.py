"""How sure the results are: the analyses of `hiteval.analysis` on an evaluation.

Everything drawn at random is seeded by the study's id, and a team's draws depend on
its own evidence alone: a slice gives what the whole gives.
"""

import hashlib

import pandas as pd

from hiteval.analysis import (
    claims,
    coverage,
    dated_mentions,
    distinguishing,
    evidence,
    robustness,
    saturation,
    strands,
)
from hiteval.analysis.agreement import comparisons, disagreements
from hiteval.analysis.agreement.agreement import Agreement, agreement
from hiteval.analysis.scale_steps import as_steps, from_steps
from hiteval.analysis.variants import Draws
from hiteval.results.evaluation import Evaluation
from hiteval.study.study import Study

CONCLUDED, OTHERS = "concluded", "the others"
EVERY_CRITERION, EVERY_CELL = ("criterion_id",), ("team_id", "criterion_id")


def seed(study: Study) -> int:
    """Return the seed that follows from a study's id."""
    digest = hashlib.sha256(study.settings.id.encode()).digest()
    return int.from_bytes(digest[:4])


def how_robust(evaluation: Evaluation) -> pd.DataFrame:
    """Vary each proposed rating; see `hiteval.analysis.robustness.robustness`."""
    study = evaluation.study
    scale = evaluation.framework.rating_scale
    return robustness.robustness(
        evaluation.proposed,
        evaluation.by_source,
        evidence.by_strand(evaluation.by_source, study.sources),
        evidence.by_coder(study.codings, study.segments, scale),
        scale,
        Draws(seed(evaluation.study)),
    )


def how_coders_agree(evaluation: Evaluation) -> Agreement:
    """Compare the coders; see `hiteval.analysis.agreement.agreement.agreement`."""
    return agreement(_grid(evaluation), evaluation.framework, seed(evaluation.study))


def what_coders_disagree_on(evaluation: Evaluation) -> pd.DataFrame:
    """List what to settle, as `hiteval.analysis.agreement.disagreements` does."""
    scale = evaluation.framework.rating_scale.ratings
    return disagreements.disagreements(_grid(evaluation), scale)


def what_coders_rate_farthest_apart(evaluation: Evaluation) -> pd.DataFrame:
    """Keep of `what_coders_disagree_on` the rows with the widest gap."""
    rows = what_coders_disagree_on(evaluation)
    widest = rows["gap"].eq(rows["gap"].max()).fillna(False)
    return rows.loc[widest]


def how_coders_code(evaluation: Evaluation) -> pd.DataFrame:
    """Count each coder's codings, as `hiteval.analysis.agreement.disagreements`."""
    scale = evaluation.framework.rating_scale.ratings
    return disagreements.marginals(_grid(evaluation), scale)


def strand_pair(evaluation: Evaluation) -> tuple[str, str] | None:
    """Return the study's first two strands, which are compared; none if it has one."""
    names = list(evaluation.study.settings.strands)
    return (names[0], names[1]) if len(names) > 1 else None


def strands_compared(evaluation: Evaluation, pair: tuple[str, str]) -> pd.DataFrame:
    """Compare two strands; see `hiteval.analysis.strands.compare`."""
    return strands.compare(
        evaluation.proposed,
        evaluation.by_source,
        evaluation.study.sources,
        evaluation.framework.rating_scale,
        pair,
    )


def strands_dissonant(evaluation: Evaluation, pair: tuple[str, str]) -> pd.DataFrame:
    """List both sides of dissonances; see `hiteval.analysis.strands.dissonances`."""
    compared = strands_compared(evaluation, pair)
    return strands.dissonances(
        compared, evaluation.rated, evaluation.study.sources, pair
    )


def how_saturated(evaluation: Evaluation) -> pd.DataFrame:
    """Try many orders of the sources; see `hiteval.analysis.saturation.saturation`.

    Returns
    -------
    DataFrame
        Two rows: new information is a criterion, or a criterion of a team.
    """
    procedure = saturation.Procedure()
    tables = [
        saturation.saturation(
            evaluation.by_source, procedure, seed(evaluation.study), piece
        )
        for piece in (EVERY_CRITERION, EVERY_CELL)
    ]
    names = ["criteria", f"criteria of each {evaluation.labels.team}"]
    return pd.concat(tables, ignore_index=True).assign(new=names)


def where_evidence_is_missing(evaluation: Evaluation) -> pd.DataFrame:
    """Tell the kinds of missing apart; see `hiteval.analysis.coverage.coverage`."""
    study = evaluation.study
    return coverage.coverage(
        evaluation.proposed,
        evaluation.by_source,
        study.segments,
        study.sources,
        list(study.settings.strands),
    )


def claims_to_check(evaluation: Evaluation) -> pd.DataFrame:
    """Pair what sources state differently; see `hiteval.analysis.claims`.

    Dates are compared for teams proper: a partnership may be accredited by several
    bodies, at several times.
    """
    study = evaluation.study
    teams = evaluation.teams["team_id"]
    events = study.team_events[study.team_events["team_id"].isin(teams)]
    return claims.claims_to_check(study.measures, events, study.sources)


def dates_to_check(evaluation: Evaluation) -> pd.DataFrame:
    """Pair passages that date the same thing differently.

    See `hiteval.analysis.dated_mentions.dated_mentions`.
    """
    return dated_mentions.dated_mentions(evaluation.study.segments)


def what_tells_concluded_teams_apart(evaluation: Evaluation) -> pd.DataFrame:
    """Compare concluded teams with the others on every criterion.

    See `hiteval.analysis.distinguishing.distinguishing`.
    """
    ended = evaluation.concluded
    groups = {
        t: CONCLUDED if t in ended else OTHERS for t in evaluation.teams["team_id"]
    }
    scale = evaluation.framework.rating_scale
    cells = evaluation.cells
    cells = cells.assign(rating=as_steps(cells["rating"], scale))
    found = distinguishing.distinguishing(cells, groups, (CONCLUDED, OTHERS))
    for side in ("first_median", "second_median"):
        found[side] = from_steps(found[side], scale)
    return found


def _grid(evaluation: Evaluation) -> comparisons.CodingGrid:
    study = evaluation.study
    criteria = evaluation.framework.criterion_ids
    return comparisons.coding_grid(study.codings, study.segments, criteria)
