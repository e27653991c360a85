"""What changed in findings, links and responses: for a terminal, and for a page."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from hiteval.catalogue import N_, _
from hiteval.display.findings import level
from hiteval.display.kit import addresses
from hiteval.display.kit.html import NOTHING, Html, joined, link, own_words, paragraphs
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import listed
from hiteval.display.responses import to_what
from hiteval.language import Language
from hiteval.results.evaluation import Evaluation
from hiteval.results.written_changes import ADDED, CHANGED, JUDGED, REMOVED

KINDS = {
    "findings": N_("Findings"),
    "theory": N_("Links of the theory of change"),
    "responses": N_("Responses"),
}
COLUMNS = {
    "statement": N_("statement"),
    "criterion_ids": N_("criterion ids"),
    "team_ids": N_("team ids"),
    "segment_ids": N_("segments for"),
    "contrary_segment_ids": N_("segments against"),
    "methodological_limitations": N_("methodological limitations"),
    "methodological_limitations_reason": N_("methodological limitations reason"),
    "coherence": N_("coherence"),
    "coherence_reason": N_("coherence reason"),
    "adequacy": N_("adequacy"),
    "adequacy_reason": N_("adequacy reason"),
    "relevance": N_("relevance"),
    "relevance_reason": N_("relevance reason"),
    "confidence": N_("confidence"),
    "confidence_reason": N_("confidence reason"),
    "so_what": N_("so what"),
    "clearance": N_("clearance"),
    "from_id": N_("from id"),
    "to_id": N_("to id"),
    "mechanism": N_("mechanism"),
    "context": N_("context"),
    "sign": N_("sign"),
    "then": N_("then"),
    "team_id": N_("team id"),
    "criterion_id": N_("criterion id"),
    "responded_on": N_("responded on"),
    "role": N_("role"),
    "response": N_("response"),
    "answer": N_("answer"),
    "what_changed": N_("what changed"),
}


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
    told = [_number(str(name), int(n), evaluation.language) for name, n in gone.items()]
    lost = []
    if told:
        rows = listed(told)
        lost = [_("Of the earlier edition, no longer here: {rows}.", rows=rows)]
    if here.empty:
        return paragraphs(lost)
    ways = _ways(evaluation)
    shown = pd.DataFrame(
        {
            _("Kind"): [_(KINDS[row.table]) for row in records(here)],
            _("What"): [ways[row.table][row.id] for row in records(here)],
            _("Change"): [
                _("New")
                if row.change == ADDED
                else _("Changed: {columns}", columns=_what(row))
                for row in records(here)
            ],
        }
    )
    caption = _("Findings, links and responses that are new or changed")
    made = table(shown, "changed-writing", caption, group=_("Kind"), css="stacked")
    return joined([made, paragraphs(lost)])


def _number(name: str, number: int, say: Language) -> str:
    """Count the rows of one of these tables."""
    if name == "findings":
        return say.count(number, "finding")
    if name == "responses":
        return say.count(number, "response")
    return say.count(
        number, "link of the theory of change", "links of the theory of change"
    )


def _what(row: Any) -> str:
    """Name what changed in a row; of a judgement, from what to what."""
    return ", ".join(_columns(row))


def _columns(row: Any) -> Iterator[str]:
    for column in row.columns.split("; "):
        name = _(COLUMNS[column])
        if column == JUDGED[row.table]:
            before, after = level(row.before), level(row.after)
            name = _(
                "{column} from {before} to {after}",
                column=name,
                before=before,
                after=after,
            )
        yield name


def _ways(evaluation: Evaluation) -> dict[str, dict[str, Html]]:
    """Return the way to each finding, link and response, by its table and id."""
    study = evaluation.study
    names = study.teams.set_index("team_id")["name"]
    pages = addresses.team_pages(study.teams)
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    return {
        "findings": {
            f.finding_id: link(
                addresses.finding_entry(f.finding_id), own_words(f.statement)
            )
            for f in records(study.findings)
        },
        "theory": {
            t.link_id: link(addresses.link_entry(t.link_id), own_words(t.statement))
            for t in records(study.theory)
        },
        "responses": {
            r.response_id: to_what(r, names[r.team_id], pages[r.team_id], criteria)
            for r in records(study.responses)
        },
    }
