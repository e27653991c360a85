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
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale

Count = Callable[[Evaluation], int]
PAIR, PAIRS = "pair of {team} and criterion", "pairs of {team} and criterion"


@dataclass(frozen=True, slots=True)
class Kind:
    """What a quantity counts, its unit, and the name of what it is a share of."""

    count: Count | None  # None: counted in a table that the caller has
    one: str
    many: str
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
    one: str
    many: str
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


SOURCES = "sources"
RATING, PROPOSED = ("rating", "ratings"), ("proposed rating", "proposed ratings")
TEAM = ("{team}", "{teams}")
KINDS = {
    "teams": Kind(lambda of: len(of.teams), *TEAM),
    "teams-silent": Kind(_silent, *TEAM, "teams"),
    "teams-evidenced": Kind(None, *TEAM, "teams"),
    "teams-strong": Kind(None, *TEAM, "teams"),
    "teams-contrary": Kind(None, *TEAM, "teams"),
    "teams-low": Kind(None, *TEAM, "teams"),
    "teams-missing": Kind(None, *TEAM, "teams"),
    "teams-with-partners": Kind(None, *TEAM, "teams"),
    "teams-accredited": Kind(None, *TEAM, "teams"),
    "teams-halved": Kind(None, *TEAM, "teams"),
    SOURCES: Kind(
        lambda of: len(_source_ids(of) - set(of.study.pools)), "source", "sources"
    ),
    "segments": Kind(lambda of: len(of.study.segments), "segment", "segments"),
    "coders": Kind(lambda of: len(_coder_ids(of)), "coder", "coders"),
    "cells": Kind(lambda of: len(of.cells), PAIR, PAIRS),
    "cells-evidenced": Kind(
        lambda of: int((of.cells["segments"] > 0).sum()), PAIR, PAIRS, "cells"
    ),
    "cells-written": Kind(lambda of: len(of.study.summaries), PAIR, PAIRS, "cells"),
    "cells-halved": Kind(None, PAIR, PAIRS, "cells"),
    "cells-old": Kind(None, PAIR, PAIRS, "cells-evidenced"),
    "cells-undated": Kind(None, PAIR, PAIRS, "cells-evidenced"),
    "ratings": Kind(lambda of: int(of.cells["rating"].count()), *RATING),
    "ratings-strong": Kind(_strong, *RATING, "ratings"),
    "ratings-marked": Kind(_marked, *RATING, "ratings"),
    "ratings-below": Kind(_below, *RATING, "ratings"),
    "proposed": Kind(lambda of: int(of.proposed["rating"].count()), *PROPOSED),
    "proposed-another-without-single-codings": Kind(None, *PROPOSED, "proposed"),
    "proposed-another-by-choice": Kind(None, *PROPOSED, "proposed"),
    "proposed-one-source": Kind(
        lambda of: int(rests_on_one_source(of.proposed).sum()), *PROPOSED, "proposed"
    ),
}
GRADES = {
    STEADY: "proposed-steady",
    MAY_CHANGE: "proposed-may-change",
    ONE_SOURCE: "proposed-depends",
    EITHER_SIDE: "proposed-either-side",
}
KINDS |= {name: Kind(None, *PROPOSED, "proposed") for name in GRADES.values()}


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
            f"{name}: {number} of {whole.number} {whole.many} in {where}. "
            "Count both in the same slice."
        )
    words = {"team": of.labels.team, "teams": of.labels.teams}
    one, many = kind.one.format(**words), kind.many.format(**words)
    if criterion_id:
        where = f"{where.partition('/')[0]}@{criterion_id}"
    untold = _untold(of) if name == SOURCES else ()
    return Quantity(name, where, int(number), one, many, whole, untold)


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
