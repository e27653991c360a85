"""Findings: what was found, how sure that is, and what carries it."""

from collections.abc import Iterable
from typing import Any

import pandas as pd

from hiteval.catalogue import _
from hiteval.display.kit import addresses
from hiteval.display.kit.html import (
    NOTHING,
    Html,
    bullets,
    join,
    link,
    markup,
    on_phone,
    own_words,
    paragraphs,
)
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import called
from hiteval.results.evaluation import Evaluation

LABEL = '<strong class="confidence {}">{}</strong>'
ANSWER = '<p class="answer">{}</p><p class="caveat">{}</p>'


def answer(evaluation: Evaluation) -> Html:
    """Show the written answer to the study's question, and who read the evidence.

    Nothing, if there is no answer.
    """
    settings = evaluation.study.settings
    if not settings.answer:
        return NOTHING
    by = _("The answer was written by {authors}.", authors=settings.written_by)
    return markup(ANSWER, own_words(settings.answer), f"{settings.who_read} {by}")


def authors(evaluation: Evaluation) -> Html:
    """Say whether people or models wrote the findings and judged them."""
    said = _(
        "The findings were written, and confidence judged, by {authors}.",
        authors=evaluation.study.settings.written_by,
    )
    return paragraphs([said])


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
        return paragraphs([_("No findings are written in this edition.")])
    say, judged = evaluation.language, findings["confidence"]
    shown = pd.DataFrame(
        {
            _("Finding"): [to_profile(f) for f in records(findings)],
            _("Confidence"): [_named(_("Confidence"), level(c)) for c in judged],
            _("Why"): findings["confidence_reason"].map(own_words, na_action="ignore"),
            _("Evidence"): [behind(f, evaluation) for f in records(findings)],
            _("Against"): [
                _named(_("Against"), say.count(n, "segment"))
                for n in findings["contrary_segments"]
            ],
        }
    )
    caption = _("Summary of qualitative findings, in the authors' order")
    return table(shown, "summary-of-findings", caption, css="stacked")


def overlooked(segments: pd.DataFrame, evaluation: Evaluation) -> Html:
    """List the segments of opposite sign that findings mention neither for nor against.

    ``segments`` is from `hiteval.results.findings.overlooked`.
    """
    if evaluation.study.findings.empty:
        return paragraphs([_("There are no findings to audit.")])
    if segments.empty:
        none = _("No finding overlooks a counted segment of opposite sign.")
        return paragraphs([none])
    pages = addresses.team_pages(evaluation.study.teams)
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    scale = evaluation.framework.rating_scale
    shown = pd.DataFrame(
        {
            _("Finding"): [
                link(addresses.finding_entry(s.finding_id), s.finding_id)
                for s in records(segments)
            ],
            _("Criterion"): segments["criterion_id"].map(criteria),
            _("Overlooked segment"): [
                link(_segment_address(s, pages), s.segment_id)
                for s in records(segments)
            ],
            _("Rating"): segments["rating"].map(scale.written),
        }
    )
    caption = _("Counted segments of opposite sign that a finding does not list")
    return table(shown, "overlooked", caption, group=_("Finding"))


def numbers(differing: pd.DataFrame, evaluation: Evaluation) -> Html:
    """List the numbers of teams that findings state and their evidence does not.

    ``differing`` is from `hiteval.results.findings.differing_numbers`.
    """
    teams = evaluation.labels.teams
    if differing.empty:
        said = _(
            "No finding states a number of {teams} that its evidence does not.",
            teams=teams,
        )
        return paragraphs([said])
    rows = list(records(differing))
    shown = pd.DataFrame(
        {
            _("Finding"): [
                link(addresses.finding_entry(r.finding_id), r.finding_id) for r in rows
            ],
            _("It states"): [_of(r.stated, f"{r.of} {teams}") for r in rows],
            _("Its segments are about"): [_of(r.counted, r.teams) for r in rows],
        }
    )
    caption = _("Numbers of {teams} that differ", teams=teams)
    return table(shown, "finding-numbers", caption)


def _of(number: int, whole: object) -> str:
    return _("{number} of {whole}", number=number, whole=whole)


def confidence(finding: Any) -> Html:
    """Show how much confidence a finding deserves, and why."""
    known = pd.notna(finding.confidence_reason)
    reason = own_words(finding.confidence_reason) if known else NOTHING
    said = _("Confidence: {level}", level=level(finding.confidence))
    label = confidence_label(finding.confidence, said)
    return markup("<p>{} {}</p>", label, reason)


def behind(finding: Any, evaluation: Evaluation) -> str:
    """Say how much evidence supports a finding: segments, sources and teams."""
    say, called = evaluation.language, evaluation.labels
    segments = say.count(finding.segments, "segment")
    sources = say.count(finding.sources, "source")
    if not finding.teams:
        return _("{segments} from {sources}", segments=segments, sources=sources)
    return _(
        "{segments} from {sources} on {teams}",
        segments=segments,
        sources=sources,
        teams=say.count(finding.teams, called.team, called.teams),
    )


def confidence_label(judged: Any, said: str) -> Html:
    """Show a judged level in words, and by a border of its own."""
    css = "not-judged" if pd.isna(judged) else str(judged).replace("_", "-")
    return markup(LABEL, css, said)


def level(value: Any) -> str:
    """Write a judged level, or that there is none."""
    return _("not judged") if pd.isna(value) else called(str(value))


def suggested(finding: Any) -> Html:
    """Say what follows from a finding, in its authors' words."""
    said = own_words(finding.so_what)
    return markup("<strong>Suggested action.</strong> {}", said)


def to_profile(finding: Any) -> Html:
    """Write what a finding states, as a link to all that is known of it."""
    return link(
        addresses.finding_entry(finding.finding_id), own_words(finding.statement)
    )


def _stated(statements: Iterable[Html]) -> Html:
    return markup('<div class="finding">{}</div>', bullets(statements))


def _named(heading: str, text: str) -> Html:
    return join([on_phone(heading), text])


def _segment_address(segment: Any, pages: dict[str, str]) -> str:
    place = addresses.segment_place(segment.segment_id)
    return f"{pages[segment.team_id]}#{place}"
