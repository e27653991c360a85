"""Every segment in one table that a reader can search, sort and filter.

The page holds a plain table, which is whole without any script. The words that it can
be filtered by are in the class of each row, such as ``team:ckd`` or ``rating:below``.
`book/_static/evidence-table.js` makes lists of choices of them and hands the table to
DataTables, which `hiteval.report.book.page_frame` puts beside it.

Of very many rows the page holds each cell once, as data: a browser would need gigabytes
to lay them out, and the script gives it those that are looked at.
"""

import html
import json
from collections.abc import Mapping
from typing import Any

import pandas as pd

from hiteval.analysis.agreement.comparisons import SAME_RATING
from hiteval.display.kit import addresses
from hiteval.display.kit.chips import chip
from hiteval.display.kit.html import NOTHING, Html, Text, escape, join, link, markup
from hiteval.display.kit.table import records
from hiteval.display.passages import KEYS, coded, heading, passage, source
from hiteval.results import sureness
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale

SHOWN = ["Rating", "Team", "Criterion", "Passage", "Coders", "Source"]
MOST_ROWS = 5_000  # laid out whole
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
    rows = _rows(segments, evaluation)
    words = heading(evaluation.study.segments)
    called = {"Team": evaluation.labels.Team, "Passage": words}
    heads = (markup('<th scope="col">{}</th>', called.get(n, n)) for n in SHOWN)
    listed = len(rows) <= MOST_ROWS
    middle = evaluation.framework.rating_scale.middle
    return markup(
        '<div class="table stacked evidence"><table id="segments-table"{}>'
        "<thead><tr>{}</tr></thead><tbody>{}</tbody></table>{}</div>",
        markup(' class="neutral:{}"', middle) if middle else NOTHING,
        join(heads),
        _lines(rows) if listed else NOTHING,
        NOTHING if listed else _packed(rows, evaluation),
    )


def _lines(rows: pd.DataFrame) -> Html:
    return join(
        markup(
            '<tr class="{}">{}</tr>',
            _words(row),
            join(markup("<td>{}</td>", row[name]) for name in SHOWN),
        )
        for row in rows.to_dict("records")
    )


def _packed(rows: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Write of each column its different cells, and which of them each row has."""
    columns = {}
    for name in SHOWN + FILTERS:
        which, cells = pd.factorize(rows[name])
        written = [str(escape(cell)) for cell in cells]
        columns[name] = {"cells": written, "rows": which.tolist()}
    data = json.dumps(columns, ensure_ascii=False, separators=(",", ":"))
    return markup(
        '<p class="unpacked-by-script">{} rows are more than a page can list. A '
        "browser with JavaScript shows them here. What was coded is also on the page "
        'of its {}.</p><pre class="packed">{}</pre>',
        evaluation.language.numeral(len(rows)),
        evaluation.labels.team,
        Html(html.escape(data, quote=False)),  # JSON is full of quotation marks
    )


def _words(row: Mapping[Any, str]) -> str:
    """Write what a row can be filtered by as the words of its class."""
    return " ".join(f"{key}:{word}" for key in FILTERS for word in row[key].split())


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
    """Name a rating and, on a scale of two sides, its side.

    Its number is as in the column of ratings, with a plain minus.
    """
    if pd.isna(level):
        return "uncoded"
    middle = level if scale.middle is None else scale.middle
    side = "below " if level < middle else "above " if level > middle else ""
    return f"{side}{level:g}"


def _difference_words(evaluation: Evaluation, found: pd.DataFrame) -> list[str]:
    """Say where coders differ, and how."""
    rows = sureness.what_coders_disagree_on(evaluation)
    how = (rows["about"] == SAME_RATING).map({True: "ratings", False: "some"})
    far = (rows["gap"] > 1).fillna(False).map({True: " far", False: ""})
    words = ("differ " + how + far).set_axis(pd.MultiIndex.from_frame(rows[KEYS]))
    return words.reindex(pd.MultiIndex.from_frame(found[KEYS])).fillna("").tolist()
