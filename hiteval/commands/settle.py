"""The commands of settling: what people disagree on, out to a meeting and back."""

from datetime import datetime
from typing import Annotated

import typer

from hiteval.commands.console import (
    FilledWorkbook,
    IntoOption,
    NewWorkbook,
    StudyArgument,
    say,
)
from hiteval.study.reading import read_study
from hiteval.workbooks.disagreements_export import export_disagreements
from hiteval.workbooks.disagreements_import import import_decisions

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
def export(study: StudyArgument, workbook: NewWorkbook) -> None:
    """Write what people disagree on as a workbook to decide in."""
    number = export_disagreements(read_study(study), workbook)
    say(f"To settle: {number} ratings. Written: {workbook}, with what is not cleared.")


@app.command("import")
def bring_back(
    workbook: FilledWorkbook,
    into: IntoOption,
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
    say(f"Decisions: {made.new} new, {made.known} already there, {made.open} open.")
