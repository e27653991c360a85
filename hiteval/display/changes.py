"""What changed between two studies: text for a terminal, and a page of a report."""

from collections.abc import Iterator, Set
from datetime import date
from typing import Any

import pandas as pd

from hiteval.analysis.consensus import MISSING
from hiteval.bundle.earlier_edition import NO_LONGER_SHOWN, Earlier
from hiteval.display import written_changes
from hiteval.display.kit import addresses
from hiteval.display.kit.chips import chip
from hiteval.display.kit.html import (
    NOTHING,
    Html,
    Text,
    join,
    link,
    markup,
    on_phone,
    paragraphs,
)
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import listed
from hiteval.language import Language
from hiteval.results.changes import Changes
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale

NO_CELL = "not in the study"
NOTHING_COMPARED = markup(
    "This edition was not compared with an earlier one. Whoever builds a report can "
    "name one: <code>hiteval report --since</code>."
)
Told = tuple[Earlier, Changes] | None  # as a bundle holds it


def text(found: Changes, scale: RatingScale, language: Language) -> str:
    """Write what changed: rows by table, what is written, each rating with reasons.

    Ratings are written as ``scale`` does, that of the new study.
    """
    lines = [
        f"{row.table}: {row.added} added, {row.removed} removed, {row.changed} changed"
        for row in records(found.tables)
    ]
    lines += written_changes.text(found.written)
    lines.append(f"{language.count(len(found.ratings), 'rating')} changed.")
    for row in records(found.ratings):
        before = _result(row.rating_before, row.basis_before, scale)
        after = _result(row.rating_after, row.basis_after, scale)
        lines.append(f"{row.team_id}, {row.criterion_id}: {before} -> {after}")
        lines.append(f"  because of {_parts(row, found.inputs, 'a team')}")
        lines += _inputs(row, found.inputs)
    return "\n".join(lines)


def ratings(told: Told) -> pd.DataFrame:
    """Return the ratings that changed; nothing if no edition was compared."""
    return told[1].ratings if told else pd.DataFrame()


def inputs(told: Told) -> pd.DataFrame:
    """Return what changed behind these ratings."""
    return told[1].inputs if told else pd.DataFrame()


def tables(told: Told) -> pd.DataFrame:
    """Return how many rows of each table differ."""
    return told[1].tables if told else pd.DataFrame()


def written(told: Told) -> pd.DataFrame:
    """Return what changed in findings, links and responses."""
    return told[1].written if told else pd.DataFrame()


def overview(told: Told, evaluation: Evaluation) -> Html:
    """Say with which earlier edition this one was compared, and count what changed."""
    if told is None:
        return paragraphs([NOTHING_COMPARED])
    earlier, found = told
    say, changed = evaluation.language, found.ratings
    start, end = (say.day(date.fromisoformat(d)) for d in (earlier.start, earlier.end))
    made = (
        markup("The hash of its bundle is <code>{}</code>.", earlier.bundle_hash)
        if earlier.bundle_hash
        else "It was recreated from its study folder."
    )
    count = say.count(len(changed), "cell")  # also of teams that are no longer there
    sentences: list[Text] = [
        markup("The earlier edition covers {} to {}. {}", start, end, made),
        f"{count} changed: {evaluation.labels.a_team}, or the model, on a criterion.",
    ]
    if len(changed):
        kinds = _kinds(changed).items()
        sentences.append(" ".join(f"{what}: {n}." for what, n in kinds if n))
    return paragraphs(sentences)


def _kinds(ratings: pd.DataFrame) -> dict[str, int]:
    """Count the ways in which ratings changed; each is counted once."""
    before, after = ratings["rating_before"], ratings["rating_after"]
    return {
        "Rose": int((after > before).sum()),
        "Fell": int((after < before).sum()),
        "At the same level, but settled in another way": int((after == before).sum()),
        "Rated now, and not before": int((before.isna() & after.notna()).sum()),
        "Rated before, and not now": int((before.notna() & after.isna()).sum()),
        "Without a rating, then and now": int((before.isna() & after.isna()).sum()),
    }


