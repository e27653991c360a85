"""Where teams may need something: contrary or missing evidence."""

import pandas as pd

from hiteval.study.framework import RatingScale

LOW, CONTRARY, MISSING = "low", "contrary", "missing"
FIRST = "capacity"  # what others can give a team, whatever else it lacks


def names(scale: RatingScale) -> list[str]:
    """Name the kinds of need that a scale can show, the gravest first.

    ``low`` is a rating below the neutral level or, on one side, at the lowest.
    """
    return [LOW, CONTRARY, MISSING] if scale.two_sided else [LOW, MISSING]


def kinds(cells: pd.DataFrame, scale: RatingScale) -> pd.Series:
    """Say for each team and criterion which kind of need there may be.

    Parameters
    ----------
    cells : DataFrame
        See `hiteval.results.evaluation.Evaluation`; ``rating, segments`` are read, and
        ``contrary`` where the scale has two sides.
    scale : RatingScale
        The one that teams are rated on.

    Returns
    -------
    Series of str
        One of `names`, the first that applies; missing where none does.
    """
    rating, low = cells["rating"], scale.ratings[0]
    grave = rating == low if scale.middle is None else rating < scale.middle
    applies = [grave.fillna(False).astype("bool"), cells["segments"] == 0]
    if scale.two_sided:
        applies.insert(1, cells["contrary"] > 0)
    kind = pd.Series(pd.NA, index=cells.index, dtype="str")
    for name, where in reversed(list(zip(names(scale), applies, strict=True))):
        kind = kind.mask(where, name)
    return kind


def by_criterion(
    cells: pd.DataFrame, criterion_ids: list[str], scale: RatingScale
) -> pd.DataFrame:
    """Count the teams of each kind on each criterion.

    Returns
    -------
    DataFrame
        Indexed by ``criterion_id``, a column for each of `names`: a criterion whose id
        ends with ``FIRST`` first, then by what is there, then by what is missing, the
        most first; equal ones as in ``criterion_ids``.
    """
    counts = pd.crosstab(cells["criterion_id"], kinds(cells, scale)).reindex(
        index=criterion_ids, columns=names(scale), fill_value=0
    )
    order = pd.DataFrame(
        {
            "first": ~counts.index.str.split(".").str[-1].isin([FIRST]),
            "there": -counts.drop(columns=MISSING).sum(axis=1),
            "missing": -counts[MISSING],
        },
        index=counts.index,
    )
    return counts.loc[order.sort_values([*order], kind="stable").index]
