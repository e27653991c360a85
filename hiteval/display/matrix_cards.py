"""What the matrix says of a cell when a reader points at it, and the words around it.

All of it is data of the page, once, so that it needs no request: each different text is
there once, and each cell lists those that are its own.
"""

from collections.abc import Iterator, Mapping
from typing import Any

import pandas as pd

from hiteval.analysis.consensus import PROPOSED
from hiteval.analysis.robustness import EITHER_SIDE, MAY_CHANGE, ONE_SOURCE, STEADY
from hiteval.catalogue import N_, _
from hiteval.display.kit.chips import because
from hiteval.display.kit.html import Html, data
from hiteval.display.kit.maps import MOST_ROWS
from hiteval.display.kit.visible import visible
from hiteval.display.kit.words import dates, first_sentence
from hiteval.results.evaluation import Evaluation

SURE = {
    STEADY: N_(
        "Steady: no single source decides, and most draws of the sources agree."
    ),
    MAY_CHANGE: N_("May change: fewer than nine of ten draws of the sources keep it."),
    ONE_SOURCE: N_("Depends on one source: without it the rating is another, or none."),
    EITHER_SIDE: N_(
        "Could be on either side: some variants are above the neutral level, some "
        "below it."
    ),
}
WORDS = {
    "area": N_("Area"),
    "every": N_("All areas"),
    "lifecycle": "{Teams}",
    "both": N_("Active and concluded"),
    "active": N_("Active"),
    "concluded": N_("Concluded"),
    "sources": N_("Sources behind a rating"),
    "any": N_("Any number"),
    "least": N_("At least #"),
    "clear": N_("Clear"),
    "said": N_("{Teams} shown: #1 of #2. Ratings shown: #3 of #4."),
    "read": N_("Read the passages"),
}


def cards(known: Mapping[tuple[str, str], Any], evaluation: Evaluation) -> Html:
    """Write what the script of the matrix needs: its words, and the card of each cell.

    Parameters
    ----------
    known : mapping
        The rows of `hiteval.display.matrix.cells` by team and criterion.
    evaluation : Evaluation
        As for the matrix. Of very many teams there are numbers of sources and no texts:
        the page would be too large to open.
    """
    texts: dict[str, int] = {}
    few = len(evaluation.teams) <= MOST_ROWS
    listed = []
    for team_id in evaluation.teams["team_id"]:
        for criterion in evaluation.framework.criterion_ids:
            cell = known.get((team_id, criterion))
            said = _card(cell, evaluation) if few and cell is not None else ()
            places = [texts.setdefault(visible(text), len(texts)) for text in said]
            listed.append([0 if cell is None else int(cell.sources), *places])
    labels = evaluation.labels
    words = {name: _(word, Teams=labels.Teams) for name, word in WORDS.items()}
    return data("matrix-data", {"words": words, "texts": [*texts], "cells": listed})


def _card(cell: Any, evaluation: Evaluation) -> Iterator[str]:
    """Say what is written of a cell, why it is rated so, how new and how sure it is."""
    if not pd.isna(cell.summary):
        yield first_sentence(cell.summary)
    scale = evaluation.framework.rating_scale
    reason = because(cell, scale, evaluation.language)
    yield reason if reason.endswith(".") else f"{reason}."
    if not cell.sources:
        return
    yield _newest(cell, evaluation)
    if cell.basis == PROPOSED:
        yield _(SURE[cell.steadiness])


def _newest(cell: Any, evaluation: Evaluation) -> str:
    if pd.isna(cell.date):
        return _("None of its sources has a date.")
    date, precision = pd.Series([cell.date]), pd.Series([cell.date_precision])
    newest = dates(date, precision, evaluation.language)[0]
    return _("Newest dated source: {date}.", date=newest)
