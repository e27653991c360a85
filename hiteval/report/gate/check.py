"""Refuse a release whose site tells what may not be told, or could bite."""

from collections.abc import Callable, Collection, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path, PurePosixPath

import hiteval
from hiteval.disclosure.editions import Release
from hiteval.disclosure.names import folded
from hiteval.display.visible import visible
from hiteval.errors import DisclosureError
from hiteval.report.gate.decoding import readings
from hiteval.report.gate.leaks import Rows, Wanted, in_words, rows_of, wanted
from hiteval.report.gate.markup import unknown_markup
from hiteval.report.gate.own_files import (
    files_of_packages,
    fingerprint,
    fingerprints,
)
from hiteval.report.gate.search_index import FILE as SEARCH_INDEX
from hiteval.report.gate.search_index import entries, tells
from hiteval.report.gate.surroundings import Surroundings
from hiteval.report.gate.unpacking import Unreadable
from hiteval.report.table_script import table_script
from hiteval.study import Study

SHOWN = 20
# What a browser runs or opens as a document. Sphinx writes these few by itself.
ACTIVE = (".js", ".mjs", ".css", ".svg", ".xml", ".xhtml", ".htm", ".wasm")
WRITTEN_BY_SPHINX = (
    *("_static/basic.css", "_static/pygments.css"),
    *("_static/documentation_options.js", "_static/language_data.js"),
    SEARCH_INDEX,
)


@dataclass(slots=True)
class _Search:
    """What is looked for in every file, and what of the expected is not yet seen."""

    secrets: Wanted
    expected: Rows
    unseen: set[str]
    surroundings: Surroundings
    published: str

    def found_in(self, content: bytes) -> Iterator[str]:
        """Say what a file tells; each thing may come several times."""
        read: set[str] = set()
        for text in readings(content):
            if text in read:
                continue
            read.add(text)
            yield from self.surroundings.told_by(text, self.published)
            plain = folded(text)
            words = in_words(plain)
            yield from self.secrets.passages_in(words)
            yield from self.secrets.people_in(plain)
            self.unseen -= self.expected.found_in(words)


def check_release(
    site: Path,
    release: Release,
    teams: Collection[str],
    project: Path,
    surroundings: Surroundings,
    progress: Callable[[int, int], None],
) -> None:
    """Read every file of a built site as an attacker would.

    Parameters
    ----------
    site : Path
        The site, not yet published.
    release : Release
        What it was built from, and the secrets that it must not show.
    teams : collection of str
        The teams whose text it must show.
    project : Path
        The folder with ``book/`` and ``notebooks/``, whose text is no secret.
    surroundings : Surroundings
        The machine, which must not be told either.
    progress : callable
        Called with how many files are read, and of how many.

    Raises
    ------
    DisclosureError
        If a secret is found, or markup that the book does not make, or a file that
        cannot be read whole; or if the text that the release publishes is *not* found,
        since the gate is blind then. The message names files and where each secret
        comes from, never its text.
    """
    published = list(_published(release.study, project))
    expected = rows_of(_expected(release.study, teams), fewest=1)
    search = _Search(
        wanted(release.secrets, published),
        expected,
        set(expected.places),
        surroundings,
        "\n".join(published),
    )
    packages = files_of_packages() | {fingerprint(table_script())}
    by_hand = fingerprints([project / "book" / "_static"])
    findings: list[str] = []
    paths = sorted(path for path in site.rglob("*") if not path.is_dir())
    for number, path in enumerate(paths, start=1):
        progress(number, len(paths))
        place = PurePosixPath(path.relative_to(site).as_posix())
        content = path.read_bytes()
        told = set(search.found_in(str(place).encode("utf-8", "surrogateescape")))
        shown = "a file by its name" if told else str(place)
        if fingerprint(content) not in packages:
            told.update(_tells(content, search))
            if fingerprint(content) not in by_hand:
                told.update(_bites(place, content))
        findings += [f"{shown}: {what}" for what in told]
    findings += _told_by_search_index(site, search.secrets)
    _refuse(sorted(set(findings)))
    _check_sight(expected, search.unseen)


def _tells(content: bytes, search: _Search) -> Iterator[str]:
    """Say what a file's content tells."""
    try:
        yield from set(search.found_in(content))
    except Unreadable as reason:
        yield str(reason)


def _bites(place: PurePosixPath, content: bytes) -> Iterator[str]:
    """Say what a file could do in a browser that the book does not do."""
    if place.suffix == ".html":
        for markup in unknown_markup(content, place):
            yield f"markup that the book does not make: {markup}"
    elif place.suffix in ACTIVE and str(place) not in WRITTEN_BY_SPHINX:
        yield "a file that browsers run, and that the book does not make"


def _told_by_search_index(site: Path, secrets: Wanted) -> Iterator[str]:
    for page, entry in entries(site).items():
        if entry.hidden:
            rows = ((row.split(), at) for row, at in secrets.rows.places.items())
            names = ((name.words, name.where) for name in secrets.names)
            for words, where in (*rows, *names):
                if tells(entry, words):
                    yield f"{SEARCH_INDEX}, under {page}: {where}"


def _published(study: Study, project: Path) -> Iterator[str]:
    """Give what is published on purpose: the release, the book, hiteval's own words."""
    for table in study.tables.values():
        # Whole rows: a page may show neighbouring cells one after the other.
        cells = table.astype("object").where(table.notna(), "")
        for column in table.select_dtypes("number"):
            cells[column] = cells[column].map(_digits)
        yield from cells.agg(" ".join, axis=1)
    yield study.settings.model_dump_json()
    yield study.framework.model_dump_json()
    for path in (
        *(project / "book").rglob("*.md"),
        *(project / "notebooks").glob("*.ipynb"),
        *project.glob("_*.yml"),
    ):
        yield from readings(path.read_bytes())
    yield from _own_words()


@cache
def _own_words() -> tuple[str, ...]:
    """Give the sentences of hiteval itself, as they stand in its code."""
    library = Path(hiteval.__file__).parent
    return tuple(path.read_text("utf-8") for path in library.rglob("*.py"))


def _digits(value: object) -> str:
    return f"{value:g}" if value != "" else ""


def _expected(study: Study, teams: Collection[str]) -> Iterator[tuple[str, str]]:
    """Give what a report shows in full: coded summaries, and the teams' names."""
    coded = study.segments[
        study.segments["segment_id"].isin(study.codings["segment_id"])
    ]
    for name, table, column in (
        ("segments", coded, "summary"),
        ("teams", study.teams, "name"),
    ):
        shown = table[table["team_id"].isin(list(teams))]
        for key, text in zip(shown.iloc[:, 0], shown[column], strict=True):
            yield f"{name}.csv, {key}, {column}", visible(text)


def _refuse(findings: list[str]) -> None:
    if not findings:
        return
    lines = [f"not published: {len(findings)} findings in the built site:"]
    lines += [f"  {finding}" for finding in findings[:SHOWN]]
    if (more := len(findings) - SHOWN) > 0:
        lines.append(f"  ... and {more} more")
    raise DisclosureError("\n".join(lines))


def _check_sight(expected: Rows, unseen: Collection[str]) -> None:
    """Refuse if the gate does not see what is there: it would see no secret either."""
    if missed := {expected.places[row] for row in unseen}:
        texts = len(set(expected.places.values()))
        raise DisclosureError(
            f"not published: {len(missed)} of {texts} texts that the site must "
            f"show were not found in it, first {min(missed)}. The gate may be blind."
        )
