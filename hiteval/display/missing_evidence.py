"""Where evidence is missing, in which way, and how soon new sources say little new."""

from typing import Any

import pandas as pd

from hiteval.analysis.coverage import COVERED, NOT_SOUGHT, SILENT, SOUGHT_AND_NONE
from hiteval.analysis.saturation import Procedure
from hiteval.display.kit import palette
from hiteval.display.kit.html import Html, escape, paragraphs
from hiteval.display.kit.maps import category_map
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import listed, percent
from hiteval.language import exact, numeral
from hiteval.results import sureness
from hiteval.results.evaluation import Evaluation

UNREAD = "covered, one strand unread"


def overview(evaluation: Evaluation) -> Html:
    """Count the ways in which evidence is missing."""
    rows, team = sureness.where_evidence_is_missing(evaluation), evaluation.labels.team
    status = rows["status"].value_counts().map(numeral)
    silent = rows["silent_in"].value_counts().map(numeral)
    covered = rows["status"] == COVERED
    unread = int((covered & rows["not_sought_in"].notna()).sum())
    sentences = [
        f"Of {numeral(len(rows))} pairs of {team} and criterion, "
        f"{status.get(COVERED, 0)} are covered by every strand that was read for the "
        f"{team}.",
        f"For {numeral(unread)} of these, another strand was not read for the {team} "
        "at all.",
        f"{status.get(SILENT, 0)} are covered by one strand while another is silent.",
        f"{status.get(SOUGHT_AND_NONE, 0)} were sought, and nothing was found.",
        f"{status.get(NOT_SOUGHT, 0)} were not sought: no source was read for the "
        f"{team}.",
    ]
    if len(silent):
        by_strand = [f"{strand} in {number}" for strand, number in silent.items()]
        sentences.append(f"Silent where the other speaks: {escape(listed(by_strand))}.")
    return paragraphs(sentences)


def matrix(evaluation: Evaluation) -> Html:
    """Show for each team and criterion whether evidence was sought and found."""
    rows = sureness.where_evidence_is_missing(evaluation)
    return category_map(
        evaluation,
        _with_unread(rows).set_index(["team_id", "criterion_id"])["status"],
        palette.COVERAGE,
        "gaps-picture",
        "Where was evidence sought, and where was none found?",
    )


def _with_unread(rows: pd.DataFrame) -> pd.DataFrame:
    """Tell cells covered by every strand from those of which a strand was not read."""
    unread = (rows["status"] == COVERED) & rows["not_sought_in"].notna()
    return rows.assign(status=rows["status"].mask(unread, UNREAD))


def unread_strands(evaluation: Evaluation) -> Html:
    """Show the teams for which a strand was not read at all."""
    rows = sureness.where_evidence_is_missing(evaluation)
    rows = rows.drop_duplicates("team_id").dropna(subset=["not_sought_in"])
    labels = evaluation.labels
    if rows.empty:
        return paragraphs(
            [f"Every strand was read for every {evaluation.labels.team}."]
        )
    teams = evaluation.study.teams.set_index("team_id")["name"]
    shown = pd.DataFrame(
        {
            labels.Team: rows["team_id"].map(teams),
            "Strand without a source": rows["not_sought_in"],
            "Sources read": rows["sources_read"],
        }
    )
    return table(shown, "unread", f"{labels.Teams} of which a strand was not read")


def saturation(evaluation: Evaluation) -> Html:
    """Show after how many sources further ones bring little that is new."""
    rows = sureness.how_saturated(evaluation)
    rule = Procedure()
    shown = pd.DataFrame(
        {
            "What counts as new": rows["new"],
            "Sources": rows["sources"],
            "Orders that reach it": [percent(r.reached) for r in records(rows)],
            "Sources needed, median": rows["median"].map(_whole),
            "Middle half of orders": [
                f"{_whole(r.lower_quartile)} to {_whole(r.upper_quartile)}"
                for r in records(rows)
            ],
            "Why missing": rows["reason"],
        }
    )
    caption = (
        f"Base of {rule.base_size} sources, runs of {rule.run_length}, at most "
        f"{percent(rule.threshold)} new, {numeral(rule.orders)} random orders"
    )
    return table(shown, "saturation", caption)


def _whole(number: Any) -> str:
    return "–" if pd.isna(number) else exact(number)
