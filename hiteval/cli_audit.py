"""The commands for those who check a report: where a number comes from, and whether."""

import os
from pathlib import Path
from typing import Annotated

import typer

from hiteval.changes import changes
from hiteval.console import say
from hiteval.display import changes as differences
from hiteval.display import trace as traces
from hiteval.errors import Fault, StudyError, shown
from hiteval.evaluation import evaluate
from hiteval.report import verify as verifying
from hiteval.study import read_study
from hiteval.table_checks import nearest

StudyOption = Annotated[
    Path, typer.Option("--study", help="The study folder, or a bundle.")
]


def trace(
    what: Annotated[
        str, typer.Argument(help="A team, or a segment.", metavar="TEAM|SEGMENT")
    ],
    criterion: Annotated[
        str, typer.Argument(help="With a team: the criterion.", metavar="[CRITERION]")
    ] = "",
    study: StudyOption = Path("data"),
) -> None:
    """Say what made a team's rating, or where a segment is used.

    What it shows is the study as it stands; with --study _build/bundle, what was
    published.
    """
    evaluation = evaluate(read_study(study))
    found = evaluation.study
    if criterion:
        _expect("a team", what, found.teams["team_id"].tolist())
        _expect("a criterion", criterion, evaluation.framework.criterion_ids)
        say(traces.cell(evaluation, what, criterion))
    else:
        _expect("a segment", what, found.segments["segment_id"].tolist())
        say(traces.segment(evaluation, what))


def diff(
    old: Annotated[Path, typer.Argument(help="A study folder, or a bundle.")],
    new: Annotated[Path, typer.Argument(help="Another, to compare with it.")],
) -> None:
    """Say which ratings changed between two studies, and because of what.

    For two published reports, name their bundles.
    """
    before, after = read_study(old), read_study(new)
    if before.settings.edition != after.settings.edition:
        kinds = [s.settings.edition or "whole study" for s in (before, after)]
        say(f"Note: one is the {kinds[0]}, the other the {kinds[1]}.")
    say(differences.text(changes(before, after)))


def verify(
    jobs: Annotated[
        int, typer.Option("--jobs", min=1, help="Notebooks run at once.")
    ] = os.cpu_count() or 1,
) -> None:
    """Make the published report again from its bundle, and compare every byte."""
    compared = verifying.verify(Path.cwd(), jobs, _no_progress)
    say(f"The report is what its bundle gives: {compared} files are the same.")


def _no_progress(_step: str, _done: int, _total: int) -> None:
    """Show nothing: the answer is what is waited for."""


def _expect(kind: str, got: str, known: list[str]) -> None:
    if got not in known:
        remedy = nearest(got, known) or "The study's tables have them."
        fault = Fault("hiteval trace", f"{kind} of the study", shown(got), remedy)
        raise StudyError([fault])
