"""The commands about a study: begin one, check it, approve quotes, make one up."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from hiteval.analysis.unused_rows import unused_rows
from hiteval.commands.console import StudyOption, say
from hiteval.disclosure import approval
from hiteval.display.kit.words import cut, listed
from hiteval.files.yaml_file import read_yaml
from hiteval.language import Language
from hiteval.simulation import simulate as simulation
from hiteval.simulation.truth import Design
from hiteval.starter.new_project import FRAMEWORKS, new_project
from hiteval.study.framework import Framework
from hiteval.study.reading import read_study


def new(
    folder: Annotated[Path, typer.Argument(help="An empty or absent folder.")],
    empty: Annotated[
        bool,
        typer.Option("--empty", help="Tables with headings alone, to import into."),
    ] = False,
    framework: Annotated[
        str,
        typer.Option(help=f"Published ones: {', '.join(FRAMEWORKS)}."),
    ] = "",
) -> None:
    """Begin an evaluation: a folder with a made-up study and all that makes a report.

    Everything in it is yours to change. Its README says where to begin.
    """
    new_project(folder, empty, framework)
    say(f"Written: {folder}. Its README.md says what is what. Now:")
    say(f"  cd {folder}")
    say("  hiteval check" if empty else "  hiteval report --open")


def check(study: StudyOption = Path("data")) -> None:
    """Check a study folder and print everything that is wrong in it."""
    found = read_study(study)
    counts = ", ".join(f"{len(table)} {name}" for name, table in found.tables.items())
    say(f"{study} is in order: {counts}.")
    for kind, unused in unused_rows(found.tables).items():
        say(f"Note: {len(unused)} {kind}: {listed(cut(unused, 5, Language()))}")


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


def simulate(  # noqa: PLR0913 (typer's own form: an option is an argument)
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
    if criteria.rating_scale.form != "by-example":
        raise typer.BadParameter(f"{framework}: a study is made up on -2 to +2 alone.")
    made = simulation.simulate(design, criteria, spoilt=hostile)
    simulation.write_simulation(made, to)
    say(f"Written: {to}, with {len(made.study.codings)} codings. About nobody.")
