"""What changed between two studies: text for a terminal, and a page of a report."""

from collections.abc import Iterator, Set
from datetime import date
from typing import Any

import pandas as pd

from hiteval.analysis.consensus import MISSING
from hiteval.bundle.earlier_edition import NO_LONGER_SHOWN, Earlier
from hiteval.display.kit import addresses
from hiteval.display.kit.html import Html, escape, joined, link, on_phone, paragraphs
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import count, listed
from hiteval.display.ratings import chip
from hiteval.language import day
from hiteval.results.changes import Changes
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale

NO_CELL = "not in the study"
NOTHING_COMPARED = (
    "This edition was not compared with an earlier one. Whoever builds a report can "
    "name one: <code>hiteval report --since</code>."
)


def text(found: Changes, scale: RatingScale) -> str:
    """Write what changed: rows by table, then each rating with its reasons.

    Ratings are written as ``scale`` does, that of the new study.
    """
    lines = [
        f"{row.table}: {row.added} added, {row.removed} removed, {row.changed} changed"
        for row in records(found.tables)
    ]
    lines.append(f"{count(len(found.ratings), 'rating')} changed.")
    for row in records(found.ratings):
        before = _result(row.rating_before, row.basis_before, scale)
        after = _result(row.rating_after, row.basis_after, scale)
        lines.append(f"{row.team_id}, {row.criterion_id}: {before} -> {after}")
        lines.append(f"  because of {_parts(row, found.inputs, 'a team')}")
        lines += _inputs(row, found.inputs)
    return "\n".join(lines)


def since(evaluation: Evaluation, told: tuple[Earlier, Changes] | None) -> Html:
    """Show what changed since an earlier edition, if one was named."""
    if told is None:
        return paragraphs([NOTHING_COMPARED])
    earlier, found = told
    parts = [paragraphs(_overview(evaluation, earlier, found))]
    if len(found.ratings):
        parts.append(_ratings(evaluation, found))
    if len(found.tables):
        shown = found.tables.rename(columns=str.capitalize)
        shown["Table"] = shown["Table"].str.replace("_", " ").str.capitalize()
        caption = "Rows of each table that differ, without what was said in confidence"
        parts.append(table(shown, "changed-tables", caption))
    return joined(parts)


def _overview(
    evaluation: Evaluation, earlier: Earlier, found: Changes
) -> Iterator[str]:
    start, end = map(date.fromisoformat, (earlier.start, earlier.end))
    yield f"The earlier edition covers {day(start)} to {day(end)}. " + (
        f"The hash of its bundle is <code>{escape(earlier.bundle_hash)}</code>."
        if earlier.bundle_hash
        else "It was made again from its study folder."
    )
    ratings = found.ratings
    yield f"{len(ratings)} of {count(len(evaluation.cells), 'rating')} changed."
    if len(ratings):
        kinds = _kinds(ratings)
        yield " ".join(f"{what}: {number}." for what, number in kinds.items() if number)


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


def _ratings(evaluation: Evaluation, found: Changes) -> Html:
    names = evaluation.study.teams.set_index("team_id")["name"]
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    pages = addresses.team_pages(evaluation.study.teams)
    coded = set(evaluation.rated["segment_id"])
    scale = evaluation.framework.rating_scale
    rows = [
        (
            link(pages[row.team_id], names[row.team_id]),
            link(
                f"{pages[row.team_id]}#{addresses.rating_place(row.criterion_id)}",
                criteria[row.criterion_id],
            ),
            on_phone("Before") + _label(row.rating_before, row.basis_before, scale),
            on_phone("Now") + _label(row.rating_after, row.basis_after, scale),
            _capital(escape(_parts(row, found.inputs, evaluation.labels.a_team))),
            "<br>".join(_led(row, found.inputs, pages[row.team_id], coded)),
        )
        for row in records(found.ratings)
    ]
    columns = ["Criterion", "Before", "Now", "Because of", "What changed"]
    columns.insert(0, evaluation.labels.Team)
    shown = pd.DataFrame(rows, columns=columns)
    caption = "Ratings that changed since the earlier edition, and what led to it"
    return table(shown, "changed-ratings", caption, html_columns=columns, css="stacked")


def _label(rating: Any, basis: Any, scale: RatingScale) -> str:
    if pd.isna(basis):
        return NO_CELL
    return chip(rating, scale, basis) + (
        "" if basis == MISSING else f" {escape(basis)}"
    )


def _led(cell: Any, inputs: pd.DataFrame, page: str, coded: Set[str]) -> Iterator[str]:
    """Show what changed behind a rating; a segment leads to where it stands."""
    for row in records(_of(cell, inputs)):
        if row.input == NO_LONGER_SHOWN:
            codings = count(int(row.before), "coding")
            yield f"Evidence, {codings} of passages that are no longer shown"
            continue
        segment_id, by, coder = row.input.partition(" by ")
        named = escape(row.input)
        if by and segment_id in coded:
            place = f"{page}#{addresses.segment_place(segment_id)}"
            named = f"{link(place, segment_id)} by {escape(coder)}"
        change = escape(_change(row).replace("->", "→"))
        yield f"{escape(row.part).capitalize()}, {named}{change}"


def _change(row: Any) -> str:
    if pd.isna(row.before) and pd.isna(row.after):
        return ""
    sides = ("none" if pd.isna(s) else s for s in (row.before, row.after))
    return ": " + " -> ".join(sides)


def _result(rating: Any, basis: Any, scale: RatingScale) -> str:
    if pd.isna(basis):
        return NO_CELL
    return basis if pd.isna(rating) else f"{scale.written(rating)} ({basis})"


def _capital(text: str) -> str:
    return text[:1].upper() + text[1:]


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
