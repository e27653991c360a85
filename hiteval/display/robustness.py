"""How much a proposed rating depends on what evidence was found, and by whom coded."""

from typing import Any

import numpy as np
import pandas as pd

from hiteval.analysis.robustness import (
    BESIDE,
    EITHER_SIDE,
    GRADED,
    GRADES,
    MAY_CHANGE,
    ONE_SOURCE,
    STEADY,
)
from hiteval.analysis.scale_steps import as_steps
from hiteval.display.kit import addresses, drawing
from hiteval.display.kit.html import Html, Text, joined, markup, paragraphs
from hiteval.display.kit.picture import Told, picture
from hiteval.display.kit.quantity import as_one, numeral, share
from hiteval.display.kit.sheet import Rows
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import listed, percent, verb
from hiteval.language import Language
from hiteval.results import quantities, sureness
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity
from hiteval.study.framework import RatingScale

MEANINGS = {
    EITHER_SIDE: "Some variants are above the neutral level, and some below it.",
    ONE_SOURCE: "Without some one source the rating is another, or there is none.",
    MAY_CHANGE: "It keeps its level in fewer than nine of ten draws of the sources.",
    STEADY: "None of these: no single source matters, and most draws agree.",
}
HOW_TO_READ = (
    "Each dot is a proposed rating, each line the levels that variants reach. A hollow "
    "dot rests on one source."
)
KINDS = {
    "without_a_source": "Without one source",
    "resampled": "Sources resampled",
    "parameters": "Other rule parameters",
    "strand_alone": "One strand alone",
    "coder_alone": "One coder alone",
    "by_numbers": "The rule without its shares",
    "neutral_ignored": "Neutral sources ignored",
    "type_alone": "One kind of source alone",
    "publisher_alone": "Self-published or other sources alone",
    "given_twice": "Only what several coders gave",
}


def variants(evaluation: Evaluation) -> pd.DataFrame:
    """Vary each proposed rating; see `hiteval.results.sureness.how_robust`."""
    return sureness.how_robust(evaluation)


def grades(evaluation: Evaluation) -> Html:
    """Say what each grade of steadiness means, and which variants make no grade."""
    two_sided = evaluation.framework.rating_scale.two_sided
    rows = [
        (name.capitalize(), meaning)
        for name, meaning in MEANINGS.items()
        if two_sided or name != EITHER_SIDE
    ]
    shown = pd.DataFrame(rows, columns=["Grade", "It means"])
    others = listed([KINDS[kind].lower() for kind in BESIDE])
    return joined(
        [
            table(shown, "grades", "How steady a rating is: the first that applies"),
            paragraphs(
                [
                    f"Other variants change no grade: {others}.",
                    "They ask something else: about another rule, or about small parts "
                    "of the evidence, which say less the more parts there are.",
                ]
            ),
        ]
    )


def picture_of(variants: pd.DataFrame, team: Evaluation) -> Html:
    """Show each proposed rating as a dot, with the levels that variants reach."""
    scale = team.framework.rating_scale
    names = {c.id: c.name for c in team.framework.criteria}
    rated = variants.assign(criterion=variants["criterion_id"].map(names))
    rated = rated[rated["rating"].notna()]
    if rated.empty:
        return paragraphs(["There is no proposed rating whose robustness to show."])
    dots = rated.assign(
        value=as_steps(rated["rating"], scale).astype("float64"),
        low=as_steps(rated["lowest"], scale).astype("float64"),
        high=as_steps(rated["highest"], scale).astype("float64"),
        hollow=rated["rests_on_one_source"].astype("bool"),
    )
    ticks = {float(n): scale.written(level) for n, level in enumerate(scale.ratings)}
    beside = _can_vanish(dots).map({True: "can vanish", False: ""}).tolist()
    places = [f"#{addresses.rating_place(i)}" for i in dots["criterion_id"]]
    rows = Rows(dots["criterion"].tolist(), places)
    return picture(
        "robustness-picture",
        lambda ax: drawing.dots_with_ranges(ax, dots, rows, ticks, beside),
        Told(
            title=_finding(rated, team.language),
            how=HOW_TO_READ,
            alt=_in_words(rated, team.language),
            question="How far could each rating move had other evidence been found?",
        ),
        _shares(rated, scale),
    )


