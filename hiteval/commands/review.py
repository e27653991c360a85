"""Commands for the person who reviews a report before it is published."""

import fnmatch
from pathlib import Path
from typing import Annotated

import typer

from hiteval.commands.console import StudyOption, say
from hiteval.disclosure.account import account
from hiteval.disclosure.earlier_releases import read_releases
from hiteval.disclosure.editions import release
from hiteval.errors import HitevalError, shown
from hiteval.report.publishing import build_lock, reviews
from hiteval.study.reading import read_study
from hiteval.study.table_checks import nearest

EXAMPLES = """
A second pair of eyes: approve or reject each output of a report.

An output is a page or a file to download. Nothing is published before all are
approved if study.yml says editions: {public: {review: true}}.

[bold]Examples[/bold]

  hiteval report                                waits in _build/review
  hiteval review list                           what disclosure did to each
  hiteval review approve 'teams/*' --by "A. Checker"
  hiteval review reject teams/ace --by "A. Checker" --reason "Names a nurse"
  hiteval report                                publishes what was approved

What was rejected is not published, with or without that line. A page that
changes waits again. Decisions are kept in private/reviews.json of the study.
"""

app = typer.Typer(help=EXAMPLES, rich_markup_mode="rich", no_args_is_help=True)

Outputs = Annotated[
    list[str], typer.Argument(help="Names, or patterns such as 'teams/*' in quotes.")
]
By = Annotated[str, typer.Option("--by", help="Who decides.")]


@app.command("list")
def list_outputs(study: StudyOption = Path("data")) -> None:
    """List every output: its state, and what disclosure did to it."""
    found = reviews.states(_outputs(), reviews.read_reviews(study))
    whole = read_study(study)
    released = release(whole, "public", read_releases(study))
    for name, (state, last) in found.items():
        say(f"{state:9} {name}: {account(whole, released, name)}")
        if last and last.reason:
            say(f"{'':9} {last.decision} on {last.decided_on}: {last.reason}")


@app.command("approve")
def approve(
    outputs: Outputs,
    by: By,
    reason: Annotated[str, typer.Option("--reason", help="Why, if need be.")] = "",
    study: StudyOption = Path("data"),
) -> None:
    """Approve outputs as they are now."""
    _decide(study, outputs, "approved", reason, by)


@app.command("reject")
def reject(
    outputs: Outputs,
    by: By,
    reason: Annotated[str, typer.Option("--reason", help="What is wrong.")],
    study: StudyOption = Path("data"),
) -> None:
    """Reject outputs as they are now: a report with one of them is not published."""
    _decide(study, outputs, "rejected", reason, by)
    say("If the report is published already, take it down: this does not.")


def _outputs() -> dict[str, str]:
    return reviews.outputs_of(reviews.place_of(Path.cwd()))


def _decide(
    study: Path, wanted: list[str], decision: reviews.Decision, reason: str, by: str
) -> None:
    for name, text in {"--by": by, "--reason": reason}.items():
        if not text.strip() and (name == "--by" or decision == "rejected"):
            raise HitevalError(f"{name}: expected a text; got none. Give one.")
    with build_lock.only_builder(Path.cwd() / "_build"):
        outputs = _outputs()
        named = _named(outputs, wanted)
        reviews.add_reviews(study, reviews.review(named, decision, reason, by))
    states = reviews.states(outputs, reviews.read_reviews(study)).values()
    left = sum(state in reviews.OPEN for state, _ in states)
    say(f"{decision.capitalize()}: {len(named)} outputs. Waiting: {left}.")


def _named(outputs: dict[str, str], wanted: list[str]) -> dict[str, str]:
    """Return the outputs that names and patterns mean, in their order."""
    found: set[str] = set()
    for pattern in wanted:
        fitting = {name for name in outputs if fnmatch.fnmatchcase(name, pattern)}
        if not fitting:
            hint = nearest(pattern, list(outputs)) or "See hiteval review list."
            raise HitevalError(
                f"outputs: expected names of hiteval review list; got "
                f"{shown(pattern)}. {hint}"
            )
        found |= fitting
    return {name: sha256 for name, sha256 in outputs.items() if name in found}
