"""How often the rule that proposes ratings finds the true level, by number of sources.

    python benchmarks/proposal_accuracy.py            # seconds; writes the table
    python benchmarks/proposal_accuracy.py 1000       # cells each, default 20,000

Sources err as in `hiteval simulate`: each shows the true level or one beside it, and
its coder reads the level shown or one beside that. Each has one segment and one coder.
All levels are equally common. Rule 2 has the parameters that a new study begins with;
rule 1, of version 0.1.0, has numbers alone and no shares.
"""

import sys
from collections.abc import Mapping
from pathlib import Path

import numpy as np
import pandas as pd
from results import show

import hiteval.display
from hiteval.analysis.evidence import flags
from hiteval.analysis.scoring import proposed_step
from hiteval.display.rule_accuracy import ALL, MODEL, RULES
from hiteval.simulation.truth import LEVELS, Integers, strayed
from hiteval.study.framework import Level, RatingScale

SIZES = (1, 2, 4, 8, 16, 32, 64)
SEED = 20261129
SCALES = {
    name: RatingScale(
        source="simulated",
        levels=tuple(
            Level(value=v, name=f"{v}", meaning=f"{v}") for v in LEVELS.tolist()
        ),
        proposal_rule=rule,
    )
    for name, rule in sorted(RULES.items())
}


def read_levels(level: int, sources: int, cells: int) -> Integers:
    """Draw what coders read in the sources of cells at one level: (cells, sources)."""
    random = np.random.default_rng([SEED, level - LEVELS.min(), sources])
    shown = strayed(np.full((cells, sources), level), MODEL.shown, random)
    return strayed(shown, MODEL.read, random)


def counted(read: Integers, scale: RatingScale) -> Integers:
    """Count the sources of each cell, and those that raise each flag of the scale."""
    raised = [
        np.count_nonzero(read >= level if level > 0 else read <= level, axis=1)
        for level in flags(scale).values()
    ]
    return np.array([np.full(len(read), read.shape[1]), *raised])


def right(level: int, sources: int, cells: int) -> Mapping[str, float]:
    """Say in which share of cells each rule proposes the true level."""
    read = read_levels(level, sources, cells)
    found = {
        name: proposed_step(counted(read, scale), scale)
        for name, scale in SCALES.items()
    }
    return {n: float((LEVELS[step] == level).mean()) for n, step in found.items()}


def main(cells: int = 20_000) -> None:
    """Print the table, and write it beside the module that shows it."""
    rows = [
        {"sources": sources, "level": str(level)} | right(level, sources, cells)
        for sources in SIZES
        for level in LEVELS
    ]
    by_level = pd.DataFrame(rows)
    every = by_level.groupby("sources", as_index=False)[list(SCALES)].mean()
    table = pd.concat([by_level, every.assign(level=ALL)]).round(5)
    place = Path(hiteval.display.__file__).with_name("proposal_accuracy.csv")
    table.to_csv(place, index=False, lineterminator="\n")
    show(every.round(3))


if __name__ == "__main__":
    main(*map(int, sys.argv[1:]))
