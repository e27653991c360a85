"""The theory of change, with how much evidence stands on each part and link."""

import pandas as pd
from matplotlib.axes import Axes

from hiteval.analysis import theory_of_change
from hiteval.display.kit import diagrams
from hiteval.display.kit.html import Html, paragraphs
from hiteval.display.kit.picture import picture
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import count, with_kind
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import Area


def diagram(evaluation: Evaluation) -> Html:
    """Draw the areas of process and of outcome, their criteria, and what links them."""
    sides = [
        [area for area in evaluation.framework.areas if area.kind == kind]
        for kind in ("process", "outcome")
    ]
    if not all(sides):
        return paragraphs(["The areas are of one kind: there is nothing to link."])
    process, outcome = ([_box(evaluation, area) for area in side] for side in sides)
    found = theory_of_change.links(evaluation.rated, evaluation.framework)
    place = {area.id: n for side in sides for n, area in enumerate(side)}
    links = {
        (place[link.process], place[link.outcome]): count(link.sources, "source")
        for link in records(found)
    }

    def draw(ax: Axes) -> None:
        diagrams.boxes_and_arrows(ax, process, outcome, links)

    return picture(
        "theory-picture",
        (7.2, diagrams.LINE * diagrams.box_heights(process, outcome)),
        draw,
        "What is process meant to lead to, and how many sources speak of it?",
        _alt(evaluation, found),
        _links(evaluation, found),
    )


def weights(evaluation: Evaluation) -> Html:
    """Show how many sources and segments stand on each criterion."""
    counts = theory_of_change.by_part(
        evaluation.rated, evaluation.rated["criterion_id"]
    )
    ids = evaluation.framework.criterion_ids
    counts = counts.reindex(ids, fill_value=0)
    rows = [
        (with_kind(area), criterion.name)
        for area in evaluation.framework.areas
        for criterion in area.criteria
    ]
    shown = pd.DataFrame(rows, columns=["Area", "Criterion"]).assign(
        Sources=counts["sources"].to_numpy(), Segments=counts["segments"].to_numpy()
    )
    caption = (
        "How many sources and segments speak of each criterion, "
        f"of {evaluation.labels.teams} or model"
    )
    return table(shown, "weights", caption, group="Area")


def _box(evaluation: Evaluation, area: Area) -> diagrams.Box:
    rated = evaluation.rated
    rated = rated[rated["criterion_id"].isin([c.id for c in area.criteria])]
    by_criterion = theory_of_change.by_part(rated, rated["criterion_id"])["sources"]
    sources, segments = (rated[c].nunique() for c in ("source_id", "segment_id"))
    return diagrams.Box(
        area.name,
        f"{count(sources, 'source')}, {count(segments, 'segment')}",
        [(c.name, int(by_criterion.get(c.id, 0))) for c in area.criteria],
    )


def _links(evaluation: Evaluation, found: pd.DataFrame) -> pd.DataFrame:
    names = {area.id: area.name for area in evaluation.framework.areas}
    return pd.DataFrame(
        {
            "Process": found["process"].map(names),
            "Outcome": found["outcome"].map(names),
            "Sources that speak of both": found["sources"],
            f"{evaluation.labels.Teams} that they speak of": found["teams"],
        }
    )


def _alt(evaluation: Evaluation, found: pd.DataFrame) -> str:
    names = {area.id: area.name for area in evaluation.framework.areas}
    told = [
        f"{names[link.process]} to {names[link.outcome]}: "
        f"{count(link.sources, 'source')}"
        for link in records(found)
    ]
    process, outcome = (
        [area.name for area in evaluation.framework.areas if area.kind == kind]
        for kind in ("process", "outcome")
    )
    return (
        f"Diagram: boxes for process ({', '.join(process)}) with arrows to boxes for "
        f"outcome ({', '.join(outcome)}). {'; '.join(told)}."
    )
