"""From the codings of a segment to its one rating, and to what it is about."""

from collections.abc import Collection

import numpy as np
import pandas as pd

from hiteval.study.choices import ABOUT, ABOUT_TEAM, BASELINE, CONTEXT

CELL = ["team_id", "criterion_id"]
SEGMENT = ["segment_id", "criterion_id"]


def segment_ratings(
    codings: pd.DataFrame, segments: pd.DataFrame, adjudications: pd.DataFrame
) -> pd.DataFrame:
    """Settle what each segment is about on each criterion, and its rating.

    A segment counts as evidence about the team if at least half of its coders on the
    criterion say so. Its rating is then the median of their ratings. A coder who did
    not code the segment on the criterion is missing, not at 0. What people settled on
    a segment replaces what its coders gave.

    Parameters
    ----------
    codings : DataFrame
        One row per coding: ``segment_id, coder_id, criterion_id, rating``, and
        ``about`` (``team``, ``context`` or ``baseline``; missing is ``team``).
    segments : DataFrame
        One row per segment: ``segment_id, source_id, team_id``.
    adjudications : DataFrame
        One row per segment and criterion: ``segment_id, criterion_id, about, rating``;
        a missing rating says that the segment does not belong to the criterion.

    Returns
    -------
    DataFrame
        One row per segment and criterion that was coded, in order of both:
        ``team_id, criterion_id, source_id, segment_id``; ``about``; ``rating``, float,
        scale points, half points possible; ``coders``, how many; ``lowest``,
        ``highest``. Of a segment that is not about the team, all codings give the
        rating.
    """
    given = codings.astype({"rating": "float64"})
    given = given.assign(about=given["about"].fillna(ABOUT_TEAM))
    keys = given[SEGMENT].merge(_about(given), how="left")
    counted = (keys["about"] != ABOUT_TEAM) | (given["about"] == ABOUT_TEAM).to_numpy()
    settled = (
        given.assign(about=keys["about"].to_numpy())[counted.to_numpy()]
        .groupby([*SEGMENT, "about"], sort=True)["rating"]
        .agg(rating="median", coders="count", lowest="min", highest="max")
        .reset_index()
        .astype({"about": given["about"].dtype})  # also where there is no row
    )
    settled = _adjudicated(settled, adjudications).merge(
        segments[["segment_id", "source_id", "team_id"]], validate="m:1"
    )
    return settled[[*CELL, "source_id", *settled.columns.drop([*CELL, "source_id"])]]


def people_first(codings: pd.DataFrame, models: Collection[str]) -> pd.DataFrame:
    """Leave out what models gave to segments that people coded.

    A model is no second coder beside a person: adding one changes no rating of what
    people read.

    Parameters
    ----------
    codings : DataFrame
        ``segment_id, coder_id`` and more.
    models : collection of str
        The coders that are models.
    """
    by_model = codings["coder_id"].isin(models)
    read = codings.loc[~by_model, "segment_id"]
    return codings[~(by_model & codings["segment_id"].isin(read))]


def read_by_people(
    rated: pd.DataFrame, codings: pd.DataFrame, models: Collection[str]
) -> pd.DataFrame:
    """Count, of each rating's segments, those that a person coded.

    Returns
    -------
    DataFrame
        One row per pair with evidence: ``team_id, criterion_id``; ``segments`` and
        ``read``, how many of these.
    """
    people = codings.loc[~codings["coder_id"].isin(models), "segment_id"]
    flags = rated.assign(segments=True, read=rated["segment_id"].isin(people))
    return flags.groupby(CELL, as_index=False)[["segments", "read"]].sum()


def _about(given: pd.DataFrame) -> pd.DataFrame:
    """Say what each segment is about on each criterion, by the majority of coders."""
    votes = given.assign(**{about: given["about"] == about for about in ABOUT})
    votes = votes.groupby(SEGMENT, as_index=False)[list(ABOUT)].mean()
    other = np.where(votes[CONTEXT] >= votes[BASELINE], CONTEXT, BASELINE)
    return votes[SEGMENT].assign(
        about=np.where(votes[ABOUT_TEAM] >= 0.5, ABOUT_TEAM, other)
    )


def _adjudicated(settled: pd.DataFrame, adjudications: pd.DataFrame) -> pd.DataFrame:
    """Put what people settled in place of what coders gave."""
    decided = adjudications[[*SEGMENT, "about", "rating"]]
    both = settled.merge(decided, on=SEGMENT, how="left", suffixes=("", "_decided"))
    by_people = both["about_decided"].notna().to_numpy()
    settled.loc[by_people, "about"] = both["about_decided"][by_people].to_numpy()
    rating = both["rating_decided"].astype("float64")[by_people].to_numpy()
    for column in ("rating", "lowest", "highest"):
        settled.loc[by_people, column] = rating
    return settled[settled["rating"].notna()].reset_index(drop=True)


def about_team(settled: pd.DataFrame) -> tuple[pd.DataFrame, pd.DataFrame]:
    """Part settled segments into those about the team, which count, and others."""
    ours = settled["about"] == ABOUT_TEAM
    counted = settled[ours].drop(columns="about").reset_index(drop=True)
    return counted, settled[~ours].reset_index(drop=True)
