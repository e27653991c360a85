"""Make the site of a report from its bundle, and let it through the gate or not."""

import shutil
from collections.abc import Collection
from concurrent.futures import ThreadPoolExecutor
from functools import partial
from pathlib import Path

from hiteval.bundle.earlier_edition import open_changes
from hiteval.bundle.provenance import read_provenance
from hiteval.disclosure.editions import Release
from hiteval.errors import BuildError
from hiteval.files.yaml_file import read_yaml
from hiteval.report.book import book, cards, crate
from hiteval.report.book.download_files import write_downloads
from hiteval.report.book.sharing import Told
from hiteval.report.book.site_files import write_site_files
from hiteval.report.gate.check import check_release
from hiteval.report.gate.clean_files import CleanFiles
from hiteval.report.machine import this_machine
from hiteval.report.make_pages import Made, give_rooms, make_pages
from hiteval.report.pages import contents
from hiteval.report.pages.cache import Store
from hiteval.report.pages.pages import Page
from hiteval.report.request import Progress, Request
from hiteval.results.evaluation import Evaluation


def make_site(
    request: Request,
    work: Path,
    evaluation: Evaluation,
    wanted: list[Page],
    store: Store,
    progress: Progress,
) -> Made:
    """Make the site from the bundle in a working folder, and check it."""
    give_rooms(wanted, evaluation, work)
    made = _make_pages(request, work, wanted, store, progress)
    book.write_contents(request.project, work, wanted, evaluation.labels)
    root = read_yaml(work / contents.FILE)["root"]
    told = Told(bool(request.team_ids), cards.describe(evaluation, wanted, root))
    told.write(work)
    # Jupyter Book is one process: what it does not make is written on another core.
    with ThreadPoolExecutor(1) as other_core:
        task = request, work, evaluation, wanted, store
        written = other_core.submit(_write_files, *task)
        site = _build_book(work, progress)
        files = written.result()
    book.check_site(site, wanted)
    shutil.copytree(files, site, copy_function=shutil.move, dirs_exist_ok=True)
    changed = open_changes(str(work / "_build" / "bundle"))
    write_site_files(evaluation, told, changed, root, site)
    crate.write_workflow(wanted, request.project / "notebooks", site)
    provenance = read_provenance(work / "_build" / "bundle")
    crate.write_crate(site, evaluation.study, provenance)
    return made


def _write_files(
    request: Request,
    work: Path,
    evaluation: Evaluation,
    wanted: list[Page],
    store: Store,
) -> Path:
    """Write what belongs to the site and is not made by Jupyter Book."""
    folder = work / "_build" / "files"  # where Jupyter Book looks for no page
    folder.mkdir()
    cards.write_pictures(evaluation, wanted, folder, store)
    if not request.team_ids:
        bundle = work / "_build" / "bundle"
        write_downloads(evaluation, bundle, work / "book", folder)
    return folder


def _build_book(work: Path, progress: Progress) -> Path:
    site = book.build_book(work, lambda percent: progress("Book", percent, 100))
    progress("Book", 100, 100)
    return site


def pass_gate(
    request: Request,
    work: Path,
    released: Release,
    missing: Collection[str],
    progress: Progress,
) -> None:
    """Search the site for what may not be published, and for what must be there."""
    name = f"clean_files-{released.study.settings.page_language}.json"
    known = request.project / "_build" / "private" / name
    team_ids = request.team_ids or released.study.teams["team_id"].tolist()
    check_release(
        work / "_build" / "html",
        released,
        [team_id for team_id in team_ids if f"teams/{team_id}" not in missing],
        request.project,
        this_machine(request.project, request.study, work.parent),
        partial(progress, "Gate"),
        request.way.jobs,
        None if request.force else CleanFiles(known),
    )


def _make_pages(
    request: Request,
    work: Path,
    wanted: list[Page],
    store: Store,
    progress: Progress,
) -> Made:
    """Make every page; say which failed, if the report can do without."""
    finished = iter(range(1, len(wanted) + 1))
    progress("Notebooks", 0, len(wanted))
    made = make_pages(
        wanted,
        work / "_build" / "notebooks",
        work,
        store,
        request.way,
        lambda: progress("Notebooks", next(finished), len(wanted)),
    )
    missing = [page for page in wanted if page.path in made.failed]
    if missing and not (
        request.allow_partial and all(page.one_of_many for page in missing)
    ):
        told = [f"  {path}: {reason}" for path, reason in made.failed.items()]
        count = f"{len(missing)} of {len(wanted)} pages failed:"
        raise BuildError("\n".join([count, *told]))
    book.stand_in(work, missing)
    return made
