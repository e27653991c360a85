"""Is the truth found? Are intervals where they should be? On many simulated studies.

Run with ``python tests/recovery.py`` (minutes);
`tests/simulation/test_recovery.py` runs the same on less. What should be found follows
from the generating model by formulas that are written out here and share nothing with
`hiteval.analysis`.
"""

import sys
from collections.abc import Iterator
from functools import cache
from itertools import combinations
from pathlib import Path

import numpy as np
import pandas as pd
from rich.console import Console
from rich.table import Table
from scipy.stats import multinomial

from hiteval.analysis.agreement.agreement import STATISTICS
from hiteval.analysis.agreement.coding_grid import Clusters, CodingGrid
from hiteval.analysis.agreement.comparisons import (
    Comparison,
    same_criterion,
    same_rating,
)
from hiteval.analysis.agreement.estimates import estimate
from hiteval.analysis.agreement.precision import precision
from hiteval.analysis.scoring import proposed_step
from hiteval.disclosure.editions import release
from hiteval.files.yaml_file import read_yaml
from hiteval.results.evaluation import Evaluation, evaluate
from hiteval.results.sureness import how_robust
from hiteval.simulation.coders import Evidence, draw_evidence
from hiteval.simulation.simulate import simulate
from hiteval.simulation.truth import (
    NO_ERRORS,
    SHARES,
    Design,
    ErrorModel,
    draw_truth,
)
from hiteval.study.framework import Framework, RatingScale

ROOT = Path(__file__).parents[1]
CRITERIA = 17
TWO = 0.245  # of segments speak of two criteria, on average over 400 studies


@cache
def framework() -> Framework:
    """Read the framework of the study that ships."""
    path = ROOT / "data" / "framework.yml"
    return Framework.from_yaml(read_yaml(path), path.name)


def stray(right: float) -> np.ndarray:
    """Tabulate the model: the probability of each level (column) given the true one."""
    table = np.diag(np.full(5, right))
    for level, beside in enumerate([[1], [0, 2], [1, 3], [2, 4], [3]]):
        table[level, beside] = (1 - right) / len(beside)
    return table


def right_by_rule(sources: int, scale: RatingScale, model: ErrorModel) -> np.ndarray:
    """Work out how often the rule finds each true level of a scale of five.

    Each source has one segment and one coder. Every way is gone through in which so
    many sources can fall on the levels, with its probability: nothing is drawn.
    """
    bars = np.array(list(combinations(range(sources + 4), 4)))
    at = np.diff(bars, axis=1, prepend=-1, append=sources + 4).T - 1
    upwards = at[::-1].cumsum(axis=0)[::-1]  # how many sources reach each level
    raised = upwards[1:]
    if scale.two_sided:
        raised = np.array([upwards[3], upwards[4], at[0] + at[1], at[0]])
    found = proposed_step(np.array([upwards[0], *raised]), scale)
    read = stray(model.shown) @ stray(model.read)
    chance = [multinomial.pmf(at.T, sources, given) for given in read]
    return np.array([p[found == level].sum() for level, p in enumerate(chance)])


def agreement_of(both: np.ndarray) -> dict[str, float]:
    """Work out agreement from how often coders give which pair of categories.

    ``both`` is symmetric: two coders who err alike.
    """
    both = both / both.sum()
    one = both.sum(axis=0)
    same = np.trace(both)
    middle = one.cumsum() - one / 2  # where a category stands among all that are given

    def alpha(at: np.ndarray) -> float:
        apart = (at[:, None] - at) ** 2
        return float(1 - (both * apart).sum() / (np.outer(one, one) * apart).sum())

    def corrected(chance: float) -> float:
        return float((same - chance) / (1 - chance))

    return {
        "percent_agreement": float(same),
        "cohen_kappa": corrected(one @ one),
        "gwet_ac1": corrected((one * (1 - one)).sum() / (len(one) - 1)),
        "brennan_prediger": corrected(1 / len(one)),
        "alpha_nominal": corrected(one @ one),
        "alpha_ordinal": alpha(middle),
        "alpha_interval": alpha(np.arange(len(one))),
    }


