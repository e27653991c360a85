"""Codings that wait for a rating: somebody's work, and evidence of none."""

import pandas as pd

from hiteval.study import schema
from hiteval.study.study import Study


def waiting(study: Study) -> pd.DataFrame:
    """Return the rows of `unrated.csv` that still wait for a rating.

    What was withdrawn waits no longer, and neither does what `codings.csv` has too:
    there, somebody rated it.
    """
    key = schema.whole_key("unrated")
    rows = study.unrated[study.unrated["withdrawn"].isna()]
    here, rated = (
        pd.MultiIndex.from_frame(t[key].fillna("")) for t in (rows, study.codings)
    )
    return rows[~here.isin(rated)].reset_index(drop=True)
