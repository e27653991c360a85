"""What early and late sources say, each half alone: of one team, and of all."""

from typing import Any

import pandas as pd

from hiteval.analysis import recency
from hiteval.analysis.recency import EARLY, HIGHER, LATE, LOWER, SAME
from hiteval.display.kit import addresses
from hiteval.display.kit.chips import chip
from hiteval.display.kit.html import (
    NOTHING,
    Html,
    Text,
    join,
    joined,
    link,
    markup,
    on_phone,
    paragraphs,
)
from hiteval.display.kit.quantity import share
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import listed, verb
from hiteval.language import Language, several
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity

MOVED = '<p class="moved">{} <span>{} → {}</span></p>'


def placed(team: Evaluation) -> pd.DataFrame:
    """Part a team's sources; see `hiteval.analysis.recency.early_and_late`."""
    scale = team.framework.rating_scale
    return recency.early_and_late(team.by_source, team.study.sources, scale)


def rated(placed: pd.DataFrame, team: Evaluation) -> pd.DataFrame:
    """Propose the rating of each half, as `hiteval.analysis.recency.halves` does."""
    scale = team.framework.rating_scale
    return recency.halves(team.by_source, placed, scale)


def compared(rated: pd.DataFrame, placed: pd.DataFrame, team: Evaluation) -> Html:
    """Say what changed from the early to the late half, and show both.

    Parameters
    ----------
    rated, placed : DataFrame
        From the functions of these names, of one team.
    team : Evaluation
        The slice of that team.

    Returns
    -------
    Html
        Nothing where its sources are too few, or of one year.
    """
    if rated.empty:
        return NOTHING
    least = recency.least_sources(team.framework.rating_scale)
    undated = _undated(placed, team)
    said = [_split(placed, team.language), *undated, *_changes(rated, least, team)]
    spans = {half: _span(placed, half) for half in (EARLY, LATE)}
    return joined([paragraphs(said), _table(rated, spans, team)])


def across(rated: pd.DataFrame, placed: pd.DataFrame, teams: Evaluation) -> Html:
    """Say on which criteria the late half differs from the early one, and for whom.

    Parameters
    ----------
    rated, placed : DataFrame
        From the functions of these names, of all teams.
    teams : Evaluation
        The slice of all teams.
    """
    say = teams.language
    number = placed.dropna(subset=["half"])["team_id"].nunique()
    halved = share(quantity("teams-halved", teams, number), say)
    said: list[Text] = [
        markup("{} have enough dated sources for an early and a late half.", halved)
    ]
    compared = rated.dropna(subset=["change"])
    if compared.empty:
        said.append("No criterion has enough sources in both halves.")
        return paragraphs([join(said, " ")])
    least = recency.least_sources(teams.framework.rating_scale)
    pairs = share(quantity("cells-halved", teams, len(compared)), say)
    enough = "{} have {} or more sources in each half."
    said.append(markup(enough, pairs, say.numeral(least)))
    said.append(_tally(compared, say))
    return joined([paragraphs([join(said, " ")]), _by_criterion(compared, teams)])


def _split(placed: pd.DataFrame, say: Language) -> str:
    early, late = (
        f"{say.numeral(int((placed['half'] == half).sum()))} from {_span(placed, half)}"
        for half in (EARLY, LATE)
    )
    dated = say.count(int(placed["year"].notna().sum()), "dated source")
    return f"{dated} in two halves, split where a year turns: {early}, {late}."


def _span(placed: pd.DataFrame, half: str) -> str:
    years = placed.loc[placed["half"] == half, "year"]
    first, last = years.min(), years.max()
    return str(first) if first == last else f"{first}–{last}"


def _undated(placed: pd.DataFrame, team: Evaluation) -> list[str]:
    undated, pools = placed[placed["year"].isna()], team.study.pools
    names = {pools[i] for i in undated["source_id"] if i in pools}
    number = len(undated) - len(names)
    told = [team.language.count(number, "undated source")] * (number > 0)
    told += sorted(map(several, names))
    left_out = verb(number + 2 * len(names), "is", "are")
    return [f"{listed(told).capitalize()} {left_out} left out."] if told else []