def agreement_on_ratings(true: np.ndarray, model: ErrorModel) -> dict[str, float]:
    """Work out two coders' agreement on ratings from the shares of true levels."""
    read = stray(model.read)
    shown = true @ stray(model.shown)
    return agreement_of(np.einsum("s,si,sj->ij", shown, read, read))


def agreement_on_criteria(two: float, model: ErrorModel) -> dict[str, float]:
    """Work out two coders' agreement on criteria, given or not.

    ``two`` is the share of segments that speak of two criteria, the others of one.
    Segments count where both coders gave some criterion: of others it is not known
    that both saw them.
    """
    sees = 1 - model.missed
    seen = np.array([sees**2, (1 - model.missed**2) ** 2])  # with one, with two
    given = np.array([sees**2, 2 * sees**2])  # by both
    odd = np.array([0, 2 * sees * model.missed * sees])  # by the first coder alone
    weights = np.array([1 - two, two])
    yes, differ = weights @ given, weights @ odd
    no = CRITERIA * weights @ seen - yes - 2 * differ
    return agreement_of(np.array([[no, differ], [differ, yes]]))


def coding_grid(evidence: Evidence, clusters: Clusters) -> CodingGrid:
    """Lay evidence out as `hiteval.analysis.agreement.coding_grid` does codings."""
    of = evidence.source if clusters == "sources" else evidence.team
    shape = (len(evidence.given), len(evidence.pair), CRITERIA)
    ratings = np.full(shape, np.nan)
    read = np.where(evidence.given, evidence.rating, np.nan)
    ratings[:, evidence.segment, evidence.criterion] = read
    return CodingGrid(
        coder_ids=[str(n) for n in range(len(ratings))],
        criterion_ids=framework().criterion_ids,
        segments=pd.DataFrame(index=range(len(evidence.pair))),
        clusters=clusters,
        cluster_of=of[evidence.pair],
        n_clusters=of.max() + 1,
        ratings=ratings,
        saw=~np.isnan(ratings).all(axis=2),
    )


def intervals(
    design: Design, model: ErrorModel, clusters: Clusters = "sources"
) -> pd.DataFrame:
    """Give the agreement of one study's coders, and what it should be.

    ``in_general`` is over all studies that might be simulated; ``here`` given how
    common each true level, or each kind of segment, is in this study.
    """
    truth = draw_truth(design, CRITERIA)
    evidence = draw_evidence(design, truth, model)
    team = evidence.team[evidence.pair][evidence.segment]
    levels = np.bincount(truth.levels[team, evidence.criterion] + 2, minlength=5)
    two = len(evidence.segment) / len(evidence.pair) - 1
    grid = coding_grid(evidence, clusters)
    rated = agreement_on_ratings(np.array(SHARES), model)
    rated_here = agreement_on_ratings(levels / levels.sum(), model)
    given, given_here = (agreement_on_criteria(share, model) for share in (TWO, two))
    return pd.concat(
        [
            _held(same_rating(grid, framework())[0], rated, rated_here),
            _held(same_criterion(grid, framework())[0], given, given_here),
        ]
    )


def _held(
    comparison: Comparison,
    in_general: dict[str, float],
    here: dict[str, float],
) -> pd.DataFrame:
    counts = comparison.counts
    others, held = counts.without_each(), counts.pairs.any(axis=(1, 2)).sum()
    rows = []
    for statistic in STATISTICS[comparison.question]:
        if statistic.name in in_general:
            value = estimate(statistic, counts.total()).value
            low, high = precision(value, statistic.of(others), held).interval()
            rows.append(
                {
                    "question": comparison.question,
                    "coefficient": statistic.name,
                    "value": value,
                    "low": low,
                    "high": high,
                    "in_general": in_general[statistic.name],
                    "here": here[statistic.name],
                }
            )
    return pd.DataFrame(rows)


def coverage(
    replications: int,
    model: ErrorModel,
    clusters: Clusters = "sources",
    **size: int,
) -> pd.DataFrame:
    """Count how often intervals hold what they should, over many studies."""
    size = {"teams": 20, "documents": 140, "interviews": 10, "coders": 2} | size
    every = pd.concat(
        [
            intervals(Design(**size, seed=seed), model, clusters)
            for seed in range(replications)
        ]
    )
    for known in ("in_general", "here"):
        every[f"covers_{known}"] = every[known].between(every["low"], every["high"])
    every["bias"] = every["value"] - every["in_general"]
    columns = ["in_general", "bias", "covers_in_general", "covers_here"]
    return every.groupby(["question", "coefficient"], sort=False)[columns].mean()


