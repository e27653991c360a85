"""What is no evidence about the team: the need it met, and where it started from."""

from typing import Any

import pandas as pd

from hiteval.analysis.coded_segments import CELL
from hiteval.catalogue import N_, _, ngettext
from hiteval.display.kit import addresses
from hiteval.display.kit.html import (
    NOTHING,
    Html,
    anchor,
    bullets,
    join,
    joined,
    link,
    markup,
    own_words,
)
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import clipped, first_sentence, listed
from hiteval.display.passages import coded, heading, passage, source
from hiteval.display.starts import starts
from hiteval.display.uses import used_in
from hiteval.results.evaluation import Evaluation

LINES, MOST_SHOWN = 2, 120  # on the first screen; characters of a passage
SET_OUT = '<div class="set-out"><h2>{}</h2>{}</div>'
ABOUT = {"context": N_("the need or the setting"), "baseline": N_("a measured start")}


def segments(beside: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show the segments that tell of the need, the setting or a measured start.

    A segment that counts under no criterion has its place here. Nothing, if there is
    none.

    Parameters
    ----------
    beside : DataFrame
        Of `Evaluation.beside`.
    evaluation : Evaluation
        Where they are from.
    """
    if beside.empty:
        return NOTHING
    shown = coded(evaluation, beside)
    counted = set(evaluation.rated["segment_id"])
    only_here = ~shown["segment_id"].isin(counted) & ~shown.duplicated("segment_id")
    names = {c.id: c.name for c in evaluation.framework.criteria}
    uses = used_in(evaluation)
    laid_out = pd.DataFrame(
        {
            _("Tells of"): [_(ABOUT[about]) for about in shown["about"]],
            _("Criterion"): shown["criterion_id"].map(names),
            heading(shown): [
                join(
                    [
                        anchor(addresses.segment_place(p.segment_id)) if here else "",
                        passage(p),
                        uses.get(p.segment_id, ""),
                    ]
                )
                for p, here in zip(records(shown), only_here, strict=True)
            ],
            _("Source"): [source(p) for p in records(shown)],
        }
    )
    caption = _(
        "Passages about the need, the setting or the start; no rating counts them"
    )
    return joined(
        [table(laid_out, "context", caption, css="stacked"), starts(beside, evaluation)]
    )


def set_out(beside: pd.DataFrame, team: Evaluation) -> Html:
    """Show in a line or two what a team set out to change, with the way to the whole.

    The most contrary passages on the need, the setting or a measured start, the
    earliest first; or nothing.

    Parameters
    ----------
    beside : DataFrame
        Of `Evaluation.beside`, of one team.
    team : Evaluation
        The slice of that team.
    """
    if beside.empty:
        return NOTHING
    dated = coded(team, beside).drop_duplicates("segment_id")
    first = dated.sort_values(["rating", "date", "segment_id"], kind="stable")
    lines = [
        link(
            f"#{addresses.segment_place(p.segment_id)}",
            own_words(clipped(first_sentence(p.summary), MOST_SHOWN)),
        )
        for p in records(first.head(LINES))
    ]
    heading = _("What the {team} set out to change", team=team.labels.team)
    return markup(SET_OUT, heading, bullets(lines))


def with_not_counted(cells: pd.DataFrame, evaluation: Evaluation) -> pd.DataFrame:
    """Add to each sentence how many passages on the cell are not counted.

    Parameters
    ----------
    cells : DataFrame
        Of `Evaluation.cells`.
    evaluation : Evaluation
        Where they are from.

    Returns
    -------
    DataFrame
        ``cells``, with a longer ``because`` where passages tell of the need, the
        setting or a measured start.
    """
    found = evaluation.beside.groupby([*CELL, "about"]).size().reset_index(name="times")
    left_out: dict[tuple[str, str], dict[str, int]] = {}
    for row in records(found):
        left_out.setdefault((row.team_id, row.criterion_id), {})[row.about] = row.times
    sentences = [
        _with(left_out.get((cell.team_id, cell.criterion_id), {}), cell, evaluation)
        for cell in records(cells)
    ]
    return cells.assign(because=pd.Series(sentences, cells.index, "str"))


def _with(left_out: dict[str, int], cell: Any, evaluation: Evaluation) -> str:
    """Lengthen a cell's sentence; where no segment counts, these are all there is."""
    if not left_out:
        return str(cell.because)
    count, number = evaluation.language.count, sum(left_out.values())
    named = listed(
        _(
            "{passages} about {what}",
            passages=count(left_out[about], "passage"),
            what=_(what),
        )
        for about, what in ABOUT.items()
        if about in left_out
    )
    if not cell.segments:
        return ngettext(
            "there is only {passages}, not counted",
            "there are only {passages}, not counted",
            number,
            passages=named,
        )
    return ngettext(
        "{because}; {passages} is not counted",
        "{because}; {passages} are not counted",
        number,
        because=cell.because,
        passages=named,
    )
