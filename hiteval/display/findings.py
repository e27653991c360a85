"""Findings: what was found, how sure that is, and what carries it."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from hiteval.display.kit import addresses
from hiteval.display.kit.html import (
    NOTHING,
    Html,
    bullets,
    join,
    link,
    markup,
    on_phone,
    paragraphs,
)
from hiteval.display.kit.quantity import sources
from hiteval.display.kit.table import records, table
from hiteval.results.evaluation import Evaluation

NOT_JUDGED = "not judged"
LABEL = '<strong class="confidence {}">{}</strong>'
ANSWER = '<p class="answer">{}</p><p class="caveat">{}</p>'


def answer(evaluation: Evaluation) -> Html:
    """Show the written answer to the study's question, and who read the evidence.

    Nothing, if there is no answer.
    """
    settings = evaluation.study.settings
    if not settings.answer:
        return NOTHING
    said = f"{settings.who_read} The answer was written by {settings.written_by}."
    return markup(ANSWER, settings.answer, said)


def authors(evaluation: Evaluation) -> Html:
    """Say whether people or models wrote the findings and judged them."""
    who = evaluation.study.settings.written_by
    return paragraphs([f"The findings were written, and confidence judged, by {who}."])


def of_team(findings: pd.DataFrame) -> Html:
    """List the findings that draw on a team's evidence, each leading to its own.

    ``findings`` is of ``study.findings``, in the slice of that team.
    """
    if findings.empty:
        return NOTHING
    ordered = findings.sort_values(["order", "finding_id"], kind="stable")
    return _stated(to_profile(finding) for finding in records(ordered))


def summary(findings: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show the Summary of Qualitative Findings: one row a finding."""
    if findings.empty:
        return paragraphs(["No findings are written in this edition."])
    say, judged = evaluation.language, findings["confidence"]
    shown = pd.DataFrame(
        {
            "Finding": [to_profile(f) for f in records(findings)],
            "Confidence": [_named("Confidence", level(c)) for c in judged],
            "Why": findings["confidence_reason"],
            "Evidence": [behind(f, evaluation) for f in records(findings)],
            "Against": [
                _named("Against", say.count(n, "segment"))
                for n in findings["contrary_segments"]
            ],
        }
    )
    caption = "Summary of qualitative findings, in the authors' order"
    return table(shown, "summary-of-findings", caption, css="stacked")


def overlooked(segments: pd.DataFrame, evaluation: Evaluation) -> Html:
    """List the segments of opposite sign that findings mention neither for nor against.

    ``segments`` is from `hiteval.results.findings.overlooked`.
    """
    if evaluation.study.findings.empty:
        return paragraphs(["There are no findings to audit."])
    if segments.empty:
        return paragraphs(["No finding overlooks a counted segment of opposite sign."])
    pages = addresses.team_pages(evaluation.study.teams)
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    scale = evaluation.framework.rating_scale
    shown = pd.DataFrame(
        {
            "Finding": [
                link(addresses.finding_entry(s.finding_id), s.finding_id)
                for s in records(segments)
            ],
            "Criterion": segments["criterion_id"].map(criteria),
            "Overlooked segment": [
                link(_segment_address(s, pages), s.segment_id)
                for s in records(segments)
            ],
            "Rating": segments["rating"].map(scale.written),
        }
    )
    caption = "Counted segments of opposite sign that a finding does not list"
    return table(shown, "overlooked", caption, group="Finding")


def numbers(differing: pd.DataFrame, evaluation: Evaluation) -> Html:
    """List the numbers of teams that findings state and their evidence does not.

    ``differing`` is from `hiteval.results.findings.differing_numbers`.
    """
    teams = evaluation.labels.teams
    if differing.empty:
        said = f"No finding states a number of {teams} that its evidence does not."
        return paragraphs([said])
    rows = list(records(differing))
    shown = pd.DataFrame(
        {
            "Finding": [
                link(addresses.finding_entry(r.finding_id), r.finding_id) for r in rows
            ],
            "It states": [f"{r.stated} of {r.of} {teams}" for r in rows],
            "Its segments are about": [f"{r.counted} of {r.teams}" for r in rows],
        }
    )
    return table(shown, "finding-numbers", f"Numbers of {teams} that differ")


def confidence(finding: Any) -> Html:
    """Show how much confidence a finding deserves, and why."""
    reason = "" if pd.isna(finding.confidence_reason) else finding.confidence_reason
    label = confidence_label(finding.confidence, "Confidence: {}")
    return markup("<p>{} {}</p>", label, reason)


def behind(finding: Any, evaluation: Evaluation) -> str:
    """Say how much evidence supports a finding: segments, sources and teams."""
    say, called = evaluation.language, evaluation.labels
    segments = say.count(finding.segments, "segment")
    told = sources(finding.sources, finding.in_confidence, say)
    if not finding.teams:
        return f"{segments} from {told}"
    teams = say.count(finding.teams, called.team, called.teams)
    return f"{segments} from {told} on {teams}"


def confidence_label(judged: Any, said: str) -> Html:
    """Show a judged level in words, and by a border of its own."""
    written = level(judged)
    return markup(LABEL, written.replace(" ", "-"), said.format(written))


def level(value: Any) -> str:
    """Write a judged level, or that there is none."""
    return NOT_JUDGED if pd.isna(value) else str(value).replace("_", " ")


def to_profile(finding: Any) -> Html:
    """Write what a finding states, as a link to all that is known of it."""
    return link(addresses.finding_entry(finding.finding_id), finding.statement)


def _stated(statements: Iterable[Html]) -> Html:
    return markup('<div class="finding">{}</div>', bullets(statements))


def _named(heading: str, text: str) -> Html:
    return join([on_phone(heading), text])


def _segment_address(segment: Any, pages: dict[str, str]) -> str:
    place = addresses.segment_place(segment.segment_id)
    return f"{pages[segment.team_id]}#{place}"
