"""Between which levels the teams of a study lie in each area."""

import pandas as pd


def area_spans(profiles: pd.DataFrame) -> pd.DataFrame:
    """Find the lowest and the highest median of each area over all teams.

    Parameters
    ----------
    profiles : DataFrame
        From `hiteval.analysis.scoring.area_profiles`, of the teams to compare.

    Returns
    -------
    DataFrame
        One row per area in which a team has a rating, in the order of ``profiles``:
        ``area_id``; ``teams``, how many have one; ``lowest`` and ``highest`` of their
        medians (Float64, in levels of the scale).
    """
    rated = profiles.dropna(subset="median")
    medians = rated.groupby("area_id", sort=False)["median"]
    spans = medians.agg(teams="size", lowest="min", highest="max").reset_index()
    return spans.astype({"teams": "int64", "lowest": "Float64", "highest": "Float64"})
