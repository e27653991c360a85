"""Two strands of evidence analysed apart, then compared for each team and criterion.

The codes are those of Farmer and others [1]_; how they are applied here is this
project's own.

*Meaning* is the side of the rating that the rule of proposal gives to one strand alone:
above the neutral level, below it, or at it. *Prominence* is the share of a strand's
sources about the team that speak of the criterion; it is the same if neither share is
more than `PROMINENCE_FACTOR` times the other, or if both ratings are outermost (both
strands give concrete examples). A strand's sources are those with a coded segment about
the team. Shares, not numbers: a team with twenty documents and three accounts would
otherwise never have the two alike.

=============== ======================================================================
agreement       same meaning and same prominence
partial         one of the two is the same, and the meanings are not opposite
dissonance      opposite meanings (on opposite sides), or neither is the same
silence         one strand has evidence, the other has none
no evidence     neither has; this is none of Farmer's four
=============== ======================================================================

In the paper, dissonance is difference in both. Here opposite meanings are dissonance at
any prominence too: two strands that contradict each other equally loudly do not partly
agree. ``opposite`` tells contradiction apart from the milder difference in both, such
as mixed evidence in many documents against support in few accounts.

A one-sided scale has no contrary meanings. There, meaning is the level itself, and
meanings are opposite where the levels lie at least `FAR` steps of the scale apart,
which is also how far a rating by people must lie from the evidence to be shown as far.

References
----------
.. [1] Farmer T, Robinson K, Elliott SJ, Eyles J. Developing and implementing a
   triangulation protocol for qualitative health research. *Qualitative Health
   Research* 16(3) (2006), 377-394. doi 10.1177/1049732305285708
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from hiteval.analysis.coded_segments import CELL
from hiteval.analysis.evidence import by_strand, flags
from hiteval.analysis.scoring import proposed_step
from hiteval.catalogue import N_
from hiteval.study.framework import RatingScale

AGREEMENT, PARTIAL, DISSONANCE = (
    N_("agreement"),
    N_("partial agreement"),
    N_("dissonance"),
)
SILENCE, NO_EVIDENCE = N_("silence"), N_("no evidence")
PROMINENCE_FACTOR = 2
FAR = 2

Pair = tuple[str, str]
Flags = npt.NDArray[np.bool_]


def compare(
    cells: pd.DataFrame,
    by_source: pd.DataFrame,
    sources: pd.DataFrame,
    scale: RatingScale,
    pair: Pair,
) -> pd.DataFrame:
    """Compare two strands for each team and criterion.

    Parameters
    ----------
    cells : DataFrame
        ``team_id, criterion_id``, each once; the result follows their order.
    by_source : DataFrame
        From `hiteval.analysis.evidence.source_evidence`.
    sources : DataFrame
        ``source_id, strand``. Sources of a third strand are left out.
    scale : RatingScale
        Rates each strand alone.
    pair : tuple of two str
        The strands; for a study with more, compare them two at a time. A study's first
        two strands are the natural first choice.

    Returns
    -------
    DataFrame
        One row per team and criterion: ``code``; ``same_meaning``, ``opposite`` and
        ``same_prominence`` (boolean, missing unless both strands have evidence);
        ``silent`` (the name of the silent strand, missing without silence); and for
        ``first`` and ``second``: ``<side>_rating`` (Int64, missing without evidence),
        ``<side>_sources`` (int, that speak of the criterion), ``<side>_of`` (int, the
        strand's sources about the team).
    """
    parts = by_strand(by_source, sources)
    first, second = (
        _side(cells, parts[parts["part"] == strand], scale) for strand in pair
    )
    return pd.concat(
        [
            cells[CELL],
            _codes(first, second, pair, scale).set_index(cells.index),
            first.drop(columns="place").set_index(cells.index).add_prefix("first_"),
            second.drop(columns="place").set_index(cells.index).add_prefix("second_"),
        ],
        axis=1,
    )


def dissonances(
    compared: pd.DataFrame, rated: pd.DataFrame, sources: pd.DataFrame, pair: Pair
) -> pd.DataFrame:
    """List the segments on both sides of each dissonance.

    Parameters
    ----------
    compared : DataFrame
        From `compare`.
    rated : DataFrame
        From `hiteval.analysis.coded_segments.segment_ratings`.
    sources : DataFrame
        ``source_id, strand``.
    pair : tuple of two str
        As given to `compare`.

    Returns
    -------
    DataFrame
        One row per segment coded on a team's dissonant criterion, in the order of
        ``compared``, the first strand first: ``team_id, criterion_id, strand,
        source_id, segment_id, rating``.
    """
    found = compared.loc[compared["code"] == DISSONANCE, CELL]
    found = found.assign(place=np.arange(len(found)))
    both = found.merge(rated).merge(sources[["source_id", "strand"]])
    both = both[both["strand"].isin(pair)]
    both = both.assign(second=both["strand"] == pair[1])
    both = both.sort_values(["place", "second", "source_id", "segment_id"])
    columns = [*CELL, "strand", "source_id", "segment_id", "rating"]
    return both[columns].reset_index(drop=True)


def _side(cells: pd.DataFrame, part: pd.DataFrame, scale: RatingScale) -> pd.DataFrame:
    """Rate one strand alone on each cell, in the order of the cells."""
    sums = part.assign(sources=1).groupby(CELL)[["sources", *flags(scale)]].sum()
    keys = pd.MultiIndex.from_frame(cells[CELL])
    counts = sums.reindex(keys, fill_value=0).astype(np.int64)
    about = part.groupby("team_id")["source_id"].nunique()
    place = proposed_step(counts.to_numpy().T, scale)
    speak = counts["sources"].to_numpy()
    rating = pd.Series(np.array(scale.ratings)[place], dtype="Int64")
    return pd.DataFrame(
        {
            "place": place.astype(np.int64),
            "rating": rating.where(speak > 0),
            "sources": speak,
            "of": about.reindex(cells["team_id"], fill_value=0).to_numpy(np.int64),
        }
    )


def _codes(
    first: pd.DataFrame, second: pd.DataFrame, pair: Pair, scale: RatingScale
) -> pd.DataFrame:
    """Code the comparison of two sides."""
    spoken = [side["sources"].to_numpy() > 0 for side in (first, second)]
    both = spoken[0] & spoken[1]
    meaning, opposite, outermost = _meanings(first["place"], second["place"], scale)
    prominence = _alike(first, second) | outermost
    codes: dict[str, Any] = {
        NO_EVIDENCE: ~(spoken[0] | spoken[1]),
        SILENCE: ~both,
        DISSONANCE: opposite | ~(meaning | prominence),
        AGREEMENT: meaning & prominence,
    }
    code = pd.Series(np.select(list(codes.values()), list(codes), PARTIAL), dtype="str")
    silent = pd.Series(np.where(spoken[0], pair[1], pair[0]), dtype="str")
    return pd.DataFrame(
        {
            "code": code,
            "same_meaning": pd.Series(meaning, dtype="boolean").where(both),
            "opposite": pd.Series(opposite, dtype="boolean").where(both),
            "same_prominence": pd.Series(prominence, dtype="boolean").where(both),
            "silent": silent.where(code == SILENCE),
        }
    )


def _meanings(one: pd.Series, other: pd.Series, scale: RatingScale) -> list[Flags]:
    """Say where two ratings mean the same, the opposite, and are both outermost."""
    if scale.two_sided:
        ends = [0, len(scale.ratings) - 1]
        neutral = len(scale.below)
        sides = np.sign(one - neutral), np.sign(other - neutral)
        outermost = one.isin(ends) & other.isin(ends)
        found = [sides[0] == sides[1], sides[0] * sides[1] < 0, outermost]
    else:
        found = [one == other, (one - other).abs() >= FAR, one.isna()]
    return [flag.to_numpy(dtype=np.bool_) for flag in found]


def _alike(first: pd.DataFrame, second: pd.DataFrame) -> Flags:
    """Say whether neither share of sources is too many times the other."""
    # Cross-multiplied whole numbers: shares as floats would miss an exact double.
    one = (first["sources"] * second["of"]).to_numpy()
    other = (second["sources"] * first["of"]).to_numpy()
    alike: Flags = one <= PROMINENCE_FACTOR * other
    return alike & (other <= PROMINENCE_FACTOR * one)
