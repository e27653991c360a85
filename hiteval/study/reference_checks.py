"""Check references between tables: that what is named exists, and fits."""

from collections.abc import Iterable, Mapping

import pandas as pd

from hiteval.errors import Fault, shown
from hiteval.study import schema
from hiteval.study.framework import Framework
from hiteval.study.table_checks import nearest, shown_in


def check_references(
    name: str, table: pd.DataFrame, known: Mapping[str, Iterable[str]]
) -> list[Fault]:
    """Check that everything a table names exists.

    Parameters
    ----------
    name : str
        One of `hiteval.study.schema.TABLES`.
    table : DataFrame of str, indexed by row
        Valid by itself (see `check_rows`).
    known : mapping of str to ids
        For each vocabulary (``teams``, ``criteria``, ``levels`` ...) what exists; a
        vocabulary that could not be read is left out and not checked against.
    """
    faults = []
    for column, spec in schema.TABLES[name].columns.items():
        if spec.to and spec.to in known and column in table:
            allowed = list(known[spec.to])
            cells = table[column].dropna()
            if spec.several:
                cells = cells.map(schema.ids).explode().dropna()
            for row, value in cells[~cells.isin(allowed)].items():
                faults.append(_unknown(name, int(str(row)), column, value, allowed))
    return faults


def check_label(team: str, framework: Framework) -> list[Fault]:
    """Check that no criterion has the name that heads the column of teams."""
    return [
        Fault(
            "framework.yml",
            "a name for each criterion that is not what study.yml calls a team",
            shown(criterion.name),
            "Rename one of the two.",
            column=f"criteria.{criterion.id}.name",
        )
        for criterion in framework.criteria
        if criterion.name.strip().casefold() == team.casefold()
    ]


def check_people(sources: pd.DataFrame, confidential: Iterable[str]) -> list[Fault]:
    """Check that each source of a confidential strand names the people behind it.

    Small counts of people cannot be found where the people are not known.
    """
    people = sources.get("people", pd.Series(index=sources.index, dtype="str"))
    unnamed = sources["strand"].isin(list(confidential)) & people.isna()
    return [
        Fault(
            "sources.csv",
            "the person_id of everyone it speaks for, as its strand is confidential",
            "a blank cell",
            "Fill it in from private/roster.csv.",
            int(row),
            "people",
        )
        for row in sources.index[unnamed]
    ]


def check_summaries(summaries: pd.DataFrame, segments: pd.DataFrame) -> list[Fault]:
    """Check that each summary rests on segments of its own team alone.

    Parameters
    ----------
    summaries, segments : DataFrame of str, indexed by row
        With the right columns (see `check_columns`).
    """
    if "segment_ids" not in summaries:
        return []
    teams = segments.groupby("team_id")["segment_id"].agg(list).to_dict()
    return [
        Fault(
            "summaries.csv",
            "ids of segments of the same team, with ; between",
            shown(segment_id),
            nearest(segment_id, teams.get(team_id, []))
            or "Correct it, or add the segment first.",
            int(row),
            "segment_ids",
        )
        for row, team_id, cell in zip(
            summaries.index, summaries["team_id"], summaries["segment_ids"], strict=True
        )
        for segment_id in schema.ids(cell)
        if segment_id not in teams.get(team_id, [])
    ]


def _unknown(name: str, row: int, column: str, value: str, allowed: list[str]) -> Fault:
    to = schema.TABLES[name].columns[column].to
    if not allowed:
        expected = f"a row of {to}"
    elif len(allowed) <= 10:
        expected = f"one of {', '.join(allowed)}"
    else:
        expected = f"one of the study's {len(allowed)} {to}"
    remedy = nearest(value, allowed) or "Correct it, or add what it names first."
    if to == "levels":  # one that looks alike may be its opposite
        remedy = "Write one of these, or leave the row out if there is no rating."
    got = shown_in("roster" if column == "people" else name, value)
    return Fault(schema.file_name(name), expected, got, remedy, row, column)
