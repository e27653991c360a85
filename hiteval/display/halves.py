"""What early and late sources say, each half alone: of one team, and of all."""

from typing import Any

import pandas as pd

from hiteval.analysis import recency
from hiteval.analysis.recency import EARLY, HIGHER, LATE, LOWER, SAME
from hiteval.catalogue import N_, _, ngettext
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
from hiteval.display.kit.words import capital, listed
from hiteval.language import Language, several
from hiteval.results.evaluation import Evaluation
from hiteval.results.over_time import halved_sources, rated_halves
from hiteval.results.quantities import quantity

ENOUGH = "{pairs} have {number} or more sources in each half."
HEADS = {HIGHER: N_("Higher in the late half"), LOWER: N_("Lower in the late half")}
NAMED = {HIGHER: N_("Higher: {criteria}."), LOWER: N_("Lower: {criteria}.")}
HALVES = {EARLY: N_("Early half, {years}"), LATE: N_("Late half, {years}")}
MOVED = '<p class="moved">{} <span>{} → {}</span></p>'


def placed(team: Evaluation) -> pd.DataFrame:
    """Part a team's sources; see `hiteval.analysis.recency.early_and_late`."""
    return halved_sources(team)


def rated(team: Evaluation) -> pd.DataFrame:
    """Propose the rating of each half, as `hiteval.analysis.recency.halves` does."""
    return rated_halves(team)


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
        said.append(_("No criterion has enough sources in both halves."))
        return paragraphs([join(said, " ")])
    least = recency.least_sources(teams.framework.rating_scale)
    pairs = share(quantity("cells-halved", teams, len(compared)), say)
    said.append(markup(ENOUGH, pairs=pairs, number=say.numeral(least)))
    said.append(_tally(compared, say))
    return joined([paragraphs([join(said, " ")]), _by_criterion(compared, teams)])


def _split(placed: pd.DataFrame, say: Language) -> str:
    early, late = (
        say.numeral(int((placed["half"] == half).sum())) for half in (EARLY, LATE)
    )
    return _(
        "{sources} in two halves, split where a year turns: {early} from {first}, "
        "{late} from {last}.",
        sources=say.count(int(placed["year"].notna().sum()), "dated source"),
        early=early,
        first=_span(placed, EARLY),
        late=late,
        last=_span(placed, LATE),
    )


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
    if not told:
        return []
    left_out = ngettext(
        "{sources} is left out.",
        "{sources} are left out.",
        number + 2 * len(names),
        sources=capital(listed(told)),
    )
    return [left_out]


def _changes(rated: pd.DataFrame, least: int, team: Evaluation) -> list[str]:
    """Say on how many criteria the late half is higher, lower or the same."""
    say = team.language
    number = int(rated["change"].count())
    if not number:
        none = _(
            "No criterion has {number} or more sources in each half, so that no change "
            "is claimed.",
            number=say.numeral(least),
        )
        return [none]
    names = {c.id: c.name for c in team.framework.criteria}
    moved = [
        _(NAMED[change], criteria=listed(of["criterion_id"].map(names)))
        for change in (HIGHER, LOWER)
        for of in [rated[rated["change"] == change]]
        if len(of)
    ]
    return [
        _enough(number, least, say),
        _tally(rated, say),
        *moved,
        _(
            "Other sources may be the reason, and not the {team}.",
            team=team.labels.team,
        ),
    ]


def _enough(number: int, least: int, say: Language) -> str:
    return ngettext(
        "{criteria} has {least} or more sources in each half; with fewer, numbers "
        "alone could change a rating.",
        "{criteria} have {least} or more sources in each half; with fewer, numbers "
        "alone could change a rating.",
        number,
        criteria=say.count(number, "criterion", "criteria"),
        least=say.numeral(least),
    )


def _tally(rated: pd.DataFrame, say: Language) -> str:
    number = rated["change"].value_counts().reindex([HIGHER, LOWER, SAME], fill_value=0)
    higher, lower, same = map(say.numeral, number)
    return _(
        "The late half is higher on {higher}, lower on {lower}, and the same on "
        "{same}.",
        higher=higher,
        lower=lower,
        same=same,
    )


def _by_criterion(compared: pd.DataFrame, teams: Evaluation) -> Html:
    """List for each criterion the teams that are higher or lower in the late half."""
    say, framework = teams.language, teams.framework
    order = {team_id: number for number, team_id in enumerate(teams.teams["team_id"])}
    rows = compared.sort_values("team_id", key=lambda ids: ids.map(order))
    of = dict(list(rows.groupby("criterion_id")))
    found = [(area, c) for area in framework.areas for c in area.criteria if c.id in of]
    moved = {_(head): change for change, head in HEADS.items()}
    shown = pd.DataFrame(
        {
            _("Area"): [area.name for area, _criterion in found],
            _("Criterion"): [criterion.name for _area, criterion in found],
            **{
                head: [_moved(of[c.id], change, head, teams) for _area, c in found]
                for head, change in moved.items()
            },
            _("The same"): [
                join([on_phone(_("The same")), say.numeral(int(same.sum()))])
                for same in (of[c.id]["change"] == SAME for _area, c in found)
            ],
        }
    )
    caption = _(
        "{Teams} whose late half differs from their early one", Teams=teams.labels.Teams
    )
    return table(shown, "halves", caption, group=_("Area"), css="stacked")


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
        _(HALVES[half], years=span): [
            _cell(rating, number, team)
            for rating, number in zip(rows[half], rows[f"{half}_sources"], strict=True)
        ]
        for half, span in spans.items()
    }
    few, of = _("Too few sources"), rows["change"]
    shown = pd.DataFrame({_("Criterion"): rows.index.map(names), **halves})
    shown[_("Change")] = [few if pd.isna(c) else capital(_(c)) for c in of]
    caption = _("The rating that the rule proposes from each half of the dated sources")
    return table(shown, "halves", caption)


def _cell(rating: Any, number: float, team: Evaluation) -> Html:
    """Show a half's rating and its number of sources."""
    sources = team.language.count(int(number), "source")
    return join([chip(rating, team.framework.rating_scale), f" {sources}"])
