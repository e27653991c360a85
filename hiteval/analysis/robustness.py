"""How far a proposed rating would change with other evidence or another rule.

Variants of each proposed rating are made, each by the one rule of
`hiteval.analysis.scoring.proposed_step`. Five kinds make its grade:

==================== ==================================================================
``without_a_source`` each source that speaks of the criterion left out in turn
``resampled``        as many of the team's sources as it has, drawn with replacement
``parameters``       the rule with `EXPLICIT_SOURCES` and `NET_RATIOS`, every pair
``strand_alone``     only the sources of one strand, each in turn
``coder_alone``      only the codings of one coder, each in turn
==================== ==================================================================

Five stand beside it:

=================== ===================================================================
``by_numbers``      the rule without its shares, by numbers alone
``neutral_ignored`` without the sources that speak for neither side
``type_alone``      only the sources of one type, each in turn
``publisher_alone`` only self-published sources, and only the others
``given_twice``     without what one coder alone gave, where several could
=================== ===================================================================

From the first five each rating has a grade of steadiness, one of `GRADES`, the first
that applies of:

=========================== ===========================================================
``could be on either side`` some variants are above the neutral level, some below it
``depends on one source``   without some one source it is at another level, or missing
``may change``              it keeps its level in less than `STEADY_SHARE` of the
                            resamples
``steady``                  none of these
=========================== ===========================================================

The others change no grade. Types and publishers cut finer what strands cut already:
the more of them a study tells apart, the fewer sources each has, and the worse the
grades would be for it. A rule without shares or without neutral sources is another
rule, not another draw of the evidence; parameters of this rule are in the grade.

A variant without evidence is *missing*: it counts against the share at the same level,
and is counted apart, but it is never a level. A team's sources are those with a coded
segment about it: a source that nobody coded says nothing of a rating. A kind with
only one possible variant, equal to the rating, is undefined: one source drawn
again, one strand, one coder. None of this says that a rating is right; evidence that
is one-sided throughout is robust too.
"""

from collections.abc import Mapping
from typing import Any

import numpy as np
import pandas as pd

from hiteval.analysis import variants
from hiteval.analysis.coded_segments import CELL
from hiteval.analysis.evidence import flags
from hiteval.analysis.scoring import NONE
from hiteval.analysis.variants import Counts, Draws
from hiteval.catalogue import N_
from hiteval.study.framework import RatingScale

GRADED = (
    *("without_a_source", "resampled", "parameters"),
    *("strand_alone", "coder_alone"),
)
BESIDE = (
    *("by_numbers", "neutral_ignored"),
    *("type_alone", "publisher_alone", "given_twice"),
)
KINDS = (*GRADED, *BESIDE)
EITHER_SIDE, ONE_SOURCE = N_("could be on either side"), N_("depends on one source")
MAY_CHANGE, STEADY = N_("may change"), N_("steady")
GRADES = (STEADY, MAY_CHANGE, ONE_SOURCE, EITHER_SIDE)
STEADY_SHARE = 0.9
NO_RATING = "no rating: no segment was coded"
_ALONE = {
    "resampled": "the team has one source, which drawn again is the same",
    "strand_alone": "the team has one strand only",
    "coder_alone": "one coder only",
    "by_numbers": "the rule has no shares to leave out",
    "neutral_ignored": "no source is neutral",
    "type_alone": "the team has one type of source only",
    "publisher_alone": "the sources are not both self-published and others",
}


