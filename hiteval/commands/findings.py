"""Commands of findings, theory and responses: a workbook out, and back."""

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
from hiteval.workbooks.matrix_merging import Keep
from hiteval.workbooks.written_export import export_written
from hiteval.workbooks.written_import import import_written
from hiteval.workbooks.written_parts import PARTS

EXAMPLES = """
Findings, theory of change and responses: a workbook to write in, and back.

[bold]Examples[/bold]

  hiteval findings export data findings.xlsx           what there is, and the segments
                                                       that each finding might list
  hiteval findings import findings.xlsx --into data    what was written, into the study
  hiteval findings import findings.xlsx --into data --delete
  hiteval findings import findings.xlsx --into data --keep workbook
  hiteval findings import summary.csv --into data      a Summary of Qualitative
                                                       Findings of another tool

A text that was changed both in the study and in the workbook is in conflict. Then
nothing is written, both versions are put into findings.conflicts.xlsx, and --keep says
which to keep. Rows that were deleted in the workbook are named; --delete takes them out
of the study.
"""

app = typer.Typer(help=EXAMPLES, rich_markup_mode="rich", no_args_is_help=True)


@app.command("export")
def export(study: StudyArgument, workbook: NewWorkbook) -> None:
    """Write findings, theory and responses as a workbook to write in."""
    held = export_written(read_study(study), workbook)
    counts = ", ".join(f"{name}: {number}" for name, number in held.items())
    say(
        f"Written: {workbook}. {counts.capitalize()}. It also holds uncleared evidence."
    )


@app.command("import")
def bring_back(
    workbook: FilledWorkbook,
    into: IntoOption,
    keep: Annotated[
        Keep | None,
        typer.Option("--keep", help="Which version of a conflicting text to keep."),
    ] = None,
    delete: Annotated[
        bool, typer.Option("--delete", help="Take out rows that were deleted.")
    ] = False,
) -> None:
    """Bring them back into the study; nothing is written if there is any fault."""
    made = import_written(workbook, into, keep, delete)
    for part in PARTS:
        if part.table not in made:
            continue
        of = made[part.table]
        say(
            f"{part.title}: {len(of.new)} new, {len(of.changed)} changed, "
            f"{len(of.gone) if delete else 0} deleted."
        )
        for name in of.new:
            say(f"New: {name}")
        for name in of.gone:
            say(f"Deleted: {name}" if delete else _still_there(name))
        for name, column in of.conflicts:
            what = f"{column} of {name}" if column else name
            say(f"Changed in both, the {keep}'s version is kept: {what}")
    if any(of.changes for of in made.values()):
        say("To go on, export a new workbook: it starts from these texts.")


def _still_there(name: str) -> str:
    return f"Not in the workbook, still in the study: {name}. --delete takes it out."
