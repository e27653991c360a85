"""The report's pictures, each of a named table of results."""

from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from hiteval.analysis import evidence
from hiteval.analysis.consensus import MISSING
from hiteval.catalogue import N_, _
from hiteval.display import titles
from hiteval.display.kit import addresses, drawing, sides
from hiteval.display.kit.html import Html, paragraphs
from hiteval.display.kit.palette import PATTERNS
from hiteval.display.kit.picture import Told, picture
from hiteval.display.kit.quantity import as_one
from hiteval.display.kit.rows import Rows
from hiteval.display.kit.words import listed, most
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale

BETWEEN = "between"  # a half-point median
BARS = {
    "by-example": N_(
        "Bars to the right count sources that support a criterion. Bars to the left "
        "count sources that contradict it. Darker parts are sources with a concrete "
        "example."
    ),
    "two-sided": N_(
        "Bars to the right count sources that support a criterion. Bars to the left "
        "count sources that contradict it. The darker a part, the further from the "
        "neutral level the sources go."
    ),
    "one-sided": N_(
        "Each bar counts the sources that speak of a criterion, by the level at which "
        "they put it."
    ),
}
FLAGS = {  # of `hiteval.analysis.evidence.flags`
    "supporting": N_("Supporting"),
    "supporting_explicitly": N_("Supporting explicitly"),
    "contrary": N_("Contrary"),
    "contrary_explicitly": N_("Contrary explicitly"),
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
        return paragraphs([_("There is no evidence to show by criterion.")])
    cells = cells.set_index("criterion_id").loc[framework.criterion_ids]
    cells = cells.set_axis([c.name for c in framework.criteria])
    show = _sources_by_side if scale.two_sided else _sources_by_level
    return show(cells, team)


def _sources_by_side(cells: pd.DataFrame, team: Evaluation) -> Html:
    """Show how many sources support each criterion, and how many are contrary."""
    scale, language = team.framework.rating_scale, team.language
    contrary = cells.index[cells["contrary"] > 0].tolist()
    missing = cells.index[cells["segments"] == 0].tolist()
    alt = _(
        "Bars for {criteria}: supporting sources to the right, contrary ones to the "
        "left. Most support: {most}. Contrary sources on: {contrary}. No evidence on: "
        "{missing}.",
        criteria=language.count(len(cells), "criterion", "criteria"),
        most=most(cells["supporting"], language),
        contrary=_named(contrary),
        missing=_named(missing),
    )
    written = cells[[*evidence.flags(scale)]].rename(columns=_flag)
    rows = _to_passages(cells, team)
    return picture(
        "profile-picture",
        lambda ax: sides.diverging_bars(ax, cells, rows, scale),
        Told(
            title=titles.of_sides(cells, len(contrary), language),
            how=" ".join([_(BARS[scale.form]), *as_one(team.study)]),
            alt=alt,
            question=_("How many sources support each criterion, or contradict it?"),
        ),
        written.rename_axis(_("Criterion")).reset_index(),
    )


def _named(criteria: list[str]) -> str:
    return listed(criteria) if criteria else _("none")


def _flag(name: str) -> str:
    """Write what a source shows as a heading; levels between are numbered."""
    side, _mark, place = name.partition("_")
    return f"{_(FLAGS[side])} {place}" if place.isdecimal() else _(FLAGS[name])


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
    most_at = most(counts[scale.ratings[-1]], language)
    alt = _(
        "Bars for {criteria}: sources by the level that they put it at. Most at "
        "{level}: {most}. No evidence on: {missing}.",
        criteria=language.count(len(cells), "criterion", "criteria"),
        level=highest,
        most=most_at,
        missing=_named(missing),
    )
    title = _(
        "Most sources at {level}, the highest level: {most}.",
        level=highest,
        most=most_at,
    )
    return picture(
        "profile-picture",
        lambda ax: drawing.stacked_bars(ax, shown, rows, looks, _(sides.NO_EVIDENCE)),
        Told(
            title=title,
            how=" ".join([_(BARS[scale.form]), *as_one(team.study)]),
            alt=alt,
            question=_("At which level do sources put each criterion?"),
        ),
        counts.rename(columns=scale.written)
        .rename_axis(index=_("Criterion"), columns=None)
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
    ends = (
        _(
            "Most {teams} {where}: {most}.",
            teams=labels.teams,
            where=where,
            most=most(counts[which].sum(axis=1), language),
        )
        for where, which in titles.ends_of(scale).items()
    )
    whole = _(
        "Stacked bars of {teams} at each level.",
        teams=language.count(number, labels.team, labels.teams),
    )
    without = _(
        "Most {teams} without evidence: {most}.",
        teams=labels.teams,
        most=most(counts[MISSING], language),
    )
    return picture(
        "levels-picture",
        lambda ax: drawing.stacked_bars(ax, counts, rows, looks),
        Told(
            title=titles.of_levels(counts, evaluation, number),
            how=_(
                "Each bar is all {teams}; its parts are those at one level.",
                teams=labels.teams,
            ),
            alt=" ".join([whole, *ends, without]),
            question=_(
                "How many {teams} are at each level on each criterion?",
                teams=labels.teams,
            ),
        ),
        counts.rename(columns=partial(_written, scale=scale))
        .rename_axis(index=_("Criterion"), columns=None)
        .reset_index(),
    )


def _categories(cells: pd.DataFrame, scale: RatingScale) -> pd.Series:
    """Name what each cell is drawn as: its rating, or why it has none of the levels."""
    between = ~cells["rating"].isin(scale.ratings)
    category = cells["rating"].astype("object").mask(between, BETWEEN)
    return category.mask(cells["rating"].isna(), cells["basis"])


def _written(category: Any, scale: RatingScale) -> str:
    if isinstance(category, str):
        return _(PATTERNS[category][1])
    return scale.written(category)


def _ends(evaluation: Evaluation) -> np.ndarray:
    """Return the positions where one area ends and the next begins."""
    return np.cumsum([len(area.criteria) for area in evaluation.framework.areas])[:-1]