def by_rating(
    ratings: pd.DataFrame, inputs: pd.DataFrame, evaluation: Evaluation
) -> Html:
    """Show each rating that changed, and what led to it."""
    if ratings.empty:
        return NOTHING
    names = evaluation.study.teams.set_index("team_id")["name"]
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    pages = addresses.team_pages(evaluation.study.teams)
    coded = set(evaluation.rated["segment_id"])
    scale, a_team = evaluation.framework.rating_scale, evaluation.labels.a_team
    say = evaluation.language
    places = ratings["criterion_id"].map(addresses.rating_place)
    cells = ratings["team_id"].map(pages) + "#" + places
    rows = list(records(ratings))
    shown = pd.DataFrame(
        {
            evaluation.labels.Team: [
                link(pages[r.team_id], names[r.team_id]) for r in rows
            ],
            "Criterion": list(map(link, cells, ratings["criterion_id"].map(criteria))),
            "Before": [
                markup("{}{}", on_phone("Before"), label)
                for label in _labels(ratings, "before", scale)
            ],
            "Now": [
                markup("{}{}", on_phone("Now"), label)
                for label in _labels(ratings, "after", scale)
            ],
            "Because of": [_capitalised(_parts(r, inputs, a_team)) for r in rows],
            "What changed": [
                join(_led(r, inputs, pages[r.team_id], coded, say), markup("<br>"))
                for r in rows
            ],
        }
    )
    caption = "Ratings that changed since the earlier edition, and what led to it"
    return table(shown, "changed-ratings", caption, css="stacked")


def by_table(tables: pd.DataFrame) -> Html:
    """Show how many rows of each table differ."""
    if tables.empty:
        return NOTHING
    shown = tables.rename(columns=str.capitalize)
    shown["Table"] = shown["Table"].str.replace("_", " ").str.capitalize()
    caption = "Rows of each table that differ, without what was said in confidence"
    return table(shown, "changed-tables", caption)


def _labels(ratings: pd.DataFrame, when: str, scale: RatingScale) -> Iterator[Text]:
    for rating, basis in records(ratings[[f"rating_{when}", f"basis_{when}"]]):
        if pd.isna(basis):
            yield NO_CELL
        elif basis == MISSING:
            yield chip(rating, scale, basis)
        else:
            yield markup("{} {}", chip(rating, scale, basis), basis)


def _led(
    cell: Any, inputs: pd.DataFrame, page: str, coded: Set[str], say: Language
) -> Iterator[Text]:
    """Show what changed behind a rating; a segment leads to where it is."""
    for row in records(_of(cell, inputs)):
        if row.input == NO_LONGER_SHOWN:
            codings = say.count(int(row.before), "coding")
            yield f"Evidence, {codings} of passages that are no longer shown"
            continue
        segment_id, by, coder = row.input.partition(" by ")
        named: Text = row.input
        if by and segment_id in coded:
            place = f"{page}#{addresses.segment_place(segment_id)}"
            named = markup("{} by {}", link(place, segment_id), coder)
        change = _change(row).replace("->", "→")
        yield markup("{}, {}{}", row.part.capitalize(), named, change)


def _change(row: Any) -> str:
    if pd.isna(row.before) and pd.isna(row.after):
        return ""
    sides = ("none" if pd.isna(s) else s for s in (row.before, row.after))
    return ": " + " -> ".join(sides)


def _result(rating: Any, basis: Any, scale: RatingScale) -> str:
    if pd.isna(basis):
        return NO_CELL
    return basis if pd.isna(rating) else f"{scale.written(rating)} ({basis})"


def _parts(cell: Any, inputs: pd.DataFrame, a_team: str) -> str:
    """Name the parts that suffice alone, or else those that it takes together."""
    if pd.isna(cell.basis_before) or pd.isna(cell.basis_after):
        return f"{a_team} or a criterion that only one of the two has"
    if cell.alone:
        return str(cell.alone).replace(", ", " or ")
    together = _of(cell, inputs)["part"].drop_duplicates()
    return f"{listed(together)} together"


def _inputs(cell: Any, inputs: pd.DataFrame) -> Iterator[str]:
    for row in records(_of(cell, inputs)):
        yield f"  {row.part}: {row.input}{_change(row)}"


def _of(cell: Any, inputs: pd.DataFrame) -> pd.DataFrame:
    of_team = inputs["team_id"] == cell.team_id
    rows: pd.DataFrame = inputs[of_team & (inputs["criterion_id"] == cell.criterion_id)]
    return rows


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
