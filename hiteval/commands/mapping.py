"""Commands of the mapping: `mapping.yml` as a workbook, and back."""

from pathlib import Path

import typer

from hiteval.commands.console import (
    FilledWorkbook,
    IntoOption,
    NewWorkbook,
    StudyArgument,
    say,
)
from hiteval.errors import Fault, StudyError
from hiteval.importers.destination import read_settings
from hiteval.workbooks.mapping_export import export_mapping
from hiteval.workbooks.mapping_import import import_mapping

EXAMPLES = """
What codes, coders, cases and sources mean: a workbook to fill in, and back.

[bold]Examples[/bold]

  hiteval import coding.qdpx --into my-study            drafts mapping.yml
  hiteval mapping export my-study mapping.xlsx          its blanks, in Excel
  hiteval mapping import mapping.xlsx --into my-study   what was filled in
  hiteval import coding.qdpx --into my-study            then writes the tables

Lists offer criteria, ratings and ids. One row may be about hundreds of codes, such
as Barriers/*. Bring a workbook back as often as you like, and several
copies one after the other. Comments in mapping.yml stay as they are.
"""

app = typer.Typer(help=EXAMPLES, rich_markup_mode="rich", no_args_is_help=True)


@app.command("export")
def export(study: StudyArgument, workbook: NewWorkbook) -> None:
    """Write what mapping.yml asks as a workbook to fill in."""
    blank = export_mapping(study, workbook)
    say(f"Written: {workbook}. {_left(blank)}")


@app.command("import")
def bring_back(workbook: FilledWorkbook, into: IntoOption) -> None:
    """Bring what was filled in back; nothing is written if there is any fault."""
    done = import_mapping(workbook, into)
    say(f"mapping.yml: {done.changed} lines changed, {done.new} added.")
    say(_left(done.blank))
    for pattern in done.idle:
        say(f"Note: the pattern {pattern} fits none of the codes there.")
    if done.unrated:
        say(
            f"Note: {done.unrated} codes have a criterion and no rating. Another code "
            "on the same passage, or a weight, must then tell the rating."
        )
    if any(number for kind, number in done.blank.items() if kind != "teams"):
        return
    if faults := _of_settings(into):
        say(f"study.yml has {len(faults)} faults or blanks: correct these next.")
        for fault in faults:
            say(f"  {fault}")
    else:
        say("Run hiteval import again, with the same files.")


def _of_settings(study: Path) -> tuple[Fault, ...]:
    """List what keeps `study.yml` from being read, which an import needs."""
    try:
        read_settings(study)
    except StudyError as error:
        return error.faults
    return ()


def _left(blank: dict[str, int]) -> str:
    """Say how much is still to be filled in."""
    parts = [f"{number} {kind}" for kind, number in blank.items() if number]
    if parts:
        return f"Still to fill in: {', '.join(parts)}."
    return "Every code, coder and weight is filled in."
