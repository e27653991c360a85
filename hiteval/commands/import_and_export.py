"""Commands that import evidence from other tools, and export it."""

from pathlib import Path
from typing import Annotated

import typer
from rich.console import Console

from hiteval.commands.console import say
from hiteval.exporters.refi_qda import texts_to_change, write_refi
from hiteval.importers.importing import Imported, import_files
from hiteval.importers.merge import Merged
from hiteval.readers.project import Project
from hiteval.starter.new_project import shipped_framework
from hiteval.study.reading import read_study
from hiteval.study.waiting import waiting

FRAMEWORK = Path("data/framework.yml")
SHOWN = 10  # rows, at most
IMPORT_HELP = """
Import coded evidence from a coding tool.

[bold]Examples[/bold]

  hiteval import coding.qdpx --into my-study      the first time: drafts mapping.yml
  hiteval import coding.qdpx --into my-study      blanks filled in: writes the tables
  hiteval import ann.qdpx bob.qdpx --into my-study     two coders of the same sources
  hiteval import matrix.xlsx --into my-study      a framework matrix: its summaries
  hiteval import list-a.xlsx list-b.xlsx --into my-study     two coders' Excel lists
  hiteval import docs/*.docx docs/*.pdf --into my-study    documents to be coded

REFI-QDA projects (.qdpx) are exported by NVivo, ATLAS.ti, MAXQDA, QualCoder and others.
Also read: Taguette's SQLite file, a QualCoder folder (.qda), an .rqda file, Word
documents coded in comments, JSON of Label Studio, doccano and Hypothesis, and
spreadsheets of coded passages or summaries.
A spreadsheet must hold, under a heading each, at least the code and the passage. Known
are also document, team, coder, score, comment, page, and the document's date and type.
The mapping says which code is which criterion, which user is which coder, and which
case, set or name is which team. A code that does not say how well has rating: later
there: its codings go to unrated.csv, and hiteval settle asks for their ratings.
A file that is imported twice adds nothing; what the study holds is never changed.
Nothing is written if there is any fault.
"""
EXPORT_HELP = """
Write a study as a REFI-QDA project, which NVivo, ATLAS.ti, MAXQDA, QualCoder read.

[bold]Example[/bold]

  hiteval export my-study my-study.qdpx

The file holds everything, cleared for publication or not: keep it as private as the
study.
"""
HELP = {"import": IMPORT_HELP, "export": EXPORT_HELP}
Into = Annotated[Path, typer.Option("--into", help="The study folder.")]
Files = Annotated[
    list[Path], typer.Argument(help="Files of coding tools.", show_default=False)
]


def import_command(files: Files, into: Into) -> None:
    """Import files, and print what they hold against what was read."""
    framework = FRAMEWORK if FRAMEWORK.exists() else shipped_framework()
    with Console(stderr=True).status("Looking at the files") as status:
        done = import_files(files, into, framework, status.update)
    for project in done.projects:
        _print_project(project)
    if done.drafted:
        say(f"Drafted in {into}: {', '.join(done.drafted)}. Nothing is imported yet.")
        say("Fill in the blanks, and run the same command again.")
        say(f"In Excel: hiteval mapping export {into} mapping.xlsx")
    else:
        _print_result(done, into)


def export_command(
    study: Annotated[Path, typer.Argument(help="The study folder.")],
    file: Annotated[Path, typer.Argument(help="The .qdpx file to write.")],
) -> None:
    """Export a study."""
    found = read_study(study, coded=False)
    write_refi(found, file)
    waits = len(waiting(found))
    more = f", {waits} more without a rating" if waits else ""
    told = f"{len(found.sources)} sources, {len(found.codings)} codings{more}"
    say(f"Written: {file}, {told}.")
    for place in texts_to_change(found):
        say(f"{place}: characters that XML cannot hold are \ufffd there.")


def _print_project(project: Project) -> None:
    say(f"{project.file}: written by {project.origin}")
    width = max((len(line.kind) for line in project.ledger), default=0)
    say(f"  {'':{width}}  in the file    read")
    for line in project.ledger:
        note = f"   {line.note}" if line.note else ""
        say(f"  {line.kind:{width}}  {line.held:>11}  {line.read:>6}{note}")
    lacking = {
        (True, True): "no coded passages and no summaries: it alone makes no study",
        (True, False): "summaries, and no coded passages",
    }
    if told := lacking.get((project.codings.empty, project.summaries.empty)):
        say(f"  Note: The file holds {told}.")
    for warning in project.warnings:
        say(f"  Note: {warning}")


def _print_result(done: Imported, into: Path) -> None:
    for project, found in zip(done.projects, done.found, strict=True):
        parts = [f"{n} {why}" for why, n in found.outcomes.items() if n]
        total = sum(found.outcomes.values())
        if total:
            say(f"{project.file}: {total} codings = {' + '.join(parts)}")
        written = [f"{n} {why}" for why, n in found.summaries.outcomes.items() if n]
        if written:
            total = sum(found.summaries.outcomes.values())
            say(f"{project.file}: {total} summaries = {' + '.join(written)}")
    if done.merged:
        _print_merged(done.merged, into)


def _print_merged(merged: Merged, into: Path) -> None:
    told = {
        f"Added to {into}": merged.added,
        "In the study already": merged.already_there,
        "In several of the files, taken once": merged.repeated,
    }
    for what, counts in told.items():
        if rows := [f"{n} {table}" for table, n in counts.items() if n]:
            say(f"{what}: {', '.join(rows)}.")
    if merged.summarised:
        say(f"Summaries that were yet to be written: {merged.summarised} are now.")
    if rows := [str(row) for row in merged.no_longer]:
        more = f" and {len(rows) - SHOWN} more" if len(rows) > SHOWN else ""
        say(
            "Codings that no longer follow from the files and the mapping: rows "
            f"{', '.join(rows[:SHOWN])}{more} of codings.csv. Delete them there, "
            "unless they were written by hand."
        )
    for table, number in merged.differing.items():
        if number:
            say(
                f"{number} rows of {table}.csv now have another team, rating or "
                "summary in the files; the study keeps its own. Delete them there to "
                "take those of the files."
            )
