"""Every segment in one table that a reader can search, sort and filter."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from hiteval.analysis.agreement.comparisons import SAME_RATING
from hiteval.catalogue import N_, _
from hiteval.display.context import ABOUT
from hiteval.display.kit import addresses
from hiteval.display.kit.chips import chip
from hiteval.display.kit.filtered_table import (
    Filter,
    Shape,
    criterion_choices,
    criterion_words,
    filtered_table,
    level_choices,
    level_words,
)
from hiteval.display.kit.html import Html, Text, link, markup
from hiteval.display.kit.table import records
from hiteval.display.passages import KEYS, coded, heading, passage, source
from hiteval.results import sureness
from hiteval.results.evaluation import Evaluation
from hiteval.study.choices import ABOUT_TEAM
from hiteval.study.framework import RatingScale

SAYS = {
    "all": N_("Shown: {first} to {last} of {every} passages."),
    "some": N_("Found: {found} of {every} passages. Shown: {first} to {last}."),
    "none": N_("Found: none of {every} passages."),
}
DIFFER = {
    "differ": N_("differ"),
    "ratings": N_("rate it differently"),
    "far": N_("rate it two levels apart"),
    "some": N_("do not all see the criterion"),
}
UNCODED = N_("not coded")
ELSEWHERE = (
    "A browser with JavaScript shows all of them here. They are also in {table}, and "
    "on the page of each {team}."
)


def segments(evaluation: Evaluation) -> pd.DataFrame:
    """List every segment, once for each criterion that it was coded with.

    The columns of ``evaluation.rated`` and ``about``, what the segment tells of. Of a
    segment that nobody coded, criterion, rating and ``about`` are missing.
    """
    rated = evaluation.rated.assign(about=ABOUT_TEAM)
    every, beside = evaluation.study.segments, evaluation.beside
    coded_ids = {*rated["segment_id"], *beside["segment_id"]}
    uncoded = every[~every["segment_id"].isin(coded_ids)]
    uncoded = uncoded[["segment_id", "team_id", "source_id"]]
    return pd.concat([rated, beside, uncoded], ignore_index=True)


def evidence_table(segments: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show every segment, once for each criterion that it was coded with."""
    rows = _rows(segments, evaluation)
    table = link(addresses.download("segments.csv"), "segments.csv")
    elsewhere = markup(ELSEWHERE, table=table, team=evaluation.labels.team)
    return filtered_table(
        rows, _shape(rows, evaluation), elsewhere, evaluation.language
    )


def _shape(rows: pd.DataFrame, evaluation: Evaluation) -> Shape:
    heads = {
        "Rating": _("Rating"),
        "Team": evaluation.labels.Team,
        "Criterion": _("Criterion"),
        "Passage": heading(evaluation.study.segments),
        "Coders": _("Coders"),
        "Source": _("Source"),
    }
    says = {when: _(said) for when, said in SAYS.items()}
    return Shape("segments", heads, _filters(rows, evaluation), ["Rating"], says)


def _filters(rows: pd.DataFrame, evaluation: Evaluation) -> list[Filter]:
    listed = [evaluation.teams, evaluation.model().study.teams]
    teams = [(t.team_id, t.name) for t in records(pd.concat(listed))]
    scale, labels = evaluation.framework.rating_scale, evaluation.labels
    levels = [*level_choices(rows["rating"], scale), ("uncoded", _(UNCODED))]
    strands = [(strand, strand) for strand in sorted(set(rows["strand"]))]
    the_team = (ABOUT_TEAM, _("the {team}", team=labels.team))
    about = [the_team, *((name, _(what)) for name, what in ABOUT.items())]
    differ = [(name, _(how)) for name, how in DIFFER.items()]
    criteria = criterion_choices(evaluation.framework)
    return [
        Filter("team", "Team", labels.Team, teams),
        Filter("criterion", "Criterion", _("Area or criterion"), criteria),
        Filter("rating", "Rating", _("Side or rating"), levels),
        Filter("about", "Rating", _("Tells of"), about),
        Filter("strand", "Source", _("Strand"), strands),
        Filter("coders", "Coders", _("Coders"), differ),
        Filter("segment", "Passage"),
        Filter("source", "Source"),
    ]


def _rows(segments: pd.DataFrame, evaluation: Evaluation) -> pd.DataFrame:
    """Lay out the cells, and the words that filters look for."""
    found = coded(evaluation, segments)
    rows = list(records(found))
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    teams = evaluation.study.teams.set_index("team_id")["name"]
    scale = evaluation.framework.rating_scale
    return pd.DataFrame(
        {
            "Rating": [_rating(p, scale) for p in rows],
            "Team": [link(p.page, teams[p.team_id]) for p in rows],
            "Criterion": [_criterion(p, criteria) for p in rows],
            "Passage": [_passage(p) for p in rows],
            "Coders": found["by_coder"].fillna(""),
            "Source": [source(p) for p in rows],
            "team": found["team_id"],
            "criterion": criterion_words(found["criterion_id"], evaluation.framework),
            "strand": found["strand"],
            "rating": [_rating_words(p, scale) for p in rows],
            "about": found["about"].fillna(""),
            "coders": _difference_words(evaluation, found),
            "segment": found["segment_id"],
            "source": found["source_id"],
        }
    )


def _rating(row: Any, scale: RatingScale) -> Text:
    """Show a rating; say of what a segment tells that enters none."""
    about = ABOUT.get(row.about)
    return markup("<small>{}</small>", _(about)) if about else chip(row.rating, scale)


def _criterion(row: Any, criteria: Mapping[str, str]) -> Text:
    if pd.isna(row.criterion_id):
        return _(UNCODED)
    place = addresses.rating_place(row.criterion_id)
    return link(f"{row.page}#{place}", criteria[row.criterion_id])


def _passage(row: Any) -> Html:
    named: Text = _("Segment {segment}", segment=row.segment_id)
    if not pd.isna(row.criterion_id):  # else no other page shows it
        place = addresses.segment_place(row.segment_id)
        named = link(f"{row.page}#{place}", named, "segment")
    return markup("{} {}", passage(row), named)


def _rating_words(row: Any, scale: RatingScale) -> str:
    if pd.isna(row.rating):
        return "uncoded"
    return level_words(row.rating, scale) if row.about == ABOUT_TEAM else ""


def _difference_words(evaluation: Evaluation, found: pd.DataFrame) -> list[str]:
    """Say where coders differ, and how."""
    rows = sureness.what_coders_disagree_on(evaluation)
    how = (rows["about"] == SAME_RATING).map({True: "ratings", False: "some"})
    far = (rows["gap"] > 1).fillna(False).map({True: " far", False: ""})
    words = ("differ " + how + far).set_axis(pd.MultiIndex.from_frame(rows[KEYS]))
    return words.reindex(pd.MultiIndex.from_frame(found[KEYS])).fillna("").tolist()
