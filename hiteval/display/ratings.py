"""Ratings as tables: areas, how much evidence there is, what is far from it."""

from typing import Any

import pandas as pd

from hiteval.catalogue import _
from hiteval.display.context import with_not_counted
from hiteval.display.kit import addresses
from hiteval.display.kit.chips import because, chip_link
from hiteval.display.kit.html import (
    TEXT_FILLER,
    Html,
    escape,
    join,
    link,
    markup,
    paragraphs,
)
from hiteval.display.kit.quantity import numeral, ratio
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import called, listed
from hiteval.language import Language, several
from hiteval.results.each_team import each_team
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import Quantity, quantity

BAR = (
    '<svg class="share" viewBox="0 0 100 8" aria-hidden="true">'
    '<path class="whole" d="M0 0h100v8h-100z"></path><path d="M0 0h{0}v8h-{0}z"></path>'
    "</svg>"
)


def profile(profiles: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show how many criteria of each area are at each level, for one team or more.

    Parameters
    ----------
    profiles : DataFrame
        Of `Evaluation.profiles`.
    evaluation : Evaluation
        Its teams, in alphabetical order, are the rows.
    """
    areas = {area.id: area for area in evaluation.framework.areas}
    profiles = _with_team(evaluation, profiles)
    several = profiles["team_id"].nunique() > 1
    scale, heading = evaluation.framework.rating_scale, evaluation.labels.Team
    columns: dict[str, Any] = {heading: profiles["team"]} if several else {}
    if len(areas) > 1:
        columns[_("Area")] = profiles["area_id"].map(lambda a: areas[a].name)
        if any(area.kind for area in areas.values()):
            kinds = {a: called(area.kind or "") for a, area in areas.items()}
            columns[_("Kind")] = profiles["area_id"].map(kinds)
    columns |= {
        f"{level.name} ({scale.written(level.value)})": profiles[str(level.value)]
        for level in sorted(scale.levels, key=lambda level: -level.value)
    }
    unrated = {"between": _("Between"), "uncertain": _("Raters disagree")}
    for name, label in unrated.items():
        if profiles[name].any():
            columns[label] = profiles[name]
    columns[_("No evidence")] = profiles["missing"]
    columns[_("Coverage")] = [
        _("{number} of {whole}", number=p.evidenced, whole=p.criteria)
        for p in records(profiles)
    ]
    columns[_("Median")] = [
        TEXT_FILLER if pd.isna(median) else scale.written(median)
        for median in profiles["median"]
    ]
    caption = _("Criteria at each level, by area; the median is of those with evidence")
    return table(pd.DataFrame(columns), "profile", caption)


def coverage(evaluation: Evaluation) -> Html:
    """Show on how many criteria each team has evidence, from how many sources."""
    labels, say = evaluation.labels, evaluation.language
    each = [*map(each_team(evaluation), evaluation.teams["team_id"])]
    shown = pd.DataFrame(
        {
            labels.Team: _team_links(evaluation),
            _("Criteria with evidence"): [
                _with_bar(quantity("cells-evidenced", team), say) for team in each
            ],
            _("Sources"): [_sources(quantity("sources", team), say) for team in each],
            _("Segments"): [numeral(quantity("segments", team), say) for team in each],
        }
    )
    caption = _("How much evidence there is for each {team}", team=labels.team)
    return table(shown, "coverage", caption, css="sortable")


def _sources(of: Quantity, say: Language) -> Html:
    """Write how many sources are counted, and name those that are not."""
    words = [numeral(of, say)] * bool(of.number or not of.untold)
    return escape(listed([*words, *map(several, of.untold)]))


def _with_bar(evidenced: Quantity, say: Language) -> Html:
    """Write a share behind a bar that is as long as it is large."""
    of = evidenced.whole.number if evidenced.whole else 0
    length = round(100 * evidenced.number / max(of, 1))
    return join([markup(BAR, length), ratio(evidenced, say)], " ")


def far_from_evidence(cells: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show ratings that people gave far from what the evidence proposes.

    Parameters
    ----------
    cells : DataFrame
        Of `Evaluation.cells`.
    evaluation : Evaluation
        With the study that they are of.
    """
    labels = evaluation.labels
    if not evaluation.study.ratings.size + evaluation.study.consensus.size:
        none = _(
            "No person has rated {a_team}; every rating is proposed.",
            a_team=labels.a_team,
        )
        return paragraphs([none])
    cells = _named(with_not_counted(cells, evaluation), evaluation)
    cells = cells[cells["far_from_evidence"].fillna(False).astype("bool")]
    if cells.empty:
        none = _("No rating lies far from what the evidence proposes.")
        return paragraphs([none])
    pages = addresses.team_pages(evaluation.study.teams)
    teams = evaluation.study.teams.set_index("team_id")["name"]
    place, scale = addresses.rating_place, evaluation.framework.rating_scale
    shown = pd.DataFrame(
        {
            labels.Team: cells["team_id"].map(teams),
            _("Criterion"): cells["criterion"],
            _("Rating"): [
                chip_link(c, f"{pages[c.team_id]}#{place(c.criterion_id)}", scale)
                for c in records(cells)
            ],
            _("Because"): [
                because(c, scale, evaluation.language) for c in records(cells)
            ],
        }
    )
    caption = _("Ratings by people two levels or more from what the evidence proposes")
    return table(shown, "far", caption, css="stacked")


def _named(cells: pd.DataFrame, evaluation: Evaluation) -> pd.DataFrame:
    """Put the names of criteria and areas beside their ids."""
    framework = evaluation.framework
    criteria = {c.id: c.name for c in framework.criteria}
    areas = {c.id: area.name for area in framework.areas for c in area.criteria}
    ids = cells["criterion_id"]
    return cells.assign(criterion=ids.map(criteria), area=ids.map(areas))


def _with_team(evaluation: Evaluation, table: pd.DataFrame) -> pd.DataFrame:
    """Add linked team names and follow their order, teams proper first."""
    teams = evaluation.teams
    links = dict(zip(teams["team_id"], _team_links(evaluation), strict=True))
    order = table["team_id"].map({t: n for n, t in enumerate(links)})
    linked = [links.get(team_id) for team_id in table["team_id"]]
    named = table.assign(team=pd.Series(linked, table.index))
    return named.loc[order.sort_values(kind="stable").index]


def _team_links(evaluation: Evaluation) -> pd.Series:
    teams = evaluation.teams
    pages, ended = addresses.team_pages(teams), evaluation.concluded
    return pd.Series(
        [
            join(
                [
                    link(pages[t.team_id], t.name),
                    f" {_('(concluded)')}" if t.team_id in ended else "",
                ]
            )
            for t in records(teams)
        ],
        index=teams.index,
        dtype="object",
    )
