"""A map of categories over teams and criteria."""

from collections.abc import Mapping
from itertools import product
from typing import Any

import numpy as np
import pandas as pd
import seaborn as sns
from matplotlib.colors import ListedColormap

from hiteval.catalogue import _
from hiteval.display.kit.html import Html, Text
from hiteval.display.kit.measure import fitted
from hiteval.display.kit.palette import GROUND, ON_DARK, ON_LIGHT, Sign
from hiteval.display.kit.picture import Told, picture
from hiteval.display.kit.renderer import NAME
from hiteval.display.kit.sheet import (
    GAP,
    SMALL,
    Sheet,
    box,
    legend,
    pixels,
    swatch,
    write,
    write_upwards,
)
from hiteval.results.evaluation import Evaluation

MOST_ROWS = 250  # names that a picture can hold
CELL, LEAST = 32.0, 17.0  # pixels across a cell: the most, and what a letter needs
SIDE = {True: 112.0, False: 240.0}  # for names of rows: on a phone, and else
HEAD = 170.0  # for names of columns, which stand upright
HOW = "Each row is {a_team}, each column a criterion; letters say what colours say."


def category_map(
    evaluation: Evaluation,
    categories: pd.Series,
    looks: Mapping[str, Sign],
    name: str,
    question: str,
    title: Text,
) -> Html:
    """Show one category for every team and criterion.

    Parameters
    ----------
    evaluation : Evaluation
        Its teams and criteria, in their order, are the rows and columns.
    categories : Series of str
        Indexed by ``team_id`` and ``criterion_id``; each a key of ``looks``.
    looks : mapping
        Colour, letter and meaning of each category.
    name, question, title : str
        As for `hiteval.display.kit.picture.picture`.
    """
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    teams, labels = evaluation.teams, evaluation.labels
    wide = (
        categories.unstack()
        .reindex(index=teams["team_id"], columns=list(criteria))
        .rename(columns=criteria)
        .set_axis(teams["name"])
    )
    tally = categories.value_counts()
    parts = [
        _("{category} in {number}", category=_(look[-1]), number=tally.get(c, 0))
        for c, look in looks.items()
    ]
    number = evaluation.language.count(len(wide), labels.team, labels.teams)
    return picture(
        name,
        lambda sheet: cells(sheet, wide.head(MOST_ROWS), looks),
        Told(
            title=title,
            how=_(HOW, a_team=labels.a_team) + _not_drawn(len(wide), labels.teams),
            alt=_(
                "Map of {teams} by criteria: {parts}.",
                teams=number,
                parts="; ".join(parts),
            ),
            question=question,
        ),
        wide.map(_).rename_axis(index=labels.Team, columns=None).reset_index(),
    )


def _not_drawn(number: int, teams: str) -> str:
    if number <= MOST_ROWS:
        return ""
    return " " + _(
        "The first {number} {teams} are drawn; the table has all.",
        number=MOST_ROWS,
        teams=teams,
    )


def cells(sheet: Sheet, wide: pd.DataFrame, looks: Mapping[Any, Sign]) -> float:
    """Draw a table as cells, in as many blocks of columns as the width needs.

    Parameters
    ----------
    sheet : Sheet
        What to draw on.
    wide : DataFrame
        Names in its index and columns; each value is a key of ``looks``.
    looks : mapping
        Colour, letter and meaning of each category.
    """
    signs = [
        (swatch(paint), f"{letter} {_(meaning)}".strip())
        for paint, letter, meaning in looks.values()
    ]
    y = legend(sheet, signs)
    longest = max(pixels(str(name), NAME) for name in wide.index)
    side = min(SIDE[sheet.narrow], float(np.ceil(longest)))
    room = sheet.across - side - GAP
    blocks = int(np.ceil(wide.shape[1] / (room // LEAST)))
    columns = int(np.ceil(wide.shape[1] / blocks))
    cell = min(CELL, room // columns)
    for start in range(0, wide.shape[1], columns):
        block = wide.iloc[:, start : start + columns]
        y = _block(sheet, block, looks, side, cell, y)
    return y


def _block(
    sheet: Sheet,
    wide: pd.DataFrame,
    looks: Mapping[Any, Sign],
    side: float,
    cell: float,
    top: float,
) -> float:
    heads = [fitted(name, HEAD / SMALL)[0] for name in wide.columns]
    high = 34.0 if sheet.narrow else 24.0
    left, first = side + GAP, round(top + max(map(pixels, heads)) + 2 * GAP)
    for n, head in enumerate(heads):
        x = left + (n + 0.5) * cell + 0.35 * SMALL
        write_upwards(sheet, (x, first - 6), head)
    for n, name in enumerate(wide.index):
        lines = fitted(name, side / NAME, 2 if sheet.narrow else 1)
        small = SMALL if sheet.narrow else NAME
        write(sheet, (0, first + (n + 0.5) * high), lines, size=small)
    _cells(sheet, wide, looks, (left, first), (cell, high))
    _letters(sheet, wide, looks, (left, first), (cell, high))
    return first + len(wide) * high + GAP


def _cells(
    sheet: Sheet,
    wide: pd.DataFrame,
    looks: Mapping[Any, Sign],
    corner: tuple[float, float],
    size: tuple[float, float],
) -> None:
    """Colour cells by their category; those of nothing are a dashed line."""
    (left, top), (cell, high) = corner, size
    codes = wide.map({category: n for n, category in enumerate(looks)}.get)
    rows, columns = wide.shape
    bounds = left, top, columns * cell, rows * high
    made = sns.heatmap(
        codes.astype("float64"),
        ax=sheet.add_axes(bounds, zorder=1),
        mask=wide.map(lambda category: looks[category][0].open),
        cmap=ListedColormap([paint.colour for paint, *_ in looks.values()]),
        vmin=-0.5,
        vmax=len(looks) - 0.5,
        cbar=False,
        linewidths=1,
        linecolor=GROUND,
        xticklabels=False,
        yticklabels=False,
    )
    made.invert_yaxis()  # once more: the sheet counts from the top too
    made.set_axis_off()
    for row, column in np.ndindex(*wide.shape):
        paint = looks[wide.iloc[row, column]][0]
        if paint.open:
            x, y = left + column * cell, top + row * high
            box(sheet, (x + 2, y + 2), (cell - 4, high - 4), paint)


def _letters(
    sheet: Sheet,
    wide: pd.DataFrame,
    looks: Mapping[Any, Sign],
    corner: tuple[float, float],
    size: tuple[float, float],
) -> None:
    """Write the letter of each cell, those of a row and a colour after each other."""
    (left, top), (cell, high) = corner, size
    for row, ink in product(range(len(wide)), (ON_DARK, ON_LIGHT)):
        for column, category in enumerate(wide.iloc[row]):
            paint, letter, _meaning = looks[category]
            if letter and paint.letters == ink:
                at = left + (column + 0.5) * cell, top + (row + 0.5) * high
                write(sheet, at, letter, "center", ink)
