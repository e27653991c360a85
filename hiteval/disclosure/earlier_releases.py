"""The numbers of people that earlier releases showed.

Two releases together may give away what neither does alone. So each published release
is recorded in the study's private folder, and the next one is checked against all.
"""

from collections.abc import Sequence
from pathlib import Path

import pandas as pd
from pydantic import TypeAdapter, ValidationError

from hiteval.errors import Fault, StudyError
from hiteval.files.regular import read_regular
from hiteval.study.record import Record, Text

FILE = "private/releases.json"
MAX_BYTES = 100_000_000  # a line for each number that was ever shown


class ShownCount(Record):
    """A true number of people, and the range that a reader was shown."""

    true: int
    low: float
    high: float


class PastRelease(Record):
    """What a release showed, by cell; ``id`` is the hash of its bundle.

    See `hiteval.disclosure.people_counts.PeopleCounts`.
    """

    id: Text
    counts: dict[str, ShownCount]

    def still_true(self, counts: pd.Series) -> dict[str, tuple[float, float]]:
        """Return the ranges of those counts that have not changed since."""
        return {
            cell: (shown.low, shown.high)
            for cell, shown in self.counts.items()
            if cell in counts.index and counts[cell] == shown.true
        }


_LEDGER = TypeAdapter(tuple[PastRelease, ...])


def read_releases(folder: Path) -> tuple[PastRelease, ...]:
    """Read what earlier releases of a study showed.

    Raises
    ------
    StudyError
        If the file is there and cannot be read.
    """
    path = folder / FILE
    if not path.exists():
        return ()
    try:
        return _LEDGER.validate_json(read_regular(path, MAX_BYTES))
    except (ValidationError, StudyError):
        remedy = "Restore it from a copy: without it, earlier releases are not known."
        fault = Fault(FILE, "the file that hiteval wrote", "another content", remedy)
        raise StudyError([fault]) from None


def write_releases(folder: Path, releases: Sequence[PastRelease]) -> None:
    """Write what releases showed, in place of the earlier file, in one step."""
    path = folder / FILE
    path.parent.mkdir(exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(_LEDGER.dump_json(tuple(releases), indent=1) + b"\n")
    fresh.replace(path)
