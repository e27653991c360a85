"""How far coders agree: in words, pictures and tables, and what is left to settle."""

from functools import partial
from typing import Any

import pandas as pd
from matplotlib.axes import Axes

from hiteval.analysis.agreement.agreement import Agreement
from hiteval.analysis.agreement.comparisons import CRITERION, OVERALL
from hiteval.analysis.agreement.comparisons import SAME_CRITERION as CRITERIA
from hiteval.analysis.agreement.comparisons import SAME_RATING as RATINGS
from hiteval.display.kit import addresses, drawing
from hiteval.display.kit.html import Html, escape, link, paragraphs
from hiteval.display.kit.picture import ROW, picture
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import count, percent, spoken, verb
from hiteval.language import numeral
from hiteval.results import sureness
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale

HEADLINE = {CRITERIA: "alpha_nominal", RATINGS: "alpha_ordinal"}
NAMES = {
    "percent_agreement": "Percent agreement",
    "cohen_kappa": "Cohen's kappa",
    "fleiss_kappa": "Fleiss' kappa",
    "gwet_ac1": "Gwet's AC1",
    "gwet_ac2": "Gwet's AC2",
    "brennan_prediger": "Brennan-Prediger",
    "alpha": "Krippendorff's alpha",
    "prevalence_index": "Prevalence index",
    "bias_index": "Bias index",
}
SCALES = {"landis_koch": "Landis and Koch", "altman": "Altman", "fleiss": "Fleiss"}


def overview(agreement: Agreement) -> Html:
    """Say in plain words how far the coders agree on both questions."""
    asked = {
        CRITERIA: ("whether a criterion applies to a segment", "decision"),
        RATINGS: ("which rating a segment has on a criterion both gave it", "pair"),
    }
    return paragraphs(
        sentence
        for question, (about, unit) in asked.items()
        for sentence in _answer(agreement, question, about, unit)
    )


def by_subject(agreement: Agreement) -> Html:
    """Show the headline coefficient of both questions by area and criterion."""
    table_of = agreement.coefficients
    chosen = table_of["coefficient"] == table_of["question"].map(HEADLINE)
    rows = table_of[chosen & (table_of["level"] != CRITERION)]
    rows = rows.assign(name=rows["question"] + ": " + _named(rows["subject_id"]))

    def draw(ax: Axes) -> None:
        drawing.dots_with_ranges(ax, rows)
        ax.set_xlim(min(0.0, float(rows["low"].min()) - 0.02), 1.02)
        ax.set_xlabel("alpha: 0 is chance, 1 is perfect agreement")

    values = [f"{r.name} {_value(r.value)}" for r in records(rows)]
    return picture(
        "agreement-picture",
        (7.2, 1.0 + ROW * len(rows)),
        draw,
        "How far do the coders agree beyond chance, and how sure is that?",
        f"Dots with 95 % intervals of Krippendorff's alpha. {'; '.join(values)}.",
        _coefficients(rows),
    )


def coefficients(agreement: Agreement, evaluation: Evaluation) -> Html:
    """Show every coefficient over the whole study, and the headline by criterion."""
    every = agreement.coefficients
    headline = every["coefficient"] == every["question"].map(HEADLINE)
    rows = every[
        (every["level"] == OVERALL) | (headline & (every["level"] == CRITERION))
    ]
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    rows = rows.assign(name=rows["subject_id"].map(criteria).fillna("All together"))
    shown = _coefficients(rows)
    shown.insert(0, "Question", spoken(rows["question"]) + "?")
    caption = "Coefficients of agreement with 95 % intervals from resampling sources"
    return table(shown, "coefficients", caption, group="Question")


def bands(agreement: Agreement) -> Html:
    """Show which published words for good agreement are probable."""
    rows = agreement.bands
    headline = rows["coefficient"] == rows["question"].map(HEADLINE)
    rows = rows[headline & (rows["level"] == OVERALL) & rows["stated"]]
    shown = pd.DataFrame(
        {
            "Question": spoken(rows["question"]) + "?",
            "Judged by": rows["coefficient"].map(_spelt),
            "By the scale of": rows["scale"].map(SCALES),
            "Agreement is at least": rows["band"],
            "In resamples": rows["cumulative"].map(percent),
        }
    )
    caption = "The highest word that holds in 95 of 100 resamples of the sources"
    return table(shown, "bands", caption)


def marginals(evaluation: Evaluation) -> Html:
    """Show how often each coder used each criterion and each rating."""
    counts = sureness.how_coders_code(evaluation)
    names = {c.id: c.name for c in evaluation.framework.criteria}
    of = evaluation.framework.rating_scale
    scale = {str(value): of.written(value) for value in of.ratings}
    wide = counts.assign(
        Question=spoken(counts["question"]) + "?",
        Category=counts["category"].map(names | scale),
    ).pivot_table(
        index=["Question", "Category"],
        columns="coder_id",
        values="count",
        sort=False,
    )
    shown = wide.astype("int64").rename_axis(columns=None).reset_index()
    caption = "How often each coder gave each criterion and each rating"
    return table(shown, "marginals", caption, group="Question")


