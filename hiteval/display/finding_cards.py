"""The findings on the first page: cards of those that lead, a list of the others."""

from typing import Any

import pandas as pd

from hiteval.catalogue import _
from hiteval.display.findings import (
    behind,
    confidence,
    confidence_label,
    level,
    suggested,
    to_profile,
)
from hiteval.display.kit import addresses
from hiteval.display.kit.html import (
    NOTHING,
    Html,
    anchor,
    join,
    joined,
    link,
    markup,
    own_words,
)
from hiteval.display.kit.table import records
from hiteval.display.listed_passages import cited_list, passages
from hiteval.results.evaluation import Evaluation
from hiteval.results.findings import listed_segments

PLACE = "leading-findings"
LEADING = 3  # findings with a card
ON_CARD = {False: 2, True: 1}  # passages for a finding, and against it
SIDES = (
    '<div class="sides"><div class="for">{}</div><div class="against">{}</div></div>'
)
SIDE = '<p class="side">{}</p>{}'
FURTHER = '<h3>{}</h3><ul class="finding further">{}</ul>'


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
    return joined([anchor(PLACE), *cards])


def others(findings: pd.DataFrame) -> Html:
    """List the findings that have no card: each with its confidence and its way."""
    further = findings.iloc[LEADING:]
    if further.empty:
        return NOTHING
    items = join(
        markup(
            "<li>{} {}</li>",
            confidence_label(f.confidence, level(f.confidence)),
            to_profile(f),
        )
        for f in records(further)
    )
    return markup(FURTHER, _("Further findings, and the confidence in each"), items)


def _card(finding: Any, listed_for: pd.DataFrame, evaluation: Evaluation) -> Html:
    own = listed_for[listed_for["finding_id"] == finding.finding_id]
    supporting, contrary = own[~own["contrary"]], own[own["contrary"]]
    evidence = link(
        addresses.finding_entry(finding.finding_id), _("All of its evidence")
    )
    parts = [
        markup("<h3>{}</h3>", own_words(finding.statement)),
        confidence(finding),
        markup(
            SIDES,
            markup(
                SIDE, _("Main evidence"), cited_list(supporting.head(ON_CARD[False]))
            ),
            _against(finding, contrary.head(ON_CARD[True])),
        ),
    ]
    if pd.notna(finding.so_what):
        parts.append(markup('<p class="so-what">{}</p>', suggested(finding)))
    whole = '<p class="behind">{}: {}.</p>'
    parts.append(markup(whole, evidence, behind(finding, evaluation)))
    return markup('<section class="finding card-of">{}</section>', joined(parts))


def _against(finding: Any, shown: pd.DataFrame) -> Html:
    if shown.empty:
        none = markup("<p>{}</p>", _("Its authors list nothing against it."))
        return markup(SIDE, _("Evidence against"), none)
    more = finding.contrary_segments - len(shown)
    strongest = _("Strongest evidence against")
    label = strongest if more > 0 else _("Evidence against")
    return markup(SIDE, label, cited_list(shown))
