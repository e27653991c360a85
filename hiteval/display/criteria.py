"""A team's evidence, criterion by criterion: summary, rating, how sure, passages."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import pandas as pd

from hiteval.analysis.consensus import MISSING
from hiteval.display import contact, passage_list, responses, team_ratings
from hiteval.display.context import with_not_counted
from hiteval.display.kit import addresses
from hiteval.display.kit.chips import because, chip, chip_link
from hiteval.display.kit.citations import with_links
from hiteval.display.kit.html import (
    NOTHING,
    Html,
    Text,
    anchor,
    escape,
    fold,
    join,
    joined,
    markup,
    own_words,
)
from hiteval.display.kit.table import records
from hiteval.display.kit.words import listed
from hiteval.display.thin_record import is_thin
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import Area
from hiteval.study.schema import ids

THERE = "<h2>What is on record</h2>"
CRITERION = '<section class="criterion"><h3>{}{} {}</h3>{}</section>'
PASSAGES = '<details class="fold passages"><summary>{}</summary>{}{}</details>'
OPEN = '<div class="passages"><p class="muted">{}</p>{}{}</div>'
SUMMARY = '<p class="summary">{}{}</p>'
WHY = '<p class="why">{}{} <span class="muted">{}{}{}</span></p>'
NONE = '<p class="silent">No evidence was found: {criteria}.{contact}</p>'


@dataclass(frozen=True, slots=True)
class _Known:
    """What is said of criteria beside their ratings, each by ``criterion_id``."""

    names: Mapping[str, str]
    written: Mapping[str, Html]
    sure: Mapping[str, str]
    new: Mapping[str, str]
    read: Mapping[str, str]
    answered: Mapping[str, Html]
    passages: Mapping[str, tuple[str, Html]]
    form: str  # of passages


def by_area(
    cells: pd.DataFrame, rated: pd.DataFrame, variants: pd.DataFrame, team: Evaluation
) -> Html:
    """Show each area as a fold, and each of its criteria under a heading.

    Of a thin record, only the criteria with evidence are shown, and all is open.

    Parameters
    ----------
    cells : DataFrame
        Of `Evaluation.cells`, of one team.
    rated : DataFrame
        Of `Evaluation.rated`: the passages to show.
    variants : DataFrame
        From `hiteval.results.sureness.how_robust`, of the same team.
    team : Evaluation
        The slice of that team.
    """
    thin = is_thin(team)
    known = _known(rated, variants, team, OPEN if thin else PASSAGES)
    cells = with_not_counted(cells, team)
    if thin:
        return joined([markup(THERE), *_of_cells(cells, known, team)])
    areas = team.framework.areas
    return joined(_area(area, cells, known, team) for area in areas)


def _known(
    rated: pd.DataFrame, variants: pd.DataFrame, team: Evaluation, form: str
) -> _Known:
    return _Known(
        names={c.id: c.name for c in team.framework.criteria},
        written=_summaries(team),
        sure=team_ratings.how_sure(variants, team),
        new=team_ratings.how_new(team),
        read=team_ratings.who_read(team),
        answered=responses.to_ratings(team.study.responses, team),
        passages=passage_list.by_criterion(rated, team),
        form=form,
    )


def _area(area: Area, cells: pd.DataFrame, known: _Known, team: Evaluation) -> Html:
    own = cells[cells["criterion_id"].isin([c.id for c in area.criteria])]
    scale = team.framework.rating_scale
    chips = join((chip(c.rating, scale, c.basis) for c in records(own)), " ")
    place = anchor(addresses.area_place(area.id))
    heading = markup("<h2>{}{}</h2>", place, area.name)
    return fold(heading, chips, joined(_of_cells(own, known, team)))


def _of_cells(cells: pd.DataFrame, known: _Known, team: Evaluation) -> Iterator[Html]:
    """Show the criteria that have anything, and name the others in one line."""
    silent = (cells["basis"] == MISSING) & ~cells["criterion_id"].isin(known.answered)
    for cell in records(cells[~silent]):
        yield _criterion(cell, known, team)
    if silent.any():
        yield _silent(cells[silent], known, team)


def _criterion(cell: Any, known: _Known, team: Evaluation) -> Html:
    key, scale = cell.criterion_id, team.framework.rating_scale
    evidence = f"#{addresses.evidence_place(key)}"
    parts = [
        known.written.get(key, NOTHING),
        _why(cell, known, team),
        known.answered.get(key, NOTHING),
        contact.of_rating(team, known.names[key]),
        _passages(key, known),
    ]
    return markup(
        CRITERION,
        anchor(addresses.rating_place(key)),
        known.names[key],
        chip_link(cell, evidence, scale),
        joined(part for part in parts if part),
    )


def _why(cell: Any, known: _Known, team: Evaluation) -> Html:
    """Say why a rating is what it is, how sure that is, and on how much it rests."""
    key = cell.criterion_id
    reason = because(cell, team.framework.rating_scale, team.language)
    sure = known.sure.get(key, "")
    return markup(
        WHY,
        f"{reason.removesuffix('.')}.",
        f" {sure}." if sure else "",
        team_ratings.how_much(cell, team.language),
        known.new.get(key, ""),
        f"{known.read[key]}." if key in known.read else ".",
    )


def _passages(criterion_id: str, known: _Known) -> Html:
    place = anchor(addresses.evidence_place(criterion_id))
    if criterion_id not in known.passages:
        return place  # people rated it all the same, and links lead here
    label, passages = known.passages[criterion_id]
    return markup(known.form, label, place, passages)


def _silent(cells: pd.DataFrame, known: _Known, team: Evaluation) -> Html:
    named: list[Text] = []
    beside = {*team.beside["criterion_id"]}
    for cell in records(cells):
        place = anchor(addresses.rating_place(cell.criterion_id))
        name = known.names[cell.criterion_id]
        told = f" ({cell.because})" if cell.criterion_id in beside else ""
        named.append(markup("{}{}{}", place, name, told))
    names = listed(known.names[c] for c in cells["criterion_id"])
    way = contact.of_rating(team, names)
    return markup(NONE, criteria=listed(named), contact=way)


def _summaries(team: Evaluation) -> dict[str, Html]:
    """Return a team's summaries by criterion, each with links to its passages."""
    coded = {*team.rated["segment_id"]}
    places = {
        name: f"#{addresses.segment_place(name)}" if name in coded else ""
        for name in team.study.segments["segment_id"]
    }
    written = {}
    for row in records(team.study.summaries):
        named = ids(row.segment_ids)
        rests = escape(f" [{'; '.join(named)}]" if named else "")
        text = join(map(own_words, row.summary.split("\n")), Html("<br>"))
        written[row.criterion_id] = markup(SUMMARY, text, with_links(rests, places))
    return written
