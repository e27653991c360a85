"""What changed between two studies: text for a terminal, and a page of a report."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import pandas as pd

from hiteval.analysis.consensus import MISSING
from hiteval.bundle.earlier_edition import Earlier
from hiteval.catalogue import N_, _
from hiteval.display import causes, changed_inputs, written_changes
from hiteval.display.kit import addresses
from hiteval.display.kit.chips import chip
from hiteval.display.kit.html import (
    NOTHING,
    Html,
    Text,
    bullets,
    join,
    joined,
    link,
    markup,
    on_phone,
    paragraphs,
)
from hiteval.display.kit.table import records, table
from hiteval.language import Language
from hiteval.results.changes import Changes
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale
from hiteval.study.study import Study

NO_CELL = N_("not in the study")
NOTHING_COMPARED = "This edition was not compared with an earlier one."
Told = tuple[Earlier, Changes] | None  # as a bundle holds it


def text(found: Changes, new: Study) -> str:
    """Write what changed: tables, the rule, what is written, ratings with reasons.

    Numbers and ratings are written as ``new`` does, the later study.
    """
    scale, say = new.framework.rating_scale, Language(new.settings.page_language)
    a_team = new.settings.labels.a_team
    lines = [
        f"{row.table}: {row.added} added, {row.removed} removed, {row.changed} changed"
        for row in records(found.tables)
    ]
    lines += [f"rule, {parameter}" for parameter in causes.parameters(found, "->")]
    lines += written_changes.text(found.written)
    lines.append(_total(found.ratings, new))
    lines += causes.counts(found.ratings, a_team, say)
    for row in records(found.ratings):
        before = _result(row.rating_before, row.basis_before, scale)
        after = _result(row.rating_after, row.basis_after, scale)
        lines.append(f"{row.team_id}, {row.criterion_id}: {before} -> {after}")
        lines.append(f"  because of {causes.because(row, a_team)}")
        lines += changed_inputs.text(row, found.inputs)
    return "\n".join(lines)


def _total(ratings: pd.DataFrame, new: Study) -> str:
    """Count the ratings that changed; those of the partnership are of no team."""
    say = Language(new.settings.page_language)
    whole = new.teams.loc[new.teams["kind"] == "partnership", "team_id"]
    of_whole = int(ratings["team_id"].isin(whole).sum())
    changed = say.count(len(ratings), "rating")
    if not of_whole:
        return _("{ratings} changed.", ratings=changed)
    return _(
        "{ratings} changed, {number} of them of the partnership.",
        ratings=changed,
        number=say.numeral(of_whole),
    )


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
        return paragraphs([_(NOTHING_COMPARED)])
    earlier, found = told
    say = evaluation.language
    start, end = (say.day(date.fromisoformat(d)) for d in (earlier.start, earlier.end))
    made = (
        markup("The hash of its bundle is <code>{}</code>.", earlier.bundle_hash)
        if earlier.bundle_hash
        else _("It was recreated from its study folder.")
    )
    compared = markup("The earlier edition covers {} to {}. {}", start, end, made)
    counts = causes.counts(found.ratings, evaluation.labels.a_team, say)
    return joined(
        [
            paragraphs([compared, _total(found.ratings, evaluation.study)]),
            bullets(counts) if len(found.ratings) else NOTHING,
            paragraphs([_(causes.ORDER)]) if len(found.ratings) else NOTHING,
        ]
    )


def rule(told: Told) -> pd.DataFrame:
    """Return the parameters of the rule that changed."""
    return told[1].rule if told else pd.DataFrame()


def by_parameter(rule: pd.DataFrame) -> Html:
    """Show each parameter of the rule that changed, with its old and new value."""
    if rule.empty:
        return NOTHING
    shown = pd.DataFrame(
        {
            _("Parameter"): rule["parameter"].map(_code),
            _("Before"): rule["before"],
            _("Now"): rule["after"],
        }
    )
    caption = _("What changed in the rule that proposes ratings")
    return table(shown, "changed-rule", caption)


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
            _("Criterion"): list(
                map(link, cells, ratings["criterion_id"].map(criteria))
            ),
            _("Before"): [
                join([on_phone(_("Before")), label])
                for label in _labels(ratings, "before", scale)
            ],
            _("Now"): [
                join([on_phone(_("Now")), label])
                for label in _labels(ratings, "after", scale)
            ],
            _("Because of"): [_capitalised(causes.because(r, a_team)) for r in rows],
            _("What changed"): [
                join(
                    changed_inputs.led(r, inputs, pages[r.team_id], coded, say),
                    markup("<br>"),
                )
                for r in rows
            ],
        }
    )
    caption = _("Ratings that changed since the earlier edition, and what led to it")
    return table(shown, "changed-ratings", caption, css="stacked")


def by_table(tables: pd.DataFrame) -> Html:
    """Show how many rows of each table differ."""
    if tables.empty:
        return NOTHING
    shown = pd.DataFrame(
        {
            _("Table"): tables["table"].map(_code),
            _("Added"): tables["added"],
            _("Removed"): tables["removed"],
            _("Changed"): tables["changed"],
        }
    )
    caption = _("Rows of each table that differ, without what was said in confidence")
    return table(shown, "changed-tables", caption)


def _code(name: str) -> Html:
    return markup("<code>{}</code>", name)


def _labels(ratings: pd.DataFrame, when: str, scale: RatingScale) -> Iterator[Text]:
    for rating, basis in records(ratings[[f"rating_{when}", f"basis_{when}"]]):
        if pd.isna(basis):
            yield _(NO_CELL)
        elif basis == MISSING:
            yield chip(rating, scale, basis)
        else:
            yield markup("{} {}", chip(rating, scale, basis), _(basis))


def _result(rating: Any, basis: Any, scale: RatingScale) -> str:
    if pd.isna(basis):
        return NO_CELL
    return basis if pd.isna(rating) else f"{scale.written(rating)} ({basis})"


def _capitalised(text: str) -> str:
    return text[:1].upper() + text[1:]
