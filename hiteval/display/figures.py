"""The report's pictures, each of a named table of results."""

from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from hiteval.analysis import evidence
from hiteval.analysis.consensus import MISSING, UNCERTAIN
from hiteval.display.kit import drawing
from hiteval.display.kit.html import Html, joined, paragraphs
from hiteval.display.kit.picture import ROW, picture
from hiteval.display.kit.words import listed, most
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale

BETWEEN = "between"  # a half-point median
BARS = {
    "by-example": "Bars to the right count sources that support a criterion. Bars to "
    "the left count sources that contradict it. Darker parts are sources with a "
    "concrete example. Lines part the areas.",
    "two-sided": "Bars to the right count sources that support a criterion. Bars to "
    "the left count sources that contradict it. The darker a part, the further from "
    "the neutral level the sources go. Lines part the areas.",
    "one-sided": "Each bar counts the sources that speak of a criterion, by the level "
    "at which they put it. Lines part the areas.",
}


def profile(cells: pd.DataFrame, team: Evaluation) -> Html:
    """Show for a team how many sources are on which side, or at which level.

    Parameters
    ----------
    cells : DataFrame
        Of `Evaluation.cells`: ``criterion_id, segments, sources`` and the flags of the
        scale (see `hiteval.analysis.evidence.flags`).
    team : Evaluation
        The slice of one team.
    """
    framework, scale = team.framework, team.framework.rating_scale
    if cells.empty:
        return paragraphs(["There is no evidence to show by criterion."])
    cells = cells.set_index("criterion_id").loc[framework.criterion_ids]
    cells = cells.set_axis([c.name for c in framework.criteria])
    show = _sources_by_side if scale.two_sided else _sources_by_level
    return show(cells, team)


def _sources_by_side(cells: pd.DataFrame, team: Evaluation) -> Html:
    """Show how many sources support each criterion, and how many are contrary."""
    scale, language = team.framework.rating_scale, team.language

    def draw(ax: Axes) -> None:
        drawing.diverging_bars(ax, cells, scale)
        for end in _ends(team):
            ax.axhline(end - 0.5, color="0.7", linewidth=0.8)

    contrary = cells.index[cells["contrary"] > 0].tolist()
    missing = cells.index[cells["segments"] == 0].tolist()
    alt = (
        f"Bars for {language.count(len(cells), 'criterion', 'criteria')}: supporting "
        f"sources to the right, contrary ones to the left. Most support: "
        f"{most(cells['supporting'], language)}. Contrary sources on: "
        f"{listed(contrary or ['none'])}. "
        f"No evidence on: {listed(missing or ['none'])}."
    )
    written = cells[[*evidence.flags(scale)]].rename(
        columns=lambda c: c.replace("_", " ").capitalize()
    )
    made = picture(
        "profile-picture",
        (7.2, 1.2 + ROW * len(cells)),
        draw,
        "How many sources support each criterion, and how many contradict it?",
        alt,
        written.rename_axis("Criterion").reset_index(),
    )
    return joined([paragraphs([BARS[scale.form]]), made])


def _sources_by_level(cells: pd.DataFrame, team: Evaluation) -> Html:
    """Show at which level sources put a team on each criterion."""
    scale, language = team.framework.rating_scale, team.language
    reached = cells[["sources", *evidence.flags(scale)]].set_axis(scale.ratings, axis=1)
    # A source that reaches a level and not the next one is at it.
    counts = reached - reached.shift(-1, axis=1, fill_value=0)

    def draw(ax: Axes) -> None:
        drawing.stacked_levels(ax, counts, scale, "sources")
        drawing.mark_missing(ax, cells)
        drawing.level_legend(ax, scale, set())
        for end in _ends(team):
            ax.axhline(end - 0.5, color="0.7", linewidth=0.8)

    missing = cells.index[cells["segments"] == 0].tolist()
    alt = (
        f"Bars for {language.count(len(cells), 'criterion', 'criteria')}: sources by "
        f"the level that they put it at. Most at {scale.written(scale.ratings[-1])}: "
        f"{most(counts[scale.ratings[-1]], language)}. "
        f"No evidence on: {listed(missing or ['none'])}."
    )
    made = picture(
        "profile-picture",
        (7.2, 1.5 + ROW * len(cells)),
        draw,
        "At which level do sources put each criterion?",
        alt,
        counts.rename(columns=scale.written)
        .rename_axis(index="Criterion", columns=None)
        .reset_index(),
    )
    return joined([paragraphs([BARS[scale.form]]), made])


def levels(cells: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show for each criterion how many teams are at each level.

    Parameters
    ----------
    cells : DataFrame
        Of `Evaluation.cells`: ``team_id, criterion_id, rating, basis``.
    evaluation : Evaluation
        Its criteria, in their order, are the rows.
    """
    framework, labels = evaluation.framework, evaluation.labels
    language, scale = evaluation.language, framework.rating_scale
    criteria = {c.id: c.name for c in framework.criteria}
    category = _categories(cells, scale)
    columns = [*scale.ratings, BETWEEN, UNCERTAIN, MISSING]
    counts = (
        pd.crosstab(cells["criterion_id"], category)
        .reindex(index=list(criteria), columns=columns, fill_value=0)
        .rename(index=criteria)
    )

    def draw(ax: Axes) -> None:
        drawing.stacked_levels(ax, counts, scale, labels.teams)
        drawing.level_legend(ax, scale, set(category))

    number = len(evaluation.teams)
    ends = " ".join(
        f"Most {labels.teams} {where}: {most(counts[which].sum(axis=1), language)}."
        for where, which in _ends_of(scale).items()
    )
    alt = (
        f"Stacked bars of {language.count(number, labels.team, labels.teams)} at each "
        f"level. {ends} Most {labels.teams} without evidence: "
        f"{most(counts[MISSING], language)}."
    )
    return picture(
        "levels-picture",
        (7.2, 1.5 + ROW * len(counts)),
        draw,
        f"How many {labels.teams} are at each level on each criterion?",
        alt,
        counts.rename(columns=partial(_written, scale=scale))
        .rename_axis(index="Criterion", columns=None)
        .reset_index(),
    )


def _ends_of(scale: RatingScale) -> dict[str, list[int]]:
    """Name the two sides of a scale, or the two ends of one that has one side."""
    if scale.middle is None:
        ends = scale.ratings[-1], scale.ratings[0]
        return {f"at {scale.written(level)}": [level] for level in ends}
    middle = scale.written(scale.middle)
    return {f"above {middle}": scale.above, f"below {middle}": scale.below}


def _categories(cells: pd.DataFrame, scale: RatingScale) -> pd.Series:
    """Name what each cell is drawn as: its rating, or why it has none of the levels."""
    between = ~cells["rating"].isin(scale.ratings)
    category = cells["rating"].astype("object").mask(between, BETWEEN)
    return category.mask(cells["rating"].isna(), cells["basis"])


def _written(category: Any, scale: RatingScale) -> str:
    return category if isinstance(category, str) else scale.written(category)


def _ends(evaluation: Evaluation) -> np.ndarray:
    """Return the positions where one area ends and the next begins."""
    return np.cumsum([len(area.criteria) for area in evaluation.framework.areas])[:-1]
