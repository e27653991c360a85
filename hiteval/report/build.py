"""The whole way, once: study in, published report out."""

from collections.abc import Sequence
from dataclasses import dataclass, replace
from pathlib import Path

from hiteval.bundle.bundle import record_release, write_bundle, write_decisions
from hiteval.catalogue import speaking
from hiteval.disclosure.earlier_releases import PastRelease, read_releases
from hiteval.disclosure.editions import Release
from hiteval.errors import Fault, HitevalError, StudyError
from hiteval.files import folders
from hiteval.report.book import book
from hiteval.report.book.links import check_links
from hiteval.report.gate.tables import check_tables
from hiteval.report.kernels.child_processes import start_early
from hiteval.report.languages import other_languages
from hiteval.report.make_pages import Made
from hiteval.report.pages import pages
from hiteval.report.pages.cache import UNCHANGED, Store
from hiteval.report.pages.contents import read_entries
from hiteval.report.project_files import check_project
from hiteval.report.publishing import build_lock, up_to_date
from hiteval.report.publishing.reviews import check_reviewed
from hiteval.report.request import Progress, Request
from hiteval.results.evaluation import Evaluation, evaluate
from hiteval.study.settings import Settings
from hiteval.study.table_checks import nearest


@dataclass(frozen=True, slots=True)
class Report:
    """A finished report: its first page, and what was withheld.

    ``missing`` says of each page that could not be made, by its path, why; ``reasons``
    says of every page why it was made, or kept.
    """

    first_page: Path
    withheld: dict[str, int]
    missing: dict[str, str]
    reasons: dict[str, str]


def build_report(request: Request, progress: Progress) -> Report:
    """Build a report and put it in place of the last one.

    Parameters
    ----------
    request : Request
        What is to be built.
    progress : callable
        Called with how far the work is.

    Raises
    ------
    HitevalError
        One of its children says what failed; the last report is left as it was.
    """
    project = request.project
    for name in ("_config.yml", "_toc.yml", "book", "notebooks"):
        if not (project / name).exists():
            raise HitevalError(f"{name}: not found. Run hiteval where it is.")
    check_project(project)
    build = project / "_build"
    with build_lock.only_builder(build):
        whole = not (request.team_ids or request.force)
        sources = up_to_date.made_from(request)
        found = up_to_date.standing(request, sources) if whole else None
        if found:
            return _as_it_was(found, request)
        with build_lock.work_folder(build) as work:
            return _report(request, work, sources, progress)


def _as_it_was(found: up_to_date.Standing, request: Request) -> Report:
    reasons = dict.fromkeys(found.pages, UNCHANGED)
    return Report(_place(request) / "index.html", found.withheld, {}, reasons)


def _report(
    request: Request, work: Path, sources: str | None, progress: Progress
) -> Report:
    """Make a report in a folder to work in, and put it in place."""
    project, bundle = request.project, work / "_build" / "bundle"
    if request.way.scheduler is None:
        start_early(bundle, work / pages.ALL_THERE)
    read_entries(project)  # a line that leads nowhere is told before anything is made
    released = write_bundle(
        request.study, request.edition, bundle, project, request.since
    )
    past = read_releases(request.study)
    check_tables(released, project)
    write_decisions(project / "_build", released)
    with speaking(*released.study.settings.spoken):
        book.lay_out(project, work, released.study)
    made = _make(request, work, released, progress)
    if sources and not (request.team_ids or made.failed):
        told = up_to_date.Standing([*made.reasons], released.withheld)
        _remember(request, sources, past, told)
    missing = {
        path: build_lock.with_kept_log(told, work) for path, told in made.failed.items()
    }
    return Report(
        _place(request) / "index.html", released.withheld, missing, made.reasons
    )


def _remember(
    request: Request,
    sources: str,
    past: Sequence[PastRelease],
    told: up_to_date.Standing,
) -> None:
    """Note what the report was made from, unless somebody changed it meanwhile."""
    now = read_releases(request.study)
    only_ours = now[: len(past)] == past and len(now) <= len(past) + 1
    if only_ours and sources == up_to_date.made_from(request):
        up_to_date.remember(request, sources, told)


def _make(request: Request, work: Path, released: Release, progress: Progress) -> Made:
    """Make the sites, one a language, and put them in place."""
    made = _make_site(request, work, released, progress)
    settings, site = released.study.settings, work / "_build" / "html"
    if not request.team_ids:
        _sweep(request, settings.languages or [settings.page_language])
        for place, study in other_languages(request.project, work, released.study):
            other = replace(released, study=study)
            again = _make_site(request, place, other, _of(place.name, progress))
            made = Made(made.failed | again.failed, made.reasons)
            (place / "_build" / "html").rename(site / place.name)
        # Previews and partial reports lead to pages that are not there.
        if not made.failed:
            check_links(site)
        if request.edition == "public":
            required = settings.editions.public.review
            check_reviewed(request.project, site, request.study, required)
        _note(request, work, released)
    _publish(request.project, work, _place(request))
    return made


def _of(language: str, progress: Progress) -> Progress:
    """Name the language in each step, so that it is not taken for the same again."""
    return lambda step, done, total: progress(f"{step}, {language}", done, total)


def _make_site(
    request: Request, work: Path, released: Release, progress: Progress
) -> Made:
    """Make the site of one language, and let it pass the gate."""
    from hiteval.report import site  # they take seconds, and are seldom needed
    from hiteval.report.book import cards

    settings = released.study.settings
    with speaking(*settings.spoken):
        evaluation, store = evaluate(released.study), store_of(request, settings)
        wanted = wanted_pages(evaluation, request)
        if not request.team_ids:
            store.sweep({page.path for page in wanted} | cards.places(wanted))
        made = site.make_site(request, work, evaluation, wanted, store, progress)
        site.pass_gate(request, work, released, made.failed, progress)
    return made


def wanted_pages(evaluation: Evaluation, request: Request) -> list[pages.Page]:
    """List the pages that are asked for, and refuse a team that the study lacks."""
    _check_teams(evaluation, request.team_ids)
    if request.team_ids:
        return pages.preview_pages(evaluation, request.project, request.team_ids)
    return pages.all_pages(evaluation, request.project)


def _place(request: Request) -> Path:
    """Return the place of the site: a preview goes beside the report."""
    name = "preview" if request.team_ids else "html"
    return request.project / "_build" / name


def _sweep(request: Request, languages: Sequence[str]) -> None:
    """Remove what was kept in other languages."""
    for place in (request.project / "_build" / "cache").iterdir():
        if place.name not in languages:
            folders.remove(place)


def store_of(request: Request, settings: Settings) -> Store:
    """Return the store of pages in the language of a bundle."""
    place = request.project / "_build" / "cache" / settings.page_language
    return Store(place, request.force)


def _note(request: Request, work: Path, released: Release) -> None:
    if request.edition == "public":
        record_release(request.study, work / "_build" / "bundle", released)


def _publish(project: Path, work: Path, site: Path) -> None:
    """Put the site in place, which is the report: one step, and the last one.

    The bundle and the notebooks come before it, so that the ecosystem's own commands
    work by hand. Each is whole; should a kill leave them newer than the site, they
    are what the next run puts in place anyway.
    """
    if site.name == "html":
        for folder in ("bundle", "notebooks"):
            folders.swap_in(work / "_build" / folder, project / "_build" / folder)
        for folder in book.GENERATED:
            folders.swap_in(work / "book" / folder, project / "book" / folder)
    folders.swap_in(work / "_build" / "html", site)


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
