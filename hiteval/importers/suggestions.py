"""What the names in a coding file may mean: the study's own names, same or near."""

import difflib
import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from hiteval.study.framework import Framework


@dataclass(frozen=True, slots=True)
class Known:
    """What a study names itself: teams, coders and strands are names by their ids."""

    framework: Framework
    teams: dict[str, str]
    coders: dict[str, str]
    strands: dict[str, str]


def meaning(path: Sequence[str], framework: Framework) -> tuple[str, str]:
    """Tell what a code named like a criterion, or a level below it, stands for.

    Parameters
    ----------
    path : sequence of str
        The code's name, after those of the codes above it.
    framework : Framework
        Whose criteria and levels are looked for: a level by its name, its number or
        both, as `hiteval export` writes them.

    Returns
    -------
    (str, str)
        The criterion's id and the rating, each blank where the names do not say it, or
        where the code stands below others than the criterion's area.
    """
    criteria = {c.id: c.name for c in framework.criteria}
    levels = {
        name: f"{level.value}"
        for level in framework.rating_scale.levels
        for number in (f"{level.value:+d}", f"{level.value}")
        for name in (number, f"{number} {level.name}".casefold(), level.name.casefold())
    }
    rating = levels.get(path[-1].strip().casefold(), "")
    *parents, last = path[:-1] if rating and len(path) > 1 else path
    areas = {area.id: area.name for area in framework.areas}
    # "Capacity" below "Commissioning" is another thing than the criterion Capacity.
    known = all(same(parent, areas) for parent in parents)
    criterion = same(last, criteria) if known else ""
    return criterion, rating if criterion else ""


def same(name: str, choices: Mapping[str, str]) -> str:
    """Return the one id that a name is, or is the name of; blank if there is not one.

    >>> same("Old Town", {"old-town": "Old Town INT"})
    'old-town'
    """
    wanted = _plain(name)
    found = {
        id_ for id_, words in choices.items() if wanted in map(_plain, (id_, words))
    }
    return found.pop() if len(found) == 1 else ""


def _plain(name: str) -> str:
    """Write a name without capital letters, and its words with blanks between them."""
    return " ".join(re.split(r"[\s_-]+", name.strip().casefold()))


def nearest_ids(name: str, choices: dict[str, str], number: int = 3) -> list[str]:
    """Return the ids whose names, or whose own words, are nearest to a name."""
    wanted = name.casefold()
    spoken = {id_: (words.casefold(), id_.casefold()) for id_, words in choices.items()}
    scores = {
        id_: max(
            difflib.SequenceMatcher(None, wanted, candidate).ratio()
            for candidate in (*forms, forms[1].rpartition(".")[2])
        )
        for id_, forms in spoken.items()
    }
    best = sorted(scores, key=lambda id_: (-scores[id_], id_))
    return [id_ for id_ in best if scores[id_] >= 0.5][:number]
