"""What the pages of a report are about: a description, and a picture to share."""

import re
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pandas as pd

from hiteval.analysis.consensus import UNCERTAIN
from hiteval.catalogue import _
from hiteval.display.kit import palette
from hiteval.display.kit.table import records
from hiteval.display.kit.words import first_sentence, percent
from hiteval.report.book import citation
from hiteval.report.book.card_picture import Drawn, Part, draw
from hiteval.report.book.sharing import MOST, Card, cut
from hiteval.report.pages.cache import Store
from hiteval.report.pages.inputs import program, text_hash
from hiteval.report.pages.pages import Page
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale

FOLDER = "cards"
REPORT = f"{FOLDER}/report.png"
FEWEST = 6  # squares that fill a row
NONE = "no evidence"
BETWEEN = "  ·  "
MARKED = re.compile(r"\s*\[[^\]]*\]|[*#]")  # what interpretations cite and stress
SQUARES = "Each square is a criterion and its rating. Hatched: no evidence."
SHARES = "The wider a part, the more ratings are at that level. Hatched: no evidence."


def describe(
    evaluation: Evaluation, pages: Sequence[Page], root: str
) -> dict[str, Card]:
    """Say of pages what they are about, as `hiteval.report.book.sharing.Told` has it.

    Parameters
    ----------
    evaluation : Evaluation
        Of the edition that is published.
    pages : sequence of Page
        Of the report.
    root : str
        The path of its first page.

    Returns
    -------
    dict of mapping of str to str
        By the path of a page. One without ``description`` is described by its first
        words.
    """
    whole = {"picture": REPORT, "alt": of_report(evaluation).alt}
    settings = evaluation.study.settings
    answer = {"description": settings.answer or settings.question, "type": "website"}
    areas = {area.id: area.definition for area in evaluation.framework.areas}
    told: dict[str, Card] = {"": whole, root: whole | answer}
    for page in pages:
        if area := page.parameters.get("area_id"):
            told[f"book/{page.path}"] = whole | {"description": areas[area]}
    teams = {team.team_id: team for team in records(evaluation.teams)}
    for page in (page for page in pages if page.team_id in teams):
        team = teams[page.team_id]
        alt = of_team(team, evaluation).alt
        about = {"picture": _place(team.team_id), "alt": alt}
        if page.path == f"teams/{team.team_id}":
            about["description"] = description(team, evaluation)
        told[f"book/{page.path}"] = about
    return told


def places(pages: Sequence[Page]) -> set[str]:
    """Return where pictures of pages may be: of the report, and of each team."""
    return {REPORT} | {_place(page.team_id) for page in pages if page.team_id}


def write_pictures(
    evaluation: Evaluation, pages: Sequence[Page], site: Path, store: Store
) -> None:
    """Draw the picture of the report, and of each team that has a page.

    One that shows what it did is taken from the store, as pages are.
    """
    wanted, shown = places(pages), {REPORT: of_report(evaluation)}
    for team in records(evaluation.teams):
        if (place := _place(team.team_id)) in wanted:
            shown[place] = of_team(team, evaluation)
    (site / FOLDER / "teams").mkdir(parents=True)
    for place, drawn in shown.items():
        inputs = {"picture": text_hash(repr(drawn)), **program()}
        content = store.find(place, inputs).content
        if content is None:
            content = draw(drawn)
            store.keep(place, inputs, content)
        (site / place).write_bytes(content)


def description(team: Any, evaluation: Evaluation) -> str:
    """Say what a team's page is about: its focus, or what is written of it, and counts.

    Parameters
    ----------
    team : row of Evaluation.teams
    evaluation : Evaluation
        Of all teams.

    Returns
    -------
    str
        At most 160 characters; the count of its evidence is always among them.
    """
    written = evaluation.study.interpretations
    written = written.loc[written["team_id"] == team.team_id, "text"]
    said = team.focus if pd.notna(team.focus) else "".join(written.head(1))
    said = first_sentence(citation.line(MARKED.sub("", said))).rstrip(".")
    counted = _evidence(team.team_id, evaluation)
    room = MOST - len(counted) - 3
    return f"{cut(said, room)}. {counted}." if said else f"{counted}."


