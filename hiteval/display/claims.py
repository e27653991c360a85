"""Claims to check: where sources do not say the same, without saying who is right."""

from typing import Any

import pandas as pd

from hiteval.catalogue import _
from hiteval.display.kit import addresses
from hiteval.display.kit.html import Html, joined, link, markup, own_words, paragraphs
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import amount, spoken
from hiteval.results import sureness
from hiteval.results.evaluation import Evaluation


def opening(evaluation: Evaluation) -> Html:
    """Say what is shown of contrary evidence and claims, by the sides of the scale."""
    teams = evaluation.labels.teams
    if evaluation.framework.rating_scale.two_sided:
        return paragraphs(
            [
                _(
                    "Evidence against a criterion is as welcome as evidence for it. "
                    "Here it is for all {teams} and for the model.",
                    teams=teams,
                )
            ]
        )
    return paragraphs(
        [
            _(
                "The scale of this study has no contrary side: evidence puts a "
                "criterion at a level, and none speaks against it. Here is where "
                "sources differ about the same thing, for all {teams} and for the "
                "model.",
                teams=teams,
            )
        ]
    )


def found(evaluation: Evaluation) -> pd.DataFrame:
    """Pair measures and dates that two sources state differently."""
    return sureness.claims_to_check(evaluation)


def to_check(found: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show pairs of measures and dates that sources state differently."""
    if found.empty:
        none = _("No two sources were found to state a figure differently.")
        return paragraphs([none])
    titles = evaluation.study.sources.set_index("source_id")["title"]
    first, second = (
        found[[side, f"{side}_when", f"{side}_source_id"]]
        for side in ("first", "second")
    )
    shown = pd.DataFrame(
        {
            **_teams_named(found, evaluation),
            _("Why"): spoken(found["kind"]),
            _("About"): spoken(found["about"]),
            _("One source"): [_said(said, titles) for said in records(first)],
            _("Another source"): [_said(said, titles) for said in records(second)],
        }
    )
    caption = _("Figures and dates that two sources state differently")
    return table(shown, "claims", caption, css="stacked")


def of_team(found: pd.DataFrame, dated: pd.DataFrame, team: Evaluation) -> Html:
    """Show what a team's sources state differently: figures, dates; or nothing.

    Parameters
    ----------
    found, dated : DataFrame
        From `found` and `found_dates`, of one team.
    team : Evaluation
        The slice of that team.
    """
    shown = [
        show(pairs, team)
        for show, pairs in ((to_check, found), (dates_to_check, dated))
        if len(pairs)
    ]
    return joined(shown)


def found_dates(evaluation: Evaluation) -> pd.DataFrame:
    """Pair passages that seem to date the same thing differently."""
    return sureness.dates_to_check(evaluation)


def dates_to_check(found: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show pairs of passages that seem to date the same thing differently."""
    if found.empty:
        none = _("No two passages were found to date one thing differently.")
        return paragraphs([none])
    summaries = evaluation.study.segments.set_index("segment_id")["summary"]
    pages = addresses.team_pages(evaluation.study.teams)

    def passages(side: str) -> list[Html]:
        pairs = zip(found["team_id"], found[f"{side}_segment_id"], strict=True)
        return [
            link(
                f"{pages[team]}#{addresses.segment_place(told)}",
                own_words(summaries[told]),
            )
            for team, told in pairs
        ]

    shown = pd.DataFrame(
        {
            **_teams_named(found, evaluation),
            _("About"): found["about"],
            _("Summary of one passage"): passages("first"),
            _("Summary of another"): passages("second"),
        }
    )
    caption = _("Passages that seem to date the same thing differently")
    return table(shown, "dates", caption, css="stacked")


def _teams_named(rows: pd.DataFrame, evaluation: Evaluation) -> dict[str, pd.Series]:
    """Begin with the team, where there is more than one to tell apart."""
    teams = evaluation.study.teams.set_index("team_id")["name"]
    named = {evaluation.labels.Team: rows["team_id"].map(teams)}
    return named if len(teams) > 1 else {}


def _said(said: Any, titles: pd.Series) -> Html:
    what, when, source_id = said
    period = f", {when}" if when and when not in ("nan", what) else ""
    source = link(addresses.source_entry(source_id), own_words(titles[source_id]))
    return markup("{}{} ({})", amount(what), period, source)
