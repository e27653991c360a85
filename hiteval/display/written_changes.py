"""What changed in findings, links and responses: for a terminal, and for a page."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from hiteval.display.findings import level
from hiteval.display.kit import addresses
from hiteval.display.kit.html import NOTHING, Html, joined, link, paragraphs
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import listed
from hiteval.display.responses import to_what
from hiteval.results.evaluation import Evaluation
from hiteval.results.written_changes import ADDED, CHANGED, JUDGED, REMOVED
from hiteval.study.written_tables import NOT_SHOWN

KINDS = {
    "findings": ("finding", "findings"),
    "theory": ("link of the theory of change", "links of the theory of change"),
    "responses": ("response", "responses"),
}
SEGMENTS = dict(zip(NOT_SHOWN, ("segments for", "segments against"), strict=True))


def text(changes: pd.DataFrame) -> list[str]:
    """Write one line for each row that changed.

    ``changes`` is from `hiteval.results.written_changes.written_changes`.
    """
    return [
        f"{row.table}, {row.id}: {row.change}"
        + (f": {_what(row)}" if row.change == CHANGED else "")
        for row in records(changes)
    ]


def by_row(changes: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show what was added or changed, with the way to it, and count what is gone.

    What an edition no longer shows is never named.
    """
    if changes.empty:
        return NOTHING
    here = changes[changes["change"] != REMOVED]
    gone = changes.loc[changes["change"] == REMOVED, "table"].value_counts(sort=False)
    count = evaluation.language.count
    told = [count(int(n), *KINDS[str(name)]) for name, n in gone.items()]
    lost = [f"Of the earlier edition, no longer here: {listed(told)}."] if told else []
    if here.empty:
        return paragraphs(lost)
    ways = _ways(evaluation)
    shown = pd.DataFrame(
        {
            "Kind": [KINDS[row.table][1].capitalize() for row in records(here)],
            "What": [ways[row.table][row.id] for row in records(here)],
            "Change": [
                "New" if row.change == ADDED else f"Changed: {_what(row)}"
                for row in records(here)
            ],
        }
    )
    caption = "Findings, links and responses that are new or changed"
    made = table(shown, "changed-writing", caption, group="Kind", css="stacked")
    return joined([made, paragraphs(lost)])


def _what(row: Any) -> str:
    """Name what changed in a row; of a judgement, from what to what."""
    return ", ".join(_columns(row))


def _columns(row: Any) -> Iterator[str]:
    for column in row.columns.split("; "):
        name = SEGMENTS.get(column, column.replace("_", " "))
        if column == JUDGED[row.table]:
            name += f" from {level(row.before)} to {level(row.after)}"
        yield name


def _ways(evaluation: Evaluation) -> dict[str, dict[str, Html]]:
    """Return the way to each finding, link and response, by its table and id."""
    study = evaluation.study
    names = study.teams.set_index("team_id")["name"]
    pages = addresses.team_pages(study.teams)
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    return {
        "findings": {
            f.finding_id: link(addresses.finding_entry(f.finding_id), f.statement)
            for f in records(study.findings)
        },
        "theory": {
            t.link_id: link(addresses.link_entry(t.link_id), t.statement)
            for t in records(study.theory)
        },
        "responses": {
            r.response_id: to_what(r, names[r.team_id], pages[r.team_id], criteria)
            for r in records(study.responses)
        },
    }