def robustness(
    proposed: pd.DataFrame,
    by_source: pd.DataFrame,
    parts: Mapping[str, pd.DataFrame],
    given_twice: pd.DataFrame,
    scale: RatingScale,
    draws: Draws,
) -> pd.DataFrame:
    """Vary each proposed rating in many ways, and say how often it stays the same.

    Parameters
    ----------
    proposed : DataFrame
        From `hiteval.analysis.scoring.propose`: every team on every criterion.
    by_source : DataFrame
        From `hiteval.analysis.evidence.source_evidence`, of the same study.
    parts : mapping of str to DataFrame
        For each kind ``<part>_alone``, from `hiteval.analysis.evidence.by_parts` and
        ``by_coder``.
    given_twice : DataFrame
        ``team_id, criterion_id``, and ``without``, the rating without what one coder
        alone gave.
    scale : RatingScale
        The one that ``proposed`` was made with.
    draws : Draws
        The seed and the number of draws.

    Returns
    -------
    DataFrame
        One row per team and criterion, as in ``proposed``: ``rating``;
        ``rests_on_one_source`` (boolean: one source in all); ``decisive`` (ids of
        sources without any one of which the rating is at another level or missing,
        separated by ``"; "``); ``steadiness`` (one of `GRADES`); for each of `KINDS`
        the columns ``<kind>_variants`` (how many), ``<kind>_same`` and
        ``<kind>_missing`` (shares of all variants, 0 to 1; what is left is at another
        level), ``<kind>_lowest`` and ``<kind>_highest`` (levels reached, missing where
        no variant has a level);
        ``lowest`` and ``highest`` over the rating and its variants of the kinds
        `GRADED`; ``reason`` (why something in the row is undefined, missing where all
        is defined). Where there is no rating everything else is missing too.

    References
    ----------
    .. [1] Efron B, Tibshirani RJ. *An Introduction to the Bootstrap.* (1993), on
       resampling; here to see how much a rating depends on which sources were found,
       not for an interval: found sources are no random sample.
       doi 10.1201/9780429246593
    """
    index, proposed = proposed.index, proposed.reset_index(drop=True)
    rating = proposed["rating"]
    rated, given = rating.notna().to_numpy(), _steps(rating, scale)
    totals = proposed[["sources", *flags(scale)]].to_numpy().T
    cells = proposed[CELL].assign(cell=np.arange(len(proposed)))
    rows = by_source.merge(cells)
    cell = rows["cell"].to_numpy()
    without = variants.without_a_source(rows, totals, scale)
    made = {
        "without_a_source": variants.by_cell(cell, without, len(cells), scale),
        "resampled": variants.resampled(rows, cells, scale, draws),
        "parameters": variants.parameters(totals, scale),
        "by_numbers": variants.by_numbers(totals, scale),
        "neutral_ignored": _neutral_ignored(proposed, totals, scale),
    }
    for kind, part in parts.items():
        made[kind] = variants.alone(part.merge(cells), cells, scale)
    several = made["coder_alone"].any(axis=1, keepdims=True)
    twice = cells.merge(given_twice, how="left", validate="1:1")["without"]
    made["given_twice"] = variants.once(_steps(twice, scale), scale) * several
    counts = {kind: np.where(rated[:, None], made[kind], 0) for kind in KINDS}
    graded = [counts[kind] for kind in GRADED]
    reached = np.sum([variants.once(given, scale), *graded], axis=0)
    columns = [
        proposed[[*CELL, "rating"]],
        rests_on_one_source(proposed),
        _decisive(rows[without != given[cell]], rating),
        *(_shares(counts[kind], given, scale).add_prefix(f"{kind}_") for kind in KINDS),
        _range(reached, scale),
        _reason(counts, rated, proposed.index).rename("reason"),
    ]
    found = pd.concat(columns, axis=1).set_axis(index)
    found.insert(5, "steadiness", _steadiness(found, scale))
    return found


def _steps(rating: pd.Series, scale: RatingScale) -> Any:
    """Give the step of each level, `NONE` where it is missing."""
    step = np.searchsorted(scale.ratings, rating.fillna(scale.ratings[0]))
    return np.where(rating.notna(), step, NONE).astype(np.int64)


def _neutral_ignored(proposed: pd.DataFrame, totals: Any, scale: RatingScale) -> Counts:
    if not scale.two_sided:
        return np.zeros((len(proposed), 1 + len(scale.ratings)), dtype=np.int64)
    return variants.without_neutral(proposed["both"].to_numpy(), totals, scale)


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


def rests_on_one_source(proposed: pd.DataFrame) -> pd.Series:
    """Say where all evidence is of one source.

    Parameters
    ----------
    proposed : DataFrame
        From `hiteval.analysis.scoring.propose`.

    Returns
    -------
    Series of boolean
        Named ``rests_on_one_source``, on the same index; missing where there is no
        rating.
    """
    one = (proposed["sources"] == 1).astype("boolean")
    return one.where(proposed["rating"].notna()).rename("rests_on_one_source")


def _decisive(moving: pd.DataFrame, rating: pd.Series) -> pd.Series:
    """Join the ids of the sources without which a rating is another."""
    named = moving.sort_values("source_id").groupby("cell")["source_id"].agg("; ".join)
    found = named.reindex(rating.index, fill_value="").astype("str")
    return found.where(rating.notna()).rename("decisive")


def _steadiness(found: pd.DataFrame, scale: RatingScale) -> pd.Series:
    """Grade each rating; missing where there is none."""
    grade = pd.Series(STEADY, index=found.index, dtype="str")
    kept = found["resampled_same"].fillna(1) >= STEADY_SHARE
    grade = grade.where(kept, MAY_CHANGE)
    grade = grade.mask(found["decisive"].fillna("") != "", ONE_SOURCE)
    if scale.two_sided:
        either = (found["lowest"] < scale.middle) & (found["highest"] > scale.middle)
        grade = grade.mask(either.fillna(False).astype("bool"), EITHER_SIDE)
    return grade.where(found["rating"].notna())


def _reason(counts: dict[str, Counts], rated: Any, index: pd.Index) -> pd.Series:
    """Say why something in the row is undefined."""
    reason = pd.Series("", index=index, dtype="str")
    for kind, why in _ALONE.items():
        reason += np.where(counts[kind].any(axis=1), "", f"; {why}")
    reason = reason.str.removeprefix("; ").where(rated, NO_RATING)
    return reason.mask(reason == "")
