"""The report's pictures."""

from functools import partial
from typing import Any

import numpy as np
import pandas as pd
from matplotlib.axes import Axes

from hiteval.analysis import evidence
from hiteval.analysis.consensus import MISSING, UNCERTAIN
from hiteval.display.kit import drawing
from hiteval.display.kit.html import Html, paragraphs
from hiteval.display.kit.picture import ROW, asked, matrix_size, picture, turned
from hiteval.display.kit.table import records
from hiteval.display.kit.words import count, listed, short
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale

BETWEEN = "between"  # a half-point median


def matrix(evaluation: Evaluation) -> Html:
    """Show teams by criteria as a heat map, missing evidence hatched."""
    framework, teams = evaluation.framework, evaluation.teams
    labels = evaluation.labels
    names = {c.id: c.name for c in framework.criteria}
    cells = evaluation.cells.assign(category=_categories(evaluation))
    wide = (
        cells.pivot(index="team_id", columns="criterion_id", values="category")
        .reindex(index=teams["team_id"], columns=list(names))
        .rename(columns=names)
        .set_axis(_marked(evaluation))
    )

    laid = turned(wide)

    def draw(ax: Axes) -> None:
        drawing.heat(ax, laid, framework.rating_scale, labels.teams)
        lines = ax.vlines if laid is wide else ax.hlines
        lines(_ends(evaluation), 0, len(wide), colors="black", linewidth=1.2)
        drawing.level_legend(ax, framework.rating_scale, set(cells["category"]))

    tally = cells["category"].value_counts()
    written = partial(_written, scale=framework.rating_scale)
    in_words = [
        f"{written(value)} in {tally.get(value, 0)}"
        for value in framework.rating_scale.ratings
    ]
    alt = (
        f"Heat map of {count(len(wide), labels.team, labels.teams)} by "
        f"{count(wide.shape[1], 'criterion', 'criteria')}. "
        f"{wide.size - tally.get(MISSING, 0)} of {wide.size} cells have a rating or "
        f"raters who disagree. {'; '.join(in_words)}."
    )
    return picture(
        "matrix-picture",
        matrix_size(*laid.shape),
        draw,
        asked(
            wide,
            f"What does the evidence say of each {labels.team} on each criterion?",
            labels.teams,
        ),
        alt,
        wide.map(written).rename_axis(index=labels.Team, columns=None).reset_index(),
    )


def profile(team: Evaluation) -> Html:
    """Show for a team how many sources stand on which side, or at which level."""
    framework, scale = team.framework, team.framework.rating_scale
    if team.cells.empty:
        return paragraphs(["There is no evidence to show by criterion."])
    cells = team.cells.set_index("criterion_id").loc[framework.criterion_ids]
    cells = cells.set_axis([c.name for c in framework.criteria])
    if not scale.two_sided:
        return _sources_by_level(team, cells)

    def draw(ax: Axes) -> None:
        drawing.diverging_bars(ax, cells, scale)
        for end in _ends(team):
            ax.axhline(end - 0.5, color="0.7", linewidth=0.8)

    contrary = cells.index[cells["contrary"] > 0].tolist()
    missing = cells.index[cells["segments"] == 0].tolist()
    alt = (
        f"Bars for {count(len(cells), 'criterion', 'criteria')}: supporting sources to "
        f"the right, contrary ones to the left. Most support: "
        f"{most(cells['supporting'])}. Contrary sources on: "
        f"{listed(contrary or ['none'])}. "
        f"No evidence on: {listed(missing or ['none'])}."
    )
    written = cells[[*evidence.flags(scale)]].rename(
        columns=lambda c: c.replace("_", " ").capitalize()
    )
    return picture(
        "profile-picture",
        (7.2, 1.2 + ROW * len(cells)),
        draw,
        "How many sources support each criterion, and how many contradict it?",
        alt,
        written.rename_axis("Criterion").reset_index(),
    )


