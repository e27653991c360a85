"""Record that somebody approved a quote, word for word."""

from collections.abc import Sequence
from datetime import date
from pathlib import Path

import pandas as pd

from hiteval.disclosure.clearance import awaits_approval, text_hash
from hiteval.study import schema
from hiteval.study.study import Study
from hiteval.study.writing import write_table


def awaiting(study: Study) -> pd.DataFrame:
    """Return the segments whose quote needs only an approval to pass.

    Returns
    -------
    DataFrame
        Rows of the study's segments: cleared, with consent to be quoted, and not
        approved, or changed since.
    """
    return study.segments[awaits_approval(study)]


def approve(
    folder: Path,
    study: Study,
    segment_ids: Sequence[str],
    day: date,
    by: str | None = None,
) -> None:
    """Add approvals of quotes to a study, in place of earlier ones of the same quotes.

    Parameters
    ----------
    folder : Path
        The study folder; its ``private/approvals.csv`` is replaced whole.
    study : Study
        As read from it.
    segment_ids : sequence of str
        Segments that have a quote.
    day : date
        When they were approved.
    by : str, optional
        By whom.
    """
    quotes = study.segments.set_index("segment_id").loc[list(segment_ids), "quote"]
    new = pd.DataFrame(
        {
            "segment_id": quotes.index,
            "text_sha256": quotes.map(text_hash).to_numpy(),
            "approved_on": day.isoformat(),
            "approved_by": by,
        }
    )
    others = study.approvals[~study.approvals["segment_id"].isin(segment_ids)]
    table = schema.typed("approvals", pd.concat([others, new]) if len(others) else new)
    write_table(folder, "approvals", table, study.settings.csv)
