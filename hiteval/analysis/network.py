"""Who works with whom: the two-sided network of organisations and teams.

Its numbers are those of the two-sided network itself. Linking organisations that share
a team would make any team of ten look like forty-five ties.
"""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import networkx as nx
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


def partner_graph(named: pd.DataFrame, team_ids: Sequence[str]) -> Any:
    """Link each team with the organisations that sources name as its partners.

    Parameters
    ----------
    named : DataFrame
        ``team_id, org_id``; a pair may come in several roles and is one link.
    team_ids : sequence of str
        In the order in which they are to be drawn.

    Returns
    -------
    networkx.Graph
        Its nodes are ``("team", id)`` and ``("organisation", id)``. Organisations come
        after the teams, each near the middle of its own, so that few links cross.
    """
    pairs = named.loc[named["team_id"].isin(team_ids), ["team_id", "org_id"]]
    pairs = pairs.drop_duplicates()
    place = pairs["team_id"].map({t: n for n, t in enumerate(team_ids)})
    middle = place.groupby(pairs["org_id"]).mean().reset_index(name="middle")
    order = middle.sort_values(["middle", "org_id"])["org_id"]
    graph = nx.Graph()
    graph.add_nodes_from([("team", t) for t in team_ids], bipartite=0)
    graph.add_nodes_from([("organisation", o) for o in order], bipartite=1)
    rows = pairs.sort_values(["team_id", "org_id"]).itertuples(index=False)
    graph.add_edges_from((("team", t), ("organisation", o)) for t, o in rows)
    return graph


def shape(graph: Any) -> Shape:
    """Measure a network of `partner_graph`."""
    teams = [node for node in graph if node[0] == "team"]
    organisations = len(graph) - len(teams)
    possible = bool(teams) and bool(organisations)
    return Shape(
        len(teams),
        organisations,
        graph.number_of_edges(),
        nx.bipartite.density(graph, teams) if possible else float("nan"),
        sum(len(part) > 1 for part in nx.connected_components(graph)),
    )


def shared(named: pd.DataFrame) -> pd.DataFrame:
    """Keep the organisations that are named with several teams."""
    teams = named.groupby("org_id")["team_id"].transform("nunique")
    return named[teams >= SHARED]
