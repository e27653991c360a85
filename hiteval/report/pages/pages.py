"""The pages of a report that are made from results: which, where, by which notebook."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path

from hiteval.display.kit.visible import visible
from hiteval.results.evaluation import Evaluation

MAX_TITLE = 120
SINGLE = {
    "main-messages": "main_messages",
    "summary": "summary",
    "model": "model",
    "across-teams": "across_teams",
    "waves": "waves",
    "what-teams-need": "what_teams_need",
    "who-shaped": "who_shaped",
    "how-sure": "how_sure",
    "strands": "strands",
    "missing-evidence": "missing_evidence",
    "contrary-evidence": "contrary_evidence",
    "disagreements": "disagreements",
    "evidence-table": "evidence_table",
    "evidence-register": "evidence_register",
    "method": "method",
    "changes": "changes",
    "checklists": "checklists",
    "downloads": "downloads",
    "audit": "audit",
}
PREVIEW = ("main-messages", "evidence-register")


@dataclass(frozen=True, slots=True)
class Page:
    """One page: ``path`` below ``book/`` without ending, and how its notebook is run.

    ``title`` replaces the notebook's own where one notebook serves several pages.
    """

    path: str
    notebook: str
    title: str | None = None
    parameters: dict[str, str] = field(default_factory=dict)

    @property
    def team_id(self) -> str | None:
        """The one team that it shows, if it does."""
        return self.parameters.get("team_id")

    @property
    def one_of_many(self) -> bool:
        """Whether the report makes sense without it, as it does without a team."""
        return self.title is not None


def all_pages(evaluation: Evaluation) -> list[Page]:
    """List every page, in the order of the table of contents."""
    areas = [
        Page(f"areas/{area.id}", "area", area.name, {"area_id": area.id})
        for area in evaluation.framework.areas
    ]
    teams = evaluation.teams["team_id"].tolist()
    waves = len(evaluation.whole.settings.waves) > 1
    single = [name for name in SINGLE if waves or name != "waves"]
    return [*_single(single), *areas, *_teams(evaluation, teams)]


def preview_pages(evaluation: Evaluation, team_ids: Sequence[str]) -> list[Page]:
    """List the pages that show a few teams only, down to their sources."""
    return [*_single(PREVIEW), *_teams(evaluation, team_ids)]


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
    return work / "rooms" / page.team_id if page.team_id else work


def output_of(page: Page, work: Path) -> Path:
    """Return where the executed notebook of a page belongs."""
    return work / "book" / f"{page.path}.ipynb"


def _single(names: Sequence[str]) -> list[Page]:
    return [Page(f"results/{name}", SINGLE[name]) for name in names]


def _teams(evaluation: Evaluation, team_ids: Sequence[str]) -> list[Page]:
    names = evaluation.teams.set_index("team_id")["name"]
    return [
        Page(f"teams/{team_id}", "team", names[team_id], {"team_id": team_id})
        for team_id in names.index
        if team_id in team_ids
    ]
