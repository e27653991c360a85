"""The table of ratings in two waves, the earlier beside the later."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from hiteval.analysis.consensus import MISSING
from hiteval.catalogue import N_, _, ngettext
from hiteval.display.kit import addresses
from hiteval.display.kit.chips import chip
from hiteval.display.kit.html import (
    NOTHING,
    Html,
    join,
    joined,
    link,
    markup,
    on_phone,
    paragraphs,
)
from hiteval.display.kit.table import records, table
from hiteval.results.evaluation import Evaluation
from hiteval.results.wave_changes import (
    FIRST,
    GONE,
    HIGHER,
    LOWER,
    NEITHER,
    NEW,
    REWORDED,
    SAME,
    SPLIT,
    SPLIT_BEFORE,
)

Pair = tuple[str, str]  # ids of waves: the earlier, the later
BECAME = {  # of one rating
    SAME: N_("The same"),
    FIRST: N_("Not rated before"),
    GONE: N_("No longer evidenced"),
    SPLIT: N_("Raters disagree now"),
    SPLIT_BEFORE: N_("Raters disagreed before"),
    REWORDED: N_("Asked in other words: not comparable"),
    NEW: N_("Not asked before"),
    NEITHER: N_("In neither"),
}


def tables(rows: pd.DataFrame, group: str, evaluation: Evaluation) -> Html:
    """Show one table for each pair of waves, grouped by the column ``group``."""
    if len(evaluation.whole.settings.waves) < 2:
        return NOTHING
    somewhere = (rows["basis_before"] != MISSING) | (rows["basis_after"] != MISSING)
    rows = rows[somewhere]
    if rows.empty:
        return paragraphs([_("Nothing was rated in any wave.")])
    return joined(_table(*part, group, evaluation) for part in pairs(rows))


def _table(waves: Pair, rows: pd.DataFrame, group: str, evaluation: Evaluation) -> Html:
    study, places = evaluation.whole, addresses.rating_place
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    pages = addresses.team_pages(study.teams)
    homes = [f"{pages[r.team_id]}#{places(r.criterion_id)}" for r in records(rows)]
    shown = pd.DataFrame(
        {
            group: rows["group"],
            _("Criterion"): list(map(link, homes, rows["criterion_id"].map(criteria))),
            _("Before"): [_rating(evaluation, r, "before") for r in records(rows)],
            _("Now"): [_rating(evaluation, r, "after") for r in records(rows)],
            _("What became of it"): [_became(r) for r in records(rows)],
        }
    )
    before, now = (study.settings.waves[wave].name for wave in waves)
    caption = _(
        "{before} (before) and {now} (now), with the sources of each",
        before=before,
        now=now,
    )
    return table(shown, f"waves-{waves[1]}", caption, group=group, css="stacked")


def _rating(evaluation: Evaluation, row: Any, when: str) -> Html:
    """Show a rating with what it rests on."""
    heading = on_phone(_("Before") if when == "before" else _("Now"))
    if when == "before" and row.what == NEW:
        return join([heading, _("not asked")])
    basis, sources = getattr(row, f"basis_{when}"), getattr(row, f"sources_{when}")
    scale = evaluation.framework.rating_scale
    label = chip(getattr(row, f"rating_{when}"), scale, basis)
    if basis == MISSING:
        return markup("{}{}", heading, label)
    counted = evaluation.language.count(int(sources), "source")
    return markup("{}{} {}, {}", heading, label, _(basis), counted)


def _became(row: Any) -> str:
    number = f"{row.levels:g}" if row.what in (HIGHER, LOWER) else ""
    if row.what == HIGHER:
        return ngettext(
            "{number} level higher", "{number} levels higher", row.levels, number=number
        )
    if row.what == LOWER:
        return ngettext(
            "{number} level lower", "{number} levels lower", row.levels, number=number
        )
    return _(BECAME[row.what])


def pairs(rows: pd.DataFrame) -> Iterator[tuple[Pair, pd.DataFrame]]:
    """Part rows by the two waves that they compare."""
    if rows.empty:
        return
    for (earlier, later), part in rows.groupby(["earlier", "later"], sort=False):
        yield (str(earlier), str(later)), part
