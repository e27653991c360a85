"""What an edition that is not on record showed of people who spoke in confidence.

It may have been made from another copy of the study. Then only what its readers saw is
left of it: ranges of numbers, and passages, which are known again by their text.
"""

from collections.abc import Iterable

import pandas as pd

from hiteval.disclosure.clearance import WITHHELD, text_hash
from hiteval.disclosure.earlier_releases import (
    PastRelease,
    ShownCount,
    ShownPassage,
)
from hiteval.disclosure.people_counts import count_people
from hiteval.disclosure.pooling import said
from hiteval.disclosure.small_counts import Rule, shown_ranges
from hiteval.study.study import Study


def as_unrecorded(public: Study, known: Iterable[Study]) -> PastRelease:
    """Return what is known of an edition that is not on record.

    Parameters
    ----------
    public : Study
        What it showed: a bundle of the public edition.
    known : iterable of Study
        Those that may say who is behind its passages, the one that is nearest to it
        first. A passage that none knows has nobody behind it, and mixes nothing.
    """
    studies = list(known)
    return PastRelease(
        id="not on record",
        counts=_counts(public, studies[0]),
        passages=_passages(public, studies),
    )


def _counts(public: Study, nearest: Study) -> dict[str, ShownCount]:
    """Return the numbers told, taken to be as they are now if they may be.

    Hidden ones too, but no sums: which they were is not known.
    """
    rules, people = public.settings.editions.public, public.people
    now = count_people(nearest).counts
    cells = (people["group"] + ":" + people["name"]).astype("str")
    shown = people.set_index(cells)["people"]
    ranges = shown_ranges(shown, Rule(rules.small_count, rules.round_to))
    return {
        cell: ShownCount(
            true=int(now[cell]) if low <= now.get(cell, -1) <= high else int(low),
            low=low,
            high=high,
        )
        for cell, (low, high) in ranges.items()
    }


def _passages(public: Study, known: Iterable[Study]) -> dict[str, ShownPassage]:
    """Know passages again by strand, team and summary."""
    found: dict[tuple[str, ...], dict[str, frozenset[str]]] = {}
    for study in known:
        for row in said(study).reset_index().to_dict("records"):
            text = (row["strand"], row["team_id"], row["summary"])
            found.setdefault(text, {}).setdefault(row["segment_id"], row["people"])
    strands = [*public.settings.confidential]
    pooled = public.segments[public.segments["source_id"].isin(strands)]
    passages = {}
    for row in pooled.to_dict("records"):
        strand, team_id, summary = row["source_id"], row["team_id"], row["summary"]
        alike = found.get((strand, team_id, summary), {})
        name = next(iter(alike), f"unknown, {row['segment_id']}")
        passages[name] = ShownPassage(
            strand=strand,
            team_id=team_id,
            people=tuple(sorted(alike.pop(name, ()))),
            text_sha256=text_hash(summary),
            quoted=pd.notna(row["quote"]) and row["quote"] != WITHHELD,
        )
    return passages
