"""What takes long and is the same for a team alone, worked out once for all teams."""

from collections.abc import Callable
from functools import wraps

import pandas as pd

from hiteval.results.evaluation import Evaluation

Work = Callable[[Evaluation], pd.DataFrame]
_WORKS: list[Work] = []


def once(work: Work) -> Work:
    """Take what a function gives from what is known of an evaluation, where it is.

    Parameters
    ----------
    work : callable
        Gives rows with a ``team_id``, which depend on what is of that team alone.
    """

    @wraps(work)
    def taken(evaluation: Evaluation) -> pd.DataFrame:
        known = evaluation.known.get(work.__name__)
        return work(evaluation) if known is None else known.copy()

    _WORKS.append(work)
    return taken


def work_out(evaluation: Evaluation) -> dict[str, pd.DataFrame]:
    """Do every such work: what it gives is ``known`` of an evaluation then."""
    return {work.__name__: work(evaluation) for work in _WORKS}
