"""Remember which files of a site were read and found clean, so that few are read again.

A file is passed over only if nothing could be found in it now that was not looked for
then: the same bytes, at the same place, searched for the same by the same code.
"""

import hashlib
import json
import re
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from hiteval.errors import StudyError
from hiteval.regular import read_regular
from hiteval.report.gate.reading import Search
from hiteval.report.machine import ANY_HOME
from hiteval.report.pages.inputs import program


@dataclass(frozen=True, slots=True)
class CleanFiles:
    """What is remembered in a file: marks of files that were clean in one search."""

    place: Path

    def of(self, search: Search, site: Path, paths: Iterable[Path]) -> set[Path]:
        """Return the files of a site in which the same search found nothing."""
        try:
            noted = json.loads(read_regular(self.place))
            known = {*noted["clean"]} if noted["search"] == _searched(search) else set()
        except (StudyError, ValueError, LookupError, TypeError, RecursionError):
            known = set()  # nothing is noted, or it was damaged
        return {path for path in paths if known and _mark(site, path) in known}

    def note(self, search: Search, site: Path, paths: Iterable[Path]) -> None:
        """Remember these files, and no others."""
        self.place.parent.mkdir(exist_ok=True)
        marks = sorted(_mark(site, path) for path in paths)
        noted = {"search": _searched(search), "clean": marks}
        self.place.write_text(json.dumps(noted), encoding="utf-8", newline="\n")


def _mark(site: Path, path: Path) -> str:
    """Return a mark that only a file of the same bytes and the same place has."""
    content = hashlib.sha256(path.read_bytes()).hexdigest()
    place = path.relative_to(site).as_posix().encode("utf-8", "surrogateescape")
    return f"{content} {place.hex()}"


def _searched(search: Search) -> str:
    """Return a hash of all that decides what is found in a file."""
    secrets, machine = search.secrets, search.machine
    told = [
        [*secrets.rows.places.items()],
        [(name.where, name.piece, name.pattern.pattern) for name in secrets.names],
        [*secrets.ids.items()],
        [[what, p.pattern] for what, p in machine.patterns.items()],
        [*machine.pieces.items()],
        # Of what is published, a file is compared with somebody's folders alone.
        sorted({*re.findall(ANY_HOME, search.published)}),
        sorted(known.hex() for known in search.packages),
        sorted(known.hex() for known in search.by_hand),
        program(),
    ]
    text = json.dumps(told).encode("utf-8", "surrogatepass")
    return hashlib.sha256(text).hexdigest()
