"""Refuse a release whose site reveals a secret or could run something."""

from collections.abc import Callable, Collection, Iterator
from concurrent.futures import ThreadPoolExecutor
from itertools import product
from pathlib import Path

from hiteval.disclosure.editions import Release
from hiteval.display.kit.visible import visible
from hiteval.errors import DisclosureError
from hiteval.report.book.search import FILE as SEARCH_INDEX
from hiteval.report.gate.clean_files import CleanFiles
from hiteval.report.gate.fixed_text import fixed_texts
from hiteval.report.gate.known_files import files_of_packages, fingerprints
from hiteval.report.gate.leaks import Rows, rows_of, wanted
from hiteval.report.gate.reading import Search, read_file, read_files
from hiteval.report.gate.search_index import not_shown
from hiteval.report.machine import Machine
from hiteval.study.study import Study
from hiteval.study.waves import latest

SHOWN = 20
NO_PAGE = "no page shows any text that it must. The gate may be blind to pages."


def check_release(  # noqa: PLR0913, PLR0917 (each is a thing of its own)
    site: Path,
    release: Release,
    teams: Collection[str],
    project: Path,
    machine: Machine,
    progress: Callable[[int, int], None],
    jobs: int = 1,
    clean: CleanFiles | None = None,
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
    machine : Machine
        The machine, whose traces must not be published either.
    progress : callable
        Called with how many files are read, of how many.
    jobs : int
        How many processes read.
    clean : CleanFiles, optional
        Which files were found clean before. Without it, every file is read.

    Raises
    ------
    DisclosureError
        If a secret is found, or markup that the book does not make, or a file that
        cannot be read in full; or if the text that the release publishes is *not*
        found, since the gate is blind then. The message names files and the origin of
        each secret, never its text.
    """
    fixed = list(fixed_texts(project))
    published = [*_published(release.study), *fixed]
    search = Search(
        wanted(release.secrets, published, fixed),
        rows_of(_expected(release.study, teams), fewest=1),
        machine,
        "\n".join(published),
        files_of_packages(),
        fingerprints([project / "book" / "_static"]),
    )
    with ThreadPoolExecutor(1) as meanwhile:  # while other processes read
        of_index = meanwhile.submit(list, _told_by_search_index(site))
        findings, unseen = _read(site, search, jobs, clean, progress)
        findings += of_index.result()
    _refuse(sorted(set(findings)))
    _check_sight(search.expected, unseen)
    if search.expected.places and not _sees_pages(site, search):
        raise DisclosureError(f"not published: {NO_PAGE}")


def _read(
    site: Path,
    search: Search,
    jobs: int,
    clean: CleanFiles | None,
    progress: Callable[[int, int], None],
) -> tuple[list[str], set[str]]:
    """Return what the files of a site reveal, and what of the expected is in none.

    Files that are known to be clean are read only for the sake of the latter.
    """
    paths = [path for path in site.rglob("*") if not path.is_dir()]
    # The largest first: none of them is left for one process when all else is read.
    paths.sort(key=lambda path: (-path.lstat().st_size, path))
    known = clean.of(search, site, paths) if clean else set()
    unseen, told = {*search.expected.places}, dict[Path, list[str]]()
    # Tables for download show all that must be there, so it is not sought elsewhere.
    tables = [path for path in paths if path.suffix == ".csv"]
    others = [path for path in paths if path.suffix != ".csv"]
    for group, again in product((tables, others), (False, True)):
        batch = [path for path in group if (path in known) is again]
        if again and not unseen:
            continue
        found = read_files(site, batch, search.only_for(unseen), jobs)
        for path, (reveals, seen) in zip(batch, found, strict=True):
            told[path] = reveals
            unseen -= seen
            progress(len(told), len(paths))
    progress(len(paths), len(paths))
    if clean:
        clean.note(search, site, [path for path in paths if not told.get(path)])
    return [finding for of_file in told.values() for finding in of_file], unseen


def _sees_pages(site: Path, search: Search) -> bool:
    """Tell whether a page shows what must be there: small ones are read first."""
    pages = sorted(site.rglob("*.html"), key=lambda page: page.stat().st_size)
    return any(read_file(site, search, page)[1] for page in pages)


def _told_by_search_index(site: Path) -> Iterator[str]:
    for page, number in not_shown(site):
        yield f"{SEARCH_INDEX}: texts of {page} that it does not show, {number}"


def _published(study: Study) -> Iterator[str]:
    """Yield what is published of the study."""
    for table in study.tables.values():
        # Whole rows: a page may show neighbouring cells one after the other.
        cells = table.astype("object").where(table.notna(), "")
        for column in table.select_dtypes("number"):
            cells[column] = cells[column].map(_digits)
        yield from cells.agg(" ".join, axis=1)
    yield study.model
    yield study.settings.model_dump_json()
    yield study.framework.model_dump_json()


def _digits(value: object) -> str:
    return f"{value:g}" if value != "" else ""


def _expected(study: Study, teams: Collection[str]) -> Iterator[tuple[str, str]]:
    """Yield what a report shows in full: coded summaries, and the teams' names."""
    study = latest(study)
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
