"""The report's pictures, each of a named table of results."""

from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from hiteval.analysis import evidence
from hiteval.analysis.consensus import MISSING
from hiteval.display import titles
from hiteval.display.kit import addresses, drawing, sides
from hiteval.display.kit.html import Html, paragraphs
from hiteval.display.kit.picture import Told, picture
from hiteval.display.kit.quantity import as_one
from hiteval.display.kit.sheet import Rows
from hiteval.display.kit.words import listed, most
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale

BETWEEN = "between"  # a half-point median
BARS = {
    "by-example": "Bars to the right count sources that support a criterion. Bars to "
    "the left count sources that contradict it. Darker parts are sources with a "
    "concrete example.",
    "two-sided": "Bars to the right count sources that support a criterion. Bars to "
    "the left count sources that contradict it. The darker a part, the further from "
    "the neutral level the sources go.",
    "one-sided": "Each bar counts the sources that speak of a criterion, by the level "
    "at which they put it.",
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
    rows = _to_passages(cells, team)
    return picture(
        "profile-picture",
        lambda ax: sides.diverging_bars(ax, cells, rows, scale),
        Told(
            title=titles.of_sides(cells, len(contrary), language),
            how=" ".join([BARS[scale.form], *as_one(team.study)]),
            alt=alt,
            question="How many sources support each criterion, or contradict it?",
        ),
        written.rename_axis("Criterion").reset_index(),
    )


def _to_passages(cells: pd.DataFrame, team: Evaluation) -> Rows:
    """Lead from each criterion that has evidence to its passages on the same page."""
    place, ids = addresses.evidence_place, team.framework.criterion_ids
    pairs = zip(ids, cells["segments"], strict=True)
    urls = [f"#{place(i)}" if segments else "" for i, segments in pairs]
    return Rows(cells.index.tolist(), urls, _headings(team))


def _headings(evaluation: Evaluation) -> dict[int, str]:
    """Return where areas begin, and their names, if there are several."""
    areas = evaluation.framework.areas
    starts = [0, *_ends(evaluation)]
    pairs = zip(starts, areas, strict=True)
    return {int(n): area.name for n, area in pairs} if len(areas) > 1 else {}


def _sources_by_level(cells: pd.DataFrame, team: Evaluation) -> Html:
    """Show at which level sources put a team on each criterion."""
    scale, language = team.framework.rating_scale, team.language
    reached = cells[["sources", *evidence.flags(scale)]].set_axis(scale.ratings, axis=1)
    # A source that reaches a level and not the next one is at it.
    counts = reached - reached.shift(-1, axis=1, fill_value=0)
    looks, rows = drawing.level_looks(scale), _to_passages(cells, team)
    shown = counts.reindex(columns=list(looks), fill_value=0)
    highest = scale.written(scale.ratings[-1])
    missing = cells.index[cells["segments"] == 0].tolist()
    alt = (
        f"Bars for {language.count(len(cells), 'criterion', 'criteria')}: sources by "
        f"the level that they put it at. Most at {highest}: "
        f"{most(counts[scale.ratings[-1]], language)}. "
        f"No evidence on: {listed(missing or ['none'])}."
    )
    most_at = most(counts[scale.ratings[-1]], language)
    return picture(
        "profile-picture",
        lambda ax: drawing.stacked_bars(ax, shown, rows, looks, sides.NO_EVIDENCE),
        Told(
            title=f"Most sources at {highest}, the highest level: {most_at}.",
            how=" ".join([BARS[scale.form], *as_one(team.study)]),
            alt=alt,
            question="At which level do sources put each criterion?",
        ),
        counts.rename(columns=scale.written)
        .rename_axis(index="Criterion", columns=None)
        .reset_index(),
    )


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
    looks = drawing.level_looks(scale)
    counts = (
        pd.crosstab(cells["criterion_id"], _categories(cells, scale))
        .reindex(index=list(criteria), columns=list(looks), fill_value=0)
        .rename(index=criteria)
    )
    rows = Rows(counts.index.tolist(), headings=_headings(evaluation))
    number = len(evaluation.teams)
    ends = " ".join(
        f"Most {labels.teams} {where}: {most(counts[which].sum(axis=1), language)}."
        for where, which in titles.ends_of(scale).items()
    )
    alt = (
        f"Stacked bars of {language.count(number, labels.team, labels.teams)} at each "
        f"level. {ends} Most {labels.teams} without evidence: "
        f"{most(counts[MISSING], language)}."
    )
    return picture(
        "levels-picture",
        lambda ax: drawing.stacked_bars(ax, counts, rows, looks),
        Told(
            title=titles.of_levels(counts, evaluation, number),
            how=f"Each bar is all {labels.teams}; its parts are those at one level.",
            alt=alt,
            question=f"How many {labels.teams} are at each level on each criterion?",
        ),
        counts.rename(columns=partial(_written, scale=scale))
        .rename_axis(index="Criterion", columns=None)
        .reset_index(),
    )


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
