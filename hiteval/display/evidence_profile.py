"""The evidence profile of a finding: judgement, the facts beside it, every passage."""

from typing import Any

import pandas as pd

from hiteval.catalogue import _, ngettext
from hiteval.display.findings import behind, confidence, level, suggested
from hiteval.display.kit import addresses
from hiteval.display.kit.html import Html, Text, fold, joined, link, markup, own_words
from hiteval.display.kit.table import definitions, records, table
from hiteval.display.kit.words import listed, percent, spoken
from hiteval.display.listed_passages import folded_list, passages
from hiteval.language import Language
from hiteval.results.evaluation import Evaluation
from hiteval.results.findings import by_strand, listed_segments
from hiteval.study.choices import COMPONENTS

AUDIT = f"{addresses.result_page('audit')}#overlooked-table"


def profiles(findings: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show the evidence profile of each finding: judgement, facts, passages."""
    listed_for = passages(listed_segments(evaluation), evaluation)
    strands = by_strand(evaluation)
    return joined(
        _profile(finding, listed_for, strands, evaluation)
        for finding in records(findings)
    )


def _profile(
    finding: Any,
    listed_for: pd.DataFrame,
    strands: pd.DataFrame,
    evaluation: Evaluation,
) -> Html:
    own = listed_for[listed_for["finding_id"] == finding.finding_id]
    name = addresses.finding_place(finding.finding_id)
    of_strand = strands[strands["finding_id"] == finding.finding_id]
    sides = (
        ("for", own[~own["contrary"]], finding.segments_not_shown),
        ("against", own[own["contrary"]], finding.contrary_segments_not_shown),
    )
    parts = [
        confidence(finding),
        _judged(finding, name),
        _facts(finding, of_strand, name, evaluation),
        *(folded_list(p, side, lost, evaluation) for side, p, lost in sides),
    ]
    if pd.notna(finding.so_what):
        parts.append(markup("<p>{}</p>", suggested(finding)))
    heading = markup('<h3 id="{}">{}</h3>', name, own_words(finding.statement))
    told = _("confidence: {level}", level=level(finding.confidence))
    folded_away = fold(heading, told, joined(parts))
    return markup('<section class="finding">{}</section>', folded_away)


def _judged(finding: Any, name: str) -> Html:
    """Show the four components of GRADE-CERQual, as people or models judged them."""
    reasons = pd.Series([getattr(finding, f"{part}_reason") for part in COMPONENTS])
    shown = pd.DataFrame(
        {
            _("Component"): spoken(pd.Series(COMPONENTS)),
            _("Concern"): [level(getattr(finding, part)) for part in COMPONENTS],
            _("Why"): reasons.map(own_words, na_action="ignore"),
        }
    )
    caption = _("Concerns about the evidence, as judged")
    return table(shown, f"{name}-judged", caption, of=finding.statement)


def _facts(
    finding: Any, strands: pd.DataFrame, name: str, evaluation: Evaluation
) -> Html:
    """Show what is counted, so that readers can see whether the judgement is fair."""
    say = evaluation.language
    of_strand = [f"{s.strand} {say.numeral(s.sources)}" for s in records(strands)]
    published = _(
        "Published by the partnership or {a_team}", a_team=evaluation.labels.a_team
    )
    rows: dict[str, Text] = {
        _("Supporting it"): behind(finding, evaluation),
        _("Sources by strand"): listed(of_strand) if of_strand else _("none"),
        published: _self_published(finding, say),
        _("Years"): _years(finding, say),
        _("Coded by one coder alone"): _one_coder(finding, say),
        _("Contrary to it"): _(
            "{segments} from {sources}",
            segments=say.count(finding.contrary_segments, "segment"),
            sources=say.count(finding.contrary_sources, "source"),
        ),
        _("Overlooked"): _overlooked(finding, say),
    }
    caption = _("Counts to check the judgement against")
    return definitions(rows, f"{name}-facts", caption, of=finding.statement)


def _overlooked(finding: Any, say: Language) -> Text:
    if not finding.overlooked:
        return _("nothing")
    number = say.count(finding.overlooked, "segment")
    said = _("{segments} of opposite sign, listed nowhere", segments=number)
    return link(AUDIT, said)


def _self_published(finding: Any, say: Language) -> str:
    if pd.isna(finding.self_published_share):
        return _("not said of any source")
    known = finding.sources - finding.publisher_unknown
    of = _(
        "{number} of {whole}",
        number=say.numeral(finding.self_published),
        whole=say.count(known, "source"),
    )
    return f"{of} ({percent(finding.self_published_share)})"


def _years(finding: Any, say: Language) -> str:
    if pd.isna(finding.first_year):
        return _("no source is dated")
    span = _("{low} to {high}", low=finding.first_year, high=finding.last_year)
    if not finding.undated:
        return span
    undated = ngettext(
        "{sources} is undated",
        "{sources} are undated",
        finding.undated,
        sources=say.count(finding.undated, "source"),
    )
    return f"{span}; {undated}"


def _one_coder(finding: Any, say: Language) -> str:
    if pd.isna(finding.one_coder_share):
        return _("no segment is coded to its criteria")
    alone = say.count(finding.one_coder, "segment")
    return f"{alone} ({percent(finding.one_coder_share)})"
