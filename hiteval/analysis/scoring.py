"""The rating that the evidence proposes, by rule, and what areas look like by it.

The rule is this project's own, adapted from published practice in rating CFIR
constructs; the method page sets it out. It counts sources, not segments, so that one
long document cannot outweigh several short ones, and it is a rule, not a mean.
"""

from typing import Any

import numpy as np
import numpy.typing as npt
import pandas as pd

from hiteval.analysis.consensus import MISSING, UNCERTAIN
from hiteval.analysis.evidence import COUNTS
from hiteval.framework import Framework, ProposalRule

SIDES = COUNTS[2:]
NEUTRAL, MIXED = "neutral", "mixed"
SUPPORTED, CONTRADICTED = "supported", "contradicted"
MOSTLY_SUPPORTED, MOSTLY_CONTRADICTED = "mostly supported", "mostly contradicted"


def propose(counts: pd.DataFrame, rule: ProposalRule) -> pd.DataFrame:
    """Propose a rating for every team on every criterion, with its reason.

    Parameters
    ----------
    counts : DataFrame
        From `hiteval.analysis.evidence.tally`.
    rule : ProposalRule
        How many explicit sources the outermost level needs, and which ratio of sources
        outweighs mixed evidence.

    Returns
    -------
    DataFrame
        ``counts`` with ``rating`` (Int64, -2 to +2, missing where no segment was
        coded, which is not 0), ``finding`` (which line of the rule fired) and
        ``because`` (the sentence that explains the rating).
    """
    s, c = counts["supporting"], counts["contrary"]
    level = proposed_level(counts[SIDES].to_numpy().T, rule)
    uncoded = (counts["segments"] == 0).to_numpy()
    rating = np.where(uncoded, np.nan, level)
    fired: dict[str, Any] = {
        MISSING: uncoded,
        NEUTRAL: (s == 0) & (c == 0),
        SUPPORTED: c == 0,
        CONTRADICTED: s == 0,
        MOSTLY_SUPPORTED: level > 0,
        MOSTLY_CONTRADICTED: level < 0,
    }
    proposed = counts.assign(
        rating=pd.array(rating, dtype="Float64").astype("Int64"),
        finding=np.select(list(fired.values()), list(fired), MIXED),
    )
    return proposed.assign(because=_because(proposed))


def proposed_level(
    counts: npt.NDArray[Any], rule: ProposalRule
) -> npt.NDArray[np.int8]:
    """Apply the rule to counts of sources.

    Parameters
    ----------
    counts : array, shape (4, ...)
        How many sources are supporting, explicitly supporting, contrary and explicitly
        contrary, in the order of `SIDES`.
    rule : ProposalRule
        As in `propose`.

    Returns
    -------
    array of int8, shape (...)
        The level, -2 to +2. Where there is no evidence at all it is 0, and whoever
        calls must make it missing: the four counts cannot tell *none* from *neutral*.

    Examples
    --------
    >>> rule = ProposalRule(explicit_sources=2, net_ratio=2)
    >>> one_case_a_row = np.array([[3, 2, 0, 0], [1, 1, 0, 0], [1, 0, 3, 2]])
    >>> proposed_level(one_case_a_row.T, rule).tolist()
    [2, 1, -1]
    """
    s, s2, c, c2 = counts
    ratio = np.float64(rule.net_ratio)
    # Equal numbers are mixed at any ratio: neither side may win by coming first.
    up = (s > c) & (s >= ratio * c)
    down = (c > s) & (c >= ratio * s)
    top = (c == 0) & (s2 >= rule.explicit_sources)
    bottom = (s == 0) & (c2 >= rule.explicit_sources)
    level: npt.NDArray[np.int8] = up.astype(np.int8) + top - down - bottom
    return level


def area_profiles(cells: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Describe each team's ratings in each area, without averaging them.

    Parameters
    ----------
    cells : DataFrame
        One row a team and criterion, every criterion of the framework present for each
        team: ``rating`` (Float64, as shown), ``basis`` (see
        `hiteval.analysis.consensus`) and ``segments`` (how many).
    framework : Framework
        Which criterion belongs to which area.

    Returns
    -------
    DataFrame
        One row a team and area, areas in the framework's order: ``criteria`` (how many
        there are), ``evidenced`` (that have a segment); one column ``-2`` to ``2`` with
        the number of criteria at that level, ``between`` (at a half point),
        ``uncertain`` (raters disagree), ``missing``; ``coverage`` (evidenced /
        criteria, 0 to 1); ``median`` of the ratings there are (Float64, half points
        kept, missing where there is none).
    """
    areas = [area.id for area in framework.areas]
    levels = framework.rating_scale.ratings
    rating = cells["rating"]
    flags = {str(level): (rating == level).fillna(False) for level in levels}
    flags |= {
        "between": (rating % 1 != 0).fillna(False),
        "uncertain": cells["basis"] == UNCERTAIN,
        "missing": cells["basis"] == MISSING,
        "evidenced": cells["segments"] > 0,
    }
    area_id = pd.Categorical(cells["criterion_id"].map(framework.area_of), areas)
    groups = cells.assign(area_id=area_id, **flags).groupby(
        ["team_id", "area_id"], observed=True
    )
    profile = groups[list(flags)].sum()
    profile.insert(0, "criteria", groups.size())
    profile["coverage"] = profile["evidenced"] / profile["criteria"]
    profile["median"] = groups["rating"].median().astype("Float64")
    return profile.reset_index().astype({"area_id": "str"})


def _because(proposed: pd.DataFrame) -> pd.Series:
    """Build the sentence that explains each rating."""
    example = " with a concrete example; none "
    support = _count(proposed["supporting"], "source supports it", "sources support it")
    against = _count(proposed["contrary"], "source is contrary", "sources are contrary")
    explicit = _count(proposed["supporting_explicitly"])
    explicitly_against = _count(proposed["contrary_explicitly"])
    sources = _count(proposed["sources"], "source", "sources")
    sentences: dict[str, Any] = {
        MISSING: "no segment was coded",
        NEUTRAL: sources + " with only neutral or mixed segments",
        SUPPORTED: support + ", " + explicit + example + "contrary",
        CONTRADICTED: against + ", " + explicitly_against + example + "supports it",
    }
    found = [proposed["finding"] == finding for finding in sentences]
    return pd.Series(
        np.select(found, list(sentences.values()), support + "; " + against),
        index=proposed.index,
        dtype="str",
    )


def _count(count: pd.Series, one: str = "", many: str = "") -> pd.Series:
    """Write a count with its noun and verb: none, 1 source, 2 sources."""
    number = count.astype("str").mask(count == 0, "none")
    return (number + np.where(count == 1, f" {one}", f" {many}")).str.strip()