def _sources_by_level(team: Evaluation, cells: pd.DataFrame) -> Html:
    """Show at which level sources put a team on each criterion."""
    scale = team.framework.rating_scale
    reached = cells[["sources", *evidence.flags(scale)]].set_axis(scale.ratings, axis=1)
    # Who reaches a level and not the next one stands at it.
    counts = reached - reached.shift(-1, axis=1, fill_value=0)

    def draw(ax: Axes) -> None:
        drawing.stacked_levels(ax, counts, scale, "sources")
        drawing.mark_missing(ax, cells)
        drawing.level_legend(ax, scale, set())
        for end in _ends(team):
            ax.axhline(end - 0.5, color="0.7", linewidth=0.8)

    missing = cells.index[cells["segments"] == 0].tolist()
    alt = (
        f"Bars for {count(len(cells), 'criterion', 'criteria')}: sources by the level "
        f"that they put it at. Most at {scale.written(scale.ratings[-1])}: "
        f"{most(counts[scale.ratings[-1]])}. "
        f"No evidence on: {listed(missing or ['none'])}."
    )
    return picture(
        "profile-picture",
        (7.2, 1.5 + ROW * len(cells)),
        draw,
        "At which level do sources put each criterion?",
        alt,
        counts.rename(columns=scale.written)
        .rename_axis(index="Criterion", columns=None)
        .reset_index(),
    )


def levels(evaluation: Evaluation) -> Html:
    """Show for each criterion how many teams stand at each level."""
    framework, labels = evaluation.framework, evaluation.labels
    criteria = {c.id: c.name for c in framework.criteria}
    category = _categories(evaluation)
    scale = framework.rating_scale
    columns = [*scale.ratings, BETWEEN, UNCERTAIN, MISSING]
    counts = (
        pd.crosstab(evaluation.cells["criterion_id"], category)
        .reindex(index=list(criteria), columns=columns, fill_value=0)
        .rename(index=criteria)
    )

    def draw(ax: Axes) -> None:
        drawing.stacked_levels(ax, counts, scale, labels.teams)
        drawing.level_legend(ax, scale, set(category))

    number = evaluation.cells["team_id"].nunique()
    ends = " ".join(
        f"Most {labels.teams} {where}: {most(counts[which].sum(axis=1))}."
        for where, which in _ends_of(scale).items()
    )
    alt = (
        f"Stacked bars of {count(number, labels.team, labels.teams)} at each level. "
        f"{ends} Most {labels.teams} without evidence: {most(counts[MISSING])}."
    )
    return picture(
        "levels-picture",
        (7.2, 1.5 + ROW * len(counts)),
        draw,
        f"How many {labels.teams} stand at each level on each criterion?",
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


def over_time(evaluation: Evaluation) -> Html:
    """Show how many segments each year gave, by strand, undated ones apart."""
    counts = evidence.by_year(evaluation.study.segments, evaluation.study.sources)
    if counts.empty:
        return paragraphs(["There is no evidence to show over time."])
    strands = list(evaluation.study.settings.strands)
    years = counts["year"].dropna().astype("int64")
    span = [str(y) for y in range(years.min(), years.max() + 1)] if len(years) else []
    wide = (
        counts.assign(year=counts["year"].fillna("undated"))
        .pivot(index="year", columns="strand", values="segments")
        .reindex(index=[*span, "undated"], columns=strands)
        .fillna(0)
        .astype("int64")
    )
    alt = (
        f"Bars of segments by year for {listed(strands)}. "
        f"Most: {most(wide.loc[span].sum(axis=1)) if span else 'no dated source'}. "
        f"Undated: {wide.loc['undated'].sum()} of {wide.to_numpy().sum()}."
    )
    return picture(
        "time-picture",
        (7.2, 2.6),
        lambda ax: drawing.stacked_years(ax, wide),
        "From which years does the evidence come?",
        alt,
        wide.rename_axis(index="Year", columns=None).reset_index(),
    )


def most(values: pd.Series) -> str:
    """Name what has the highest value, ties included, with the value."""
    if values.max() == 0:
        return "none"
    return f"{listed(values.index[values == values.max()], most=3)} ({values.max()})"


def _marked(evaluation: Evaluation) -> list[str]:
    """Name the teams, cut for a picture, and mark those that have concluded."""
    return [
        f"{short(t.name, 28)} (concluded)"
        if t.team_id in evaluation.concluded
        else t.name
        for t in records(evaluation.teams)
    ]


def _categories(evaluation: Evaluation) -> pd.Series:
    """Name what each cell is drawn as: its rating, or why it has none of the levels."""
    cells = evaluation.cells
    between = ~cells["rating"].isin(evaluation.framework.rating_scale.ratings)
    category = cells["rating"].astype("object").mask(between, BETWEEN)
    return category.mask(cells["rating"].isna(), cells["basis"])


def _written(category: Any, scale: RatingScale) -> str:
    return category if isinstance(category, str) else scale.written(category)


def _ends(evaluation: Evaluation) -> np.ndarray:
    """Return the positions where one area ends and the next begins."""
    return np.cumsum([len(area.criteria) for area in evaluation.framework.areas])[:-1]
