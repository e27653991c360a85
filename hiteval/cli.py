"""The command `hiteval`: every command by its name."""

from collections.abc import Sequence
from importlib import import_module
from importlib.metadata import version
from pathlib import Path
from typing import Annotated

import typer

from hiteval.report.publishing import build_lock

EXAMPLES = """
From coded evidence to a published report.

[bold]Examples[/bold]

  hiteval new my-evaluation                a folder to start in, with an example
  hiteval check                            is everything in data/ in order?
  hiteval report --open                    build the report and open it
  hiteval watch --open                     see each edit in the browser
  hiteval report --team dementia           look at one team's page only
  hiteval report --pdf                     also print it, as one document
  hiteval report --edition internal        with everything, not for publication
  hiteval approve                          read and approve the quotes that await it
  hiteval trace dementia engagement.public_involvement    what made this rating?
  hiteval check --study ../my-study        any command, on another study
  hiteval import coding.qdpx --into my-study    evidence coded in another tool
  hiteval simulate --out synthetic         a synthetic study whose truth is known
  hiteval mapping --help                   a workbook that says what codes mean
  hiteval matrix --help                    a workbook to write summaries in
  hiteval settle --help                    a workbook of disagreements to settle
  hiteval deposit                          one file for an archive, such as Zenodo's
  hiteval review --help                    a second person approves each page
  hiteval findings --help                  a workbook of findings, theory, responses

[bold]By hand[/bold], with the tools underneath:

  hiteval bundle
  papermill _build/notebooks/team.ipynb out.ipynb -p team_id dementia
  jupyter-book build . --path-output _build/by-hand    after hiteval report
"""

# The module of `hiteval.commands` and the function of each command.
COMMANDS = {
    "new": ("studies", "new"),
    "check": ("studies", "check"),
    "import": ("import_and_export", "import_command"),
    "export": ("import_and_export", "export_command"),
    "mapping": ("mapping", "app"),
    "matrix": ("matrix", "app"),
    "settle": ("settle", "app"),
    "findings": ("findings", "app"),
    "approve": ("studies", "approve"),
    "review": ("review", "app"),
    "bundle": ("reports", "bundle"),
    "report": ("reports", "report"),
    "trace": ("trace_and_diff", "trace"),
    "diff": ("trace_and_diff", "diff"),
    "watch": ("watch", "watch"),
    "verify": ("reports", "verify"),
    "deposit": ("reports", "deposit"),
    "simulate": ("studies", "simulate"),
}


def _say_version(asked: bool) -> None:
    if asked:
        typer.echo(f"hiteval {version('hiteval')}")
        raise typer.Exit


def begin(
    _version: Annotated[
        bool,
        typer.Option(
            "--version",
            help="Say which version this is.",
            callback=_say_version,
            is_eager=True,
        ),
    ] = False,
) -> None:
    """Restore a folder that a killed run left aside, before any command."""
    build_lock.recover(Path.cwd() / "_build")


def command_line(words: Sequence[str] = ()) -> typer.Typer:
    """Return the app with the command that the words name, or with every command.

    Other commands are not imported: together they take seconds.
    """
    app = typer.Typer(
        help=EXAMPLES,
        rich_markup_mode="rich",
        no_args_is_help=True,
        add_completion=False,
        pretty_exceptions_enable=False,
    )
    app.callback()(begin)
    given = [name for name in words[:1] if name in COMMANDS]
    for name in given or COMMANDS:
        place, function = COMMANDS[name]
        module = import_module(f"hiteval.commands.{place}")
        command, long_help = getattr(module, function), getattr(module, "HELP", {})
        if isinstance(command, typer.Typer):
            app.add_typer(command, name=name)
        else:
            app.command(name, help=long_help.get(name))(command)
    return app