def overview(variants: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Say in plain words how many of the ratings are steady."""
    alone = quantity("proposed-one-source", evaluation)
    have, number = (
        verb(alone.number, "has", "have"),
        numeral(alone, evaluation.language),
    )
    last = markup("{} {} one source in all", number, have)
    said = [*steadiness(variants, evaluation), last]
    told = (markup("{}.", sentence) for sentence in said)
    return paragraphs([*told, *as_one(evaluation.study)])


def steadiness(variants: pd.DataFrame, evaluation: Evaluation) -> list[Text]:
    """Count the ratings of each grade, the steady ones first; see `GRADES`."""
    grade, scale = variants["steadiness"].dropna(), evaluation.framework.rating_scale
    say = evaluation.language
    of = {
        name: quantity(quantities.GRADES[name], evaluation, (grade == name).sum())
        for name in GRADES
    }
    steady, one = of[STEADY], of[ONE_SOURCE]
    be, change = verb(steady.number, "is", "are"), verb(one.number, "changes", "change")
    said: list[Text] = [
        markup("{} {} steady", share(steady, say), be),
        markup("{} may change", numeral(of[MAY_CHANGE], say)),
        markup("{} {} if some source is left out", numeral(one, say), change),
    ]
    if scale.middle is not None:
        side, level = numeral(of[EITHER_SIDE], say), scale.written(scale.middle)
        said.append(markup("{} could be on either side of {}", side, level))
    return said


def by_kind(variants: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show for each kind of variant how many ratings it moves."""
    lines, scale = [], evaluation.framework.rating_scale
    for kind, name in KINDS.items():
        made = variants[variants[f"{kind}_variants"] > 0]
        same = made[f"{kind}_same"]
        counts = {
            "Group": "Beside the grade" if kind in BESIDE else "In the grade",
            "Variant": name,
            "Ratings that have it": len(made),
            "Never moved": int((same == 1).sum()),
            "Other level, or none left": int(moved(made, kind).sum()),
            "Other side, or none left": int(moved(made, kind, scale).sum()),
            "Median share the same": percent(same.median()),
        }
        lines.append(counts)
    shown = pd.DataFrame(lines)
    if not scale.two_sided:
        shown = shown.drop(columns="Other side, or none left")
    caption = "Proposed ratings under each kind of variant"
    return table(shown, "robust", caption, group="Group")


def moved(
    rows: pd.DataFrame, kind: str, side_of: RatingScale | None = None
) -> pd.Series:
    """Say where variants of a kind reach another level or side, or none at all."""
    levels = rows[["rating", f"{kind}_lowest", f"{kind}_highest"]]
    if side_of is not None and side_of.middle is not None:
        levels = levels.apply(lambda level: np.sign(level - side_of.middle))
    rating, low, high = (levels[name] for name in levels)
    other = (low != rating) | (high != rating)
    return other.fillna(True).astype("bool") & (rows[f"{kind}_variants"] > 0)


def span(low: float, high: float, scale: RatingScale) -> str:
    """Write the levels from one to another, which may be the same."""
    first, last = scale.written(low), scale.written(high)
    return first if low == high else f"{first} to {last}"


def _finding(rated: pd.DataFrame, language: Language) -> str:
    """Say how many ratings keep their level."""
    moving = int((rated["lowest"] != rated["highest"]).sum())
    kept = len(rated) - moving
    if not moving:
        return "Every rating keeps its level in every variant of the evidence."
    if not kept:
        return "Every rating reaches another level in some variant of the evidence."
    return (
        f"{language.count(kept, 'rating')} {verb(kept, 'keeps its', 'keep their')} "
        f"level in every variant of the evidence; {language.numeral(moving)} "
        f"{verb(moving, 'does', 'do')} not."
    )


def _in_words(rated: pd.DataFrame, language: Language) -> str:
    moving = int((rated["lowest"] != rated["highest"]).sum())
    single = int(rated["rests_on_one_source"].sum())
    vanishing = int(_can_vanish(rated).sum())
    return (
        f"Dots with ranges for {language.count(len(rated), 'rating')}. {moving} "
        f"{verb(moving, 'reaches', 'reach')} another level in some variant. "
        f"{single} {verb(single, 'rests', 'rest')} on one source (hollow dots). "
        f"{vanishing} can vanish: some variant leaves no evidence."
    )


def _can_vanish(rows: pd.DataFrame) -> pd.Series:
    """Say where some variant in the grade leaves no evidence, and so no rating."""
    missing = rows[[f"{kind}_missing" for kind in GRADED]]
    return (missing.fillna(0) > 0).any(axis=1)


def _shares(rated: pd.DataFrame, scale: RatingScale) -> pd.DataFrame:
    columns: dict[str, Any] = {
        "Criterion": rated["criterion"],
        "Proposed": rated["rating"].map(scale.written),
        "Levels reached": [span(r.lowest, r.highest, scale) for r in records(rated)],
        "Can vanish": _can_vanish(rated).map({True: "yes", False: "no"}),
    }
    for kind in GRADED:
        columns[KINDS[kind]] = rated[f"{kind}_same"].map(percent)
    one = rated["rests_on_one_source"].astype("bool")
    columns["Steadiness"] = rated["steadiness"]
    columns["Rests on one source"] = one.map({True: "yes", False: "no"})
    return pd.DataFrame(columns)
