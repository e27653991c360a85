"""How to read a cell of the matrix, in words beside a sample of each look."""

import pandas as pd

from hiteval.analysis.consensus import MISSING, PROPOSED, UNCERTAIN
from hiteval.analysis.robustness import EITHER_SIDE
from hiteval.catalogue import N_, _
from hiteval.display.kit import palette
from hiteval.display.kit.html import TEXT_FILLER, Html, join, markup
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale

SAMPLE = '<li><span class="rating {}" aria-hidden="true">{}</span> {}</li>'
ONE, FEW, MANY = N_("one source"), N_("2 or 3 sources"), N_("4 sources or more")
CROSSES = "other draws of the evidence reach the other side of {level}"


def legend(cells: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Explain levels, numbers of sources and what is missing, as far as they occur.

    Parameters
    ----------
    cells : DataFrame
        From `hiteval.display.matrix.cells`.
    evaluation : Evaluation
        With the scale.
    """
    scale = evaluation.framework.rating_scale
    levels = sorted(scale.levels, key=lambda level: -level.value)
    lists = [
        [
            (f"{palette.look(x.value, scale)} many", scale.written(x.value), x.name)
            for x in levels
        ],
        _sizes(cells, scale),
        _unsure(cells, evaluation),
    ]
    return markup(
        '<div class="legend">{}</div>',
        join(
            markup("<ul>{}</ul>", join(markup(SAMPLE, *item) for item in items))
            for items in lists
            if items
        ),
    )


def _sizes(cells: pd.DataFrame, scale: RatingScale) -> list[tuple[str, str, str]]:
    """Explain sizes, each by a sample of the highest level."""
    top = scale.ratings[-1]
    look, sign = palette.look(top, scale), scale.written(top)
    sizes = [("one", ONE), ("few", FEW), ("many", MANY)]
    shown = [(f"{look} {size}", sign, _(meaning)) for size, meaning in sizes]
    rated = cells["basis"] != MISSING
    if (rated & (cells["sources"] == 0)).any():
        alone = _("no source: rated by people alone")
        shown.insert(0, (f"{look} none", sign, alone))
    return shown


def _unsure(cells: pd.DataFrame, evaluation: Evaluation) -> list[tuple[str, str, str]]:
    """Explain the marks of doubt that some cell has."""
    scale = evaluation.framework.rating_scale
    crosses = (cells["basis"] == PROPOSED) & (cells["steadiness"] == EITHER_SIDE)
    level = "" if scale.middle is None else scale.written(scale.middle)
    middle = _(CROSSES, level=level)
    marks = [
        ("level-0 many crosses", "", middle, crosses),
        ("uncertain many", "?", _("raters disagree"), cells["basis"] == UNCERTAIN),
        ("missing", TEXT_FILLER, _("no evidence"), cells["basis"] == MISSING),
    ]
    return [
        (look, sign, meaning) for look, sign, meaning, where in marks if where.any()
    ]
