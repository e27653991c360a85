"""Which organisations work with which teams: the most shared, and tables of all."""

import pandas as pd

from hiteval.analysis import network
from hiteval.catalogue import _, ngettext
from hiteval.display.kit import addresses, drawing
from hiteval.display.kit.html import Html, folded, joined, link, markup, paragraphs
from hiteval.display.kit.palette import ACCENT, Paint
from hiteval.display.kit.picture import Told, picture
from hiteval.display.kit.quantity import share
from hiteval.display.kit.rows import Rows
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import cut, listed, percent, spoken
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity

DRAWN = 20  # organisations in the picture
NAMED = 8  # teams in one cell
NONE = "No partner organisations are recorded."
QUESTION = "Which organisations are named as partners of more than one {team}?"


def partners(evaluation: Evaluation) -> pd.DataFrame:
    """Return the rows of the study's ``team_organisations`` that are about a team."""
    named = evaluation.study.team_organisations
    return named[named["team_id"].isin(_team_ids(evaluation))]


def overview(named: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Say how large the network is, and how dense."""
    if named.empty:
        return paragraphs([_(NONE)])
    whole = network.shape(named, _team_ids(evaluation))
    several = network.shared(named)["org_id"].nunique()
    labels, say, teams = evaluation.labels, evaluation.language, evaluation.all_teams()
    some = quantity("teams-with-partners", teams, named["team_id"].nunique())
    partners = ngettext(
        "{organisations} is named as a partner of {teams}; {several} of them of more "
        "than one.",
        "{organisations} are named as partners of {teams}; {several} of them of more "
        "than one.",
        whole.organisations,
    )
    dense = _(
        "Of all possible links between {a_team} and an organisation, {share} are named "
        "({number}).",
        a_team=labels.a_team,
        share=percent(whole.density),
        number=say.numeral(whole.links),
    )
    groups = _(
        "The network has {parts} with no link between them.",
        parts=say.count(whole.groups, "part"),
    )
    return paragraphs(
        [
            markup(
                partners,
                organisations=say.count(whole.organisations, "organisation"),
                teams=share(some, say),
                several=say.numeral(several),
            ),
            dense,
            groups if whole.groups > 1 else _("The network is in one piece."),
            _(
                "A partner that no source names is not here. Two organisations that "
                "share {a_team} are not counted as linked by it.",
                a_team=labels.a_team,
            ),
        ]
    )


def picture_of(named: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show the organisations that are named with the most teams, by their sector."""
    named, labels = network.shared(named), evaluation.labels
    if named.empty:
        none = _(
            "No organisation is named with more than one {team}.", team=labels.team
        )
        return paragraphs([none])
    drawn = _by_sector(_counted(named, evaluation).head(DRAWN))
    counts = pd.DataFrame({labels.Teams: drawn["number"].to_numpy()})
    first = ~drawn["sector"].duplicated()
    headings = {
        int(n): str(drawn["sector"].iloc[n]) for n in first.to_numpy().nonzero()[0]
    }
    rows = Rows(drawn["name"].tolist(), headings=headings)
    looks = {labels.Teams: (Paint(ACCENT), labels.Teams)}

    numbers = drawn[["name", "sector", "number"]].set_axis(
        [_("Organisation"), _("Sector"), labels.Teams], axis=1
    )
    return picture(
        "network-picture",
        lambda ax: drawing.stacked_bars(ax, counts, rows, looks),
        _told(len(drawn), _leading(drawn, evaluation), evaluation),
        numbers,
    )


def _told(drawn: int, leading: str, evaluation: Evaluation) -> Told:
    labels, say = evaluation.labels, evaluation.language
    return Told(
        title=_(
            "Named with the most {teams}: {organisations}.",
            teams=labels.teams,
            organisations=leading,
        ),
        how=_(
            "Each bar counts the {teams} of an organisation; the {number} named with "
            "most are shown.",
            teams=labels.teams,
            number=say.numeral(drawn),
        ),
        alt=_(
            "Bars for {organisations}, by sector. Named with the most {teams}: "
            "{leading}.",
            organisations=say.count(drawn, "organisation"),
            teams=labels.teams,
            leading=leading,
        ),
        question=_(QUESTION, team=labels.team),
    )


def by_sector(named: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Count for each team the organisations that it is named with, by sector."""
    labels, teams = evaluation.labels, evaluation.teams
    pairs = named[["team_id", "org_id"]].drop_duplicates()
    pairs = pairs.merge(evaluation.study.organisations, on="org_id")
    counts = pd.crosstab(pairs["team_id"], pairs["sector"])
    order = counts.sum().sort_values(ascending=False, kind="stable").index
    counts = counts.reindex(teams["team_id"], columns=order, fill_value=0)
    counts.columns = pd.Index(spoken(order.to_series()))
    pages = addresses.team_pages(teams)
    of_all = counts.assign(**{_("All"): counts.sum(axis=1)})
    shown = of_all.map(evaluation.language.numeral)
    names = [link(pages[t.team_id], t.name) for t in records(teams)]
    shown.insert(0, labels.Team, pd.Series(names, shown.index, dtype="object"))
    caption = _(
        "Organisations that each {team} is named with, by sector", team=labels.team
    )
    return table(shown, "sectors", caption, css="sortable")


def by_organisation(named: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show every organisation with its teams; a long list is folded, if of one each."""
    named = named[["team_id", "org_id"]].drop_duplicates()
    labels = evaluation.labels
    if named.empty:
        return paragraphs([_(NONE)])
    found = _counted(named, evaluation)
    several = found["number"] >= network.SHARED
    shared, once = found[several], found[~several]
    parts = [by_sector(named, evaluation)]
    if len(shared):
        caption = _(
            "Organisations that are named with several {teams}", teams=labels.teams
        )
        parts.append(_organisations(evaluation, shared, named, "shared", caption))
    if len(once):
        caption = _("Organisations that are named with one {team}", team=labels.team)
        listed_once = _organisations(evaluation, once, named, "once", caption)
        label = _(
            "{organisations} named with one {team} each",
            organisations=evaluation.language.count(len(once), "organisation"),
            team=labels.team,
        )
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
    pages = addresses.team_pages(evaluation.teams)
    ways = {
        t.team_id: link(pages[t.team_id], t.name) for t in records(evaluation.teams)
    }
    shown = pd.DataFrame(
        {
            _("Organisation"): organisations["name"],
            _("Sector"): spoken(organisations["sector"]),
            _("Named with"): [
                _teams([way for t, way in ways.items() if t in of[o]], evaluation)
                for o in organisations["org_id"]
            ],
        }
    )
    return table(shown, f"organisations-{table_id}", caption, css="stacked")


def _teams(links: list[Html], evaluation: Evaluation) -> Html:
    """Count teams and lead to the first of them."""
    labels, say = evaluation.labels, evaluation.language
    number = say.count(len(links), labels.team, labels.teams)
    return markup("{}: {}", number, listed(cut(links, NAMED, say)))


def _team_ids(evaluation: Evaluation) -> list[str]:
    return evaluation.teams["team_id"].tolist()


def _counted(named: pd.DataFrame, evaluation: Evaluation) -> pd.DataFrame:
    """Count the teams of each organisation, the most first."""
    number = named.groupby("org_id")["team_id"].nunique().rename("number")
    found = evaluation.study.organisations.merge(number.reset_index(), on="org_id")
    return found.sort_values(
        ["number", "name", "org_id"], ascending=[False, True, True], kind="stable"
    )


def _by_sector(found: pd.DataFrame) -> pd.DataFrame:
    """Put organisations of a sector together, the sector with the most links first."""
    links = found["number"].groupby(found["sector"]).transform("sum")
    ordered = found.assign(links=links).sort_values(
        ["links", "sector", "number"], ascending=[False, True, False], kind="stable"
    )
    return ordered.assign(sector=spoken(ordered["sector"]))


def _leading(found: pd.DataFrame, evaluation: Evaluation) -> str:
    """Name the organisations with the most teams."""
    labels, most = evaluation.labels, int(found["number"].max())
    names = sorted(found.loc[found["number"] == most, "name"])
    number = evaluation.language.count(most, labels.team, labels.teams)
    return f"{listed(cut(names, 3, evaluation.language))} ({number})"
