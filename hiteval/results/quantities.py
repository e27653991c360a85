"""The numbers that pages state in sentences: what each counts, and of which part.

A number has a name and a population, and what it is a share of follows from its name.
So a share of ratings has ratings below it, no count of teams has the partnership in it,
and two pages that state one quantity of one population can be compared.
"""

from collections.abc import Callable
from dataclasses import dataclass

import pandas as pd

from hiteval.analysis.robustness import (
    EITHER_SIDE,
    MAY_CHANGE,
    ONE_SOURCE,
    STEADY,
    rests_on_one_source,
)
from hiteval.catalogue import ngettext
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale
from hiteval.study.labels import Labels

Count = Callable[[Evaluation], int]
Unit = Callable[[int, Labels], str]  # the noun that goes with a number


@dataclass(frozen=True, slots=True)
class Kind:
    """What a quantity counts, its unit, and the name of what it is a share of."""

    count: Count | None  # None: counted in a table that the caller has
    unit: Unit
    share_of: str = ""


@dataclass(frozen=True, slots=True)
class Quantity:
    """One number, with its unit and its population.

    ``population`` names the slice that was counted, as `population` does. ``whole`` is
    the quantity that this one is a part of, of the same population. ``untold`` names
    what there is beside ``number``, several of each, and how many is not told.
    """

    name: str
    population: str
    number: int
    noun: str
    whole: "Quantity | None" = None
    untold: tuple[str, ...] = ()


def is_strong(rating: pd.Series, scale: RatingScale) -> pd.Series:
    """Say where a rating is above the neutral level or, on one side, the highest."""
    middle = scale.middle
    found = rating == scale.ratings[-1] if middle is None else rating > middle
    return found.fillna(False).astype("bool")


def marked(scale: RatingScale) -> int:
    """Return the neutral level, or the lowest of a scale of one side."""
    return scale.ratings[len(scale.below)]


def _strong(of: Evaluation) -> int:
    return int(is_strong(of.cells["rating"], of.framework.rating_scale).sum())


def _marked(of: Evaluation) -> int:
    return int((of.cells["rating"] == marked(of.framework.rating_scale)).sum())


def _below(of: Evaluation) -> int:
    return int((of.cells["rating"] < marked(of.framework.rating_scale)).sum())


def _silent(of: Evaluation) -> int:
    """Count the teams without evidence on any criterion."""
    evidenced = of.cells.loc[of.cells["segments"] > 0, "team_id"]
    return int((~of.teams["team_id"].isin(evidenced)).sum())


def _source_ids(of: Evaluation) -> set[str]:
    return set(of.study.segments["source_id"])


def _coder_ids(of: Evaluation) -> set[str]:
    return set(of.study.codings["coder_id"]) - of.study.settings.untold_coders


def _untold(of: Evaluation) -> tuple[str, ...]:
    """Name the strands of which a source stands for several."""
    there = _source_ids(of)
    return tuple(sorted(s for i, s in of.study.pools.items() if i in there))


def _pairs(number: int, labels: Labels) -> str:
    """Name cells by what they are."""
    return ngettext(
        "pair of {team} and criterion",
        "pairs of {team} and criterion",
        number,
        team=labels.team,
    )


def _teams(number: int, labels: Labels) -> str:
    return ngettext(labels.team, labels.teams, number)


def _ratings(number: int, _labels: Labels) -> str:
    return ngettext("rating", "ratings", number)


def _proposed(number: int, _labels: Labels) -> str:
    return ngettext("proposed rating", "proposed ratings", number)


def _sources(number: int, _labels: Labels) -> str:
    return ngettext("source", "sources", number)


def _segments(number: int, _labels: Labels) -> str:
    return ngettext("segment", "segments", number)


def _coders(number: int, _labels: Labels) -> str:
    return ngettext("coder", "coders", number)


