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
from hiteval.catalogue import N_, _
from hiteval.display import coefficients
from hiteval.display.context import ABOUT
from hiteval.display.kit import drawing
from hiteval.display.kit.html import Html, paragraphs
from hiteval.display.kit.picture import Told, picture
from hiteval.display.kit.quantity import as_one
from hiteval.display.kit.rows import Rows
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import percent
from hiteval.language import Language
from hiteval.results.evaluation import Evaluation
from hiteval.study.choices import ABOUT_TEAM

HEADLINE = {
    CRITERIA: "alpha_nominal",
    RATINGS: "alpha_ordinal",
    TOLD_OF: "alpha_nominal",
}
COMPARED = {
    CRITERIA: N_(
        "{coders} coders were compared on whether a criterion applies to a segment: "
        "{units} from {sources}. They agree in {share} of them."
    ),
    RATINGS: N_(
        "{coders} coders were compared on which rating a segment has on a criterion "
        "both gave it: {units} from {sources}. They agree in {share} of them."
    ),
    TOLD_OF: N_(
        "{coders} coders were compared on what a segment tells of, on a criterion both "
        "gave it: {units} from {sources}. They agree in {share} of them."
    ),
}
UNDEFINED = {
    CRITERIA: N_(
        "On whether a criterion applies to a segment, agreement is undefined: {reason}."
    ),
    RATINGS: N_(
        "On which rating a segment has on a criterion both gave it, agreement is "
        "undefined: {reason}."
    ),
    TOLD_OF: N_(
        "On what a segment tells of, on a criterion both gave it, agreement is "
        "undefined: {reason}."
    ),
}
SUBJECTS = {
    CRITERIA: N_("same criterion: {subject}"),
    RATINGS: N_("same rating: {subject}"),
    TOLD_OF: N_("tells of the same: {subject}"),
}
SCALES = {
    "landis_koch": N_("Landis and Koch"),
    "altman": N_("Altman"),
    "fleiss": N_("Fleiss"),
}
UNTOLD = N_(
    "Who coded what was said in confidence is not told. It is compared nowhere."
)


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
    said = (
        sentence
        for row in records(compared)
        for sentence in _answer(row, evaluation.language)
    )
    untold, one = evaluation.study.settings.untold_coders, as_one(evaluation.study)
    return paragraphs([*said, *([UNTOLD] if untold else one)])


def by_subject(alpha: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Picture the headline coefficient of each question, by area and all together."""
    say = evaluation.language
    subjects = alpha["subject_id"].replace(OVERALL, _("all together"))
    names = [
        _(SUBJECTS[question], subject=subject)
        for question, subject in zip(alpha["question"], subjects, strict=True)
    ]
    rows = alpha.assign(name=names, hollow=False)
    lowest = np.nanmin([0.0, *(rows["low"].astype("float64")), *rows["value"]])
    half = say.numeral(0.5, places=1)
    ticks = {0.0: _("0, chance"), 0.5: half, 1.0: _("1, perfect")}
    if lowest < 0:
        low = float(np.floor(lowest * 2) / 2)
        ticks = {low: say.numeral(low, places=1), 0.0: "0", 0.5: half, 1.0: "1"}
    values = [f"{r.name} {coefficients.value(r.value, say)}" for r in records(rows)]
    return picture(
        "agreement-picture",
        lambda ax: drawing.dots_with_ranges(ax, rows, Rows(names), ticks),
        Told(
            title=_finding(rows, say),
            how=_("Each dot is Krippendorff's alpha, each line its 95 % interval."),
            alt=_(
                "Dots with 95 % intervals of alpha. {values}.", values="; ".join(values)
            ),
            question=_(
                "How far do the coders agree beyond chance, and how sure is that?"
            ),
        ),
        coefficients.written(rows, say),
    )


def _finding(rows: pd.DataFrame, say: Language) -> str:
    """Say on what coders agree most and least beyond chance."""
    known = rows.dropna(subset=["value"]).set_index("name")["value"].astype("float64")
    if known.empty:
        return _("Agreement beyond chance is undefined.")
    best, worst = known.idxmax(), known.idxmin()
    most = f"{best} ({coefficients.value(known.max(), say)})"
    if best == worst:
        return _("Agreement beyond chance is {subject}.", subject=most)
    least = f"{worst} ({coefficients.value(known.min(), say)})"
    return _(
        "Coders agree most on {most}, and least on {least}.", most=most, least=least
    )


def bands(stated: pd.DataFrame) -> Html:
    """Show which published words for good agreement are probable."""
    shown = pd.DataFrame(
        {
            _("Question"): coefficients.asked(stated["question"]),
            _("Judged by"): stated["coefficient"].map(coefficients.spelt),
            _("By the scale of"): [_(SCALES[scale]) for scale in stated["scale"]],
            _("Agreement is at least"): [_(band) for band in stated["band"]],
            _("Probability"): stated["cumulative"].map(percent),
        }
    )
    caption = _("The highest word that holds with a probability of at least 95 %")
    return table(shown, "bands", caption)


def marginals(counts: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show how often each coder used each criterion and each rating."""
    names = {c.id: c.name for c in evaluation.framework.criteria}
    of = evaluation.framework.rating_scale
    scale = {str(value): of.written(value) for value in of.ratings}
    told_of = {name: _(what) for name, what in ABOUT.items()}
    told_of[ABOUT_TEAM] = _("the {team}", team=evaluation.labels.team)
    counts, key = counts.copy(), [_("Question"), _("Category")]
    counts[key[0]] = coefficients.asked(counts["question"])
    counts[key[1]] = counts["category"].map(names | scale | told_of)
    wide = counts.pivot_table("count", key, "coder_id", sort=False)
    shown = wide.astype("int64").rename_axis(columns=None).reset_index()
    caption = _("How often each coder used each category of a question")
    return table(shown, "marginals", caption, group=_("Question"))


def _answer(row: Any, say: Language) -> Iterator[str]:
    if row.reason:
        yield _(UNDEFINED[row.question], reason=_(row.reason))
        return
    decided = row.question == CRITERIA
    found = _(
        COMPARED[row.question],
        coders=row.coders,
        units=say.count(row.units, "decision")
        if decided
        else say.count(row.units, "pair"),
        sources=say.count(row.sources, "source"),
        share=percent(row.percent_agreement),
    )
    if pd.notna(row.positive_agreement):
        shared = _(
            "Most of these are criteria that nobody gave. Of what one coder gave, "
            "another gave {share}.",
            share=percent(row.positive_agreement),
        )
        found = f"{found} {shared}"
    if row.alpha_reason:
        yield found
        yield _(
            "Agreement beyond chance is undefined: {reason}.",
            reason=_(row.alpha_reason),
        )
        return
    yield f"{found} {_beyond_chance(row, say)}"


def _beyond_chance(row: Any, say: Language) -> str:
    alpha = coefficients.value(row.value, say)
    if row.interval_reason:
        return _(
            "Beyond chance, agreement is {alpha} (0 is chance, 1 is perfect).",
            alpha=alpha,
        )
    return _(
        "Beyond chance, agreement is {alpha}, likely between {low} and {high} (0 is "
        "chance, 1 is perfect).",
        alpha=alpha,
        low=coefficients.value(row.low, say),
        high=coefficients.value(row.high, say),
    )
