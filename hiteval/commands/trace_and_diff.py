"""Commands to check a report: where a number comes from, and what changed."""

from pathlib import Path
from typing import Annotated

import typer

from hiteval.commands.console import say
from hiteval.display import changes as differences
from hiteval.display import trace as traces
from hiteval.errors import Fault, StudyError, shown
from hiteval.report.pages.origins import origins
from hiteval.report.pages.pages import all_pages
from hiteval.results.changes import changes
from hiteval.results.evaluation import evaluate
from hiteval.study.reading import read_study
from hiteval.study.table_checks import nearest

StudyOption = Annotated[
    Path, typer.Option("--study", help="The study folder, or a bundle.")
]


def trace(
    what: Annotated[
        str,
        typer.Argument(
            help="A team, a segment, or a page.", metavar="TEAM|SEGMENT|PAGE"
        ),
    ],
    criterion: Annotated[
        str, typer.Argument(help="With a team: the criterion.", metavar="[CRITERION]")
    ] = "",
    study: StudyOption = Path("data"),
) -> None:
    """Explain a team's rating or a page, or say where a segment is used.

    Name a page by its address below book/, or by the last part of it: how-sure.
    It reads the study as it is now; with --study _build/bundle, as it was published.
    """
    evaluation = evaluate(read_study(study))
    found = evaluation.study
    if criterion:
        _expect("a team", what, found.teams["team_id"].tolist())
        _expect("a criterion", criterion, evaluation.framework.criterion_ids)
        say(traces.cell(evaluation, what, criterion))
        return
    known = found.segments["segment_id"].tolist()
    if what in known:
        say(traces.segment(evaluation, what))
        return
    project = Path()
    pages = {page.path: page for page in all_pages(evaluation, project)}
    pages |= {path.split("/")[1]: page for path, page in pages.items()}
    _expect("a segment or a page", what, [*known, *pages])
    say(origins(pages[what], project / "notebooks"))


def diff(
    old: Annotated[Path, typer.Argument(help="A study folder, or a bundle.")],
    new: Annotated[Path, typer.Argument(help="The one to compare with it.")],
) -> None:
    """Say which ratings changed between two studies, and why.

    The old one is turned into the new one in steps: evidence, what passages are about,
    adjudication, rule, raters, consensus. The first step that moves a rating is its
    cause. For two published reports, name their bundles.
    """
    before, after = read_study(old), read_study(new)
    if before.settings.edition != after.settings.edition:
        kinds = [s.settings.edition or "whole study" for s in (before, after)]
        say(f"Note: one is the {kinds[0]}, the other the {kinds[1]}.")
    found = changes(before, after)
    say(differences.text(found, after))


def _expect(kind: str, got: str, known: list[str]) -> None:
    if got not in known:
        ends = [name for name in known if name.rpartition(".")[2] == got]
        meant = f"Did you mean '{ends[0]}'?" if len(ends) == 1 else nearest(got, known)
        where = "framework.yml" if "criterion" in kind else "the study's tables"
        remedy = meant or f"See {where}."
        fault = Fault("hiteval trace", f"{kind} of the study", shown(got), remedy)
        raise StudyError([fault])
