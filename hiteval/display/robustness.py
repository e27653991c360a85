"""How much a proposed rating depends on what evidence was found, and by whom coded."""

from typing import Any

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
from hiteval.catalogue import N_, _, ngettext
from hiteval.display.kit import addresses, drawing
from hiteval.display.kit.html import Html, Text, joined, markup, paragraphs
from hiteval.display.kit.picture import Told, picture
from hiteval.display.kit.quantity import as_one, numeral, share
from hiteval.display.kit.rows import Rows
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import capital, percent
from hiteval.display.variant_kinds import KINDS, moved, span
from hiteval.language import Language
from hiteval.results import quantities, sureness
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity
from hiteval.study.framework import RatingScale

MEANINGS = {
    EITHER_SIDE: N_("Some variants are above the neutral level, and some below it."),
    ONE_SOURCE: N_("Without some one source the rating is another, or there is none."),
    MAY_CHANGE: N_(
        "It keeps its level in fewer than nine of ten draws of the sources."
    ),
    STEADY: N_("None of these: no single source matters, and most draws agree."),
}
ON_EITHER_SIDE = "{number} could be on either side of {level}"
HOW_TO_READ = N_(
    "Each dot is a proposed rating, each line the levels that variants reach. A hollow "
    "dot rests on one source."
)


def variants(evaluation: Evaluation) -> pd.DataFrame:
    """Vary each proposed rating; see `hiteval.results.sureness.how_robust`."""
    return sureness.how_robust(evaluation)


def grades(evaluation: Evaluation) -> Html:
    """Say what each grade of steadiness means, and which variants make no grade."""
    two_sided = evaluation.framework.rating_scale.two_sided
    rows = [
        (capital(_(grade)), _(meaning))
        for grade, meaning in MEANINGS.items()
        if two_sided or grade != EITHER_SIDE
    ]
    shown = pd.DataFrame(rows, columns=[_("Grade"), _("It means")])
    caption = _("How steady a rating is: the first that applies")
    others = _(
        "Other variants change no grade: the rule without its shares, neutral sources "
        "ignored, one kind of source alone, self-published or other sources alone and "
        "only what several coders gave."
    )
    ask = _(
        "They ask something else: about another rule, or about small parts of the "
        "evidence, which say less the more parts there are."
    )
    return joined([table(shown, "grades", caption), paragraphs([others, ask])])


def picture_of(variants: pd.DataFrame, team: Evaluation) -> Html:
    """Show each proposed rating as a dot, with the levels that variants reach."""
    scale = team.framework.rating_scale
    names = {c.id: c.name for c in team.framework.criteria}
    rated = variants.assign(criterion=variants["criterion_id"].map(names))
    rated = rated[rated["rating"].notna()]
    if rated.empty:
        return paragraphs([_("There is no proposed rating whose robustness to show.")])
    dots = rated.assign(
        value=as_steps(rated["rating"], scale).astype("float64"),
        low=as_steps(rated["lowest"], scale).astype("float64"),
        high=as_steps(rated["highest"], scale).astype("float64"),
        hollow=rated["rests_on_one_source"].astype("bool"),
    )
    ticks = {float(n): scale.written(level) for n, level in enumerate(scale.ratings)}
    beside = _can_vanish(dots).map({True: _("can vanish"), False: ""}).tolist()
    places = [f"#{addresses.rating_place(i)}" for i in dots["criterion_id"]]
    rows = Rows(dots["criterion"].tolist(), places)
    return picture(
        "robustness-picture",
        lambda ax: drawing.dots_with_ranges(ax, dots, rows, ticks, beside),
        Told(
            title=_finding(rated, team.language),
            how=_(HOW_TO_READ),
            alt=_in_words(rated, team.language),
            question=_("How far could each rating move had other evidence been found?"),
        ),
        _shares(rated, scale),
    )


