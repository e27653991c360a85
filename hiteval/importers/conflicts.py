"""Ratings of one coder that differ between files, found before equals are merged."""

from collections.abc import Sequence
from dataclasses import replace

import pandas as pd

from hiteval.errors import Fault, StudyError
from hiteval.importers.mapped_evidence import Evidence
from hiteval.importers.mapping import FILE, Mapping
from hiteval.importers.study_rows import PASSAGE

CODING = [*PASSAGE, "coder_id", "criterion_id"]
SHOWN = 10


def settled(
    found: Sequence[Evidence], mapping: Mapping, neutral: int | None
) -> list[Evidence]:
    """Refuse evidence in which one coder rates a passage twice, each in another file.

    Parameters
    ----------
    found : sequence of Evidence
        Of one file or several; within each there is no conflict.
    mapping : Mapping
        Says whether conflicts are refused, or taken as mixed evidence.
    neutral : int or None
        The level of mixed evidence, if the scale has one.

    Returns
    -------
    list of Evidence
        The same, with the neutral level in place of ratings that differ.

    Raises
    ------
    StudyError
        With a fault for each of the first conflicts, and their number.
    """
    numbered = [e.codings.assign(file=e.file, part=n) for n, e in enumerate(found)]
    every = pd.concat(numbered, ignore_index=True)
    ratings = every.groupby(CODING)["rating"]
    differ = (ratings.transform("nunique") > 1) & every["rating"].notna()
    if differ.any() and (mapping.conflicts == "refuse" or neutral is None):
        raise StudyError([*_faults(every[differ], neutral)])
    every["rating"] = every["rating"].mask(differ, str(neutral))
    kept = every.drop(columns=["file", "part"])
    return [
        replace(e, codings=kept[every["part"] == n].reset_index(drop=True))
        for n, e in enumerate(found)
    ]


def _faults(rows: pd.DataFrame, neutral: int | None) -> list[Fault]:
    """Say what each coder gave in which file, without the passage."""
    mixed = "" if neutral is None else f", or write conflicts: mixed in {FILE}"
    remedy = (
        "If two people coded, give each file a coder of its own under coders in "
        f"{FILE}; if one did, correct one of the files{mixed}."
    )
    conflicts = [part for _, part in rows.groupby(CODING)]
    told = [
        Fault(
            " and ".join(part["file"]),
            "one rating by a coder of a passage on a criterion",
            f"{' and '.join(part['rating'])} by {coder} on {criterion}",
            remedy,
        )
        for part in conflicts[:SHOWN]
        for coder, criterion in [part.iloc[0][["coder_id", "criterion_id"]]]
    ]
    if len(conflicts) > SHOWN:
        more = f"{len(conflicts)}, of which these are the first {SHOWN}"
        told.append(Fault(FILE, "no conflict between files", more, remedy))
    return told
