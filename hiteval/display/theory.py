"""The theory of change, with how much evidence stands on each part and link."""

import pandas as pd

from hiteval.analysis import theory_of_change
from hiteval.catalogue import _
from hiteval.display.kit import addresses
from hiteval.display.kit.html import Html, folded, joined, markup, paragraphs
from hiteval.display.kit.logic_model import Arrow, Column, logic_model
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import with_kind
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import Area

FIGURE = (
    '<figure class="theory" id="theory-picture">{}<figcaption class="drawn">{}'
    "</figcaption></figure>"
)
QUESTION = "What is process meant to lead to, and how many sources speak of both?"
HOW_TO_READ = (
    "The framework's areas of process are held to lead to its areas of outcome. Each "
    "box is an area. The number on an arrow counts the sources that speak of both "
    "areas for the same {team}. A source that speaks of both does not show that one "
    "led to the other. It may speak of difficulty, too."
)
NOTHING_TO_LINK = (
    "The framework has areas of one kind. It does not say that one leads to another."
)


def links(evaluation: Evaluation) -> pd.DataFrame:
    """Count what speaks of two areas; see `hiteval.analysis.theory_of_change.links`.

    Evidence about the model as a whole is of no team, and is left out.
    """
    rated = evaluation.all_teams().rated
    return theory_of_change.links(rated, evaluation.framework)


def counts(found: pd.DataFrame, by_part: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show the diagram and the table; folded away where people wrote the theory.

    ``found`` is the table of `links`, ``by_part`` that of `weights`.
    """
    both = joined([diagram(found, evaluation), by_criterion(by_part, evaluation)])
    if evaluation.study.theory.empty:
        return both
    label = _("How many sources speak of each part, and of two together")
    return folded(label, both)


def diagram(found: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Draw the areas of process and of outcome, and how many sources link them.

    ``found`` is the table of `links`.
    """
    sides = _sides(evaluation)
    if not all(sides):
        return paragraphs([_(NOTHING_TO_LINK)])
    headings = (_("Process"), _("Outcome"))
    columns = [
        Column(heading, {area.id: area.name for area in side})
        for heading, side in zip(headings, sides, strict=True)
    ]
    say, names = evaluation.language, {a.id: a.name for s in sides for a in s}
    arrows = [
        Arrow(
            *(link.process, link.outcome, say.numeral(link.sources)),
            _(
                "{process} and {outcome}: {sources}",
                process=names[link.process],
                outcome=names[link.outcome],
                sources=say.count(link.sources, "source"),
            ),
            *(addresses.area_page(link.outcome), "together"),
        )
        for link in records(found)
    ]
    numbers = table(_numbers(evaluation, found), "theory-numbers", _(QUESTION))
    read = _(HOW_TO_READ, team=evaluation.labels.team)
    drawn = logic_model(columns, arrows, _alt(evaluation, found))
    return joined([paragraphs([read]), markup(FIGURE, drawn, _(QUESTION)), numbers])


def weights(evaluation: Evaluation) -> pd.DataFrame:
    """Count the sources and segments that speak of each criterion.

    Returns
    -------
    DataFrame
        Indexed by ``criterion_id``, as in the framework: ``sources``, ``segments``.
    """
    rated = evaluation.rated
    counts = theory_of_change.by_part(rated, rated["criterion_id"])
    return counts.reindex(evaluation.framework.criterion_ids, fill_value=0)


def by_criterion(counts: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show how much evidence speaks of each criterion: the table of `weights`."""
    numeral = evaluation.language.numeral
    rows = [
        (with_kind(area), criterion.name)
        for area in evaluation.framework.areas
        for criterion in area.criteria
    ]
    areas, criteria = zip(*rows, strict=True)
    shown = pd.DataFrame(
        {
            _("Area"): areas,
            _("Criterion"): criteria,
            _("Sources"): [numeral(number) for number in counts["sources"]],
            _("Segments"): [numeral(number) for number in counts["segments"]],
        }
    )
    caption = _(
        "How many sources and segments speak of each criterion, of {teams} or model",
        teams=evaluation.labels.teams,
    )
    return table(shown, "weights", caption, group=_("Area"))


def _sides(evaluation: Evaluation) -> tuple[list[Area], list[Area]]:
    areas = evaluation.framework.areas
    return (
        [area for area in areas if area.kind == "process"],
        [area for area in areas if area.kind == "outcome"],
    )


def _numbers(evaluation: Evaluation, found: pd.DataFrame) -> pd.DataFrame:
    names = {area.id: area.name for area in evaluation.framework.areas}
    numeral = evaluation.language.numeral
    teams = _("{Teams} that they speak of", Teams=evaluation.labels.Teams)
    return pd.DataFrame(
        {
            _("Process"): found["process"].map(names),
            _("Outcome"): found["outcome"].map(names),
            _("Sources that speak of both"): found["sources"].map(numeral),
            teams: found["teams"].map(numeral),
        }
    )


def _alt(evaluation: Evaluation, found: pd.DataFrame) -> str:
    names = {area.id: area.name for area in evaluation.framework.areas}
    told = [
        _(
            "{process} to {outcome}: {sources}",
            process=names[link.process],
            outcome=names[link.outcome],
            sources=evaluation.language.count(link.sources, "source"),
        )
        for link in records(found)
    ]
    process, outcome = (
        ", ".join(area.name for area in side) for side in _sides(evaluation)
    )
    return _(
        "Diagram: boxes for process ({process}) with arrows to boxes for outcome "
        "({outcome}). {links}.",
        process=process,
        outcome=outcome,
        links="; ".join(told),
    )