def overview(variants: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Say in plain words how many of the ratings are steady."""
    alone = quantity("proposed-one-source", evaluation)
    form = ngettext(
        "{} has one source in all", "{} have one source in all", alone.number
    )
    last = markup(form, numeral(alone, evaluation.language))
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
    are_steady = ngettext("{} is steady", "{} are steady", steady.number)
    change = ngettext(
        "{} changes if some source is left out",
        "{} change if some source is left out",
        one.number,
    )
    said: list[Text] = [
        markup(are_steady, share(steady, say)),
        markup("{} may change", numeral(of[MAY_CHANGE], say)),
        markup(change, numeral(one, say)),
    ]
    if scale.middle is not None:
        side, level = numeral(of[EITHER_SIDE], say), scale.written(scale.middle)
        said.append(markup(ON_EITHER_SIDE, number=side, level=level))
    return said


def by_kind(variants: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show for each kind of variant how many ratings it moves."""
    lines, scale = [], evaluation.framework.rating_scale
    for kind, name in KINDS.items():
        made = variants[variants[f"{kind}_variants"] > 0]
        same = made[f"{kind}_same"]
        counts = {
            _("Group"): _("Beside the grade") if kind in BESIDE else _("In the grade"),
            _("Variant"): _(name),
            _("Ratings that have it"): len(made),
            _("Never moved"): int((same == 1).sum()),
            _("Other level, or none left"): int(moved(made, kind).sum()),
            _("Other side, or none left"): int(moved(made, kind, scale).sum()),
            _("Median share the same"): percent(same.median()),
        }
        lines.append(counts)
    shown = pd.DataFrame(lines)
    if not scale.two_sided:
        shown = shown.drop(columns=_("Other side, or none left"))
    caption = _("Proposed ratings under each kind of variant")
    return table(shown, "robust", caption, group=_("Group"))


def _finding(rated: pd.DataFrame, language: Language) -> str:
    """Say how many ratings keep their level."""
    moving = int((rated["lowest"] != rated["highest"]).sum())
    kept = len(rated) - moving
    if not moving:
        return _("Every rating keeps its level in every variant of the evidence.")
    if not kept:
        return _("Every rating reaches another level in some variant of the evidence.")
    keep = ngettext(
        "{ratings} keeps its level in every variant of the evidence",
        "{ratings} keep their level in every variant of the evidence",
        kept,
        ratings=language.count(kept, "rating"),
    )
    others = ngettext(
        "{others} does not", "{others} do not", moving, others=language.numeral(moving)
    )
    return f"{keep}; {others}."


def _in_words(rated: pd.DataFrame, language: Language) -> str:
    moving = int((rated["lowest"] != rated["highest"]).sum())
    single = int(rated["rests_on_one_source"].sum())
    vanishing = int(_can_vanish(rated).sum())
    said = [
        _(
            "Dots with ranges for {ratings}.",
            ratings=language.count(len(rated), "rating"),
        ),
        ngettext(
            "{ratings} reaches another level in some variant.",
            "{ratings} reach another level in some variant.",
            moving,
            ratings=moving,
        ),
        ngettext(
            "{ratings} rests on one source (hollow dots).",
            "{ratings} rest on one source (hollow dots).",
            single,
            ratings=single,
        ),
        _(
            "{number} can vanish: some variant leaves no evidence.",
            number=vanishing,
        ),
    ]
    return " ".join(said)


def _can_vanish(rows: pd.DataFrame) -> pd.Series:
    """Say where some variant in the grade leaves no evidence, and so no rating."""
    missing = rows[[f"{kind}_missing" for kind in GRADED]]
    return (missing.fillna(0) > 0).any(axis=1)


def _shares(rated: pd.DataFrame, scale: RatingScale) -> pd.DataFrame:
    yes = {True: _("yes"), False: _("no")}
    columns: dict[str, Any] = {
        _("Criterion"): rated["criterion"],
        _("Proposed"): rated["rating"].map(scale.written),
        _("Levels reached"): [span(r.lowest, r.highest, scale) for r in records(rated)],
        _("Can vanish"): _can_vanish(rated).map(yes),
    }
    for kind in GRADED:
        columns[_(KINDS[kind])] = rated[f"{kind}_same"].map(percent)
    columns[_("Steadiness")] = rated["steadiness"].map(_)
    columns[_("Rests on one source")] = (
        rated["rests_on_one_source"].astype("bool").map(yes)
    )
    return pd.DataFrame(columns)
