"""The whole way, once: study in, published report out."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from pathlib import Path

from hiteval.disclosure.editions import Release
from hiteval.errors import Fault, HitevalError, StudyError
from hiteval.evaluation import Evaluation, evaluate
from hiteval.report import book, notebooks, pages, publish
from hiteval.report.bundle import write_bundle
from hiteval.settings import Edition
from hiteval.table_checks import nearest

# Called with what is being done, and how much of how much.
Progress = Callable[[str, int, int], None]


@dataclass(frozen=True, slots=True)
class Report:
    """A finished report: its first page, how many pages, what was withheld."""

    first_page: Path
    pages: int
    withheld: dict[str, int]


def build_report(
    project: Path,
    study: Path,
    edition: Edition,
    team_ids: Sequence[str],
    jobs: int,
    progress: Progress,
) -> Report:
    """Build a report and put it in place of the last one.

    Parameters
    ----------
    project : Path
        The folder with ``_config.yml``, ``_toc.yml``, ``book/`` and ``notebooks/``.
    study : Path
        The study folder.
    edition : {"public", "internal"}
        What may be shown.
    team_ids : sequence of str
        If any, only these teams are built, as a preview beside the published report.
    jobs : int
        How many notebooks run at once.
    progress : callable
        Told how far the work has come.

    Raises
    ------
    HitevalError
        One of its children says what failed; the last report is left as it was.
    """
    for name in ("_config.yml", "_toc.yml", "book", "notebooks"):
        if not (project / name).exists():
            raise HitevalError(f"{name}: not found. Run hiteval where it is.")
    with publish.only_builder(project / "_build"):
        work = publish.fresh_folder(project / "_build" / "work")
        bundle = work / "_build" / "bundle"
        released = write_bundle(study, edition, bundle, project)
        evaluation = evaluate(released.study)
        _check_teams(evaluation, team_ids)
        wanted = (
            pages.preview_pages(evaluation, team_ids)
            if team_ids
            else pages.all_pages(evaluation)
        )
        _make(project, work, wanted, jobs, progress)
        return _publish(project, work, wanted, released, preview=bool(team_ids))


def _make(
    project: Path, work: Path, wanted: list[pages.Page], jobs: int, progress: Progress
) -> None:
    book.lay_out(project, work)
    finished = iter(range(1, len(wanted) + 1))
    progress("Notebooks", 0, len(wanted))
    notebooks.run_pages(
        wanted,
        project / "notebooks",
        work,
        jobs,
        lambda: progress("Notebooks", next(finished), len(wanted)),
    )
    book.write_contents(project, work, wanted)
    site = book.build_book(work, lambda percent: progress("Book", percent, 100))
    progress("Book", 100, 100)
    book.check_site(site, wanted)


def _publish(
    project: Path,
    work: Path,
    wanted: list[pages.Page],
    released: Release,
    preview: bool,
) -> Report:
    site = project / "_build" / ("preview" if preview else "html")
    publish.swap_in(work / "_build" / "html", site)
    if not preview:
        # So that the ecosystem's own commands work by hand on what was published.
        publish.swap_in(work / "_build" / "bundle", project / "_build" / "bundle")
        for folder in book.GENERATED:
            publish.swap_in(work / "book" / folder, project / "book" / folder)
    return Report(site / "index.html", len(wanted), released.withheld)


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
