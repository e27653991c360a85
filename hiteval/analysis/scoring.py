"""The rating that the evidence proposes, by rule, and what areas look like by it.

The rule is this project's own, adapted from published practice in rating CFIR
constructs; the method page sets it out. It counts sources, not segments, so that one
long document cannot outweigh several short ones, and it is a rule, not a mean.
"""

from typing import Any

import numpy as np
import pandas as pd

from hiteval.framework import Framework, ProposalRule

MISSING, NEUTRAL, MIXED = "missing", "neutral", "mixed"
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
    s, s2 = counts["supporting"], counts["supporting_explicitly"]
    c, c2 = counts["contrary"], counts["contrary_explicitly"]
    lines: dict[str, tuple[Any, Any]] = {
        MISSING: (counts["segments"] == 0, np.nan),
        NEUTRAL: ((s == 0) & (c == 0), 0),
        SUPPORTED: (c == 0, np.where(s2 >= rule.explicit_sources, 2, 1)),
        CONTRADICTED: (s == 0, np.where(c2 >= rule.explicit_sources, -2, -1)),
        # Equal numbers are mixed at any ratio: neither side may win by coming first.
        MOSTLY_SUPPORTED: ((s > c) & (s >= rule.net_ratio * c), 1),
        MOSTLY_CONTRADICTED: ((c > s) & (c >= rule.net_ratio * s), -1),
    }
    fired = [when for when, _ in lines.values()]
    rating = np.select(fired, [level for _, level in lines.values()], 0)
    proposed = counts.assign(
        rating=pd.array(rating, dtype="Float64").astype("Int64"),
        finding=np.select(fired, list(lines), MIXED),
    )
    return proposed.assign(because=_because(proposed))


def area_profiles(proposed: pd.DataFrame, framework: Framework) -> pd.DataFrame:
    """Describe each team's ratings in each area, without averaging them.

    Parameters
    ----------
    proposed : DataFrame
        From `propose`, every criterion of the framework present for each team.
    framework : Framework
        Which criterion belongs to which area.

    Returns
    -------
    DataFrame
        One row a team and area, areas in the framework's order: ``criteria`` (how many
        there are), ``rated`` (with evidence), one column ``-2`` to ``2`` with the
        number of criteria at that level, ``missing``, ``coverage`` (rated / criteria,
        0 to 1) and ``median`` (float, half points kept, missing where none is rated).
    """
    areas = [area.id for area in framework.areas]
    levels = framework.rating_scale.ratings
    cells = proposed.assign(
        area_id=pd.Categorical(
            proposed["criterion_id"].map(framework.area_of), categories=areas
        ),
        missing=proposed["rating"].isna(),
        **{str(level): (proposed["rating"] == level).fillna(False) for level in levels},
    )
    groups = cells.groupby(["team_id", "area_id"], observed=True)
    profile = groups[[*map(str, levels), "missing"]].sum()
    profile.insert(0, "criteria", groups.size())
    profile.insert(1, "rated", groups["rating"].count())
    profile["coverage"] = profile["rated"] / profile["criteria"]
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
