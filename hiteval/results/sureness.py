"""How sure the results are: the analyses of `hiteval.analysis` on an evaluation.

Everything drawn at random is seeded by the study's id, and a team's draws depend on
its own evidence alone: a slice gives what the whole gives.
"""

import hashlib
from collections.abc import Collection

import pandas as pd

from hiteval.analysis import (
    claims,
    coded_segments,
    coverage,
    dated_mentions,
    distinguishing,
    evidence,
    robustness,
    saturation,
    strands,
)
from hiteval.analysis.agreement import disagreements
from hiteval.analysis.agreement.agreement import Agreement, agreement, each_pair
from hiteval.analysis.agreement.coding_grid import (
    Clusters,
    CodingGrid,
    by_team,
    coding_grid,
    seen,
)
from hiteval.analysis.scale_steps import as_steps, from_steps
from hiteval.analysis.variants import Draws
from hiteval.catalogue import N_, _
from hiteval.results.evaluation import Evaluation, evaluate
from hiteval.results.worked_out import once
from hiteval.study.study import Study

CONCLUDED, OTHERS = N_("concluded"), N_("the others")
EVERY_CRITERION, EVERY_CELL = ("criterion_id",), ("team_id", "criterion_id")


def seed(study: Study) -> int:
    """Return the seed that follows from a study's id."""
    digest = hashlib.sha256(study.settings.id.encode()).digest()
    return int.from_bytes(digest[:4])


@once
def how_robust(evaluation: Evaluation) -> pd.DataFrame:
    """Vary each proposed rating; see `hiteval.analysis.robustness.robustness`."""
    study, by_source = evaluation.study, evaluation.by_source
    scale = evaluation.framework.rating_scale
    codings = coded_segments.people_first(study.codings, study.settings.models)
    parts = evidence.by_parts(by_source, study.sources)
    known = codings[~codings["coder_id"].isin(study.settings.untold_coders)]
    coders = evidence.by_coder(known, study.segments, scale)
    return robustness.robustness(
        evaluation.proposed,
        by_source,
        parts | {"coder_alone": coders},
        ratings_without_single_codings(evaluation).drop(columns="proposed"),
        scale,
        Draws(seed(study)),
    )


def how_coders_agree(
    evaluation: Evaluation, clusters: Clusters = "sources"
) -> Agreement:
    """Compare the coders; see `hiteval.analysis.agreement.agreement.agreement`.

    They are the people who coded or, where no person did, the models.

    Parameters
    ----------
    evaluation : Evaluation
        Of the whole study.
    clusters : {"sources", "teams"}
        What is left out in turn for intervals: over teams they also say what to expect
        of other teams, and are wider where sources of one team are alike.
    """
    settings = evaluation.study.settings
    models = settings.models if settings.models != set(settings.coders) else ()
    grid = _grid(evaluation, without=models)
    grid = by_team(grid) if clusters == "teams" else grid
    return agreement(grid, evaluation.framework)


def how_each_pair_of_coders_agrees(evaluation: Evaluation) -> pd.DataFrame:
    """Compare people and models two by two.

    Returns
    -------
    DataFrame
        As `hiteval.analysis.agreement.agreement.each_pair`, and ``models``, how many
        of the two are models.
    """
    found = each_pair(_grid(evaluation), evaluation.framework)
    models = evaluation.study.settings.models
    return found.assign(
        models=found["first"].isin(models) * 1 + found["second"].isin(models) * 1
    )


def what_one_coder_gave(evaluation: Evaluation) -> pd.DataFrame:
    """List what any coder gave; `hiteval.analysis.agreement.disagreements`."""
    return disagreements.given_pairs(_grid(evaluation))


def ratings_without_single_codings(evaluation: Evaluation) -> pd.DataFrame:
    """Propose ratings from what several coders gave, where several could.

    Returns
    -------
    DataFrame
        One row per team and criterion: ``team_id, criterion_id, proposed``, and
        ``without``, the rating without what one coder alone gave (Int64).
    """
    study, given = evaluation.study, what_one_coder_gave(evaluation)
    alone = given.loc[given["given_by"] == 1, coded_segments.SEGMENT]
    codings = study.codings.merge(alone, how="left", indicator="kept")
    kept = codings[codings.pop("kept") == "left_only"].reset_index(drop=True)
    without = evaluate(study.with_tables({"codings": kept})).proposed["rating"]
    cells = evaluation.proposed
    return cells[coded_segments.CELL].assign(proposed=cells["rating"], without=without)


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
    names = [_("criteria"), _("criteria of each {team}", team=evaluation.labels.team)]
    return pd.concat(tables, ignore_index=True).assign(new=names)


@once
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


@once
def claims_to_check(evaluation: Evaluation) -> pd.DataFrame:
    """Pair what sources state differently; see `hiteval.analysis.claims`.

    Dates are compared for teams proper: a partnership may be accredited by several
    bodies, at several times.
    """
    study = evaluation.study
    teams = evaluation.teams["team_id"]
    events = study.team_events[study.team_events["team_id"].isin(teams)]
    return claims.claims_to_check(study.measures, events, study.sources)


@once
def dates_to_check(evaluation: Evaluation) -> pd.DataFrame:
    """Pair passages that date the same thing differently.

    See `hiteval.analysis.dated_mentions.dated_mentions`.
    """
    return dated_mentions.dated_mentions(evaluation.study.segments)


def what_tells_concluded_teams_apart(evaluation: Evaluation) -> pd.DataFrame:
    """Compare concluded teams with the others on every criterion.

    See `hiteval.analysis.distinguishing.distinguishing`.
    """
    found = distinguishing.distinguishing(*_concluded_and_others(evaluation))
    for side in ("first_median", "second_median"):
        found[side] = from_steps(found[side], evaluation.framework.rating_scale)
    return found


def what_chance_tells_apart(evaluation: Evaluation) -> pd.DataFrame:
    """Compare as many teams, drawn at random, with the others.

    See `hiteval.analysis.distinguishing.by_chance`.
    """
    compared = _concluded_and_others(evaluation)
    return distinguishing.by_chance(*compared, seed(evaluation.study))


def _concluded_and_others(
    evaluation: Evaluation,
) -> tuple[pd.DataFrame, dict[str, str], distinguishing.Pair]:
    """Return ratings in steps, the group of each team, and the two groups."""
    ended, cells = evaluation.concluded, evaluation.cells
    groups = {
        t: CONCLUDED if t in ended else OTHERS for t in evaluation.teams["team_id"]
    }
    steps = as_steps(cells["rating"], evaluation.framework.rating_scale)
    return cells.assign(rating=steps), groups, (CONCLUDED, OTHERS)


def _grid(evaluation: Evaluation, without: Collection[str] = ()) -> CodingGrid:
    study = evaluation.study
    left_out = {*without, *study.settings.untold_coders}
    codings = study.codings[~study.codings["coder_id"].isin(left_out)]
    saw = {coder: who.saw for coder, who in study.settings.coders.items()}
    known = seen(codings, study.segments, saw)
    criteria = evaluation.framework.criterion_ids
    return coding_grid(codings, study.segments, criteria, known)
