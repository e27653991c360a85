"""The whole way, once: study in, published report out."""

from collections.abc import Callable, Collection, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from hiteval.disclosure.editions import Release
from hiteval.errors import BuildError, Fault, HitevalError, StudyError
from hiteval.evaluation import Evaluation, evaluate
from hiteval.report import book, crate, links, notebooks, pages, publish
from hiteval.report.bundle import note_release, write_bundle, write_decisions
from hiteval.report.downloads import write_downloads
from hiteval.report.gate.check import check_release
from hiteval.report.gate.surroundings import surroundings
from hiteval.report.provenance import read_provenance
from hiteval.settings import Edition
from hiteval.table_checks import nearest

# Called with what is being done, and how much of how much.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Request:
    """What is to be built, from what.

    ``project`` is the folder with ``_config.yml``, ``_toc.yml``, ``book/`` and
    ``notebooks/``, ``study`` the study folder. With ``team_ids`` only these teams are
    built, as a preview beside the published report. ``jobs`` notebooks run at once.
    With ``allow_partial`` a page of a team or an area that fails is said to be missing.
    ``since`` is an earlier bundle or study folder that the report is compared with.
    """

    project: Path
    study: Path
    edition: Edition
    team_ids: Sequence[str]
    jobs: int
    allow_partial: bool
    since: Path | None = None


@dataclass(frozen=True, slots=True)
class Report:
    """A finished report: its first page, how many pages, what was withheld.

    ``missing`` says of each page that could not be made, by its path, why.
    """

    first_page: Path
    pages: int
    withheld: dict[str, int]
    missing: dict[str, str]


def build_report(request: Request, progress: Progress) -> Report:
    """Build a report and put it in place of the last one.

    Parameters
    ----------
    request : Request
        What is to be built.
    progress : callable
        Told how far the work has come.

    Raises
    ------
    HitevalError
        One of its children says what failed; the last report is left as it was.
    """
    project = request.project
    for name in ("_config.yml", "_toc.yml", "book", "notebooks"):
        if not (project / name).exists():
            raise HitevalError(f"{name}: not found. Run hiteval where it is.")
    with publish.only_builder(project / "_build"):
        work = publish.work_folder(project / "_build")
        bundle = work / "_build" / "bundle"
        released = write_bundle(
            request.study, request.edition, bundle, project, request.since
        )
        write_decisions(project / "_build", released)
        evaluation = evaluate(released.study)
        wanted = _pages(evaluation, request.team_ids)
        missing = make_site(request, work, evaluation, wanted, progress)
        _pass_gate(request, work, released, missing, progress)
        if not request.team_ids and request.edition == "public":
            note_release(request.study, bundle, released)
        first_page = _publish(project, work, preview=bool(request.team_ids))
        return Report(first_page, len(wanted), released.withheld, missing)


def make_site(
    request: Request,
    work: Path,
    evaluation: Evaluation,
    wanted: list[pages.Page],
    progress: Progress,
) -> dict[str, str]:
    """Make the site from the bundle in a working folder, and check it.

    Returns
    -------
    dict of str
        Why a page could not be made, by its path.
    """
    missing = _run(request, work, wanted, progress)
    site = _build_book(request.project, work, wanted, progress)
    book.check_site(site, wanted)
    if not request.team_ids:
        write_downloads(evaluation, work / "book", site)
    crate.write_workflow(wanted, request.project / "notebooks", site)
    if not (request.team_ids or missing):  # else they lead to pages that are not there
        links.check_links(site)
    provenance = read_provenance(work / "_build" / "bundle")
    crate.write_crate(site, evaluation.study, provenance)
    return missing


def _pages(evaluation: Evaluation, team_ids: Sequence[str]) -> list[pages.Page]:
    _check_teams(evaluation, team_ids)
    if team_ids:
        return pages.preview_pages(evaluation, team_ids)
    return pages.all_pages(evaluation)


def _run(
    request: Request, work: Path, wanted: list[pages.Page], progress: Progress
) -> dict[str, str]:
    """Run every page's notebook; say which failed, if the report can do without."""
    book.lay_out(request.project, work)
    finished = iter(range(1, len(wanted) + 1))
    progress("Notebooks", 0, len(wanted))
    failed = notebooks.run_pages(
        wanted,
        request.project / "notebooks",
        work,
        request.jobs,
        lambda: progress("Notebooks", next(finished), len(wanted)),
    )
    missing = [page for page in wanted if page.path in failed]
    if missing and not (
        request.allow_partial and all(page.one_of_many for page in missing)
    ):
        told = [f"  {path}: {reason}" for path, reason in failed.items()]
        count = f"{len(failed)} of {len(wanted)} pages failed:"
        raise BuildError("\n".join([count, *told]))
    book.stand_in(work, missing)
    return failed


def _build_book(
    project: Path, work: Path, wanted: list[pages.Page], progress: Progress
) -> Path:
    book.write_contents(project, work, wanted)
    site = book.build_book(work, lambda percent: progress("Book", percent, 100))
    progress("Book", 100, 100)
    return site


def _pass_gate(
    request: Request,
    work: Path,
    released: Release,
    missing: Collection[str],
    progress: Progress,
) -> None:
    """Search the site for what may not be published, and for what must be there."""
    team_ids = request.team_ids or released.study.teams["team_id"].tolist()
    check_release(
        work / "_build" / "html",
        released,
        [team_id for team_id in team_ids if f"teams/{team_id}" not in missing],
        request.project,
        surroundings(request.project, request.study, work),
        partial(progress, "Gate"),
    )


def _publish(project: Path, work: Path, preview: bool) -> Path:
    """Put the site in place, which is the report: one step, and the last one.

    The bundle and the notebooks come before it, so that the ecosystem's own commands
    work by hand. Each is whole; should a kill leave them newer than the site, they
    are what the next run puts in place anyway.
    """
    if not preview:
        publish.swap_in(work / "_build" / "bundle", project / "_build" / "bundle")
        for folder in book.GENERATED:
            publish.swap_in(work / "book" / folder, project / "book" / folder)
    site = project / "_build" / ("preview" if preview else "html")
    publish.swap_in(work / "_build" / "html", site)
    return site / "index.html"


def _check_teams(evaluation: Evaluation, team_ids: Sequence[str]) -> None:
    known = evaluation.teams["team_id"].tolist()
    if faults := [
        Fault(
            "--team",
            f"one of the study's {len(known)} teams",
            f"'{team_id}'",
            nearest(team_id, known) or "See teams.csv.",
        )
        for team_id in team_ids
        if team_id not in known
    ]:
        raise StudyError(faults)
