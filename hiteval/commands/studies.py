"""Commands about a study: start one, check it, approve quotes, simulate one."""

import re
from collections import Counter
from collections.abc import Iterator
from datetime import datetime
from pathlib import Path
from typing import Annotated

import typer

from hiteval.analysis.unused_rows import unused_rows
from hiteval.commands.console import StudyOption, say
from hiteval.commands.notes_on_editions import few, notes_on_editions, notes_on_speakers
from hiteval.disclosure import approval
from hiteval.disclosure.earlier_releases import read_releases
from hiteval.disclosure.editions import release
from hiteval.disclosure.look_alikes import teams_alike
from hiteval.files.yaml_file import read_yaml
from hiteval.report.gate.tables import check_tables
from hiteval.results.evaluation import Evaluation, evaluate
from hiteval.results.findings import differing_numbers, overlooked
from hiteval.simulation import simulate as simulation
from hiteval.simulation.truth import Design
from hiteval.starter.new_project import FRAMEWORKS, new_project
from hiteval.study.cautions import (
    addresses_that_are_no_links,
    garbled,
    perhaps_not_about_the_team,
    spoken_openly,
)
from hiteval.study.framework import Framework
from hiteval.study.placeholders import without_placeholders
from hiteval.study.reading import read_study
from hiteval.study.settings import Edition
from hiteval.study.study import Study
from hiteval.study.waiting import waiting


def new(
    folder: Annotated[Path, typer.Argument(help="An empty or absent folder.")],
    empty: Annotated[
        bool,
        typer.Option("--empty", help="Headings and blanks only, to import into."),
    ] = False,
    framework: Annotated[
        str,
        typer.Option(help=f"Published ones: {', '.join(FRAMEWORKS)}."),
    ] = "",
) -> None:
    """Start an evaluation: a folder with a synthetic study and everything for a report.

    Everything in it is yours to change. Its README says where to start.
    """
    new_project(folder, empty, framework)
    say(f"Written: {folder}. Its README.md explains every file. Next:")
    say(f"  cd {folder}")
    if empty:
        say("  fill in data/study.yml and data/framework.yml")
        say("  hiteval import your-list.xlsx --into data")
    else:
        say("  hiteval report --open")


def check(
    study: StudyOption = Path("data"),
    edition: Annotated[
        Edition | None,
        typer.Option("--edition", help="Also check what this edition would show."),
    ] = None,
) -> None:
    """Check a study folder, and print every fault in it.

    With --edition public, also look for what would stop a report: names, ids and
    withheld passages in texts that it would show.
    """
    found = read_study(study, coded=edition is not None)
    past = read_releases(study)
    if edition:
        check_tables(release(found, edition, past), Path.cwd())
    counts = ", ".join(f"{name} {len(rows)}" for name, rows in found.tables.items())
    say(f"{study} is in order. Rows: {counts}.")
    on_people = [*notes_on_speakers(found, past), *notes_on_editions(found, past)]
    for note in [*_notes_on_codings(found), *_notes_on_tables(found), *on_people]:
        say(f"Note: {note}")
    if len(found.findings):
        for note in _notes_on_findings(evaluate(found)):
            say(f"Note: finding {note}")


def _notes_on_codings(found: Study) -> Iterator[str]:
    if found.codings.empty:
        yield "a report needs at least one coding with a rating; codings.csv has none."
    if waits := len(waiting(found)):
        yield (
            f"codings that wait for a rating, no evidence until then ({waits}): "
            "hiteval settle export lists them."
        )


def _notes_on_tables(found: Study) -> Iterator[str]:
    for kind, unused in unused_rows(found.tables).items():
        yield f"{kind} ({len(unused)}): {few(unused)}"
    if alike := teams_alike(found):
        yield (
            f"teams whose names readers cannot tell apart ({len(alike)}): "
            f"{few(alike)}. Give each a name of its own in teams.csv."
        )
    if unlinked := addresses_that_are_no_links(found):
        yield (
            "addresses (url) in sources.csv that do not begin with http:// or "
            f"https://, or hold blanks, and are no links ({len(unlinked)}): "
            f"{few(unlinked)}"
        )
    if broken := garbled(found):
        yield (
            f"letters garbled by another encoding, such as Ã© for é ({len(broken)}): "
            f"{few(broken)}. Correct them, and save the table as CSV UTF-8."
        )
    if spoken := spoken_openly(found):
        yield (
            f"sources that look like interviews, not in confidence ({len(spoken)}): "
            f"{few(spoken)}. If people spoke in confidence, name their strand under "
            "confidential in study.yml."
        )
    _written, unwritten = without_placeholders(found)
    if unwritten:
        # Of a row, its table and column; of a setting, all of its name.
        places = Counter(re.sub(r", [^,]+(?=, )", "", place) for place in unwritten)
        told = [f"{number} of {place}" for place, number in places.items()]
        yield f"texts yet to be written: {'; '.join(told)}"
    if doubtful := perhaps_not_about_the_team(found):
        yield (
            "segments rated as contrary that tell of a need, of the time before, or "
            f"of the country ({len(doubtful)}): {few(doubtful)}. If a passage is "
            "not about the team, say context or baseline in the column about of "
            "codings.csv."
        )


