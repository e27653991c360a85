"""Every segment in one table that a reader can search, sort and filter."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from hiteval.analysis.agreement.comparisons import SAME_RATING
from hiteval.display.kit import addresses
from hiteval.display.kit.chips import chip
from hiteval.display.kit.filtered_table import filtered_table, level_words
from hiteval.display.kit.html import Html, Text, link, markup
from hiteval.display.kit.table import records
from hiteval.display.passages import KEYS, coded, heading, passage, source
from hiteval.results import sureness
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale

FILTERS = ["team", "criterion", "strand", "rating", "coders", "segment", "source"]


def segments(evaluation: Evaluation) -> pd.DataFrame:
    """List every segment, once for each criterion that it was coded with.

    The columns of ``evaluation.rated``; of a segment that nobody coded, criterion and
    rating are missing.
    """
    rated, every = evaluation.rated, evaluation.study.segments
    uncoded = every[~every["segment_id"].isin(rated["segment_id"])]
    uncoded = uncoded[["segment_id", "team_id", "source_id"]]
    return pd.concat([rated, uncoded], ignore_index=True)


def evidence_table(segments: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show every segment, once for each criterion that it was coded with."""
    heads = {
        "Rating": "Rating",
        "Team": evaluation.labels.Team,
        "Criterion": "Criterion",
        "Passage": heading(evaluation.study.segments),
        "Coders": "Coders",
        "Source": "Source",
    }
    rows = _rows(segments, evaluation)
    return filtered_table(rows, "segments", heads, FILTERS, evaluation)


def _rows(segments: pd.DataFrame, evaluation: Evaluation) -> pd.DataFrame:
    """Lay out the cells, and the words that filters look for."""
    found = coded(evaluation, segments)
    rows = list(records(found))
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    teams = evaluation.study.teams.set_index("team_id")["name"]
    scale = evaluation.framework.rating_scale
    return pd.DataFrame(
        {
            "Rating": [chip(rating, scale) for rating in found["rating"]],
            "Team": [link(p.page, teams[p.team_id]) for p in rows],
            "Criterion": [_criterion(p, criteria) for p in rows],
            "Passage": [_passage(p) for p in rows],
            "Coders": found["by_coder"].fillna(""),
            "Source": [source(p) for p in rows],
            "team": found["team_id"],
            "criterion": found["criterion_id"].fillna(""),
            "strand": found["strand"],
            "rating": [_rating_words(rating, scale) for rating in found["rating"]],
            "coders": _difference_words(evaluation, found),
            "segment": found["segment_id"],
            "source": found["source_id"],
        }
    )


def _criterion(row: Any, criteria: Mapping[str, str]) -> Text:
    if pd.isna(row.criterion_id):
        return "not coded"
    place = addresses.rating_place(row.criterion_id)
    return link(f"{row.page}#{place}", criteria[row.criterion_id])


def _passage(row: Any) -> Html:
    named: Text = f"Segment {row.segment_id}"
    if not pd.isna(row.criterion_id):  # else no other page shows it
        place = addresses.segment_place(row.segment_id)
        named = link(f"{row.page}#{place}", named, "segment")
    return markup("{} {}", passage(row), named)


def _rating_words(level: Any, scale: RatingScale) -> str:
    return "uncoded" if pd.isna(level) else level_words(level, scale)


def _difference_words(evaluation: Evaluation, found: pd.DataFrame) -> list[str]:
    """Say where coders differ, and how."""
    rows = sureness.what_coders_disagree_on(evaluation)
    how = (rows["about"] == SAME_RATING).map({True: "ratings", False: "some"})
    far = (rows["gap"] > 1).fillna(False).map({True: " far", False: ""})
    words = ("differ " + how + far).set_axis(pd.MultiIndex.from_frame(rows[KEYS]))
    return words.reindex(pd.MultiIndex.from_frame(found[KEYS])).fillna("").tolist()
