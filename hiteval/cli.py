"""The commands."""

import os
import webbrowser
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console
from rich.progress import BarColumn, Progress, TaskID, TextColumn, TimeElapsedColumn

from hiteval import cli_audit, cli_import, cli_matrix
from hiteval.analysis.loose_ends import loose_ends
from hiteval.console import say
from hiteval.disclosure import approval
from hiteval.display.words import listed
from hiteval.framework import Framework
from hiteval.report import build, pdf, publish
from hiteval.report import bundle as bundles
from hiteval.settings import Edition
from hiteval.simulation.study import simulate, write_simulation
from hiteval.simulation.truth import Design
from hiteval.study import read_study
from hiteval.yaml_file import read_yaml

EXAMPLES = """
From coded evidence to a published report.

[bold]Examples[/bold]

  hiteval check                            is everything in data/ in order?
  hiteval report --open                    build the report and open it
  hiteval report --team dementia           look at one team's page only
  hiteval report --pdf                     print it too, as one document
  hiteval report --edition internal        with everything, not for publication
  hiteval approve                          read the quotes that wait for a yes
  hiteval trace dementia engagement.public_involvement    what made this rating?
  hiteval check --study ../my-study        any command, on another study
  hiteval import coding.qdpx --into my-study    evidence coded in another tool
  hiteval simulate --out made-up           make a study up, whose truth is known
  hiteval matrix --help                    a workbook to write summaries in

[bold]By hand[/bold], with the tools underneath:

  hiteval bundle
  papermill notebooks/team.ipynb out.ipynb -p team_id dementia
  jupyter-book build .                     after hiteval report
"""

app = typer.Typer(
    help=EXAMPLES, rich_markup_mode="rich", no_args_is_help=True, add_completion=False
)
app.command("trace")(cli_audit.trace)
app.command("diff")(cli_audit.diff)
app.command("verify")(cli_audit.verify)
app.command("import", help=cli_import.IMPORT_HELP)(cli_import.import_command)
app.command("export", help=cli_import.EXPORT_HELP)(cli_import.export_command)
app.add_typer(cli_matrix.app, name="matrix")
StudyOption = Annotated[
    Path, typer.Option("--study", help="The study folder.", show_default=True)
]
EditionOption = Annotated[
    Edition, typer.Option("--edition", help="What may be shown.", show_default=True)
]


@app.callback()
def begin() -> None:
    """Mend what a kill left, before any command."""
    publish.recover(Path.cwd() / "_build")


@app.command()
def check(study: StudyOption = Path("data")) -> None:
    """Check a study folder and print everything that is wrong in it."""
    found = read_study(study)
    counts = ", ".join(f"{len(table)} {name}" for name, table in found.tables.items())
    say(f"{study} is in order: {counts}.")
    for kind, unused in loose_ends(found.tables).items():
        say(f"Note: {len(unused)} {kind}: {listed(unused, most=5)}")


@app.command()
def approve(
    segments: Annotated[
        list[str] | None,
        typer.Argument(help="Ask for these segments only.", metavar="[SEGMENT_ID]..."),
    ] = None,
    study: StudyOption = Path("data"),
    by: Annotated[str, typer.Option("--by", help="Who approves.")] = "",
) -> None:
    """Show each quote that waits for approval, and record each yes.

    A quote is published only exactly as it was approved: a later change takes the
    approval away. Quotes wait here once their clearance is public and their source's
    consent is quotes.
    """
    found = read_study(study)
    waiting = approval.awaiting(found).set_index("segment_id")["quote"]
    if segments:
        waiting = waiting[waiting.index.isin(segments)]
    approved = []
    for segment_id, quote in waiting.items():
        say(f"{segment_id}: {quote}")
        if typer.confirm("Approve?"):
            approved.append(str(segment_id))
    if approved:
        today = datetime.now().astimezone().date()
        approval.approve(study, found, approved, today, by or None)
    say(f"Approved: {len(approved)} of {len(waiting)} quotes that wait for it.")


@app.command()
def bundle(
    study: StudyOption = Path("data"), edition: EditionOption = "public"
) -> None:
    """Write what an edition may show to _build/bundle, which the notebooks read."""
    project = Path.cwd()
    place = project / "_build" / "bundle"
    with publish.only_builder(place.parent):
        released = bundles.write_bundle(study, edition, place, project)
    _print_withheld(released.withheld)
    say("Written: _build/bundle")


