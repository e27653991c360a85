"""The pages of a report that are made from results: which, where, by which notebook."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

import pandas as pd

from hiteval.display import contents
from hiteval.display.kit.table import records
from hiteval.display.kit.visible import visible
from hiteval.results.evaluation import Evaluation

MAX_TITLE = 120
PREVIEW = ("results/main-messages", "results/evidence-register")


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
    return [_page(row) for row in records(contents.pages(evaluation))]


def preview_pages(evaluation: Evaluation, team_ids: Sequence[str]) -> list[Page]:
    """List the pages that show a few teams only, down to their sources."""
    return [
        page
        for page in all_pages(evaluation)
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
    return work / "rooms" / page.team_id if page.team_id else work


def output_of(page: Page, work: Path) -> Path:
    """Return where the executed notebook of a page belongs."""
    return work / "book" / f"{page.path}.ipynb"


def _page(row: Any) -> Page:
    ids = {"area_id": row.area_id, "team_id": row.team_id}
    parameters = {name: known for name, known in ids.items() if not pd.isna(known)}
    title = row.title if parameters else None
    return Page(row.path, row.notebook, title, parameters)
