"""Commands of the framework matrix."""

from collections.abc import Iterable
from typing import Annotated

import typer

from hiteval.commands.console import (
    FilledWorkbook,
    IntoOption,
    NewWorkbook,
    StudyArgument,
)
from hiteval.study.reading import read_study
from hiteval.workbooks.matrix_cells import Key
from hiteval.workbooks.matrix_export import export_matrix
from hiteval.workbooks.matrix_merging import Keep, import_matrix

EXAMPLES = """
The framework matrix: a workbook to write summaries in, and back.

[bold]Examples[/bold]

  hiteval matrix export data matrix.xlsx           a sheet per area, to write in
  hiteval matrix import matrix.xlsx --into data    what was written, into the study
  hiteval matrix import matrix.xlsx --into data --author ann
  hiteval matrix import matrix.xlsx --into data --keep workbook

A summary that was changed both in the study and in the workbook is in conflict. Then
nothing is written, both versions are put into matrix.conflicts.xlsx, and --keep says
which to keep.
"""

app = typer.Typer(help=EXAMPLES, rich_markup_mode="rich", no_args_is_help=True)


@app.command("export")
def export(study: StudyArgument, workbook: NewWorkbook) -> None:
    """Write the framework matrix of a study as a workbook to write summaries in."""
    export_matrix(read_study(study, coded=False), workbook)
    typer.echo(f"Written: {workbook}. It also holds evidence that is not cleared.")


@app.command("import")
def bring_back(
    workbook: FilledWorkbook,
    into: IntoOption,
    keep: Annotated[
        Keep | None,
        typer.Option("--keep", help="Which version of a conflicting cell to keep."),
    ] = None,
    author: Annotated[
        str | None, typer.Option("--author", help="The id of who wrote new summaries.")
    ] = None,
) -> None:
    """Bring summaries back into the study; nothing is written if there is any fault."""
    made = import_matrix(workbook, into, keep, author)
    typer.echo(
        f"Summaries: {len(made.new)} new, {len(made.changed)} changed, "
        f"{len(made.deleted)} deleted."
    )
    _list("Deleted", made.deleted)
    _list("Stale (the evidence has changed since the export; read again)", made.stale)
    if made.changes:
        typer.echo("To go on, export a new workbook: it starts from these summaries.")
    if made.conflicts:
        _list(f"Changed in both, the {keep}'s version is kept", made.conflicts)


def _list(label: str, keys: Iterable[Key]) -> None:
    for team_id, criterion_id in keys:
        typer.echo(f"{label}: {team_id} on {criterion_id}")