def _changes(rated: pd.DataFrame, least: int, team: Evaluation) -> list[str]:
    """Say on how many criteria the late half is higher, lower or the same."""
    say = team.language
    number = int(rated["change"].count())
    enough = f"{say.numeral(least)} or more sources in each half"
    if not number:
        return [f"No criterion has {enough}, so that no change is claimed."]
    of = say.count(number, "criterion", "criteria")
    names = {c.id: c.name for c in team.framework.criteria}
    moved = [
        f"{change.capitalize()}: {listed(of['criterion_id'].map(names))}."
        for change in (HIGHER, LOWER)
        for of in [rated[rated["change"] == change]]
        if len(of)
    ]
    return [
        f"{of} {verb(number, 'has', 'have')} {enough}; with fewer, "
        "numbers alone could change a rating.",
        _tally(rated, say),
        *moved,
        f"Other sources may be the reason, and not the {team.labels.team}.",
    ]


def _tally(rated: pd.DataFrame, say: Language) -> str:
    number = rated["change"].value_counts().reindex([HIGHER, LOWER, SAME], fill_value=0)
    higher, lower, same = map(say.numeral, number)
    return (
        f"The late half is higher on {higher}, lower on {lower}, and the same on "
        f"{same}."
    )


def _by_criterion(compared: pd.DataFrame, teams: Evaluation) -> Html:
    """List for each criterion the teams that are higher or lower in the late half."""
    say, framework = teams.language, teams.framework
    order = {team_id: number for number, team_id in enumerate(teams.teams["team_id"])}
    rows = compared.sort_values("team_id", key=lambda ids: ids.map(order))
    of = dict(list(rows.groupby("criterion_id")))
    found = [(area, c) for area in framework.areas for c in area.criteria if c.id in of]
    moved = {
        f"{change.capitalize()} in the late half": change for change in (HIGHER, LOWER)
    }
    shown = pd.DataFrame(
        {
            "Area": [area.name for area, _ in found],
            "Criterion": [criterion.name for _, criterion in found],
            **{
                head: [_moved(of[c.id], change, head, teams) for _, c in found]
                for head, change in moved.items()
            },
            "The same": [
                join([on_phone("The same"), say.numeral(int(same.sum()))])
                for same in (of[c.id]["change"] == SAME for _, c in found)
            ],
        }
    )
    caption = f"{teams.labels.Teams} whose late half differs from their early one"
    return table(shown, "halves", caption, group="Area", css="stacked")


def _moved(rows: pd.DataFrame, change: str, head: str, teams: Evaluation) -> Html:
    """Name each team so changed, with its rating from either half."""
    scale = teams.framework.rating_scale
    names = teams.teams.set_index("team_id")["name"]
    pages = addresses.team_pages(teams.teams)
    moved = [
        markup(
            MOVED,
            link(pages[row.team_id], names[row.team_id]),
            *(chip(row.early, scale), chip(row.late, scale)),
        )
        for row in records(rows[rows["change"] == change])
    ]
    return join([on_phone(head), *moved]) if moved else NOTHING


def _table(rated: pd.DataFrame, spans: dict[str, str], team: Evaluation) -> Html:
    order = team.framework.criterion_ids
    rows = rated.set_index("criterion_id").reindex(order).dropna(subset=["team_id"])
    names = {c.id: c.name for c in team.framework.criteria}
    halves = {
        f"{half.capitalize()} half, {span}": [
            _cell(rating, number, team)
            for rating, number in zip(rows[half], rows[f"{half}_sources"], strict=True)
        ]
        for half, span in spans.items()
    }
    change = rows["change"].fillna("too few sources").str.capitalize().tolist()
    shown = pd.DataFrame({"Criterion": rows.index.map(names), **halves})
    caption = "The rating that the rule proposes from each half of the dated sources"
    return table(shown.assign(Change=change), "halves", caption)


def _cell(rating: Any, number: float, team: Evaluation) -> Html:
    """Show a half's rating and its number of sources."""
    sources = team.language.count(int(number), "source")
    return join([chip(rating, team.framework.rating_scale), f" {sources}"])
