"""When passages mix people, so that nobody can say whose they are.

Passages that must go are of one person, often. Others go along until they mix people.
"""

from collections import Counter
from collections.abc import Sequence

import pandas as pd


def mixes(passages: Sequence[frozenset[str]], least: int) -> bool:
    """Say whether passages mix people, so that nobody can say whose they are.

    Parameters
    ----------
    passages : sequence of frozenset of str
        The people behind each.
    least : int
        How many people there must be. A passage of that many is of no single one.
    """
    people = frozenset[str]().union(*passages)
    own = [one for of in passages if len(of) < least for one in of]
    most = max(Counter(own).values(), default=0)
    return len(people) >= least and 2 * most <= len(passages)


def going_along(there: pd.DataFrame, gone: pd.DataFrame, least: int) -> list[str]:
    """Choose passages that go along with those gone: few, and about the same teams.

    A team that loses all its passages is not the only one: else a reader would know
    that they are of whoever withdrew. All passages go where none would be left that mix
    people.
    """
    behind = frozenset[str]().union(*gone["people"])
    others = there[[not people <= behind for people in there["people"]]]
    parted, held = [*gone["people"]], list[str]()
    for name, people in _in_turn(others, gone)["people"].items():
        if mixes(parted, least):
            break
        parted.append(people)
        held.append(str(name))
    if not gone["team_id"].isin(there["team_id"]).all():
        held += _rest_of_a_team(others, there, gone, held)
    parted = [*gone["people"], *there["people"][held]]
    left = there["people"].drop(held)
    enough = mixes(parted, least) and mixes([*left], least)
    return held if enough else [*there.index]


def _in_turn(others: pd.DataFrame, gone: pd.DataFrame) -> pd.DataFrame:
    """Order passages: those about the same teams first, and one of each speaker."""
    far = ~others["team_id"].isin(gone["team_id"])
    speaker = others["people"].map(sorted).map(";".join)
    turn = others.groupby([far, speaker]).cumcount()
    order = others.assign(far=far, turn=turn, speaker=speaker).sort_index()
    return order.sort_values(["far", "turn", "speaker"], kind="stable")


def _rest_of_a_team(
    others: pd.DataFrame, there: pd.DataFrame, gone: pd.DataFrame, held: list[str]
) -> list[str]:
    """Return what is left of another team: the one that loses the fewest more.

    None if each other team has passages of those who are gone as well.
    """
    more = ~others.index.isin(held)
    of_team = others.assign(more=more).groupby("team_id")["more"].agg(["sum", "size"])
    whole = of_team["size"] == there.groupby("team_id").size().reindex(of_team.index)
    free = of_team[whole & ~of_team.index.isin(gone["team_id"])].sort_index()
    if free.empty:
        return []
    team = free["sum"].sort_values(kind="stable").index[0]
    return [*others.index[more & (others["team_id"] == team)]]
