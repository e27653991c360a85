"""Make a published report again from its bundle, and compare."""

import shutil
from collections.abc import Mapping
from pathlib import Path

from hiteval.bundle.provenance import FILE, provenance, read_provenance
from hiteval.catalogue import speaking
from hiteval.errors import BuildError, HitevalError
from hiteval.language import Language
from hiteval.regular import check_tree, read_regular
from hiteval.report.book import book
from hiteval.report.kernels.workers import Way
from hiteval.report.languages import other_languages
from hiteval.report.pages.cache import Store
from hiteval.report.pages.pages import all_pages
from hiteval.report.project_files import check_project
from hiteval.report.publishing import build_lock
from hiteval.report.request import Progress, Request
from hiteval.report.site import make_site
from hiteval.results.evaluation import evaluate
from hiteval.study.reading import read_study
from hiteval.study.study import Study

SHOWN = 10


def verify(project: Path, jobs: int, progress: Progress) -> int:
    """Make the report again from its bundle, and compare it byte for byte.

    Parameters
    ----------
    project : Path
        Holds the report in ``_build/html`` and its bundle in ``_build/bundle``.
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
    site, bundle = project / "_build" / "html", project / "_build" / "bundle"
    for needed in (site / "index.html", bundle / FILE):
        if not needed.is_file():
            raise HitevalError(f"{needed}: not found. Run hiteval report first.")
    check_project(project)
    build = project / "_build"
    with build_lock.only_builder(build), build_lock.work_folder(build) as work:
        now = _take_bundle(bundle, work / "_build" / "bundle", project)
        study = read_study(work / "_build" / "bundle")
        edition = study.settings.edition or "public"
        request = Request(project, bundle, edition, [], Way(jobs), allow_partial=True)
        with speaking(*study.settings.spoken):
            book.lay_out(project, work, study)
        _make(request, work, study, progress)
        for place, translated in other_languages(project, work, study):
            _make(request, place, translated, progress)
            (place / "_build" / "html").rename(work / "_build" / "html" / place.name)
        published, made = _files(site), _files(work / "_build" / "html")
    if lines := _differences(published, made):
        number = Language().count(len(lines), "file")
        told = [
            f"{number} of the report differ from what its bundle gives:",
            *lines[:SHOWN],
            *_causes(read_provenance(bundle), now),
        ]
        raise BuildError("\n".join(told))
    return len(published)


def _make(request: Request, work: Path, study: Study, progress: Progress) -> None:
    with speaking(*study.settings.spoken):
        evaluation, nothing_kept = evaluate(study), Store(work / "cache")
        wanted = all_pages(evaluation, request.project)
        make_site(request, work, evaluation, wanted, nothing_kept, progress)


def _take_bundle(bundle: Path, place: Path, project: Path) -> dict[str, str]:
    """Copy a bundle to work on, and say what a report made of it now is made from."""
    check_tree(bundle)
    shutil.copytree(bundle, place)
    (place / FILE).unlink()  # it is no part of what it holds the hash of
    now = provenance(read_study(place), place, project)
    shutil.copyfile(bundle / FILE, place / FILE)
    return now


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
    return [
        f"  {name} was {then.get(name, 'absent')}, is {now.get(name, 'absent')}"
        for name in sorted(then.keys() | now.keys())
        if then.get(name) != now.get(name)
    ]
