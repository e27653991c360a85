"""How far a proposed rating would change with other evidence or another rule.

Five kinds of variant of each proposed rating are made, each by the one rule of
`hiteval.analysis.scoring.proposed_step`:

==================== ==================================================================
``without_a_source`` each source that speaks of the criterion left out in turn
``resampled``        as many of the team's sources as it has, drawn with replacement
``parameters``       the rule with `EXPLICIT_SOURCES` and `NET_RATIOS`, every pair
``strand_alone``     only the sources of one strand, each in turn
``coder_alone``      only the codings of one coder, each in turn
==================== ==================================================================

A variant without evidence is *missing*: it counts against the share at the same level,
and is counted apart, but it is never a level. A team's sources are those with a coded
segment about it: a source that nobody coded says nothing of a rating. A kind with
only one possible variant, equal to the rating, is undefined: one source drawn
again, one strand, one coder. None of this says that a rating is right; evidence that
is one-sided throughout is robust too.
"""

from typing import Any

import numpy as np
import pandas as pd

from hiteval.analysis import variants
from hiteval.analysis.evidence import CELL, flags
from hiteval.analysis.scoring import NONE
from hiteval.analysis.variants import Counts, Draws
from hiteval.study.framework import RatingScale

KINDS = (
    *("without_a_source", "resampled", "parameters"),
    *("strand_alone", "coder_alone"),
)
NO_RATING = "no rating: no segment was coded"
_ALONE = {
    "resampled": "the team has one source, which drawn again is the same",
    "strand_alone": "the team has one strand only",
    "coder_alone": "one coder only",
}


def robustness(
    proposed: pd.DataFrame,
    by_source: pd.DataFrame,
    strands: pd.DataFrame,
    coders: pd.DataFrame,
    scale: RatingScale,
    draws: Draws,
) -> pd.DataFrame:
    """Vary each proposed rating in five ways, and say how often it stays the same.

    Parameters
    ----------
    proposed : DataFrame
        From `hiteval.analysis.scoring.propose`: every team on every criterion.
    by_source : DataFrame
        From `hiteval.analysis.evidence.source_evidence`, of the same study.
    strands, coders : DataFrame
        From `hiteval.analysis.evidence.by_strand` and ``by_coder``.
    scale : RatingScale
        The one that ``proposed`` was made with.
    draws : Draws
        The seed and the number of draws.

    Returns
    -------
    DataFrame
        One row per team and criterion, as in ``proposed``: ``rating``;
        ``rests_on_one_source`` (boolean, see there); for each of `KINDS` the columns
        ``<kind>_variants`` (how many), ``<kind>_same`` and ``<kind>_missing`` (shares
        of all variants, 0 to 1; what is left is at another level), ``<kind>_lowest``
        and ``<kind>_highest`` (levels reached, missing where no variant has a level);
        ``lowest`` and ``highest`` over the rating and all its variants; ``reason`` (why
        something in the row is undefined, missing where all is defined). Where there
        is no rating everything else is missing too.

    References
    ----------
    .. [1] Efron B, Tibshirani RJ. *An Introduction to the Bootstrap.* (1993), on
       resampling; here to see how much a rating depends on which sources were found,
       not for an interval: found sources are no random sample.
       doi 10.1201/9780429246593
    """
    index, proposed = proposed.index, proposed.reset_index(drop=True)
    rating = proposed["rating"]
    rated = rating.notna().to_numpy()
    step = np.searchsorted(scale.ratings, rating.fillna(scale.ratings[0]))
    given = np.where(rated, step, NONE).astype(np.int64)
    made = _variants(proposed, by_source, strands, coders, scale, draws)
    counts = {kind: np.where(rated[:, None], made[kind], 0) for kind in KINDS}
    reached = np.sum([variants.once(given, scale), *counts.values()], axis=0)
    columns = [
        proposed[[*CELL, "rating"]],
        rests_on_one_source(proposed, scale),
        *(_shares(counts[kind], given, scale).add_prefix(f"{kind}_") for kind in KINDS),
        _range(reached, scale),
        _reason(counts, rated, proposed.index).rename("reason"),
    ]
    return pd.concat(columns, axis=1).set_axis(index)


def _variants(
    proposed: pd.DataFrame,
    by_source: pd.DataFrame,
    strands: pd.DataFrame,
    coders: pd.DataFrame,
    scale: RatingScale,
    draws: Draws,
) -> dict[str, Counts]:
    """Make every kind of variant."""
    cells = proposed[CELL].assign(cell=np.arange(len(proposed)))
    totals = proposed[["sources", *flags(scale)]].to_numpy().T
    rows = by_source.merge(cells)
    return {
        "without_a_source": variants.without_a_source(rows, totals, scale),
        "resampled": variants.resampled(rows, cells, scale, draws),
        "parameters": variants.parameters(totals, scale),
        "strand_alone": variants.alone(strands.merge(cells), cells, scale),
        "coder_alone": variants.alone(coders.merge(cells), cells, scale),
    }


def _shares(counts: Counts, step: Any, scale: RatingScale) -> pd.DataFrame:
    """Summarise the variants of one kind."""
    made = counts.sum(axis=1)
    some = np.where(made > 0, made, np.nan)
    same = counts[np.arange(len(step)), step - NONE]
    shares = {"variants": made, "same": same / some, "missing": counts[:, 0] / some}
    return pd.DataFrame(shares).join(_range(counts, scale))


def _range(counts: Counts, scale: RatingScale) -> pd.DataFrame:
    """Find the lowest and the highest level reached, missing where there is none."""
    reached, levels = counts[:, 1:] > 0, np.array(scale.ratings, dtype=np.int64)
    none = np.logical_not(reached.any(axis=1, keepdims=True))[:, 0]
    ends = {
        "lowest": levels[reached.argmax(axis=1)],
        "highest": levels[::-1][reached[:, ::-1].argmax(axis=1)],
    }
    columns = {name: pd.arrays.IntegerArray(end, none) for name, end in ends.items()}
    return pd.DataFrame(columns)


def rests_on_one_source(proposed: pd.DataFrame, scale: RatingScale) -> pd.Series:
    """Say where one source alone speaks for the rating's side, or at all.

    Parameters
    ----------
    proposed : DataFrame
        From `hiteval.analysis.scoring.propose`.
    scale : RatingScale
        The one that it was made with.

    Returns
    -------
    Series of boolean
        Named ``rests_on_one_source``, on the same index; of the criterion's sources
        where the rating is neutral or the scale has one side; missing where there is
        no rating.
    """
    rating, count = proposed["rating"], proposed["sources"]
    if scale.two_sided:
        above = (rating > scale.middle).fillna(False)
        below = (rating < scale.middle).fillna(False)
        count = count.mask(above, proposed["supporting"])
        count = count.mask(below, proposed["contrary"])
    one = pd.Series(count == 1, index=proposed.index, dtype="boolean")
    return one.where(rating.notna()).rename("rests_on_one_source")


def _reason(counts: dict[str, Counts], rated: Any, index: pd.Index) -> pd.Series:
    """Say why something in the row is undefined."""
    reason = pd.Series("", index=index, dtype="str")
    for kind, why in _ALONE.items():
        reason += np.where(counts[kind].any(axis=1), "", f"; {why}")
    reason = reason.str.removeprefix("; ").where(rated, NO_RATING)
    return reason.mask(reason == "")
