"""Commands that build a report and verify it."""

import os
import webbrowser
from functools import partial
from pathlib import Path
from typing import Annotated

import typer

from hiteval.bundle import bundle as bundles
from hiteval.catalogue import speaking
from hiteval.commands.console import StudyOption, bars, say
from hiteval.errors import HitevalError
from hiteval.files import folders
from hiteval.report import build
from hiteval.report.kernels import cluster
from hiteval.report.kernels.workers import Way
from hiteval.report.pages.only_for import fit_notebooks
from hiteval.report.print import pdf, team_pdf
from hiteval.report.project_files import check_project
from hiteval.report.publishing import build_lock, upload
from hiteval.report.request import Request
from hiteval.study.settings import Edition

EditionOption = Annotated[
    Edition, typer.Option("--edition", help="What may be shown.", show_default=True)
]
JobsOption = Annotated[
    int, typer.Option("--jobs", min=1, help="Notebooks run at once.")
]
SinceOption = Annotated[
    Path | None,
    typer.Option(
        "--since",
        help="Show what changed since an earlier edition: its bundle or study folder.",
    ),
]
JOBS = os.cpu_count() or 1


def bundle(
    study: StudyOption = Path("data"), edition: EditionOption = "public"
) -> None:
    """Write what an edition may show to _build/bundle, and notebooks that read it."""
    project = Path.cwd()
    place = project / "_build" / "bundle"
    check_project(project)
    with build_lock.only_builder(place.parent):
        released = bundles.write_bundle(study, edition, place, project)
        notebooks = place.with_name("notebooks")
        folders.remove(notebooks)
        fit_notebooks(project / "notebooks", notebooks, released.study)
    _print_withheld(released.withheld)
    say("Written: _build/bundle, and _build/notebooks to run on it.")


def report(  # noqa: PLR0913 (typer's own form: an option is an argument)
    *,
    study: StudyOption = Path("data"),
    team: Annotated[
        list[str],
        typer.Option("--team", help="Preview this team only (repeat for more)."),
    ] = [],  # noqa: B006 (typer's own form)
    edition: EditionOption = "public",
    since: SinceOption = None,
    jobs: JobsOption = JOBS,
    allow_partial: Annotated[
        bool,
        typer.Option(
            "--allow-partial", help="Publish even if pages of teams or areas failed."
        ),
    ] = False,
    force: Annotated[bool, typer.Option("--force", help="Rebuild everything.")] = False,
    explain: Annotated[
        bool,
        typer.Option("--explain", help="Say why each page was rebuilt or reused."),
    ] = False,
    plain: Annotated[
        bool, typer.Option("--plain", help="Run notebooks in ordinary kernels: slower.")
    ] = False,
    scheduler: Annotated[
        str | None,
        typer.Option(
            "--scheduler",
            metavar="ADDRESS",
            help="Run the notebooks on a Dask cluster, such as tcp://host:8786.",
        ),
    ] = None,
    open_it: Annotated[
        bool, typer.Option("--open", help="Open the report when it is ready.")
    ] = False,
    to: Annotated[
        str | None,
        typer.Option(
            "--to",
            metavar="ADDRESS",
            help="Upload it too, such as to s3://bucket/folder.",
        ),
    ] = None,
    pdf_too: Annotated[
        bool,
        typer.Option("--pdf", help="Print it too, and one page per team."),
    ] = False,
) -> None:
    """Build the report: check, run every notebook, build the book, publish it.

    Pages that did not change since the last run are reused.
    """
    _check_first(pdf_too, scheduler)
    if to:
        _check_place(to, team, edition)
    way = Way(jobs, plain, scheduler)
    place = Path.cwd()
    request = Request(place, study, edition, team, way, allow_partial, force, since)
    with bars() as show:
        made = build.build_report(request, show)
    _print_withheld(made.withheld)
    _print_reasons(made, explain)
    say(f"{len(made.reasons)} pages. Open {made.first_page}")
    if to:
        _upload(place, made.first_page.parent, to)
    if pdf_too:
        _print(made.first_page.parent)
    if open_it:
        webbrowser.open(made.first_page.as_uri())


def verify(
    *,
    site: Annotated[
        Path | None,
        typer.Option("--site", help="The folder of the report; else _build/html."),
    ] = None,
    bundle: Annotated[
        Path | None,
        typer.Option(
            "--bundle",
            help="Its bundle, a folder or a file; else that which the report holds.",
        ),
    ] = None,
    jobs: JobsOption = JOBS,
) -> None:
    """Rebuild a published report from its bundle, and compare every byte."""
    from hiteval.report import verify as verifying  # `report` may do without, sooner

    own = site / verifying.OF_THE_SITE if site else Path("_build/bundle")
    place = site or Path("_build/html")
    with bars() as show:
        compared = verifying.verify(place, bundle or own, jobs, show)
    say(f"The report matches its bundle: {compared} files are the same.")


def deposit(
    place: Annotated[
        Path, typer.Argument(help="The file to write.", show_default=True)
    ] = Path("_build/deposit.zip"),
    study: StudyOption = Path("data"),
) -> None:
    """Write the published report as one file for an archive, such as Zenodo's.

    It holds the report and its tables, what an archive asks for, and how to check it.
    """
    from hiteval.report.publishing import deposit as depositing  # as for `verify`

    number = depositing.deposit(Path.cwd(), study, place)
    say(f"Written and checked: {place}, with {number} files.")
    say("Upload it with the texts of its zenodo.json. README.txt says how to check it.")


def _check_first(pdf_too: bool, scheduler: str | None) -> None:
    """Say what is missing before a report is built that needs it."""
    if pdf_too:
        pdf.check_pdf()
    if scheduler:
        cluster.check_cluster()


def _check_place(to: str, team_ids: list[str], edition: Edition) -> None:
    """Refuse to upload what is not for readers."""
    if team_ids or edition != "public":
        what = "a preview of teams" if team_ids else "the internal edition"
        raise HitevalError(
            f"--to: expected a whole report of the public edition; got {what}. "
            "It stays here, in _build."
        )
    upload.check_remote(to)


def _upload(project: Path, site: Path, to: str) -> None:
    """Upload what passed the gate, before another run can change it."""
    with build_lock.only_builder(project / "_build"), bars() as show:
        upload.upload(site, to, partial(show, "Upload"))
    say(f"Uploaded to {to}")


def _print(site: Path) -> None:
    """Print the whole report beside the site, and one page for each team."""
    place, teams = site.with_suffix(".pdf"), site.with_name(f"{site.name}-teams")
    with speaking(pdf.language(site)):
        pages = pdf.write_pdf(site, place)
        number = team_pdf.write_team_pdfs(site, teams)
    say(f"{pages} printed pages: {place}")
    say(f"{number} teams, a page each: {teams}")


def _print_reasons(made: build.Report, explain: bool) -> None:
    for path, reason in made.missing.items():
        say(f"Not in this edition: {path}: {reason}")
    for path, reason in made.reasons.items():
        if explain:
            say(f"{path}: {reason}")


def _print_withheld(withheld: dict[str, int]) -> None:
    for rule, number in withheld.items():
        if number:
            say(f"Withheld, {rule}: {number}")
