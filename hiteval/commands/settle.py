"""The commands of settling: what people disagree on, out to a meeting and back."""

from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from hiteval.commands.console import say
from hiteval.matrix.decisions import import_decisions
from hiteval.matrix.disputes import export_disputes
from hiteval.study import read_study

EXAMPLES = """
What coders and raters disagree on: a workbook for a meeting, and its decisions back.

[bold]Examples[/bold]

  hiteval settle export data to-settle.xlsx            what is in dispute, worst first
  hiteval settle import to-settle.xlsx --into data     decisions, into consensus.csv
  hiteval settle import to-settle.xlsx --into data --agreed-on 2026-03-31

A rating that people agreed on is shown in place of the one that the evidence proposes,
with the reason that they gave. Codings stay as they are.
"""

app = typer.Typer(help=EXAMPLES, rich_markup_mode="rich", no_args_is_help=True)


@app.command("export")
def export(
    study: Annotated[Path, typer.Argument(help="The study folder.")],
    workbook: Annotated[Path, typer.Argument(help="The workbook to make, .xlsx.")],
) -> None:
    """Write what people disagree on as a workbook to decide in."""
    number = export_disputes(read_study(study), workbook)
    say(f"To settle: {number} ratings. Written: {workbook}, with what is not cleared.")


@app.command("import")
def bring_back(
    workbook: Annotated[
        Path, typer.Argument(help="The workbook.", exists=True, dir_okay=False)
    ],
    into: Annotated[Path, typer.Option("--into", help="The study folder.")],
    agreed_on: Annotated[
        datetime | None,
        typer.Option(
            "--agreed-on", formats=["%Y-%m-%d"], help="The day; today if not given."
        ),
    ] = None,
) -> None:
    """Bring decisions back into the study; nothing is written unless all is right."""
    day = (agreed_on or datetime.now().astimezone()).date()
    made = import_decisions(workbook, into, day)
    say(f"Decisions: {made.new} new, {made.standing} already there, {made.open} open.")
