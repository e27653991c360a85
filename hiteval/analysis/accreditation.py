"""Whether the partners on record meet the rules of accreditation, as of a day.

A rule asks for a number of partner organisations, and for a number of each kind.
A partner that no source names may still exist: a rule is shown to be met by the
record, or it is not shown.
"""

import pandas as pd

from hiteval.study.settings import Accreditation, PartnerKind

PARTNERS, SHOWN = "partners", "shown"


def on_record(
    named: pd.DataFrame,
    organisations: pd.DataFrame,
    sources: pd.DataFrame,
    team_ids: list[str],
    rules: Accreditation,
) -> pd.DataFrame:
    """Count each team's partners by kind, and say whether the rules are met.

    Parameters
    ----------
    named : DataFrame
        ``team_id, org_id, role, source_id``; a partner may be named in several rows.
    organisations : DataFrame
        ``org_id, sector``.
    sources : DataFrame
        ``source_id, date``. One that is undated counts at any day; one that is dated by
        year or month counts from the first day that it may mean.
    team_ids : list of str
        The teams to look at.
    rules : Accreditation
        With the day; without one, every source counts.

    Returns
    -------
    DataFrame
        Indexed by ``team_id``: `PARTNERS` and the name of each kind (distinct
        organisations), and `SHOWN`, whether every rule is met.
    """
    named = named[named["team_id"].isin(team_ids)]
    if rules.roles:
        named = named[named["role"].isin(rules.roles)]
    if rules.as_of:
        later = sources["date"].fillna("") > rules.as_of.isoformat()
        named = named[~named["source_id"].isin(sources.loc[later, "source_id"])]
    partners = named[["team_id", "org_id"]].drop_duplicates()
    partners = partners.merge(organisations, on="org_id")
    counts = pd.DataFrame({PARTNERS: _by_team(partners)}, index=team_ids)
    shown = counts[PARTNERS].fillna(0) >= rules.partners
    for kind in rules.kinds:
        counts[kind.name] = _by_team(partners[_is_of(partners, kind)])
        shown &= counts[kind.name].fillna(0) >= kind.at_least
    return counts.fillna(0).astype("int64").assign(**{SHOWN: shown})


def _by_team(partners: pd.DataFrame) -> pd.Series:
    return partners.groupby("team_id")["org_id"].nunique()


def _is_of(partners: pd.DataFrame, kind: PartnerKind) -> pd.Series:
    named = partners["org_id"].isin(kind.organisations)
    return partners["sector"].isin(kind.sectors) | named
