"""The pages of a report that are made from results: which, where, by which notebook."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from hiteval.display.kit.visible import visible
from hiteval.report.pages import contents
from hiteval.results.evaluation import Evaluation

MAX_TITLE = 250
ROOMS = "rooms"  # in a working folder
ALL_THERE = ".all-there"  # a file that says so of what notebooks open
SECONDS_A_CELL = 300  # of a page's notebook
WAVES, FINDINGS = "results/waves", "results/findings"
MATRIX, COMPARE = "results/framework-matrix", "results/compare"
PREVIEW = ("results/main-messages", "results/evidence-register")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: ``path`` below ``book/`` without ending, and how its notebook is run.

    ``title`` is what ``$title`` in the notebook stands for: the name of the team or
    the area that the page shows, or else that of the study.
    """

    path: str
    notebook: str
    title: str | None = None
    parameters: dict[str, Any] = field(default_factory=dict)

    @property
    def team_id(self) -> str | None:
        """The one team that it shows, if it does."""
        return self.parameters.get("team_id")

    @property
    def one_of_many(self) -> bool:
        """Whether the report makes sense without it, as it does without a team."""
        return not self.parameters.keys().isdisjoint(contents.EACH)


def all_pages(evaluation: Evaluation, project: Path) -> list[Page]:
    """List every page: those made once, then those of each area or team.

    Parameters
    ----------
    evaluation : Evaluation
        With the teams and areas.
    project : Path
        Its ``_toc.yml`` says which there are (see `hiteval.report.pages.contents`).
    """
    entries = contents.read_entries(project)
    once = [e for e in entries if not e.each and e.line not in _without(evaluation)]
    each = [page for e in entries if e.each for page in _each(e, evaluation)]
    paths = [e.line for e in once] + [page.path for page in each]
    title, told = evaluation.study.settings.title, {"pages": paths}
    return [
        *(
            Page(e.line, e.notebook, title, told if "pages" in e.parameters else {})
            for e in once
        ),
        *each,
    ]


def preview_pages(
    evaluation: Evaluation, project: Path, team_ids: Sequence[str]
) -> list[Page]:
    """List the pages that show a few teams only, down to their sources."""
    return [
        page
        for page in all_pages(evaluation, project)
        if page.path in PREVIEW or page.team_id in team_ids
    ]


def inert_title(name: str) -> str:
    r"""Write study text so that Markdown shows it verbatim, on one line.

    >>> inert_title("Stroke {{ x }} [a](b)")
    'Stroke \\{\\{ x \\}\\} \\[a\\]\\(b\\)'
    """
    line = visible(" ".join(name.split())[:MAX_TITLE])
    return re.sub(r"([!-/:-@\[-`{-~])", r"\\\1", line)


def room(page: Page, work: Path) -> Path:
    """Return the folder where a page's notebook runs and finds its bundle.

    A team's notebook is given what concerns its team alone.
    """
    return work / ROOMS / page.team_id if page.team_id else work


def slices_in(work: Path) -> dict[str, Path]:
    """Return the bundle of each team that has a room in a working folder."""
    return {room.name: room / "_build" / "bundle" for room in work.glob(f"{ROOMS}/*")}


def output_of(page: Page, work: Path) -> Path:
    """Return where the executed notebook of a page belongs."""
    return work / "book" / f"{page.path}.ipynb"


def log_of(page: Page, work: Path) -> Path:
    """Return where it is said why a page failed."""
    return work / "log" / f"{page.path.replace('/', '-')}.txt"


def _without(evaluation: Evaluation) -> set[str]:
    """Name the pages for which the study has nothing."""
    study = evaluation.study
    has = {
        WAVES: len(evaluation.whole.settings.waves) > 1,
        FINDINGS: not study.findings.empty,
        MATRIX: not study.summaries.empty,
        COMPARE: len(evaluation.teams) > 1,
    }
    return {page for page in has if not has[page]}


def _each(entry: contents.Entry, evaluation: Evaluation) -> list[Page]:
    """List the pages of an entry that is made for each team or each area."""
    teams = evaluation.teams
    names = {
        "team_id": dict(zip(teams["team_id"], teams["name"], strict=True)),
        "area_id": {area.id: area.name for area in evaluation.framework.areas},
    }
    return [
        Page(entry.line.replace("*", key), entry.notebook, name, {each: key})
        for each in names
        for key, name in names[each].items()
        if each == entry.each
    ]