def evaluations(
    replications: int, model: ErrorModel, **size: int
) -> Iterator[tuple[Evaluation, pd.DataFrame]]:
    """Evaluate simulated studies, and give the truth beside each."""
    size = {"teams": 20, "documents": 140, "interviews": 10, "coders": 2} | size
    for seed in range(replications):
        made = simulate(Design(**size, seed=seed), framework(), model)
        yield evaluate(release(made.study, "internal").study), made.truth


def found(replications: int, model: ErrorModel, **size: int) -> pd.DataFrame:
    """Put proposed ratings beside the truth, one row a team and criterion."""
    cells = [
        evaluation.proposed.merge(truth, validate="1:1")
        for evaluation, truth in evaluations(replications, model, **size)
    ]
    every = pd.concat(cells, ignore_index=True)
    level, rating = every["level"], every["rating"]
    return every.assign(
        right=(rating == level).fillna(value=False).astype(bool),
        right_side=(np.sign(rating) == np.sign(level)).fillna(value=False).astype(bool),
    )


def by_sources(cells: pd.DataFrame) -> pd.DataFrame:
    """Share of proposed ratings that are right, by how many sources speak."""
    bins = pd.cut(cells["sources"], [0, 1, 2, 4, 8, 16, 1000])
    grouped = cells[cells["sources"] > 0].groupby(bins, observed=True)
    return grouped.agg(
        cells=("right", "size"), level=("right", "mean"), side=("right_side", "mean")
    )


def by_level(cells: pd.DataFrame) -> pd.DataFrame:
    """Share right by the true level, with few sources and with many."""
    bins = pd.cut(cells["sources"], [0, 2, 8, 1000])
    return cells.pivot_table("right", "level", bins, "mean", observed=True)


def robust(replications: int, model: ErrorModel, **size: int) -> pd.DataFrame:
    """Share of ratings that are right, by how robust they are said to be."""
    cells = pd.concat(
        [
            how_robust(evaluation).merge(truth)
            for evaluation, truth in evaluations(replications, model, **size)
        ],
        ignore_index=True,
    ).dropna(subset=["rating", "resampled_same"])
    low, high = cells["resampled_lowest"], cells["resampled_highest"]
    level = cells["level"].astype("float64")
    held = level.between(low.astype("float64"), high.astype("float64"))
    bins = pd.cut(cells["resampled_same"], [-0.01, 0.5, 0.8, 0.95, 1])
    judged = cells.assign(right=level == cells["rating"].astype("float64"), held=held)
    return judged.groupby(bins, observed=True).agg(
        cells=("right", "size"),
        right=("right", "mean"),
        truth_in_range=("held", "mean"),
    )


def show(title: str, frame: pd.DataFrame) -> None:
    """Print a table."""
    table = Table(title=title, title_justify="left")
    frame = frame.reset_index()
    for name in frame.columns:
        table.add_column(str(name), justify="right")
    for row in frame.itertuples(index=False):
        table.add_row(*(f"{x:.3f}" if isinstance(x, float) else str(x) for x in row))
    Console().print(table)


def main() -> None:
    """Print every table."""
    replications = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    usual = ErrorModel()
    show(f"coverage, {replications} studies", coverage(replications, usual))
    larger = {"documents": 1400, "interviews": 0}
    show("coverage, 1,400 documents", coverage(replications, usual, **larger))
    of_teams = coverage(replications, usual, "teams", teams=40, documents=400)
    show("coverage of intervals over 40 teams, 400 documents", of_teams)
    for title, model in {"default error": usual, "no error": NO_ERRORS}.items():
        few, many = (found(replications // 20, model, documents=n) for n in (140, 1000))
        cells = pd.concat([few, many], ignore_index=True)
        show(f"proposed ratings that are right, {title}", by_sources(cells))
        show(f"the same by true level, {title}", by_level(cells))
    show("by robustness", robust(replications // 20, usual, documents=400))


if __name__ == "__main__":
    main()
