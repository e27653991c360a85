"""The theory of change that people wrote: its links, and the evidence on each."""

import pandas as pd

from hiteval.analysis import finding_facts
from hiteval.analysis.evidence import in_confidence
from hiteval.results.evaluation import Evaluation


def links_with_evidence(evaluation: Evaluation) -> pd.DataFrame:
    """Return the links with how much evidence stands on each side of them.

    Call it for a whole evaluation: in a slice, links name only its segments.

    Returns
    -------
    DataFrame
        The columns of ``study.theory``, in the order that it gives, those without a
        place last; ``number``, counted from 1 in this order; int counts ``segments,
        sources, teams`` of what is listed for a link, and ``contrary_segments,
        contrary_sources, contrary_teams`` of what is listed against it. The
        partnership is counted in no number of teams. ``in_confidence`` and
        ``contrary_in_confidence`` as in `hiteval.analysis.finding_facts.facts`.
        ``first_year, last_year`` of both sides (Int64; missing where no source is
        dated).
    """
    study = evaluation.study
    listed = listed_segments(evaluation)
    listed = listed.merge(study.segments[["segment_id", "source_id", "team_id"]])
    years = pd.to_numeric(study.sources["date"].str[:4]).astype("Int64")
    listed["year"] = listed["source_id"].map(years.set_axis(study.sources["source_id"]))
    ours = listed["team_id"].isin(evaluation.teams["team_id"])
    listed["team_id"] = listed["team_id"].where(ours)
    made = study.theory.sort_values(["order", "link_id"], ignore_index=True)
    made["number"] = range(1, len(made) + 1)
    for prefix, against in (("", False), ("contrary_", True)):
        by = listed[listed["contrary"] == against].groupby("link_id")
        for part in ("segment", "source", "team"):
            counts = made["link_id"].map(by[f"{part}_id"].nunique())
            made[f"{prefix}{part}s"] = counts.fillna(0).astype("int64")
        side = listed[listed["contrary"] == against]
        pooled = in_confidence(side, ["link_id"], study.pools)
        made[f"{prefix}in_confidence"] = made["link_id"].map(pooled).astype("str")
    by_link = listed.groupby("link_id")["year"]
    for name, year in (("first_year", by_link.min()), ("last_year", by_link.max())):
        made[name] = made["link_id"].map(year).astype("Int64")
    return made


def listed_segments(evaluation: Evaluation) -> pd.DataFrame:
    """List the segments of every link: `finding_facts.listed_segments`."""
    return finding_facts.listed_segments(evaluation.study.theory)
