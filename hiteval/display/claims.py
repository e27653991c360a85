"""Claims to check: where sources do not say the same, without saying who is right."""

import pandas as pd

from hiteval.display.kit import addresses
from hiteval.display.kit.html import Html, escape, link, paragraphs
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import amount, spoken
from hiteval.results import sureness
from hiteval.results.evaluation import Evaluation


def to_check(evaluation: Evaluation) -> Html:
    """Show pairs of measures and dates that sources state differently."""
    rows = sureness.claims_to_check(evaluation)
    if rows.empty:
        return paragraphs(["No two sources were found to state a figure differently."])
    titles = evaluation.study.sources.set_index("source_id")["title"]
    shown = _teams_named(evaluation, rows)
    shown["Why"] = spoken(rows["kind"])
    shown["About"] = spoken(rows["about"])
    for side, heading in (("first", "One source"), ("second", "Another source")):
        what = rows[[side, f"{side}_when", f"{side}_source_id"]]
        shown[heading] = [_said(said, titles) for said in records(what)]
    caption = "Figures and dates that two sources state differently"
    html_columns = ["One source", "Another source"]
    return table(shown, "claims", caption, html_columns, css="stacked")


def dates_to_check(evaluation: Evaluation) -> Html:
    """Show pairs of passages that seem to date the same thing differently."""
    rows = sureness.dates_to_check(evaluation)
    if rows.empty:
        return paragraphs(["No two passages were found to date one thing differently."])
    segments = evaluation.study.segments.set_index("segment_id")
    kinds = evaluation.study.teams.set_index("team_id")["kind"]
    shown = _teams_named(evaluation, rows).assign(About=rows["about"])
    for side, heading in (("first", "One passage"), ("second", "Another passage")):
        shown[heading] = [
            link(
                f"{addresses.team_page(team, kinds[team])}"
                f"#{addresses.segment_place(segment)}",
                segments.loc[segment, "summary"],
            )
            for team, segment in zip(
                rows["team_id"], rows[f"{side}_segment_id"], strict=True
            )
        ]
    caption = "Passages that seem to date the same thing differently"
    html_columns = ["One passage", "Another passage"]
    return table(shown, "dates", caption, html_columns, css="stacked")


def _teams_named(evaluation: Evaluation, rows: pd.DataFrame) -> pd.DataFrame:
    """Begin with the team, where there is more than one to tell apart."""
    teams = evaluation.study.teams.set_index("team_id")["name"]
    if len(teams) == 1:
        return pd.DataFrame(index=rows.index)
    return pd.DataFrame({evaluation.labels.Team: rows["team_id"].map(teams)})


def _said(said: tuple[str, str, str], titles: pd.Series) -> str:
    what, when, source_id = said
    period = f", {escape(when)}" if when and when not in ("nan", what) else ""
    source = link(addresses.source_entry(source_id), titles[source_id])
    return f"{escape(amount(what))}{period} ({source})"
