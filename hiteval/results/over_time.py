"""What dates tell of a team: how new, what changed, what was measured."""

import pandas as pd

from hiteval.analysis import measure_series, recency
from hiteval.results.evaluation import Evaluation
from hiteval.results.worked_out import once


@once
def newest_sources(evaluation: Evaluation) -> pd.DataFrame:
    """Find the newest source of each cell; see `hiteval.analysis.recency.recency`."""
    return recency.recency(evaluation.rated, evaluation.study.sources)


@once
def halved_sources(evaluation: Evaluation) -> pd.DataFrame:
    """Part each team's sources; see `hiteval.analysis.recency.early_and_late`."""
    scale = evaluation.framework.rating_scale
    return recency.early_and_late(evaluation.by_source, evaluation.study.sources, scale)


@once
def rated_halves(evaluation: Evaluation) -> pd.DataFrame:
    """Propose the rating of each half; see `hiteval.analysis.recency.halves`."""
    scale, placed = evaluation.framework.rating_scale, halved_sources(evaluation)
    return recency.halves(evaluation.by_source, placed, scale)


@once
def measures_over_time(evaluation: Evaluation) -> pd.DataFrame:
    """Put measures in order; see `hiteval.analysis.measure_series.series`."""
    found = measure_series.series(evaluation.study.measures)
    return found.reset_index(drop=True)
