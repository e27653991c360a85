"""The slice of a study that concerns some of its teams, or one."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace

import numpy as np
import pandas as pd

from hiteval.study.resting import has_segments, resting_on
from hiteval.study.schema import ids
from hiteval.study.study import Study
from hiteval.study.written_tables import RESTING

BY_SEGMENT = ("codings", "adjudications")  # tables that name a segment, and no team


def of_teams(study: Study, team_ids: Sequence[str]) -> Study:
    """Return the slice of some teams, with only what remaining rows refer to."""
    tables = {n: rows_of(t, team_ids) for n, t in study.tables.items()}
    tables |= _resting(study, team_ids, tables["segments"]["segment_id"])
    return _of_model(_without_unused_rows(study.with_tables(tables)))


def each_of(study: Study) -> Callable[[str], Study]:
    """Prepare to slice a study by team, as `of_teams` does.

    Every table is searched now; a slice then takes as long as it is large.
    """
    team = study.segments.set_index("segment_id")["team_id"]
    owners = {n: t["team_id"] for n, t in study.tables.items() if "team_id" in t}
    for name in BY_SEGMENT:
        owners[name] = study.tables[name]["segment_id"].map(team)
    rows = {n: _rows_by(study.tables[n], owner) for n, owner in owners.items()}
    ids = {
        n: pd.Index(study.tables[n].iloc[:, 0]) for n in ("sources", "organisations")
    }

    def of_team(team_id: str) -> Study:
        part = {n: found(team_id) for n, found in rows.items()}
        for name, known in ids.items():
            named = [t[known.name] for t in part.values() if known.name in t]
            found = np.sort(known.get_indexer(pd.concat(named).dropna().unique()))
            part[name] = study.tables[name].take(found).reset_index(drop=True)
        part |= _resting(study, [team_id], part["segments"]["segment_id"])
        return _of_model(study.with_tables(part))

    return of_team


def rows_by_team(table: pd.DataFrame) -> Callable[[str], pd.DataFrame]:
    """Prepare to take the rows of one team, as `rows_of` does."""
    if "team_id" not in table:
        return lambda _team_id: table
    return _rows_by(table, table["team_id"])


def _rows_by(table: pd.DataFrame, owner: pd.Series) -> Callable[[str], pd.DataFrame]:
    places, nothing = owner.groupby(owner).indices, np.array([], dtype=int)
    return lambda key: table.take(places.get(key, nothing)).reset_index(drop=True)


def _resting(
    study: Study, team_ids: Sequence[str], segment_ids: pd.Series
) -> dict[str, pd.DataFrame]:
    """Keep findings that name some teams or their segments, and links that do."""
    findings, theory = (resting_on(study.tables[name], segment_ids) for name in RESTING)
    named = findings["team_ids"].map(lambda cell: not {*team_ids}.isdisjoint(ids(cell)))
    ours, rest = has_segments(findings) | named.astype("bool"), has_segments(theory)
    return {"findings": _kept(findings, ours), "theory": _kept(theory, rest)}


def _of_model(study: Study) -> Study:
    """Leave the model in words to the partnership, whose page shows it."""
    whole = (study.teams["kind"] == "partnership").any()
    return study if whole else replace(study, model="")


def _without_unused_rows(study: Study) -> Study:
    """Drop what is of no segment or row that remains."""
    named = [
        t["source_id"]
        for n, t in study.tables.items()
        if n != "sources" and "source_id" in t
    ]
    sources = study.sources["source_id"].isin(pd.concat(named))
    partners = study.organisations["org_id"].isin(study.team_organisations["org_id"])
    segments = study.segments["segment_id"]
    return study.with_tables(
        {
            "sources": _kept(study.sources, sources),
            "organisations": _kept(study.organisations, partners),
            **{
                n: _kept(of, of["segment_id"].isin(segments))
                for n, of in _by_segment(study)
            },
        }
    )


def _by_segment(study: Study) -> Iterator[tuple[str, pd.DataFrame]]:
    for name in BY_SEGMENT:
        yield name, study.tables[name]


def rows_of(table: pd.DataFrame, team_ids: Sequence[str]) -> pd.DataFrame:
    """Keep the rows of some teams; a table that names no team is kept whole."""
    if "team_id" not in table:
        return table
    return _kept(table, table["team_id"].isin(team_ids))


def _kept(table: pd.DataFrame, rows: pd.Series) -> pd.DataFrame:
    """Keep some rows; mostly all, as slices are sliced again."""
    return (table if rows.all() else table[rows]).reset_index(drop=True)