def of_team(team: Any, evaluation: Evaluation) -> Drawn:
    """Show a team's ratings: a row for each area, with a square for each criterion."""
    cells = evaluation.cells[evaluation.cells["team_id"] == team.team_id]
    cells = cells.set_index("criterion_id")[["rating", "basis"]].to_dict("index")
    scale = evaluation.framework.rating_scale
    areas = evaluation.framework.areas
    most = max(len(area.criteria) for area in areas)
    rows = [
        (area.name, [_square(cells[c.id], scale, most) for c in area.criteria])
        for area in areas
    ]
    settings = evaluation.study.settings
    study, name = map(citation.line, (settings.title, team.name))
    told = [_evidence(team.team_id, evaluation), _published(evaluation)]
    below = BETWEEN.join(filter(None, told))
    return Drawn(study, name, rows, _(SQUARES), below)


def of_report(evaluation: Evaluation) -> Drawn:
    """Show for each area how many of its ratings are at each level."""
    labels, scale = evaluation.labels, evaluation.framework.rating_scale
    cells = evaluation.cells
    cells = cells[cells["team_id"].isin(evaluation.teams["team_id"])]
    rows = []
    for area in evaluation.framework.areas:
        of_area = cells[cells["criterion_id"].isin([c.id for c in area.criteria])]
        rows.append((area.name, [*_shares(of_area, scale)]))
    title = citation.line(evaluation.study.settings.title)
    number = len(evaluation.teams)
    called = evaluation.language.count(number, labels.team, labels.teams)
    above, below = _("An evaluation of {teams}", teams=called), _published(evaluation)
    return Drawn(above, title, rows, _(SHARES), below)


def _square(cell: Any, scale: RatingScale, most: int) -> Part:
    share, rating = 1 / max(most, FEWEST), cell["rating"]
    if pd.isna(rating):
        unsure = cell["basis"] == UNCERTAIN
        said = _("raters disagree") if unsure else _(NONE)
        hatch = "xx" if unsure else "////"
        return Part(share, "", said, hatch=hatch)
    label = scale.written(rating)
    return Part(share, label, label, _colour(rating, scale))


def _shares(cells: pd.DataFrame, scale: RatingScale) -> Iterator[Part]:
    """Yield the share of each rating, from the lowest, then of cells without one."""
    shares = cells["rating"].value_counts(normalize=True)
    rated = float(cells["rating"].notna().mean())
    for rating in sorted(shares.index):
        share, label = float(shares[rating]) * rated, scale.written(rating)
        said = f"{percent(share)} {label}"
        yield Part(share, label, said, _colour(rating, scale))
    if rated < 1:
        yield Part(1 - rated, "", f"{percent(1 - rated)} {_(NONE)}", hatch="////")


def _colour(rating: float, scale: RatingScale) -> str:
    """Return the colour of a rating; between two levels, as in tables."""
    neutral = scale.middle

    def apart(level: int) -> tuple[float, bool, int]:
        return abs(level - rating), level == neutral, abs(level - (neutral or 0))

    return palette.colour(min(scale.ratings, key=apart), scale)


def _evidence(team_id: str, evaluation: Evaluation) -> str:
    """Count a team's segments, and the sources that they are from."""
    segments = evaluation.study.segments
    segments = segments[segments["team_id"] == team_id]
    count = evaluation.language.count
    return _(
        "{segments} from {sources}",
        segments=count(len(segments), "segment"),
        sources=count(segments["source_id"].nunique(), "source"),
    )


def _published(evaluation: Evaluation) -> str:
    """Say who published the report, and when, as far as that is known."""
    settings, say = evaluation.study.settings, evaluation.language
    day = say.day(settings.published) if settings.published else ""
    return BETWEEN.join(filter(None, [citation.line(settings.publisher), day]))


def _place(team_id: str) -> str:
    return f"{FOLDER}/teams/{team_id}.png"
