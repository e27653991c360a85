"""Time and memory of robustness as the number of codings grows.

Run with ``python benchmarks/bench_robustness.py``; each size runs in a process of its
own, so that its peak of memory is its own. The clock starts with codings and segments
as tables in memory and stops with the table of robustness: 1,000 teams, 17 criteria,
2,000 draws, whatever the number of codings.
"""

import multiprocessing
import resource
import time

import numpy as np
import pandas as pd
from rich.console import Console
from rich.table import Table

from hiteval.analysis import coded_segments, evidence, robustness, scoring, variants
from hiteval.study.framework import Level, ProposalRule, RatingScale

SIZES = (10**4, 10**5, 10**6)
TEAMS, CRITERIA, SOURCES_OF_TEAM = 1_000, 17, 40
SCALE = RatingScale(
    source="synthetic",
    levels=tuple(Level(value=v, name="level", meaning="level") for v in range(-2, 3)),
    proposal_rule=ProposalRule(explicit_sources=2, net_ratio=2),
)


def synthetic(codings: int) -> dict[str, pd.DataFrame]:
    """Make codings by two coders, who each code a segment on the same two criteria."""
    rng = np.random.default_rng(codings)
    number = codings // 4
    team = rng.integers(TEAMS, size=number)
    source = team * SOURCES_OF_TEAM + rng.integers(1 + team % SOURCES_OF_TEAM)
    segments = pd.DataFrame(
        {
            "segment_id": _ids("segment", np.arange(number)),
            "source_id": _ids("source", source),
            "team_id": _ids("team", team),
        }
    )
    sources = segments[["source_id"]].drop_duplicates(ignore_index=True)
    strand = np.where(np.arange(len(sources)) % 3 == 0, "account", "document")
    of, turn = np.arange(codings) % number, np.arange(codings) // number
    criterion = (rng.integers(CRITERIA, size=number)[of] + 5 * (turn // 2)) % CRITERIA
    rows = {
        "segment_id": _ids("segment", of),
        "criterion_id": _ids("criterion", criterion),
        "coder_id": _ids("coder", turn % 2),
        "rating": rng.choice([-2, -1, 0, 1, 2], codings, p=[0.04, 0.1, 0.1, 0.4, 0.36]),
    }
    return {
        "codings": pd.DataFrame(rows).assign(about=pd.NA),
        "segments": segments,
        "sources": sources.assign(
            strand=strand,
            type=_ids("type", np.arange(len(sources)) % 5),
            self_published=np.where(np.arange(len(sources)) % 2, "yes", "no"),
        ),
    }


def _ids(kind: str, number: np.ndarray) -> pd.Series:
    return kind + pd.Series(number).astype("str")


def work(codings: int) -> tuple[int, float, float, float]:
    """Give rows coded, seconds for evidence and for robustness, and peak GB."""
    study = synthetic(codings)
    start = time.perf_counter()
    settled = pd.DataFrame(columns=["segment_id", "criterion_id", "about", "rating"])
    rated = coded_segments.segment_ratings(study["codings"], study["segments"], settled)
    by_source = evidence.source_evidence(rated, SCALE)
    teams = _ids("team", np.arange(TEAMS)).tolist()
    criteria = _ids("criterion", np.arange(CRITERIA)).tolist()
    proposed = scoring.propose(evidence.tally(by_source, teams, criteria), SCALE)
    scored = time.perf_counter()
    coders = evidence.by_coder(study["codings"], study["segments"], SCALE)
    robustness.robustness(
        proposed,
        by_source,
        evidence.by_parts(by_source, study["sources"]) | {"coder_alone": coders},
        proposed[coded_segments.CELL].assign(without=proposed["rating"]),
        SCALE,
        variants.Draws(seed=1),
    )
    end = time.perf_counter()
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 2**20
    return len(study["codings"]), scored - start, end - scored, peak


def main() -> None:
    """Print a row a size, with the growth from the one before."""
    table = Table(title=f"robustness: {TEAMS:,} teams x {CRITERIA} criteria")
    for name in ("codings", "evidence, s", "robustness, s", "all, s", "growth", "GB"):
        table.add_column(name, justify="right")
    before = None
    for size in SIZES:
        with multiprocessing.get_context("spawn").Pool(1) as pool:
            rows, scoring_s, varying_s, peak = pool.apply(work, (size,))
        total = scoring_s + varying_s
        growth = f"{total / before:.1f} x" if before else ""
        cells = (f"{rows:,}", f"{scoring_s:.2f}", f"{varying_s:.2f}", f"{total:.2f}")
        table.add_row(*cells, growth, f"{peak:.2f}")
        before = total
    Console().print(table)


if __name__ == "__main__":
    main()
