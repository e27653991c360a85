"""Where teams may need something: evidence that is contrary, or not there."""

import pandas as pd

BELOW = "rated below 0"
CONTRARY = "contrary evidence, not rated below 0"
MISSING = "no evidence"
KINDS = (BELOW, CONTRARY, MISSING)
FIRST = "capacity"  # what others can give a team, whatever else it lacks


def kinds(cells: pd.DataFrame) -> pd.Series:
    """Say of each team and criterion what may be needed there.

    Parameters
    ----------
    cells : DataFrame
        See `hiteval.evaluation.Evaluation`; ``rating, contrary, segments`` are read.

    Returns
    -------
    Series of str
        One of ``KINDS``, the first that applies; missing where none does.
    """
    kind = pd.Series(pd.NA, index=cells.index, dtype="str")
    kind = kind.mask(cells["segments"] == 0, MISSING)
    kind = kind.mask(cells["contrary"] > 0, CONTRARY)
    return kind.mask((cells["rating"] < 0).fillna(False).astype("bool"), BELOW)


def by_criterion(cells: pd.DataFrame, criterion_ids: list[str]) -> pd.DataFrame:
    """Count the teams of each kind on each criterion.

    Returns
    -------
    DataFrame
        Indexed by ``criterion_id``, a column for each of ``KINDS``: a criterion whose
        id ends with ``FIRST`` first, then by contrary evidence, then by what is
        missing, the most first; equal ones as in ``criterion_ids``.
    """
    counts = pd.crosstab(cells["criterion_id"], kinds(cells)).reindex(
        index=criterion_ids, columns=list(KINDS), fill_value=0
    )
    order = pd.DataFrame(
        {
            "first": ~counts.index.str.split(".").str[-1].isin([FIRST]),
            "contrary": -counts[BELOW] - counts[CONTRARY],
            "missing": -counts[MISSING],
        },
        index=counts.index,
    )
    return counts.loc[order.sort_values([*order], kind="stable").index]
