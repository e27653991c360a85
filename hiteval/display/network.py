"""Which organisations work with which teams: a picture that scales, and its table."""

import pandas as pd
from matplotlib.axes import Axes

from hiteval.analysis import network
from hiteval.display.kit import addresses, diagrams
from hiteval.display.kit.grid import MOST_ROWS
from hiteval.display.kit.html import Html, folded, joined, link, markup, paragraphs
from hiteval.display.kit.picture import matrix_size, picture
from hiteval.display.kit.quantity import share
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import cut, listed, percent, spoken, verb
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity

READABLE = 45  # names on one side, above which lines are a tangle
COLUMNS = 24  # organisations across, where the network is a table of dots
NAMED = 8  # teams in one cell
QUESTION = "Which organisations are named as partners of more than one {team}?"


def partners(evaluation: Evaluation) -> pd.DataFrame:
    """Return the rows of the study's ``team_organisations`` that are about a team."""
    named = evaluation.study.team_organisations
    return named[named["team_id"].isin(_team_ids(evaluation))]


def overview(named: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Say how large the network is, and how dense."""
    if named.empty:
        return paragraphs(["No partner organisations are recorded."])
    whole = network.shape(named, _team_ids(evaluation))
    several = network.shared(named)["org_id"].nunique()
    labels, say, teams = evaluation.labels, evaluation.language, evaluation.all_teams()
    some = quantity("teams-with-partners", teams, named["team_id"].nunique())
    return paragraphs(
        [
            markup(
                "{} {} named as partners of {}; {} of them of more than one.",
                say.count(whole.organisations, "organisation"),
                verb(whole.organisations, "is", "are"),
                *(share(some, say), say.numeral(several)),
            ),
            f"Of all possible links between {labels.a_team} and an organisation, "
            f"{percent(whole.density)} are named ({say.numeral(whole.links)}).",
            f"The network has {say.count(whole.groups, 'part')} with no link between "
            "them."
            if whole.groups > 1
            else "The network is in one piece.",
            "A partner that no source names is not here. Two organisations that share "
            f"{labels.a_team} are not counted as linked by it.",
        ]
    )


def picture_of(named: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show who is named with whom: lines while they can be followed, else dots."""
    named, labels = network.shared(named), evaluation.labels
    if named.empty:
        return paragraphs(
            [f"No organisation is named with more than one {labels.team}."]
        )
    count = evaluation.language.count
    teams, organisations = _sides(evaluation, named)
    if len(teams) > MOST_ROWS:
        many = count(len(teams), labels.team, labels.teams)
        return paragraphs([f"Of {many} no picture could be read."])
    place = (
        {o: n for n, o in enumerate(organisations)},
        {t: n for n, t in enumerate(teams)},
    )
    pairs = named[["team_id", "org_id"]].drop_duplicates()
    pairs = pairs[pairs["org_id"].isin(organisations)]
    links = [(place[1][p.team_id], place[0][p.org_id]) for p in records(pairs)]
    left, right = list(teams.values()), list(organisations.values())
    lines = _readable(named)

    def draw(ax: Axes) -> None:
        (diagrams.two_sides if lines else diagrams.dot_matrix)(ax, left, right, links)

    form = "Network" if lines else "Table of dots"
    alt = (
        f"{form} of {count(len(left), labels.team, labels.teams)} and "
        f"{count(len(right), 'organisation')} "
        f"that are named with more than one: {count(len(links), 'link')}. "
        f"Most often named: {_leading(evaluation, named)}."
    )
    size = (
        (9.0, 0.4 + 0.21 * max(len(left), len(right)))
        if lines
        else matrix_size(len(left), len(right))
    )
    numbers = pd.DataFrame(
        {
            labels.Team: pairs["team_id"].map(teams),
            "Organisation": pairs["org_id"].map(organisations),
        }
    )
    return picture(
        "network-picture", size, draw, QUESTION.format(team=labels.team), alt, numbers
    )


def by_organisation(named: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show every organisation with its teams; a long list is folded, if of one each."""
    named = named[["team_id", "org_id"]].drop_duplicates()
    labels = evaluation.labels
    if named.empty:
        return paragraphs(["No partner organisations are recorded."])
    number = named["org_id"].value_counts().rename("number").reset_index()
    found = evaluation.study.organisations.merge(number, on="org_id")
    found = found.sort_values(
        ["number", "name", "org_id"], ascending=[False, True, True], kind="stable"
    )
    several = found["number"] >= network.SHARED
    shared, once = found[several], found[~several]
    parts = []
    if len(shared):
        caption = f"Organisations that are named with several {labels.teams}"
        parts.append(_organisations(evaluation, shared, named, "shared", caption))
    if len(once):
        caption = f"Organisations that are named with one {labels.team}"
        listed_once = _organisations(evaluation, once, named, "once", caption)
        number_once = evaluation.language.count(len(once), "organisation")
        label = f"{number_once} named with one {labels.team} each"
        parts.append(folded(label, listed_once))
    return joined(parts)


def _organisations(
    evaluation: Evaluation,
    organisations: pd.DataFrame,
    named: pd.DataFrame,
    table_id: str,
    caption: str,
) -> Html:
    of = {o: set(rows["team_id"]) for o, rows in named.groupby("org_id")}
    shown = pd.DataFrame(
        {
            "Organisation": organisations["name"],
            "Sector": spoken(organisations["sector"]),
            "Named with": [_teams(evaluation, of[o]) for o in organisations["org_id"]],
        }
    )
    return table(shown, f"organisations-{table_id}", caption, css="stacked")


def _teams(evaluation: Evaluation, team_ids: set[str]) -> Html:
    """Count teams and lead to the first of them."""
    labels, say = evaluation.labels, evaluation.language
    teams = evaluation.teams[evaluation.teams["team_id"].isin(team_ids)]
    pages = addresses.team_pages(teams)
    links = [link(pages[t.team_id], t.name) for t in records(teams)]
    number = say.count(len(links), labels.team, labels.teams)
    return markup("{}: {}", number, listed(cut(links, NAMED, say)))


def _team_ids(evaluation: Evaluation) -> list[str]:
    return evaluation.teams["team_id"].tolist()


def _readable(named: pd.DataFrame) -> bool:
    return bool(named[["team_id", "org_id"]].nunique().max() <= READABLE)


def _sides(
    evaluation: Evaluation, named: pd.DataFrame
) -> tuple[dict[str, str], dict[str, str]]:
    """Name the teams and organisations to draw, in the order of drawing.

    Of too many organisations, those with the most teams are drawn.
    """
    if not _readable(named):
        teams = named.groupby("org_id")["team_id"].nunique().reset_index()
        teams = teams.sort_values(["team_id", "org_id"], ascending=[False, True])
        named = named[named["org_id"].isin(teams["org_id"].head(COLUMNS))]
    linked = set(named["team_id"])
    teams_in_order = [t for t in _team_ids(evaluation) if t in linked]
    names = evaluation.study.organisations.set_index("org_id")["name"]
    known = evaluation.teams.set_index("team_id")["name"]
    return (
        {t: str(known[t]) for t in teams_in_order},
        {o: str(names[o]) for o in network.in_drawing_order(named, teams_in_order)},
    )


def _leading(evaluation: Evaluation, named: pd.DataFrame) -> str:
    """Name the organisations with the most teams."""
    teams = named.groupby("org_id")["team_id"].nunique()
    names = evaluation.study.organisations.set_index("org_id")["name"]
    most = sorted(names[o] for o in teams.index[teams == teams.max()])
    labels = evaluation.labels
    number = evaluation.language.count(int(teams.max()), labels.team, labels.teams)
    return f"{listed(cut(most, 3, evaluation.language))} ({number})"
