"""The command `hiteval`: every command by its name."""

from pathlib import Path

import typer

from hiteval.commands import audit, foreign, matrix, reports, studies
from hiteval.report import publish

EXAMPLES = """
From coded evidence to a published report.

[bold]Examples[/bold]

  hiteval new my-evaluation                a folder to begin in, with an example
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


@app.callback()
def begin() -> None:
    """Mend what a kill left, before any command."""
    publish.recover(Path.cwd() / "_build")


app.command("new")(studies.new)
app.command("check")(studies.check)
app.command("import", help=foreign.IMPORT_HELP)(foreign.import_command)
app.command("export", help=foreign.EXPORT_HELP)(foreign.export_command)
app.add_typer(matrix.app, name="matrix")
app.command("approve")(studies.approve)
app.command("bundle")(reports.bundle)
app.command("report")(reports.report)
app.command("trace")(audit.trace)
app.command("diff")(audit.diff)
app.command("verify")(reports.verify)
app.command("simulate")(studies.simulate)
