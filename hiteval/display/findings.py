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
    joined,
    link,
    markup,
    on_phone,
    paragraphs,
)
from hiteval.display.kit.table import records, table
from hiteval.display.listed_passages import passages, shown_list
from hiteval.results.evaluation import Evaluation
from hiteval.results.findings import listed_segments

NOT_JUDGED = "not judged"
LEADING = 3  # findings on the first page
ON_CARD = {False: 2, True: 1}  # passages for a finding, and against it


def answer(evaluation: Evaluation) -> Html:
    """Show the written answer to the study's question, and who read the evidence.

    Nothing, if there is no answer.
    """
    settings = evaluation.study.settings
    if not settings.answer:
        return NOTHING
    said = f"{settings.who_read} The answer was written by {settings.written_by}."
    return markup('<p class="answer">{}</p><p>{}</p>', settings.answer, said)


def authors(evaluation: Evaluation) -> Html:
    """Say whether people or models wrote the findings and judged them."""
    who = evaluation.study.settings.written_by
    return paragraphs([f"The findings were written, and confidence judged, by {who}."])


def cards(findings: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show the leading findings: their confidence, the main evidence for and against.

    Authors list first the passages that carry a finding best, and that speak most
    strongly against it.

    Parameters
    ----------
    findings : DataFrame
        From `hiteval.results.findings.findings_with_facts`.
    evaluation : Evaluation
        The whole study.
    """
    listed_for = passages(listed_segments(evaluation), evaluation)
    first = records(findings.head(LEADING))
    cards = (_card(finding, listed_for, evaluation) for finding in first)
    return joined(cards)


def others(findings: pd.DataFrame) -> Html:
    """List the findings that have no card, each leading to its evidence."""
    if len(findings) <= LEADING:
        return NOTHING
    items = [
        markup("{} <em>Confidence: {}.</em>", _to_profile(f), level(f.confidence))
        for f in records(findings.iloc[LEADING:])
    ]
    return joined([paragraphs(["Further findings:"]), _stated(items)])


def of_team(findings: pd.DataFrame) -> Html:
    """List the findings that draw on a team's evidence, each leading to its own.

    ``findings`` is of ``study.findings``, in the slice of that team.
    """
    if findings.empty:
        return NOTHING
    ordered = findings.sort_values(["order", "finding_id"], kind="stable")
    return _stated(_to_profile(finding) for finding in records(ordered))


def summary(findings: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show the Summary of Qualitative Findings: one row a finding."""
    if findings.empty:
        return paragraphs(["No findings are written in this edition."])
    say, judged = evaluation.language, findings["confidence"]
    shown = pd.DataFrame(
        {
            "Finding": [_to_profile(f) for f in records(findings)],
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


def _card(finding: Any, listed_for: pd.DataFrame, evaluation: Evaluation) -> Html:
    own = listed_for[listed_for["finding_id"] == finding.finding_id]
    supporting, contrary = own[~own["contrary"]], own[own["contrary"]]
    parts = [
        markup("<h3>{}</h3>", finding.statement),
        confidence(finding),
        _listed("Main evidence", supporting.head(ON_CARD[False])),
        _against(finding, contrary.head(ON_CARD[True])),
    ]
    if pd.notna(finding.so_what):
        follows = "<p><strong>Suggested action.</strong> {}</p>"
        parts.append(markup(follows, finding.so_what))
    whole = "<p>{}: {}.</p>"
    evidence = link(addresses.finding_entry(finding.finding_id), "All of its evidence")
    parts.append(markup(whole, evidence, behind(finding, evaluation)))
    return markup('<section class="finding">{}</section>', joined(parts))


def confidence(finding: Any) -> Html:
    """Show how much confidence a finding deserves, and why."""
    reason = "" if pd.isna(finding.confidence_reason) else finding.confidence_reason
    said = '<p><strong>Confidence: <span class="confidence">{}</span>.</strong> {}</p>'
    return markup(said, level(finding.confidence), reason)


def _listed(label: str, shown: pd.DataFrame) -> Html:
    return markup("<p><strong>{}.</strong></p>{}", label, shown_list(shown))


def _against(finding: Any, shown: pd.DataFrame) -> Html:
    if shown.empty:
        none = "Its authors list nothing against it."
        return markup("<p><strong>Evidence against.</strong> {}</p>", none)
    more = finding.contrary_segments - len(shown)
    label = "Strongest evidence against" if more > 0 else "Evidence against"
    return _listed(label, shown)


def behind(finding: Any, evaluation: Evaluation) -> str:
    """Say how much evidence supports a finding: segments, sources and teams."""
    say, called = evaluation.language, evaluation.labels
    segments = say.count(finding.segments, "segment")
    sources = say.count(finding.sources, "source")
    if not finding.teams:
        return f"{segments} from {sources}"
    teams = say.count(finding.teams, called.team, called.teams)
    return f"{segments} from {sources} on {teams}"


def level(value: Any) -> str:
    """Write a judged level, or that there is none."""
    return NOT_JUDGED if pd.isna(value) else str(value).replace("_", " ")


def _stated(statements: Iterable[Html]) -> Html:
    return markup('<div class="finding">{}</div>', bullets(statements))


def _named(heading: str, text: str) -> Html:
    return join([on_phone(heading), text])


def _to_profile(finding: Any) -> Html:
    return link(addresses.finding_entry(finding.finding_id), finding.statement)


def _segment_address(segment: Any, pages: dict[str, str]) -> str:
    place = addresses.segment_place(segment.segment_id)
    return f"{pages[segment.team_id]}#{place}"
