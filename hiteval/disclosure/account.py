"""What disclosure did to an output of a release, for the person who reviews it."""

from pathlib import PurePosixPath

import pandas as pd

from hiteval.disclosure.clearance import SHOWN
from hiteval.disclosure.editions import Release
from hiteval.study.study import Study


def account(study: Study, released: Release, output: str) -> str:
    """Say what of the study an output shows, and why it does not show the rest.

    Parameters
    ----------
    study : Study
        With everything in it.
    released : Release
        What may be shown of it.
    output : str
        A page such as ``teams/dementia``, or a download such as
        ``downloads/segments.csv``.

    Returns
    -------
    str
        Numbers of rows or passages, true ones: not for publication.
    """
    path = PurePosixPath(output)
    table = path.stem if path.suffix == ".csv" else ""
    if table in study.tables:
        return _of_table(study.tables[table], released.study.tables[table])
    decided, segments = released.decisions, study.segments
    team = path.name.removeprefix("workings-")
    if team != path.name or path.parent.name == "teams":
        segments = segments[segments["team_id"] == team]
    elif path.parent.name == "areas":
        segments = segments[segments["segment_id"].isin(_coded(study, path.name))]
    return _of_segments(decided[decided["segment_id"].isin(segments["segment_id"])])


def _coded(study: Study, area: str) -> pd.Series:
    areas = study.codings["criterion_id"].map(study.framework.area_of)
    return study.codings.loc[areas == area, "segment_id"]


def _of_table(whole: pd.DataFrame, shown: pd.DataFrame) -> str:
    filled = [str(c) for c in whole if whole[c].notna().any()]
    left = [c for c in filled if c not in shown or shown[c].isna().all()]
    without = f"; without {', '.join(left)}" if left and len(shown) else ""
    if len(shown) > len(whole):  # hiteval fills it
        return f"{len(shown)} rows"
    return f"{len(shown)} of {len(whole)} rows{without}"


def _of_segments(decided: pd.DataFrame) -> str:
    quotes = decided["quote"].dropna()
    told = f"from {_shown('segments', decided['segment'])}"
    return f"{told}, {_shown('quotes', quotes)}" if len(quotes) else told


def _shown(what: str, why: pd.Series) -> str:
    """Count what passes, and what does not by the reason why."""
    held = why[why != SHOWN].value_counts().sort_index()
    reasons = "; ".join(f"{reason} {number}" for reason, number in held.items())
    shown = f"{int((why == SHOWN).sum())} of {len(why)} {what}"
    return f"{shown} ({reasons})" if reasons else shown
