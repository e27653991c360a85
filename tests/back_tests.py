"""The results of the study that ships, as tables to compare with what is got.

    make expected    # writes them again: look at what changes, say why in the commit

They were got by the code under test, so they show that results changed, not that they
are right. That is what every other test is for.
"""

from pathlib import Path

import pandas as pd

from hiteval.disclosure.editions import release
from hiteval.results import sureness
from hiteval.results.evaluation import Evaluation, evaluate
from hiteval.study.reading import read_study

ROOT = Path(__file__).parent.parent
EXPECTED = Path(__file__).parent / "expected"
CELL = ["team_id", "criterion_id"]


def results(evaluation: Evaluation) -> dict[str, pd.DataFrame]:
    """Return every table that is compared, each by its name."""
    counts = list(
        evaluation.proposed.columns.drop([*CELL, "rating", "because", "in_confidence"])
    )
    coders = sureness.how_coders_agree(evaluation)
    coefficients = ["question", "level", "subject_id", "coefficient"]
    return {
        "cells": evaluation.cells[[*CELL, "rating", "basis", *counts]],
        "profiles": evaluation.profiles,
        "agreement": coders.coefficients[[*coefficients, "value", "low", "high"]],
        "robustness": sureness.how_robust(evaluation).drop(columns="reason"),
        "coverage": sureness.where_evidence_is_missing(evaluation),
    }


def write_expected() -> None:
    """Put what is got now in place of what was expected."""
    study = read_study(ROOT / "data")
    for name, table in results(evaluate(release(study, "public").study)).items():
        path = EXPECTED / f"{name}.csv"
        table.to_csv(path, index=False, lineterminator="\n", float_format="%.9g")


if __name__ == "__main__":
    write_expected()
