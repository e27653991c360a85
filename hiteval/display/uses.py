"""Which findings and links of the theory of change list a passage, for or against."""

from collections.abc import Callable, Iterator
from itertools import chain

import pandas as pd

from hiteval.analysis.finding_facts import listed_segments
from hiteval.catalogue import N_, _
from hiteval.display.finding_cards import LEADING, ON_CARD
from hiteval.display.kit import addresses
from hiteval.display.kit.html import Html, join, link, markup, own_words
from hiteval.display.kit.table import records
from hiteval.display.kit.words import short
from hiteval.results.evaluation import Evaluation
from hiteval.study.schema import ids
from hiteval.study.written_tables import NOT_SHOWN

USED = '<span class="used">{}: {}</span>'
MOST_SHOWN = 70  # characters of a statement; where it leads, it stands whole
ROLES = {
    "findings": (N_("Used in finding"), N_("Listed against finding")),
    "theory": (
        N_("Used in the theory of change"),
        N_("Listed against the theory of change"),
    ),
}


def used_in(evaluation: Evaluation) -> dict[str, Html]:
    """Name by segment the findings and links that list it, each with the way there.

    Returns
    -------
    dict of str to Html
        By ``segment_id``, findings before links and for before against, each in the
        order of its table; without the segments that nothing lists. In a team's slice,
        of the findings and links that are in it.
    """
    study = evaluation.study
    told: dict[str, list[Html]] = {}
    for segment_id, line in chain(
        _lines("findings", study.findings, addresses.finding_entry),
        _lines("theory", study.theory, addresses.link_entry),
    ):
        told.setdefault(segment_id, []).append(line)
    return {segment_id: join(lines) for segment_id, lines in told.items()}


def pages_of_writing(evaluation: Evaluation, segment_id: str) -> Iterator[str]:
    """Give the pages on which findings, or links of the theory, show a segment."""
    study = evaluation.study
    ordered = study.findings.sort_values(["order", "finding_id"], kind="stable")
    segments = listed_segments(ordered)
    leading = segments["finding_id"].isin(ordered["finding_id"].head(LEADING))
    place = segments.groupby(["finding_id", "contrary"]).cumcount()
    on_card = leading & (place < segments["contrary"].map(ON_CARD))
    if (segments.loc[on_card, "segment_id"] == segment_id).any():
        yield addresses.result_page("main-messages")
    if (segments["segment_id"] == segment_id).any():
        yield addresses.result_page("findings")
    if (listed_segments(study.theory)["segment_id"] == segment_id).any():
        yield addresses.result_page("model")


def _lines(
    name: str, written: pd.DataFrame, entry: Callable[[str], str]
) -> Iterator[tuple[str, Html]]:
    """Write one line for each segment and side, all for before all against."""
    key = written.columns[0]
    rows = [*records(written.sort_values(["order", key], kind="stable"))]
    for role, column in zip(ROLES[name], NOT_SHOWN, strict=True):
        ways: dict[str, list[Html]] = {}
        for row in rows:
            way = link(entry(row[0]), own_words(short(row.statement, MOST_SHOWN)))
            for segment_id in dict.fromkeys(ids(getattr(row, column))):
                ways.setdefault(segment_id, []).append(way)
        for segment_id, leading in ways.items():
            yield segment_id, markup(USED, _(role), join(leading, "; "))
