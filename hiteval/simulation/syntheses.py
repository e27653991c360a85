"""What evaluators write of the evidence, and teams answer; with what is overlooked."""

from collections.abc import Sequence
from dataclasses import dataclass
from itertools import islice, pairwise

import numpy as np
import pandas as pd

from hiteval.simulation.coders import Evidence
from hiteval.simulation.texts import filled, words
from hiteval.simulation.truth import Design, Truth, numbered
from hiteval.study.choices import COMPONENTS, CONCERNS, CONFIDENCE, SIGNS

_FINDINGS, _TEAMS = 8, 5  # how many at most, and about how many teams each
_OVERLOOKS = 2  # segments against it, every second finding, if there are so many
_LINKS, _RESTS_ON = 4, 3
_CLEARANCE = ["public", "public", "internal", None]
_REASON = "Sources about {0} say much the same, if {0} is read whole"


@dataclass(frozen=True, slots=True)
class Findings:
    """Findings, and the truth about them.

    ``true`` has ``finding_id, true``: whether most of the teams that it names are on
    its side, of those on which there is evidence. ``overlooked`` has ``finding_id,
    segment_id``: what a finding leaves out on purpose.
    """

    table: pd.DataFrame
    true: pd.DataFrame
    overlooked: pd.DataFrame


def read_segments(
    design: Design, evidence: Evidence, segment_ids: pd.Series, criteria: Sequence[str]
) -> pd.DataFrame:
    """Say what each passage was read as, by the median of the coders who saw it.

    Returns
    -------
    DataFrame
        One row per segment and criterion that anybody saw, about teams proper:
        ``team`` (its number), ``team_id, criterion_id, segment_id, level``.
    """
    seen = evidence.given.any(axis=0)
    given = np.where(evidence.given, evidence.rating, np.nan)[:, seen]
    team = evidence.team[evidence.pair][evidence.segment][seen]
    rows = pd.DataFrame(
        {
            "team": team,
            "team_id": np.array(design.team_ids, dtype=object)[team],
            "criterion_id": np.array(criteria, dtype=object)[evidence.criterion[seen]],
            "segment_id": segment_ids.to_numpy(dtype=object)[evidence.segment[seen]],
            "level": np.nanmedian(given, axis=0),
        }
    )
    return rows[rows["team"] < design.teams]


def findings(
    design: Design, truth: Truth, read: pd.DataFrame, criteria: Sequence[str]
) -> Findings:
    """Find what most of the evidence says of a few teams on one criterion each.

    A finding lists all segments on its side as supporting and all on the other as
    contrary, but for those that it overlooks. Where sides are equal there is none.
    """
    rows: list[dict[str, str | None]] = []
    true: list[bool] = []
    overlooked: list[list[str]] = []
    for number, criterion in enumerate(criteria):
        about = read[read["criterion_id"] == criterion]
        about = about[about["team"].isin(sorted(set(about["team"]))[:_TEAMS])]
        side = int(np.sign(np.sign(about["level"]).sum()))
        if side == 0 or len(rows) == _FINDINGS:
            continue
        level = about["level"] * side
        against = about.loc[level < 0, "segment_id"].tolist()
        missed = against[: _OVERLOOKS * (len(rows) % 2)]
        teams = sorted(set(about["team"]))
        levels = truth.levels[teams, number][truth.present[teams, number]] * side
        rows.append(
            {
                "criterion_ids": criterion,
                "team_ids": ";".join(design.team_ids[team] for team in teams),
                "segment_ids": ";".join(about.loc[level > 0, "segment_id"]),
                "contrary_segment_ids": ";".join(against[len(missed) :]) or None,
            }
        )
        true.append(bool((levels > 0).sum() * 2 > len(levels)))
        overlooked.append(missed)
    named = numbered("finding-", len(rows))
    table = pd.DataFrame({"finding_id": named, **_columns(rows), **_judged(len(rows))})
    missing = pd.DataFrame({"finding_id": named, "segment_id": overlooked})
    return Findings(
        table,
        pd.DataFrame({"finding_id": named, "true": true}),
        missing.explode("segment_id").dropna().reset_index(drop=True),
    )


def theory(read: pd.DataFrame, criteria: Sequence[str]) -> pd.DataFrame:
    """Link some criteria, each to the next, with the first segments for and against."""
    rows = []
    for start, end in islice(pairwise(criteria), _LINKS):
        about = read[read["criterion_id"] == start]
        sides = [about[about["level"] > 0], about[about["level"] < 0]]
        some = [";".join(s["segment_id"].head(_RESTS_ON)) or None for s in sides]
        rows.append(
            {
                "from_id": start,
                "to_id": end,
                **dict(zip(["segment_ids", "contrary_segment_ids"], some, strict=True)),
            }
        )
    patterns = {
        "statement": "When {0} meets early, {0} is joined up",
        "mechanism": "People near {0} learn of one another",
        "context": "Only where {0} has time for it",
        "then": "Of {0} nothing was said then",
    }
    count = len(rows)
    turn = np.arange(count)
    return pd.DataFrame(
        {
            "link_id": numbered("link-", count),
            "order": turn + 1,
            **_columns(rows),
            "sign": np.array(SIGNS, dtype=object)[turn % len(SIGNS)],
            **_texts("link", patterns, count),
            "clearance": np.array(_CLEARANCE, dtype=object)[turn % len(_CLEARANCE)],
        }
    )


def responses(read: pd.DataFrame) -> pd.DataFrame:
    """Let some teams respond: to their page, and to the first of their ratings."""
    first = read.drop_duplicates("team_id").head(len(_CLEARANCE))
    count = len(first)
    turn = np.arange(count)
    patterns = {
        "response": "We see {0} in another light",
        "answer": "We read {0} again with you",
        "what_changed": "The line about {0} was changed",
    }
    return pd.DataFrame(
        {
            "response_id": numbered("response-", count),
            "team_id": first["team_id"].to_numpy(),
            "criterion_id": first["criterion_id"].where(turn % 2 == 0).to_numpy(),
            "responded_on": "2015-05-29",
            "role": "team director",
            **_texts("response", patterns, count),
            "clearance": np.array(_CLEARANCE, dtype=object)[turn % len(_CLEARANCE)],
        }
    )


def _columns(rows: Sequence[dict[str, str | None]]) -> dict[str, list[str | None]]:
    return {
        column: [row[column] for row in rows] for column in (rows[0] if rows else {})
    }


def _judged(count: int) -> dict[str, object]:
    """Judge by turns; a component is judged one step worse than the one before it."""
    turn = np.arange(count)
    levels = {
        name: np.array(CONCERNS, dtype=object)[(turn + n) % len(CONCERNS)]
        for n, name in enumerate(COMPONENTS)
    }
    reasons = {f"{name}_reason": _REASON for name in (*COMPONENTS, "confidence")}
    statement = "In {0} most teams went one way, and {0} was told to others too"
    return {
        "order": turn + 1,
        **levels,
        "confidence": np.array(CONFIDENCE, dtype=object)[turn % len(CONFIDENCE)],
        **_texts(
            "finding",
            {"statement": statement, "so_what": "Boards could ask {0} about it"}
            | reasons,
            count,
        ),
        "clearance": np.array(_CLEARANCE, dtype=object)[turn % len(_CLEARANCE)],
    }


def _texts(kind: str, patterns: dict[str, str], count: int) -> dict[str, list[str]]:
    """Fill each pattern ``count`` times, with words that no other text has."""
    invented = words(kind, count * len(patterns))
    return {
        column: filled(pattern, invented[n * count : (n + 1) * count])
        for n, (column, pattern) in enumerate(patterns.items())
    }
