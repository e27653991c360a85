"""Who works with whom: the two-sided network of organisations and teams.

Its numbers are those of the two-sided network itself. Linking organisations that share
a team would make any team of ten look like forty-five ties.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pandas as pd

SHARED = 2  # teams that an organisation must be named with to hold a network together


@dataclass(frozen=True, slots=True)
class Shape:
    """The size of a network and how connected it is.

    ``density`` is the share of possible links that are there; missing where one side is
    empty. ``groups`` counts the parts that no link joins, without lone teams.
    """

    teams: int
    organisations: int
    links: int
    density: float
    groups: int


def shape(named: pd.DataFrame, team_ids: Sequence[str]) -> Shape:
    """Measure the network of some teams and the organisations named with them.

    Parameters
    ----------
    named : DataFrame
        ``team_id, org_id``; a pair may come in several roles and is one link.
    team_ids : sequence of str
        Every team, also one that no organisation is named with.
    """
    links = _links(named, team_ids)
    organisations = links["org_id"].nunique()
    possible = len(team_ids) * organisations
    return Shape(
        len(team_ids),
        organisations,
        len(links),
        len(links) / possible if possible else float("nan"),
        len(_groups(links)),
    )


def shared(named: pd.DataFrame) -> pd.DataFrame:
    """Keep the organisations that are named with several teams."""
    teams = named.groupby("org_id")["team_id"].transform("nunique")
    return named[teams >= SHARED]


def _links(named: pd.DataFrame, team_ids: Sequence[str]) -> pd.DataFrame:
    links = named.loc[named["team_id"].isin(team_ids), ["team_id", "org_id"]]
    return links.drop_duplicates()


def _groups(links: pd.DataFrame) -> list[set[str]]:
    """Put organisations together that a team, or a chain of teams, links."""
    groups: list[set[str]] = []
    for _, organisations in links.groupby("team_id")["org_id"]:
        met = [group for group in groups if not group.isdisjoint(organisations)]
        groups = [group for group in groups if group not in met]
        groups.append(set(organisations).union(*met))
    return groups