def to_settle(evaluation: Evaluation) -> Html:
    """Show the passages on which coders' ratings lie farthest apart."""
    rows = sureness.what_coders_rate_farthest_apart(evaluation)
    if rows.empty:
        return paragraphs(["No two coders rate a segment differently."])
    study = evaluation.study
    pages = addresses.team_pages(study.teams)
    names = {c.id: c.name for c in evaluation.framework.criteria}
    summaries = study.segments.set_index("segment_id")["summary"]
    places = rows["segment_id"].map(addresses.segment_place)
    homes = rows["team_id"].map(pages) + "#" + places
    shown = pd.DataFrame(
        {
            "Criterion": rows["criterion_id"].map(names),
            "Coders": _by_coder(rows, evaluation.framework.rating_scale),
            "Passage": rows["segment_id"].map(summaries),
            "Segment": [
                link(*pair) for pair in zip(homes, rows["segment_id"], strict=True)
            ],
        }
    )
    levels = count(int(rows["gap"].max()), "level")
    caption = f"The ratings that lie farthest apart: {levels}"
    return table(shown, "to-settle", caption, ["Coders", "Segment"], css="stacked")


def settle_overview(evaluation: Evaluation) -> Html:
    """Count the disagreements by kind."""
    rows = sureness.what_coders_disagree_on(evaluation)
    ratings = rows["about"] == RATINGS
    wide = int((rows["gap"] > 1).fillna(False).sum())
    return paragraphs(
        [
            f"{count(int(ratings.sum()), 'pair')} of ratings differ, "
            f"{wide} of them by more than one level. "
            f"{link(addresses.evidence_choice(coders='ratings'), 'Read all of them')}.",
            f"{count(int((~ratings).sum()), 'criterion', 'criteria')} "
            f"{verb(int((~ratings).sum()), 'was', 'were')} given to a "
            "segment by some of its coders only. "
            f"{link(addresses.evidence_choice(coders='some'), 'Read these')}.",
        ]
    )


def _answer(agreement: Agreement, question: str, about: str, unit: str) -> list[str]:
    levels, coefficients = agreement.levels, agreement.coefficients
    (level,) = records(levels[_overall(levels, question)])
    if level.reason:
        return [f"On {about}, agreement is undefined: {level.reason}."]
    chosen = _overall(coefficients, question)
    chosen &= coefficients["coefficient"] == HEADLINE[question]
    (alpha,) = records(coefficients[chosen])
    compared = count(level.units, unit)
    sentences = [
        f"{level.coders} coders were compared on {about}: {compared} from "
        f"{count(level.sources, 'source')}.",
        f"They agree in {percent(level.percent_agreement)} of them.",
    ]
    if alpha.reason:
        return [*sentences, f"Agreement beyond chance is undefined: {alpha.reason}."]
    beyond = f"Beyond chance, agreement is {_value(alpha.value)}"
    if not alpha.interval_reason:
        beyond += f", likely between {_value(alpha.low)} and {_value(alpha.high)}"
    return [" ".join([*sentences, f"{beyond} (0 is chance, 1 is perfect)."])]


def _overall(rows: pd.DataFrame, question: str) -> pd.Series:
    return (rows["question"] == question) & (rows["level"] == OVERALL)


def _coefficients(rows: pd.DataFrame) -> pd.DataFrame:
    spans = [
        f"{_value(r.low)} to {_value(r.high)}" if not r.interval_reason else "–"
        for r in records(rows)
    ]
    reason = rows["reason"].where(rows["reason"] != "", rows["interval_reason"])
    return pd.DataFrame(
        {
            "Of": rows["name"],
            "Coefficient": rows["coefficient"].map(_spelt),
            "Value": rows["value"].map(_value),
            "95 % interval": spans,
            "Why missing": reason,
        }
    )


def _spelt(coefficient: str) -> str:
    """Write a coefficient's name, with its weights or metric.

    >>> _spelt("gwet_ac2_ordinal"), _spelt("cohen_kappa")
    ("Gwet's AC2, ordinal", "Cohen's kappa")
    """
    (stem,) = [name for name in NAMES if coefficient.startswith(name)]
    kind = coefficient.removeprefix(stem).strip("_")
    return f"{NAMES[stem]}, {kind}" if kind else NAMES[stem]


def _named(subjects: pd.Series) -> pd.Series:
    return subjects.where(subjects != OVERALL, "all together")


def _value(value: Any) -> str:
    return "–" if pd.isna(value) else numeral(value, places=2)


def _by_coder(rows: pd.DataFrame, scale: RatingScale) -> list[str]:
    """Write what each coder gave, as finished HTML."""
    ids = {
        c: c.removeprefix("rating_") for c in map(str, rows) if c.startswith("rating_")
    }
    given = partial(_given, scale=scale)
    line = '<span class="coders">{} {}</span>'.format
    return [
        "<br>".join(map(line, map(escape, ids.values()), map(given, ratings)))
        for ratings in records(rows[list(ids)])
    ]


def _given(rating: Any, scale: RatingScale) -> str:
    return "not given" if pd.isna(rating) else scale.written(rating)