@app.command()
def report(  # noqa: PLR0913 (typer's own form: an option is an argument)
    *,
    study: StudyOption = Path("data"),
    team: Annotated[
        list[str],
        typer.Option("--team", help="Preview this team only (repeat for more)."),
    ] = [],  # noqa: B006 (typer's own form)
    edition: EditionOption = "public",
    jobs: Annotated[
        int, typer.Option("--jobs", min=1, help="Notebooks run at once.")
    ] = os.cpu_count() or 1,
    allow_partial: Annotated[
        bool,
        typer.Option(
            "--allow-partial", help="Publish although pages of teams or areas failed."
        ),
    ] = False,
    open_it: Annotated[
        bool, typer.Option("--open", help="Open the report when it is ready.")
    ] = False,
    pdf_too: Annotated[
        bool, typer.Option("--pdf", help="Print it too, as one document with contents.")
    ] = False,
) -> None:
    """Build the report: check, run every notebook, build the book, put it in place."""
    if pdf_too:
        pdf.check_pdf()
    request = build.Request(Path.cwd(), study, edition, team, jobs, allow_partial)
    with _bars() as show:
        made = build.build_report(request, show)
    _print_withheld(made.withheld)
    for path, reason in made.missing.items():
        say(f"Not in this edition: {path}: {reason}")
    say(f"{made.pages} pages. Open {made.first_page}")
    if pdf_too:
        place = made.first_page.parent.with_suffix(".pdf")
        say(f"{pdf.write_pdf(made.first_page.parent, place)} printed pages: {place}")
    if open_it:
        webbrowser.open(made.first_page.as_uri())


@app.command(name="simulate")
def simulate_study(  # noqa: PLR0913 (typer's own form: an option is an argument)
    *,
    to: Annotated[
        Path, typer.Option("--out", help="An empty or absent folder for it.")
    ],
    teams: Annotated[int, typer.Option("--teams", min=1, max=10_000)] = 20,
    documents: Annotated[
        int,
        typer.Option(
            "--documents", min=1, max=200_000, help="First-person accounts included."
        ),
    ] = 140,
    interviews: Annotated[int, typer.Option("--interviews", min=0, max=10_000)] = 10,
    coders: Annotated[int, typer.Option("--coders", min=1, max=10)] = 2,
    seed: Annotated[
        int, typer.Option("--seed", min=0, help="The same gives the same bytes.")
    ] = 1,
    framework: Annotated[
        Path,
        typer.Option(
            "--framework", help="What it is about.", exists=True, dir_okay=False
        ),
    ] = Path("data/framework.yml"),
    hostile: Annotated[
        bool, typer.Option("--hostile", help="With hostile strings in every text.")
    ] = False,
) -> None:
    """Make a study up, about nobody, with what is true of it in truth/truth.csv."""
    if to.exists() and not (to.is_dir() and not any(to.iterdir())):
        raise typer.BadParameter(f"{to} is there already, and no empty folder.")
    design = Design(teams, documents, interviews, coders, seed)
    criteria = Framework.from_yaml(read_yaml(framework), framework.name)
    made = simulate(design, criteria, spoilt=hostile)
    write_simulation(made, to)
    say(f"Written: {to}, with {len(made.study.codings)} codings. About nobody.")


def _print_withheld(withheld: dict[str, int]) -> None:
    for rule, number in withheld.items():
        if number:
            say(f"Withheld: {number} {rule}")


@contextmanager
def _bars() -> Iterator[build.Progress]:
    """Show one bar for the notebooks, then one for the book."""
    columns = (
        TextColumn("{task.description:10}"),
        BarColumn(),
        TextColumn("{task.completed:.0f}/{task.total:.0f}"),
        TimeElapsedColumn(),
    )
    with Progress(*columns, console=Console(stderr=True)) as bars:
        tasks: dict[str, TaskID] = {}

        def show(step: str, done: int, total: int) -> None:
            if step not in tasks:
                tasks[step] = bars.add_task(step, total=total)
            bars.update(tasks[step], completed=done)

        yield show
