"""Read the files of a site in several processes: what each reveals, and could do."""

from collections.abc import Iterator, Sequence
from concurrent.futures import ProcessPoolExecutor
from concurrent.futures.process import BrokenProcessPool
from dataclasses import dataclass, replace
from functools import partial
from pathlib import Path, PurePosixPath

from hiteval.errors import BuildError
from hiteval.report.book.search import FILE as SEARCH_INDEX
from hiteval.report.book.sharing import FEED
from hiteval.report.gate.decoding import readings
from hiteval.report.gate.feed_markup import is_plain_feed
from hiteval.report.gate.known_files import fingerprint
from hiteval.report.gate.leaks import Rows, Wanted
from hiteval.report.gate.page_markup import unknown_markup
from hiteval.report.gate.unpacking import Unreadable
from hiteval.report.gate.words import Text
from hiteval.report.kernels.child_processes import (
    CAN_FORK,
    context,
    deaf_to_ctrl_c,
    end_with_parent,
)
from hiteval.report.machine import Machine

# What a browser runs or opens as a document. Sphinx writes these few by itself.
ACTIVE = (".js", ".mjs", ".css", ".svg", ".xml", ".xhtml", ".htm", ".wasm")
WRITTEN_BY_SPHINX = (
    *("_static/basic.css", "_static/pygments.css"),
    *("_static/documentation_options.js", "_static/language_data.js"),
    SEARCH_INDEX,
)


@dataclass(frozen=True, slots=True)
class Search:
    """What to look for in every file, and what to pass over.

    ``expected`` must be found somewhere. ``published`` may be told. Files of
    ``packages`` hold nothing of a study, and those written ``by_hand`` may be active.
    """

    secrets: Wanted
    expected: Rows
    machine: Machine
    published: str
    packages: frozenset[bytes]
    by_hand: frozenset[bytes]

    def only_for(self, unseen: set[str]) -> "Search":
        """Return a search in which only these rows must still be found."""
        places = self.expected.places
        if len(unseen) == len(places):
            return self
        left = {row: where for row, where in places.items() if row in unseen}
        return replace(self, expected=Rows(left))


# What a file tells and could do, by what; and what of the expected it shows.
Found = tuple[list[str], set[str]]


def read_files(
    site: Path, paths: Sequence[Path], search: Search, jobs: int
) -> Iterator[Found]:
    """Read files of a site, in their order.

    Parameters
    ----------
    site : Path
        The folder of the site.
    paths : sequence of Path
        The files.
    search : Search
        What to look for.
    jobs : int
        How many processes read; for one, or one file, none is started.

    Raises
    ------
    BuildError
        If a process that reads ended.
    """
    if min(jobs, len(paths)) < 2 or not CAN_FORK:
        yield from map(partial(read_file, site, search), paths)
        return
    with deaf_to_ctrl_c():
        pool = ProcessPoolExecutor(jobs, context(), _begin, (site, search))
        found = pool.map(_read, paths)
    with pool:
        try:
            yield from found
        except BrokenProcessPool:
            raise BuildError("a process that read the site ended") from None


def read_file(site: Path, search: Search, path: Path) -> Found:
    """Read one file as an attacker would."""
    place = PurePosixPath(path.relative_to(site).as_posix())
    content = path.read_bytes()
    seen: set[str] = set()
    name = str(place).encode("utf-8", "surrogateescape")
    told = set(_told_by(name, search, seen))
    shown = "a file by its name" if told else str(place)
    if fingerprint(content) not in search.packages:
        told.update(_tells(content, search, seen))
        if fingerprint(content) not in search.by_hand:
            told.update(_bites(place, content))
    return [f"{shown}: {what}" for what in told], seen


_given: list[partial[Found]] = []  # to this process, when it was started


def _begin(site: Path, search: Search) -> None:
    end_with_parent()
    _given.append(partial(read_file, site, search))


def _read(path: Path) -> Found:
    return _given[0](path)


def _tells(content: bytes, search: Search, seen: set[str]) -> Iterator[str]:
    """Say what a file's content reveals."""
    try:
        yield from set(_told_by(content, search, seen))
    except Unreadable as reason:
        yield str(reason)


def _told_by(content: bytes, search: Search, seen: set[str]) -> Iterator[str]:
    """Say what bytes reveal, perhaps several times; note what they show."""
    read, clean = set[bytes](), set[bytes]()  # no texts: they may be large, and many
    for text in map(Text, readings(content)):
        if text.mark in read:
            continue
        read.add(text.mark)
        yield from search.machine.traces_in(text.as_it_is, search.published)
        if search.secrets.may_be_in(text, clean):
            yield from search.secrets.passages_in(text)
            yield from search.secrets.people_in(text)
        seen |= search.expected.found_in(text, seen)


def _bites(place: PurePosixPath, content: bytes) -> Iterator[str]:
    """Say what a file could do in a browser that the book does not do."""
    if place.suffix == ".html":
        for markup in unknown_markup(content, place):
            yield f"markup that the book does not make: {markup}"
    elif str(place) == FEED and is_plain_feed(content):
        return
    elif place.suffix in ACTIVE and str(place) not in WRITTEN_BY_SPHINX:
        yield "a file that browsers run, and that the book does not make"
