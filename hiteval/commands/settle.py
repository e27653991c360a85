"""Commands to settle disagreements: out to a meeting, and its decisions back."""

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
Disagreements of coders and raters: a workbook for a meeting, and its decisions back.

[bold]Examples[/bold]

  hiteval settle export data to-settle.xlsx            what is in dispute, worst first
  hiteval settle import to-settle.xlsx --into data     decisions, into consensus.csv
                                                       and adjudications.csv
  hiteval settle import to-settle.xlsx --into data --agreed-on 2026-03-31

A rating that people agreed on is shown in place of the one proposed from the evidence,
with the reason that they gave. What they settle of a single segment replaces its
codings in the rating. Codings do not change. Those of unrated.csv that wait for a
rating have a sheet of their own: what is rated there moves into codings.csv.
"""

app = typer.Typer(help=EXAMPLES, rich_markup_mode="rich", no_args_is_help=True)


@app.command("export")
def export(study: StudyArgument, workbook: NewWorkbook) -> None:
    """Write a workbook of disagreements to settle."""
    held = export_disagreements(read_study(study, coded=False), workbook)
    if not any(held):
        say(f"Nothing to settle: raters and coders agree. Not written: {workbook}.")
        return
    waits = f" Waiting for a rating: {held.unrated} codings." if held.unrated else ""
    say(
        f"To settle: {held.ratings} ratings, {held.segments} segments.{waits} "
        f"Written: {workbook}, with uncleared evidence."
    )


@app.command("import")
def bring_back(
    workbook: FilledWorkbook,
    into: IntoOption,
    agreed_on: Annotated[
        datetime | None,
        typer.Option(
            "--agreed-on",
            formats=["%Y-%m-%d"],
            help="The day of the meeting; today if not given.",
        ),
    ] = None,
    decided_by: Annotated[
        str, typer.Option("--decided-by", help="Who settled segments, by their id.")
    ] = "",
) -> None:
    """Bring decisions back into the study; nothing is written if there is any fault."""
    day = (agreed_on or datetime.now().astimezone()).date()
    made = import_decisions(workbook, into, day, decided_by)
    called = {"consensus": "Ratings", "adjudications": "Segments"}
    called["unrated"] = "Codings that waited for a rating"
    for table, of in made.items():
        known = f"{of.new} new, {of.known} already there, {of.open} open."
        say(f"{called[table]}: {known}")
