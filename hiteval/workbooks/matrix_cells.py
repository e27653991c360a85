"""The cells of the framework matrix: what is written in each, and what it rests on."""

import hashlib
import json
from dataclasses import astuple, dataclass
from typing import Any, Self

import pandas as pd

from hiteval.results.evaluation import Evaluation
from hiteval.study.schema import ids
from hiteval.study.study import Study
from hiteval.study.waiting import waiting

Key = tuple[str, str]  # team_id, criterion_id
KEY = ["team_id", "criterion_id"]


@dataclass(frozen=True, slots=True)
class CellText:
    """What people wrote in one cell; by default nothing."""

    summary: str = ""
    segment_ids: tuple[str, ...] = ()
    clearance: str = ""

    @classmethod
    def of(cls, summary: str, segment_ids: str, clearance: str) -> Self:
        r"""Bring a cell into the one form that is compared: a blank summary is none.

        A workbook and a CSV file end lines differently, which is no difference.

        >>> CellText.of("One.\r\nTwo.", "a; b", "") == CellText.of(
        ...     "One.\nTwo.", "a;b", ""
        ... )
        True
        """
        if not summary.strip():
            return cls()
        return cls(one_line_end(summary), tuple(ids(segment_ids)), clearance.strip())

    @property
    def digest(self) -> str:
        """A hash of what is written."""
        return digest(astuple(self))


def one_line_end(text: str) -> str:
    """End every line with a line feed."""
    return text.replace("\r\n", "\n").replace("\r", "\n")


def digest(value: Any) -> str:
    """Hash a value that JSON can write."""
    return hashlib.sha256(json.dumps(value).encode("ascii")).hexdigest()


def cell_keys(study: Study) -> list[Key]:
    """List every cell: the teams by name, the partnership after them."""
    teams = study.teams
    order = teams["name"].str.casefold().sort_values(kind="stable").index
    teams = teams.loc[order].sort_values("kind", ascending=False, kind="stable")
    criteria = study.framework.criterion_ids
    return [(team, criterion) for team in teams["team_id"] for criterion in criteria]


def cell_texts(study: Study) -> dict[Key, CellText]:
    """Return what is written in each cell of a study that has a summary."""
    rows = study.summaries.fillna("")
    return {
        (row.team_id, row.criterion_id): CellText.of(
            row.summary, row.segment_ids, row.clearance
        )
        for row in _records(rows)
    }


def segments_behind(study: Study) -> dict[Key, tuple[str, ...]]:
    """Return the ids of the segments behind each cell that has some."""
    rows = _evidence(study).drop_duplicates([*KEY, "segment_id"])
    return {_key(key): tuple(group["segment_id"]) for key, group in rows.groupby(KEY)}


def waiting_in(study: Study) -> dict[Key, int]:
    """Return how many codings wait for a rating in each cell that has some."""
    teams = study.segments[["segment_id", "team_id"]]
    rows = waiting(study).merge(teams, on="segment_id")
    return {_key(key): len(group) for key, group in rows.groupby(KEY)}


def with_waiting(evaluation: Evaluation) -> pd.DataFrame:
    """List the segments of each cell with their rating in words, and those that wait.

    A segment that another coder rated is there once, with its rating.
    """
    study, written = evaluation.study, evaluation.framework.rating_scale.written
    columns = [*KEY, "segment_id", "source_id", "rating"]
    rated = evaluation.rated.assign(rating=evaluation.rated["rating"].map(written))
    waits = waiting(study).merge(study.segments, on="segment_id").assign(rating="waits")
    both = pd.concat([rated[columns].astype("str"), waits[columns]])
    return both.drop_duplicates(columns[:3], ignore_index=True)


def evidence_digests(study: Study) -> dict[Key, str]:
    """Return a hash of the passages behind each cell and of every coder's rating."""
    nothing = dict.fromkeys(cell_keys(study), digest([]))
    columns = ["segment_id", "source_id", "summary", "quote", "coder_id", "rating"]
    rows = _evidence(study)
    rows[columns] = rows[columns].astype("str").fillna("")
    return nothing | {
        _key(key): digest(group[columns].to_numpy().tolist())
        for key, group in rows.groupby(KEY)
    }


def _evidence(study: Study) -> pd.DataFrame:
    """Join each coding with its segment, in an order that nothing else decides."""
    columns = ["segment_id", "source_id", "team_id", "summary", "quote"]
    return study.codings.merge(study.segments[columns], on="segment_id").sort_values(
        [*KEY, "segment_id", "coder_id"], kind="stable", ignore_index=True
    )


def _key(key: Any) -> Key:
    team_id, criterion_id = key
    return str(team_id), str(criterion_id)


def _records(table: pd.DataFrame) -> Any:
    return table.itertuples(index=False)