def _notes_on_findings(evaluation: Evaluation) -> Iterator[str]:
    for finding_id, rows in overlooked(evaluation).groupby("finding_id"):
        missed = rows["segment_id"].drop_duplicates().tolist()
        yield (
            f"{finding_id} overlooks segments on its criteria and teams that are rated "
            f"on the other side ({len(missed)}): {few(missed)}. List each for or "
            "against it in findings.csv."
        )
    called = evaluation.labels.teams
    for row in differing_numbers(evaluation).itertuples():
        yield (
            f"{row.finding_id} states {row.stated} of {row.of} {called}; its segments "
            f"are about {row.counted} of {row.teams}. If it means a part of them, "
            "leave it."
        )


def approve(
    segments: Annotated[
        list[str] | None,
        typer.Argument(help="Ask for these segments only.", metavar="[SEGMENT_ID]..."),
    ] = None,
    study: StudyOption = Path("data"),
    by: Annotated[str, typer.Option("--by", help="Who approves.")] = "",
) -> None:
    """Show each quote that awaits approval, and record each yes.

    A quote is published only word for word as it was approved: a later change cancels
    the approval. A quote is shown here once its clearance is public and the consent of
    its source is quotes.
    """
    found = read_study(study)
    waiting = approval.awaiting(found).set_index("segment_id")["quote"]
    if segments:
        waiting = waiting[waiting.index.isin(segments)]
    approved = []
    for segment_id, quote in waiting.items():
        say(f"{segment_id}: {quote}")
        if typer.confirm("Approve?"):
            approved.append(str(segment_id))
    if approved:
        today = datetime.now().astimezone().date()
        approval.approve(study, found, approved, today, by or None)
    say(f"Approved: {len(approved)} of {len(waiting)} quotes that awaited it.")


def simulate(  # noqa: PLR0913 (typer's own form: an option is an argument)
    *,
    to: Annotated[
        Path, typer.Option("--out", help="An empty or absent folder for it.")
    ],
    teams: Annotated[int, typer.Option("--teams", min=1, max=10_000)] = 20,
    documents: Annotated[
        int,
        typer.Option(
            "--documents", min=1, max=200_000, help="First-person accounts included."
        ),
    ] = 140,
    interviews: Annotated[int, typer.Option("--interviews", min=0, max=10_000)] = 10,
    coders: Annotated[int, typer.Option("--coders", min=1, max=10)] = 2,
    seed: Annotated[
        int, typer.Option("--seed", min=0, help="The same seed gives the same bytes.")
    ] = 1,
    framework: Annotated[
        Path,
        typer.Option(
            "--framework",
            help="The framework of the study.",
            exists=True,
            dir_okay=False,
        ),
    ] = Path("data/framework.yml"),
    hostile: Annotated[
        bool,
        typer.Option(
            "--hostile", help="Insert hostile strings into every text, others by seed."
        ),
    ] = False,
) -> None:
    """Create a synthetic study, with the truth about it in truth/truth.csv."""
    if to.exists() and not (to.is_dir() and not any(to.iterdir())):
        raise typer.BadParameter(f"{to} exists and is not an empty folder.")
    design = Design(teams, documents, interviews, coders, seed)
    criteria = Framework.from_yaml(read_yaml(framework), framework.name)
    if criteria.rating_scale.form != "by-example":
        raise typer.BadParameter(f"{framework}: only a scale of -2 to +2 is simulated.")
    made = simulation.simulate(design, criteria, spoilt=hostile)
    simulation.write_simulation(made, to)
    say(f"Written: {to}, a synthetic study with {len(made.study.codings)} codings.")
