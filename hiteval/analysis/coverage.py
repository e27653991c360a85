"""Where evidence is missing, and in which of four ways.

A source counts as *read* for a team if a coder coded at least one of its segments about
that team. A study's tables do not record reading that found nothing: a source whose
segments nobody coded, or that was read and set aside, is not counted. So *sought and
none* says this much and no more: sources were coded for the team, and, taking it that
coders held each segment against every criterion, nobody found this one in them. It is
not evidence of absence.

===================== ================================================================
not sought            no source was read for the team at all
sought and none       sources were read for the team, none speaks of the criterion
silent in one strand  some strand speaks of it, another strand that was read does not
covered               every strand that was read for the team speaks of it
===================== ================================================================

A strand with no source read for the team is neither silent nor covered; it is named in
``not_sought_in``, so that *covered* by documents alone does not pass for covered by
both.
"""

from collections.abc import Sequence

import numpy as np
import numpy.typing as npt
import pandas as pd

from hiteval.analysis.coded_segments import CELL
from hiteval.analysis.evidence import by_strand
from hiteval.catalogue import N_

NOT_SOUGHT, SOUGHT_AND_NONE = N_("not sought"), N_("sought and none")
SILENT, COVERED = N_("silent in one strand"), N_("covered")
NO_SOURCE = N_("no source holds a segment about the team")
NOTHING_CODED = N_("no coder coded a segment about the team")


def coverage(
    cells: pd.DataFrame,
    by_source: pd.DataFrame,
    segments: pd.DataFrame,
    sources: pd.DataFrame,
    strands: Sequence[str],
) -> pd.DataFrame:
    """Say for each team and criterion whether evidence was sought, and found.

    Parameters
    ----------
    cells : DataFrame
        ``team_id, criterion_id``, each once; the result follows their order.
    by_source : DataFrame
        From `hiteval.analysis.evidence.source_evidence`.
    segments : DataFrame
        ``team_id``, one row per segment: only to say why nothing was sought.
    sources : DataFrame
        ``source_id, strand``.
    strands : sequence of str
        The study's strands, in the order to name them in.

    Returns
    -------
    DataFrame
        One row per team and criterion: ``status`` (`NOT_SOUGHT`, `SOUGHT_AND_NONE`,
        `SILENT` or `COVERED`); ``silent_in`` (strands read for the team that are silent
        where another speaks, separated by ``"; "``, else missing); ``not_sought_in``
        (strands of which no source was read for the team, likewise); ``sources`` (int,
        that speak of the criterion); ``sources_read`` (int, for the team); ``reason``
        (`NO_SOURCE` or `NOTHING_CODED` where not sought, else missing).
    """
    parts = by_strand(by_source, sources)
    read, speak = _read_and_speaking(cells, parts, strands)
    silent = (read > 0) & (speak == 0)
    none, unread = speak.sum(axis=1) == 0, read.sum(axis=1) == 0
    ways = {NOT_SOUGHT: unread, SOUGHT_AND_NONE: none, SILENT: silent.any(axis=1)}
    heard = cells["team_id"].isin(segments["team_id"]).to_numpy()
    reason = pd.Series(np.where(heard, NOTHING_CODED, NO_SOURCE), cells.index)
    return cells[CELL].assign(
        status=np.select(list(ways.values()), list(ways), COVERED),
        silent_in=_named(silent & ~none[:, None], strands, cells.index),
        not_sought_in=_named(read == 0, strands, cells.index),
        sources=speak.sum(axis=1),
        sources_read=read.sum(axis=1),
        reason=reason.where(unread).astype("str"),
    )


def _read_and_speaking(
    cells: pd.DataFrame, parts: pd.DataFrame, strands: Sequence[str]
) -> tuple[npt.NDArray[np.int64], npt.NDArray[np.int64]]:
    """Count sources read for the team, and that speak: both (cells, strands)."""
    of_team = parts.drop_duplicates(["team_id", "source_id"])
    read = pd.crosstab(of_team["team_id"], of_team["part"])
    speak = pd.crosstab([parts["team_id"], parts["criterion_id"]], parts["part"])
    keys = pd.MultiIndex.from_frame(cells[CELL])
    names = list(strands)
    return (
        read.reindex(cells["team_id"])
        .reindex(columns=names)
        .fillna(0)
        .to_numpy(np.int64),
        speak.reindex(keys).reindex(columns=names).fillna(0).to_numpy(np.int64),
    )


def _named(
    which: npt.NDArray[np.bool_], strands: Sequence[str], index: pd.Index
) -> pd.Series:
    """Name the strands marked in each row, missing where none is."""
    names = pd.Series("", index=index, dtype="str")
    for column, strand in enumerate(strands):
        names += np.where(which[:, column], f"; {strand}", "")
    names = names.str.removeprefix("; ")
    return names.mask(names == "")
