"""How far coders agree: in words, pictures and tables."""

from collections.abc import Iterator
from typing import Any

import numpy as np
import pandas as pd

from hiteval.analysis.agreement.agreement import SUBJECT, Agreement
from hiteval.analysis.agreement.comparisons import OVERALL
from hiteval.analysis.agreement.comparisons import SAME_ABOUT as TOLD_OF
from hiteval.analysis.agreement.comparisons import SAME_CRITERION as CRITERIA
from hiteval.analysis.agreement.comparisons import SAME_RATING as RATINGS
from hiteval.display import coefficients
from hiteval.display.context import ABOUT
from hiteval.display.kit import drawing
from hiteval.display.kit.html import Html, paragraphs
from hiteval.display.kit.picture import Told, picture
from hiteval.display.kit.sheet import Rows
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import percent, spoken
from hiteval.language import Language
from hiteval.results.evaluation import Evaluation
from hiteval.study.choices import ABOUT_TEAM

HEADLINE = {
    CRITERIA: "alpha_nominal",
    RATINGS: "alpha_ordinal",
    TOLD_OF: "alpha_nominal",
}
ASKED = {  # what each question is about, and what is counted
    CRITERIA: ("whether a criterion applies to a segment", "decision"),
    RATINGS: ("which rating a segment has on a criterion both gave it", "pair"),
    TOLD_OF: ("what a segment tells of, on a criterion both gave it", "pair"),
}
SCALES = {"landis_koch": "Landis and Koch", "altman": "Altman", "fleiss": "Fleiss"}


def headline(rows: pd.DataFrame) -> pd.DataFrame:
    """Keep the coefficient that each question is answered by, Krippendorff's alpha.

    ``rows`` are those of a table of `Agreement` that has a ``coefficient``.
    """
    return rows[rows["coefficient"] == rows["question"].map(HEADLINE)]


def compared(agreement: Agreement) -> pd.DataFrame:
    """Put beside what was compared, over all criteria, the headline coefficient.

    One row a question: the columns of `Agreement`'s ``levels``, and the coefficient's
    own, of which the reason why it is missing is ``alpha_reason``; and
    ``positive_agreement``, of whether a criterion applies.
    """
    all_of = agreement.coefficients
    alpha = headline(all_of).rename(columns={"reason": "alpha_reason"})
    shared = all_of.loc[
        all_of["coefficient"] == coefficients.POSITIVE, [*SUBJECT, "value"]
    ]
    shared = shared.rename(columns={"value": coefficients.POSITIVE})
    overall = agreement.levels[agreement.levels["level"] == OVERALL]
    found = overall.merge(alpha, how="left", on=SUBJECT, validate="1:1")
    return found.merge(shared, how="left", on=SUBJECT, validate="1:1")


def overview(compared: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Say in plain words how far the coders agree on each question."""
    return paragraphs(
        sentence
        for row in records(compared)
        for sentence in _answer(row, evaluation.language)
    )


def by_subject(alpha: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Picture the headline coefficient of each question, by area and all together."""
    say = evaluation.language
    subjects = alpha["subject_id"].replace(OVERALL, "all together")
    names = alpha["question"] + ": " + subjects
    rows = alpha.assign(name=names, hollow=False)
    lowest = np.nanmin([0.0, *(rows["low"].astype("float64")), *rows["value"]])
    ticks = {0.0: "0, chance", 0.5: "0.5", 1.0: "1, perfect"}
    if lowest < 0:
        low = float(np.floor(lowest * 2) / 2)
        ticks = {low: say.numeral(low, places=1), 0.0: "0", 0.5: "0.5", 1.0: "1"}
    values = [f"{r.name} {coefficients.value(r.value, say)}" for r in records(rows)]
    return picture(
        "agreement-picture",
        lambda ax: drawing.dots_with_ranges(ax, rows, Rows(names.tolist()), ticks),
        Told(
            title=_finding(rows, say),
            how="Each dot is Krippendorff's alpha, each line its 95 % interval.",
            alt=f"Dots with 95 % intervals of alpha. {'; '.join(values)}.",
            question="How far do the coders agree beyond chance, and how sure is that?",
        ),
        coefficients.written(rows, say),
    )


def _finding(rows: pd.DataFrame, say: Language) -> str:
    """Say on what coders agree most and least beyond chance."""
    known = rows.dropna(subset=["value"]).set_index("name")["value"].astype("float64")
    if known.empty:
        return "Agreement beyond chance is undefined."
    best, worst = known.idxmax(), known.idxmin()
    most = f"{best} ({coefficients.value(known.max(), say)})"
    if best == worst:
        return f"Agreement beyond chance is {most}."
    least = f"{worst} ({coefficients.value(known.min(), say)})"
    return f"Coders agree most on {most}, and least on {least}."


def bands(stated: pd.DataFrame) -> Html:
    """Show which published words for good agreement are probable."""
    shown = pd.DataFrame(
        {
            "Question": spoken(stated["question"]) + "?",
            "Judged by": stated["coefficient"].map(coefficients.spelt),
            "By the scale of": stated["scale"].map(SCALES),
            "Agreement is at least": stated["band"],
            "Probability": stated["cumulative"].map(percent),
        }
    )
    caption = "The highest word that holds with a probability of at least 95 %"
    return table(shown, "bands", caption)


def marginals(counts: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show how often each coder used each criterion and each rating."""
    names = {c.id: c.name for c in evaluation.framework.criteria}
    of = evaluation.framework.rating_scale
    scale = {str(value): of.written(value) for value in of.ratings}
    told_of = {ABOUT_TEAM: f"the {evaluation.labels.team}"} | ABOUT
    wide = counts.assign(
        Question=spoken(counts["question"]) + "?",
        Category=counts["category"].map(names | scale | told_of),
    ).pivot_table(
        index=["Question", "Category"],
        columns="coder_id",
        values="count",
        sort=False,
    )
    shown = wide.astype("int64").rename_axis(columns=None).reset_index()
    caption = "How often each coder used each category of a question"
    return table(shown, "marginals", caption, group="Question")


def _answer(row: Any, say: Language) -> Iterator[str]:
    about, unit = ASKED[row.question]
    if row.reason:
        yield f"On {about}, agreement is undefined: {row.reason}."
        return
    found = (
        f"{row.coders} coders were compared on {about}: {say.count(row.units, unit)} "
        f"from {say.count(row.sources, 'source')}. "
        f"They agree in {percent(row.percent_agreement)} of them."
    )
    if pd.notna(row.positive_agreement):
        found += (
            " Most of these are criteria that nobody gave. Of what one coder gave, "
            f"another gave {percent(row.positive_agreement)}."
        )
    if row.alpha_reason:
        yield found
        yield f"Agreement beyond chance is undefined: {row.alpha_reason}."
        return
    beyond = f"Beyond chance, agreement is {coefficients.value(row.value, say)}"
    if not row.interval_reason:
        low, high = coefficients.value(row.low, say), coefficients.value(row.high, say)
        beyond += f", likely between {low} and {high}"
    yield f"{found} {beyond} (0 is chance, 1 is perfect)."
