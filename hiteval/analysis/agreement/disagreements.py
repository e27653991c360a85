"""Where coders disagree, to settle one by one, and how each of them tends to code."""

import numpy as np
import pandas as pd
from pandas.api.extensions import ExtensionArray

from hiteval.analysis.agreement.coding_grid import CodingGrid
from hiteval.analysis.agreement.coincidences import Floats, Integers
from hiteval.analysis.agreement.comparisons import (
    SAME_ABOUT,
    SAME_CRITERION,
    SAME_RATING,
)
from hiteval.study.choices import ABOUT

ORDER = ["gap", "team_id", "segment_id", "criterion_id"]


def disagreements(grid: CodingGrid, scale: list[int]) -> pd.DataFrame:
    """List every segment and criterion that coders disagree on, worst first.

    Two ratings apart come before a criterion that only some gave; the wider the gap,
    the earlier. Only coders who saw the segment can disagree.

    Parameters
    ----------
    grid : CodingGrid
        From `hiteval.analysis.agreement.coding_grid.coding_grid`.
    scale : list of int
        The ratings there are, lowest first.

    Returns
    -------
    DataFrame
        One row per segment and criterion: ``team_id, source_id, segment_id,
        criterion_id``; ``about`` (*same rating* or *same criterion*: the question it
        fails); ``gap`` (Int64, levels between the farthest ratings, 0 where they
        are the same but not all gave the criterion, missing where one coder alone
        gave it); ``given_by`` and ``seen_by`` (how many coders); ``rating_<coder>``
        for each coder (Int64, missing where not given).
    """
    given = grid.given
    given_by, seen_by = given.sum(axis=0), grid.saw.sum(axis=0)
    lowest = np.where(given, grid.ratings, np.inf).min(axis=0, initial=np.inf)
    highest = np.where(given, grid.ratings, -np.inf).max(axis=0, initial=-np.inf)
    gap = np.searchsorted(scale, highest) - np.searchsorted(scale, lowest)
    differ = (given_by > 1) & (highest > lowest)
    partly = (given_by > 0) & (given_by < seen_by[:, None])
    at = np.nonzero(differ | partly)
    segment, criterion = at
    table = grid.segments.iloc[segment][["team_id", "source_id", "segment_id"]].assign(
        criterion_id=np.array(grid.criterion_ids, dtype=object)[criterion],
        about=np.where(differ[at], SAME_RATING, SAME_CRITERION),
        gap=_whole(np.where(given_by[at] > 1, gap[at], np.nan)),
        given_by=given_by[at],
        seen_by=seen_by[segment],
        **{
            f"rating_{coder_id}": _whole(grid.ratings[i][at])
            for i, coder_id in enumerate(grid.coder_ids)
        },
    )
    ascending = [False, True, True, True]
    return table.astype({"criterion_id": "str", "about": "str"}).sort_values(
        ORDER, ascending=ascending, na_position="last", ignore_index=True
    )


def given_pairs(grid: CodingGrid) -> pd.DataFrame:
    """List what any coder gave, of the segments that several coders saw.

    Returns
    -------
    DataFrame
        One row per segment and criterion: ``segment_id, criterion_id``; ``given_by``,
        how many coders.
    """
    given_by = grid.given.sum(axis=0)
    shared = grid.saw.sum(axis=0)[:, None] > 1
    segment, criterion = np.nonzero((given_by > 0) & shared)
    return pd.DataFrame(
        {
            "segment_id": grid.segments["segment_id"].to_numpy()[segment],
            "criterion_id": np.array(grid.criterion_ids, dtype=object)[criterion],
            "given_by": given_by[segment, criterion],
        }
    ).astype({"segment_id": "str", "criterion_id": "str"})


def marginals(grid: CodingGrid, scale: list[int]) -> pd.DataFrame:
    """Say how often each coder used each criterion and each rating.

    Parameters
    ----------
    grid : CodingGrid
        From `hiteval.analysis.agreement.coding_grid.coding_grid`.
    scale : list of int
        The ratings there are.

    Returns
    -------
    DataFrame
        One row per question, coder and category: ``question, coder_id``; ``category``
        (a criterion's id; a rating as text; one of `hiteval.study.schema.ABOUT`, if
        the study says so); ``count``; ``of`` (for criteria, segments the coder saw;
        else the coder's codings that another coder can be compared on); ``share``
        (count / of, missing where ``of`` is 0).
    """
    given = grid.given
    shared = given & (given.sum(axis=0) > 1)
    saw = np.broadcast_to(grid.saw.sum(axis=1)[:, None], given.shape[::2])
    criteria = _marginals(SAME_CRITERION, grid, grid.criterion_ids, given.sum(axis=1))
    parts = [criteria.assign(of=saw.ravel())]
    asked = [(SAME_RATING, grid.ratings, {str(level): level for level in scale})]
    if grid.about is not None:
        asked.append((SAME_ABOUT, grid.about, {a: n for n, a in enumerate(ABOUT)}))
    for question, codings, categories in asked:
        used = [(codings == value) & shared for value in categories.values()]
        by_category = np.stack(used, axis=-1).sum(axis=(1, 2))
        of = np.repeat(shared.sum(axis=(1, 2)), len(categories))
        rows = _marginals(question, grid, list(categories), by_category)
        parts.append(rows.assign(of=of))
    table = pd.concat(parts)
    share = table["count"] / table["of"].where(table["of"] > 0)
    return table.assign(share=share).reset_index(drop=True)


def _marginals(
    question: str, grid: CodingGrid, categories: list[str], counts: Integers
) -> pd.DataFrame:
    cells = pd.MultiIndex.from_product(
        [[question], grid.coder_ids, categories],
        names=["question", "coder_id", "category"],
    )
    return pd.DataFrame({"count": counts.ravel()}, index=cells).reset_index()


def _whole(values: Floats) -> ExtensionArray:
    """Turn nan into missing, and the rest into whole numbers."""
    return pd.Series(values, dtype="Float64").astype("Int64").array
