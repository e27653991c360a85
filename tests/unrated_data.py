"""Codings of the tiny study that wait for a rating."""

from pathlib import Path

import pandas as pd

from hiteval.study.schema import typed

COLUMNS = ["segment_id", "coder_id", "criterion_id", "note"]
ROWS = [
    ("a3-s1", "bob", "working.means", "late"),
    ("b1-s1", "ann", "change.results", ""),
    ("b1-s1", "bob", "change.results", "perhaps"),
]


def add_unrated(folder: Path) -> Path:
    """Add them to a copy of the tiny study."""
    pd.DataFrame(ROWS, columns=COLUMNS).to_csv(folder / "unrated.csv", index=False)
    return folder


def never_rated(folder: Path) -> Path:
    """Take every rating from a copy of the tiny study."""
    codings = pd.read_csv(folder / "codings.csv")
    codings[COLUMNS].to_csv(folder / "unrated.csv", index=False)
    codings.iloc[:0].to_csv(folder / "codings.csv", index=False)
    for name in ("ratings", "consensus"):
        (folder / f"{name}.csv").unlink()
    return folder


def with_unrated(study, keys):
    """Add codings without a rating, each by its segment, coder and criterion."""
    rows = pd.DataFrame([(*key, "A note of some length.") for key in keys])
    rows = rows.reindex(columns=range(4)).set_axis(COLUMNS, axis="columns")
    return study.with_tables({"unrated": typed("unrated", rows)})
