"""What earlier releases showed of people who spoke in confidence.

Two releases together may give away what neither does alone. So each published release
is recorded in the study's private folder, and the next one is checked against all. It
holds ids, numbers and hashes, and no text; it is in no edition.
"""

from collections.abc import Collection, Sequence
from pathlib import Path

import pandas as pd
from pydantic import TypeAdapter

from hiteval.disclosure.inference import Told
from hiteval.disclosure.people_counts import relations_between
from hiteval.disclosure.small_counts import Rule, hidden_range, shown_ranges
from hiteval.files.json_log import read_log, write_log
from hiteval.study.record import Record, Text
from hiteval.study.settings import PublicRules

FILE = "private/releases.json"


class ShownCount(Record):
    """A true number of people, and the range that a reader was shown."""

    true: int
    low: float
    high: float


class ShownPassage(Record):
    """A passage that was said in confidence: who said it, and what a reader saw of it.

    ``text_sha256`` is the hash of its summary, and ``coded_sha256`` that of what coders
    gave it, where known; ``quoted`` says whether its quote was shown.
    """

    strand: Text
    team_id: Text
    people: tuple[str, ...]
    text_sha256: Text
    quoted: bool
    coded_sha256: Text | None = None


class PastRelease(Record):
    """What a release showed; ``id`` is the hash of its bundle.

    ``counts`` and ``hidden`` are numbers of people by cell: those that were shown, and
    the true ones that were not. ``passages`` are by the ids that the study itself has.
    Releases recorded before these were kept lack the last two.
    """

    id: Text
    counts: dict[str, ShownCount]
    hidden: dict[str, int] | None = None
    passages: dict[str, ShownPassage] | None = None

    def told(self, before: Collection[str] = ()) -> Told:
        """Return what a reader was told of numbers of people.

        ``before`` are the cells that releases before this one told.
        """
        hidden = self.hidden or {}
        true = {cell: shown.true for cell, shown in self.counts.items()} | hidden
        ranges = {cell: (shown.low, shown.high) for cell, shown in self.counts.items()}
        ranges |= {cell: hidden_range(cell, before) for cell in hidden}
        # Without all parts, no sum is known.
        relations = () if self.hidden is None else relations_between(true)
        return Told(true, ranges, relations)


def told_by(past: Sequence[PastRelease]) -> list[Told]:
    """Return what a reader was told of numbers of people by releases in their order."""
    told: list[Told] = []
    for release in past:
        before = {cell for earlier in told for cell in earlier.counts}
        told.append(release.told(before))
    return told


def past_release(
    release_id: str,
    people: pd.DataFrame,
    counts: pd.Series,
    rules: PublicRules,
    passages: dict[str, ShownPassage],
) -> PastRelease:
    """Return what is recorded of a release.

    ``people`` is its table of numbers, and ``counts`` are the true ones, by cell; it
    lacks a cell where nobody is left.
    """
    cells = (people["group"] + ":" + people["name"]).astype("str")
    shown = people.set_index(cells)["people"]
    rule = Rule(rules.small_count, rules.round_to)
    told: dict[str, ShownCount] = {}
    for cell, (low, high) in shown_ranges(shown.dropna(), rule).items():
        told[cell] = ShownCount(true=int(counts[cell]), low=low, high=high)
    hidden = {str(c): int(counts.get(c, 0)) for c in shown.index[shown.isna()]}
    return PastRelease(id=release_id, counts=told, hidden=hidden, passages=passages)


_LEDGER = TypeAdapter(tuple[PastRelease, ...])


def read_releases(folder: Path) -> tuple[PastRelease, ...]:
    """Read what earlier releases of a study showed.

    Raises
    ------
    StudyError
        If the file is there and cannot be read.
    """
    return read_log(folder, FILE, _LEDGER, "earlier releases are not known")


def write_releases(folder: Path, releases: Sequence[PastRelease]) -> None:
    """Write what releases showed, in place of the earlier file, in one step."""
    write_log(folder, FILE, _LEDGER, releases)
