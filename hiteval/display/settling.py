"""What coders disagree on, to be settled by people."""

from typing import Any

import pandas as pd

from hiteval.analysis.agreement.comparisons import SAME_RATING as RATINGS
from hiteval.catalogue import _, ngettext
from hiteval.display.kit import addresses
from hiteval.display.kit.html import Html, join, link, markup, own_words, paragraphs
from hiteval.display.kit.table import records, table
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale


def to_settle(farthest: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show the passages on which coders' ratings lie farthest apart."""
    if farthest.empty:
        return paragraphs([_("No two coders rate a segment differently.")])
    study = evaluation.study
    pages = addresses.team_pages(study.teams)
    names = {c.id: c.name for c in evaluation.framework.criteria}
    summaries = study.segments.set_index("segment_id")["summary"]
    places = farthest["segment_id"].map(addresses.segment_place)
    homes = farthest["team_id"].map(pages) + "#" + places
    shown = pd.DataFrame(
        {
            _("Criterion"): farthest["criterion_id"].map(names),
            _("Coders"): _by_coder(farthest, evaluation.framework.rating_scale),
            _("Summary of the passage"): [
                own_words(summaries[s]) for s in farthest["segment_id"]
            ],
            _("Segment"): list(map(link, homes, farthest["segment_id"])),
        }
    )
    levels = evaluation.language.count(int(farthest["gap"].max()), "level")
    caption = _("The ratings that lie farthest apart: {levels}", levels=levels)
    return table(shown, "to-settle", caption, css="stacked")


def settle_overview(disagreements: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Count the disagreements by kind."""
    say = evaluation.language
    ratings = disagreements["about"] == RATINGS
    wide = int((disagreements["gap"] > 1).fillna(False).sum())
    some = int((~ratings).sum())
    return paragraphs(
        [
            markup(
                "{pairs} of ratings differ, {number} of them by more than one level. "
                '<a href="{address}">Read all of them</a>.',
                pairs=say.count(int(ratings.sum()), "pair"),
                number=say.numeral(wide),
                address=addresses.evidence_choice(coders="ratings"),
            ),
            markup(
                ngettext(
                    "{criteria} was given to a segment by some of its coders only. "
                    '<a href="{address}">Read these</a>.',
                    "{criteria} were given to a segment by some of its coders only. "
                    '<a href="{address}">Read these</a>.',
                    some,
                ),
                criteria=say.count(some, "criterion", "criteria"),
                address=addresses.evidence_choice(coders="some"),
            ),
        ]
    )


def _by_coder(rows: pd.DataFrame, scale: RatingScale) -> list[Html]:
    """Write what each coder gave, on a line of its own."""
    columns = [c for c in map(str, rows) if c.startswith("rating_")]
    coders = [column.removeprefix("rating_") for column in columns]
    return [
        join(
            (
                markup('<span class="coders">{} {}</span>', c, _given(rating, scale))
                for c, rating in zip(coders, ratings, strict=True)
            ),
            markup("<br>"),
        )
        for ratings in records(rows[columns])
    ]


def _given(rating: Any, scale: RatingScale) -> str:
    return _("not given") if pd.isna(rating) else scale.written(rating)
