"""Is the truth found? Are intervals where they should be? On many simulated studies.

Run with ``python tests/soak/recovery.py`` (minutes); `tests/test_recovery.py` runs the
same on less. What should be found follows from the generating model by formulas that
are written out here and share nothing with `hiteval.analysis`.
"""

import sys
from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pandas as pd
from rich.console import Console
from rich.table import Table

from hiteval.analysis.coincidences import count, source_weights
from hiteval.analysis.estimates import ORDINAL, estimate, interval
from hiteval.disclosure.editions import release
from hiteval.evaluation import Evaluation, evaluate
from hiteval.framework import Framework
from hiteval.simulation.evidence import draw_evidence
from hiteval.simulation.study import simulate
from hiteval.simulation.truth import (
    LEVELS,
    SHARES,
    Design,
    ErrorModel,
    draw_truth,
)
from hiteval.sureness import how_robust
from hiteval.yaml_file import read_yaml

ROOT = Path(__file__).parents[2]
CRITERIA = 17
CHECKED = (
    *("percent_agreement", "cohen_kappa", "gwet_ac1", "brennan_prediger"),
    *("alpha_nominal", "alpha_ordinal", "alpha_interval"),
)


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


def known_agreement(shares: np.ndarray, model: ErrorModel) -> dict[str, float]:
    """Work out what two coders' agreement is, given the shares of levels shown."""
    read = stray(model.read)
    both = np.einsum("s,si,sj->ij", shares, read, read)
    one = both.sum(axis=0)
    same = np.trace(both)
    middle = one.cumsum() - one / 2  # where a level stands among all ratings
    by_chance = one @ one

    def alpha(at: np.ndarray) -> float:
        apart = (at[:, None] - at) ** 2
        return float(1 - (both * apart).sum() / (np.outer(one, one) * apart).sum())

    def corrected(chance: float) -> float:
        return float((same - chance) / (1 - chance))

    return {
        "percent_agreement": float(same),
        "cohen_kappa": corrected(by_chance),
        "gwet_ac1": corrected((one * (1 - one)).sum() / 4),
        "brennan_prediger": corrected(1 / 5),
        "alpha_nominal": corrected(by_chance),
        "alpha_ordinal": alpha(middle),
        "alpha_interval": alpha(LEVELS.astype(float)),
    }


def intervals(design: Design, model: ErrorModel, draws: int) -> pd.DataFrame:
    """Give the agreement of one study's coders on ratings, and what it should be.

    ``in_general`` is over all studies that might be simulated; ``here`` given how
    common each true level is among the passages of this study.
    """
    truth = draw_truth(design, CRITERIA)
    evidence = draw_evidence(design, truth, model)
    owner = evidence.pair[evidence.segment]
    read = np.where(evidence.given, evidence.rating, np.nan)
    counts = count(read, LEVELS, evidence.source[owner], design.sources)
    drawn = counts.resampled(source_weights(design.sources, draws, design.seed))
    true = truth.levels[evidence.team[owner], evidence.criterion]
    here = np.bincount(true + 2, minlength=5) / len(true)
    known = [
        known_agreement(shares @ stray(model.shown), model)
        for shares in (np.array(SHARES), here)
    ]
    rows = []
    for statistic in ORDINAL:
        if statistic.name in CHECKED:
            between = interval(statistic.of(drawn), design.sources)
            rows.append(
                {
                    "coefficient": statistic.name,
                    "value": estimate(statistic, counts.total()).value,
                    "low": between.low,
                    "high": between.high,
                    "in_general": known[0][statistic.name],
                    "here": known[1][statistic.name],
                }
            )
    return pd.DataFrame(rows)


def coverage(replications: int, model: ErrorModel, draws: int = 1000, **size: int):
    """Count how often intervals hold what they should, over many studies."""
    size = {"teams": 20, "documents": 140, "interviews": 10, "coders": 2} | size
    every = pd.concat(
        [intervals(Design(**size, seed=n), model, draws) for n in range(replications)]
    )
    for known in ("in_general", "here"):
        every[f"covers_{known}"] = every[known].between(every["low"], every["high"])
    every["bias"] = every["value"] - every["in_general"]
    columns = ["in_general", "bias", "covers_in_general", "covers_here"]
    return every.groupby("coefficient", sort=False)[columns].mean()


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
    usual, perfect = ErrorModel(), ErrorModel(shown=1, read=1, missed=0)
    show(f"coverage, {replications} studies", coverage(replications, usual))
    larger = {"documents": 1400, "interviews": 0}
    show("coverage, 1,400 documents", coverage(replications, usual, **larger))
    for title, model in {"default error": usual, "no error": perfect}.items():
        few, many = (found(replications // 20, model, documents=n) for n in (140, 1000))
        cells = pd.concat([few, many], ignore_index=True)
        show(f"proposed ratings that are right, {title}", by_sources(cells))
        show(f"the same by true level, {title}", by_level(cells))
    show("by robustness", robust(replications // 20, usual, documents=400))


if __name__ == "__main__":
    main()
