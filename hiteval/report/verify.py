"""Make a published report again from its bundle, and compare."""

import os
import shutil
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory

from hiteval.bundle.packed import unpack
from hiteval.bundle.provenance import FILE, LOCK, NO_LOCK, provenance, read_provenance
from hiteval.catalogue import speaking
from hiteval.display.downloads import BUNDLE
from hiteval.errors import BuildError, HitevalError
from hiteval.language import Language
from hiteval.regular import check_tree, read_regular
from hiteval.report.book import book
from hiteval.report.book.download_files import FOLDER as DOWNLOADS
from hiteval.report.kernels.workers import Way
from hiteval.report.languages import other_languages
from hiteval.report.pages.cache import Store
from hiteval.report.pages.pages import all_pages
from hiteval.report.project_files import check_project
from hiteval.report.publishing import build_lock
from hiteval.report.request import Progress, Request
from hiteval.report.site import make_site
from hiteval.results.evaluation import evaluate
from hiteval.starter.new_project import copy_report
from hiteval.study.reading import read_study
from hiteval.study.study import Study

SHOWN = 10
OF_THE_SITE = Path(DOWNLOADS, BUNDLE)


def verify(site: Path, bundle: Path, jobs: int, progress: Progress) -> int:
    """Make a report again from its bundle, and compare it byte for byte.

    Notebooks and pages are those of the working directory if it is a project, and else
    those that hiteval brings: nothing that lies in a site is ever run.

    Parameters
    ----------
    site : Path
        The folder of the report.
    bundle : Path
        A folder, or the file that readers can download.
    jobs : int
        How many notebooks run at once.
    progress : callable
        Told how far the work has come.

    Returns
    -------
    int
        How many files were compared.

    Raises
    ------
    BuildError
        Naming the files that differ, and what the report was made from that is not
        what is here now.
    """
    for needed in (site / "index.html", bundle / FILE if bundle.is_dir() else bundle):
        if not needed.is_file():
            remedy = "Run hiteval report first, or name --site or --bundle."
            raise HitevalError(f"{needed}: not found. {remedy}")
    with _project() as project, build_lock.only_builder(project / "_build"):
        then, now, made = _made_again(project, bundle, jobs, progress)
        published = _files(site)
    if lines := _differences(published, made):
        number = Language().count(len(lines), "file")
        told = [
            f"Other than what the bundle gives: {number} of the report.",
            *lines[:SHOWN],
            *[f"  and {len(lines) - SHOWN} more"] * (len(lines) > SHOWN),
            *_causes(then, now),
        ]
        raise BuildError("\n".join(told))
    return len(published)


@contextmanager
def _project() -> Iterator[Path]:
    """Give the project that is worked in, or one as `hiteval new` begins it."""
    here = Path.cwd()
    if all(os.path.lexists(here / name) for name in ("_config.yml", "notebooks")):
        check_project(here)
        yield here
        return
    with TemporaryDirectory(prefix="hiteval-") as folder:
        copy_report(Path(folder))
        yield Path(folder)


def _made_again(
    project: Path, bundle: Path, jobs: int, progress: Progress
) -> tuple[dict[str, str], dict[str, str], dict[str, bytes]]:
    """Make a report, and say what it was made from then and is now."""
    with build_lock.work_folder(project / "_build") as work:
        place = work / "_build" / "bundle"
        then, now = _take_bundle(bundle, place, project)
        study = read_study(place)
        edition = study.settings.edition or "public"
        request = Request(project, place, edition, [], Way(jobs), allow_partial=True)
        with speaking(*study.settings.spoken):
            book.lay_out(project, work, study)
        _make(request, work, study, progress)
        for folder, translated in other_languages(project, work, study):
            _make(request, folder, translated, progress)
            (folder / "_build" / "html").rename(work / "_build" / "html" / folder.name)
        return then, now, _files(work / "_build" / "html")


def _make(request: Request, work: Path, study: Study, progress: Progress) -> None:
    with speaking(*study.settings.spoken):
        evaluation, nothing_kept = evaluate(study), Store(work / "cache")
        wanted = all_pages(evaluation, request.project)
        make_site(request, work, evaluation, wanted, nothing_kept, progress)


def _take_bundle(
    bundle: Path, place: Path, project: Path
) -> tuple[dict[str, str], dict[str, str]]:
    """Copy a bundle to work on; say what its report was made from, and would be now."""
    if bundle.is_dir():
        check_tree(bundle)
        shutil.copytree(bundle, place)
    else:
        unpack(bundle, place)
    then = read_provenance(place)
    aside = (place / FILE).rename(place.with_name(FILE))  # no part of what it hashes
    now = provenance(read_study(place), place, project)
    aside.rename(place / FILE)
    return then, now


def _files(folder: Path) -> dict[str, bytes]:
    paths = sorted(path for path in folder.rglob("*") if path.is_file())
    return {path.relative_to(folder).as_posix(): read_regular(path) for path in paths}


def _differences(
    published: Mapping[str, bytes], made: Mapping[str, bytes]
) -> list[str]:
    lines = dict.fromkeys(published.keys() - made.keys(), "only in the report")
    lines |= dict.fromkeys(made.keys() - published.keys(), "not in the report")
    lines |= {
        name: "other bytes"
        for name in published.keys() & made.keys()
        if published[name] != made[name]
    }
    return [f"  {name}: {lines[name]}" for name in sorted(lines)]


def _causes(then: Mapping[str, str], now: Mapping[str, str]) -> list[str]:
    """Say what the report was made from that is not what is here now."""
    other = {n for n in then.keys() | now.keys() if then.get(n) != now.get(n)}
    told = [
        f"  {name} was {then.get(name, 'absent')}, is {now.get(name, 'absent')}"
        for name in sorted(other - {LOCK})
    ]
    if LOCK in other and now.get(LOCK) == NO_LOCK:
        return [*told, "  Versions of other packages were not compared: no lock file."]
    return [*told, *[f"  {LOCK} is another"] * (LOCK in other)]
