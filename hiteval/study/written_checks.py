"""Check what people write of the evidence: findings, theory of change, responses."""

from collections.abc import Iterator, Mapping
from graphlib import CycleError, TopologicalSorter
from itertools import pairwise

import pandas as pd

from hiteval.errors import Fault, shown
from hiteval.study.choices import COMPONENTS
from hiteval.study.record import ID_FORM
from hiteval.study.schema import ids
from hiteval.study.written_tables import NOT_SHOWN, RESTING

MOST_WORDS = 40  # of a statement: one sentence that a board can act on
CELL = ["team_id", "criterion_id"]


def check_written(tables: Mapping[str, pd.DataFrame]) -> list[Fault]:
    """Check findings and the theory of change, as far as rows of them were read.

    Parameters
    ----------
    tables : mapping of str to DataFrame of str, indexed by row
        With the right columns (see `check_columns`); blank cells missing.
    """
    faults: list[Fault] = []
    for name in RESTING:
        if name in tables:
            faults += _on_both_sides(name, tables[name])
    if "findings" in tables:
        findings = tables["findings"]
        faults += [*_too_long(findings), *_without_segments(findings)]
        faults += _half_judged(findings)
    if "theory" in tables:
        faults += [*_to_itself(tables["theory"]), *_circles(tables["theory"])]
    return faults


def check_responses(tables: Mapping[str, pd.DataFrame]) -> list[Fault]:
    """Check that each response to a rating is to one that there is.

    A team has a rating on a criterion where a segment of it is coded, or people rated
    it. Nothing is checked unless segments and codings were read.
    """
    if not {"responses", "segments", "codings"} <= tables.keys():
        return []
    responses = tables["responses"]
    to_ratings = responses[responses.reindex(columns=CELL).notna().all(axis=1)]
    rated = _rated(tables) if len(to_ratings) else set()
    return [
        Fault(
            "responses.csv",
            f"a criterion on which {team_id} has a rating",
            shown(criterion_id),
            "Correct it, or leave it blank for a response to the whole page.",
            int(row),
            "criterion_id",
        )
        for row, team_id, criterion_id in to_ratings.reindex(columns=CELL).itertuples()
        if (team_id, criterion_id) not in rated
    ]


def _rated(tables: Mapping[str, pd.DataFrame]) -> set[tuple[str, str]]:
    team = tables["segments"].drop_duplicates("segment_id").set_index("segment_id")
    codings = tables["codings"]
    coded = codings.assign(team_id=codings["segment_id"].map(team["team_id"]))
    by_people = [tables[n] for n in ("ratings", "consensus") if n in tables]
    return {
        (team_id, criterion_id)
        for table in (coded, *by_people)
        for team_id, criterion_id in table[CELL].drop_duplicates().to_numpy()
    }


def _too_long(findings: pd.DataFrame) -> Iterator[Fault]:
    words = findings["statement"].dropna().map(lambda text: len(text.split()))
    for row, number in words[words > MOST_WORDS].items():
        yield Fault(
            "findings.csv",
            f"a sentence of at most {MOST_WORDS} words",
            f"{number} words",
            "Shorten it: so_what and the reasons have room for the rest.",
            int(str(row)),
            "statement",
        )


def _without_segments(findings: pd.DataFrame) -> Iterator[Fault]:
    """Find findings that rest on nothing, but for what a bundle does not show."""
    cells = findings.reindex(columns=["segment_ids"])["segment_ids"]
    none = cells.map(lambda cell: not ids(cell)).astype("bool")
    hidden = findings.reindex(columns=[NOT_SHOWN["segment_ids"]]).notna().any(axis=1)
    for row in findings.index[none & ~hidden]:
        yield Fault(
            "findings.csv",
            "ids of the segments that support it, with ; between",
            "a blank cell",
            "Fill it in, or take the finding out.",
            int(row),
            "segment_ids",
        )


def _on_both_sides(name: str, table: pd.DataFrame) -> Iterator[Fault]:
    sides = table.reindex(columns=[*NOT_SHOWN]).map(ids)
    for row, supporting, contrary in sides.itertuples():
        for segment_id in sorted(set(supporting) & set(contrary)):
            yield Fault(
                f"{name}.csv",
                "segments that are not in segment_ids as well",
                shown(segment_id),
                "Take it out of one of the two.",
                int(row),
                "contrary_segment_ids",
            )


def _half_judged(findings: pd.DataFrame) -> Iterator[Fault]:
    """Find levels without their reasons, and reasons without a level."""
    for level in (*COMPONENTS, "confidence"):
        reason = f"{level}_reason"
        given = findings.reindex(columns=[level, reason]).notna()
        for there, blank, of, remedy in (
            (level, reason, "a reason", "Fill it in."),
            (reason, level, "a level", "Fill it in, or take the reason out."),
        ):
            for row in findings.index[given[there] & ~given[blank]]:
                expected = f"{of}, as {there} is given"
                yield Fault(
                    "findings.csv", expected, "a blank cell", remedy, int(row), blank
                )


def _to_itself(theory: pd.DataFrame) -> Iterator[Fault]:
    for row in theory.index[theory["from_id"] == theory["to_id"]]:
        yield Fault(
            "theory.csv",
            "another area or criterion than from_id",
            shown(theory["to_id"][row]),
            "Correct one of the two.",
            int(row),
            "to_id",
        )


def _circles(theory: pd.DataFrame) -> Iterator[Fault]:
    """Find links that lead back to where they begin; no link is told of twice."""
    told = theory[theory["link_id"].fillna("").str.fullmatch(ID_FORM)]
    told = told[told["from_id"] != told["to_id"]].dropna(subset=["from_id", "to_id"])
    told = told.sort_values("link_id", kind="stable")
    rows = dict(zip(told["link_id"], told.index, strict=True))
    ends = zip(told["from_id"], told["to_id"], strict=True)
    links = dict(zip(reversed([*ends]), reversed([*told["link_id"]]), strict=True))
    while circle := _circle([*links]):
        named = sorted(links.pop(ends) for ends in circle)
        yield Fault(
            "theory.csv",
            "links that lead nowhere back to where they begin",
            f"the circle {', '.join(named)}",
            "Turn one of them round, or take it out.",
            int(rows[named[0]]),
            "to_id",
        )


def _circle(ends: list[tuple[str, str]]) -> list[tuple[str, str]]:
    """Return one circle among links, as pairs of ends, or nothing."""
    sorter: TopologicalSorter[str] = TopologicalSorter()
    for start, end in sorted(ends):
        sorter.add(end, start)
    try:
        sorter.prepare()
    except CycleError as error:
        parts = error.args[1]
        return [*pairwise(parts)]
    return []