SOURCES = "sources"
KINDS = {
    "teams": Kind(lambda of: len(of.teams), _teams),
    "teams-silent": Kind(_silent, _teams, "teams"),
    "teams-evidenced": Kind(None, _teams, "teams"),
    "teams-strong": Kind(None, _teams, "teams"),
    "teams-contrary": Kind(None, _teams, "teams"),
    "teams-low": Kind(None, _teams, "teams"),
    "teams-missing": Kind(None, _teams, "teams"),
    "teams-with-partners": Kind(None, _teams, "teams"),
    "teams-accredited": Kind(None, _teams, "teams"),
    "teams-halved": Kind(None, _teams, "teams"),
    SOURCES: Kind(lambda of: len(_source_ids(of) - set(of.study.pools)), _sources),
    "segments": Kind(lambda of: len(of.study.segments), _segments),
    "coders": Kind(lambda of: len(_coder_ids(of)), _coders),
    "cells": Kind(lambda of: len(of.cells), _pairs),
    "cells-evidenced": Kind(
        lambda of: int((of.cells["segments"] > 0).sum()), _pairs, "cells"
    ),
    "cells-written": Kind(lambda of: len(of.study.summaries), _pairs, "cells"),
    "cells-halved": Kind(None, _pairs, "cells"),
    "cells-old": Kind(None, _pairs, "cells-evidenced"),
    "cells-undated": Kind(None, _pairs, "cells-evidenced"),
    "ratings": Kind(lambda of: int(of.cells["rating"].count()), _ratings),
    "ratings-strong": Kind(_strong, _ratings, "ratings"),
    "ratings-marked": Kind(_marked, _ratings, "ratings"),
    "ratings-below": Kind(_below, _ratings, "ratings"),
    "proposed": Kind(lambda of: int(of.proposed["rating"].count()), _proposed),
    "proposed-another-without-single-codings": Kind(None, _proposed, "proposed"),
    "proposed-another-by-choice": Kind(None, _proposed, "proposed"),
    "proposed-one-source": Kind(
        lambda of: int(rests_on_one_source(of.proposed).sum()), _proposed, "proposed"
    ),
}
GRADES = {
    STEADY: "proposed-steady",
    MAY_CHANGE: "proposed-may-change",
    ONE_SOURCE: "proposed-depends",
    EITHER_SIDE: "proposed-either-side",
}
KINDS |= {name: Kind(None, _proposed, "proposed") for name in GRADES.values()}


def quantity(
    name: str, of: Evaluation, number: int | None = None, criterion_id: str = ""
) -> Quantity:
    """Count one of `KINDS` in an evaluation or a slice of it.

    Parameters
    ----------
    name : str
        One of `KINDS`.
    of : Evaluation
        What is counted.
    number : int, optional
        The number, where a table that the caller has gives it.
    criterion_id : str, optional
        The one criterion that ``number`` is of.

    Raises
    ------
    ValueError
        If more is counted than there is: the number is of another population.
    """
    kind, where = KINDS[name], population(of)
    if number is None and kind.count:
        number = kind.count(of)
    if number is None:
        raise ValueError(f"{name}: no number was given")
    whole = quantity(kind.share_of, of) if kind.share_of else None
    if whole and number > whole.number:
        raise ValueError(
            f"{name}: {number} of {whole.number} {whole.noun} in {where}. "
            "Count both in the same slice."
        )
    if criterion_id:
        where = f"{where.partition('/')[0]}@{criterion_id}"
    number, untold = int(number), _untold(of) if name == SOURCES else ()
    noun = kind.unit(number, of.labels)
    return Quantity(name, where, number, noun, whole, untold)


def population(of: Evaluation) -> str:
    """Name what an evaluation is about, in one word.

    ``teams`` are all teams without the partnership, ``model`` is the partnership alone,
    ``study`` both; one team has its id. An area's id follows after a slash. A quantity
    of one criterion has its id instead, after an at sign.
    """
    teams = of.study.teams
    kinds = set(teams["kind"])
    if kinds <= {"partnership"}:  # a study need not have one
        name = "model"
    elif len(teams) == 1:
        name = f"team:{teams['team_id'].iloc[0]}"
    else:
        name = "study" if "partnership" in kinds else "teams"
    areas = of.framework.areas
    return f"{name}/{areas[0].id}" if len(areas) == 1 else name
