"""Where evidence is missing, in which way, and how soon new sources say little new."""

from typing import Any

import pandas as pd

from hiteval.analysis.coverage import COVERED, NOT_SOUGHT, SILENT, SOUGHT_AND_NONE
from hiteval.analysis.saturation import Procedure
from hiteval.display.kit import palette
from hiteval.display.kit.html import Html, Text, joined, markup, paragraphs
from hiteval.display.kit.maps import category_map
from hiteval.display.kit.quantity import as_one, counted
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import listed, percent, verb
from hiteval.language import Language
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity

UNREAD = "covered, one strand unread"


def overview(missing: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Count the ways in which evidence is missing."""
    team, numeral = evaluation.labels.team, evaluation.language.numeral
    status = missing["status"].value_counts().map(numeral)
    silent = missing["silent_in"].value_counts().map(numeral)
    unread = int(_unread(missing).sum())
    sentences: list[Text] = [
        markup(
            "Of {}, {} are covered by every strand that was read for the {}.",
            counted(quantity("cells", evaluation), evaluation.language),
            *(status.get(COVERED, 0), team),
        ),
        f"For {numeral(unread)} of these, another strand was not read for the {team} "
        "at all.",
        f"{status.get(SILENT, 0)} are covered by one strand while another is silent.",
        f"{status.get(SOUGHT_AND_NONE, 0)} were sought, and nothing was found.",
        f"{status.get(NOT_SOUGHT, 0)} were not sought: no source was read for the "
        f"{team}.",
    ]
    if len(silent):
        by_strand = [f"{strand} in {number}" for strand, number in silent.items()]
        sentences.append(f"Silent where the other speaks: {listed(by_strand)}.")
    return paragraphs(sentences)


def matrix(missing: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show for each team and criterion whether evidence was sought and found."""
    status = missing["status"].mask(_unread(missing), UNREAD)
    cells = missing.assign(status=status).set_index(["team_id", "criterion_id"])
    return category_map(
        evaluation,
        cells["status"],
        palette.COVERAGE,
        "gaps-picture",
        "Where was evidence sought, and where was none found?",
        _finding(missing, evaluation),
    )


def _finding(missing: pd.DataFrame, evaluation: Evaluation) -> str:
    """Say how often nothing was found, and how often nothing was sought."""
    numeral, status = evaluation.language.numeral, missing["status"].value_counts()
    none, not_sought = status.get(SOUGHT_AND_NONE, 0), status.get(NOT_SOUGHT, 0)
    said = (
        f"In {numeral(none)} {verb(none, 'cell', 'cells')}, evidence was sought and "
        "none was found"
    )
    return f"{said}; in {numeral(not_sought)} it was not sought."


def unread_strands(unread: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show the teams for which a strand was not read at all."""
    rows = unread.drop_duplicates("team_id")
    labels = evaluation.labels
    if rows.empty:
        return paragraphs([f"Every strand was read for every {labels.team}."])
    teams = evaluation.study.teams.set_index("team_id")["name"]
    shown = pd.DataFrame(
        {
            labels.Team: rows["team_id"].map(teams),
            "Strand without a source": rows["not_sought_in"],
            "Sources read": rows["sources_read"],
        }
    )
    caption = f"{labels.Teams} of which a strand was not read"
    told = paragraphs(as_one(evaluation.study))
    return joined([told, table(shown, "unread", caption)])


def saturation(saturated: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show after how many sources further ones bring little that is new."""
    say, rule = evaluation.language, Procedure()
    shown = pd.DataFrame(
        {
            "What counts as new": saturated["new"],
            "Sources": saturated["sources"],
            "Orders that reach it": saturated["reached"].map(percent),
            "Sources needed, median": [_whole(n, say) for n in saturated["median"]],
            "Middle half of orders": [
                f"{_whole(r.lower_quartile, say)} to {_whole(r.upper_quartile, say)}"
                for r in records(saturated)
            ],
            "Why missing": saturated["reason"],
        }
    )
    caption = (
        f"Base of {rule.base_size} sources, runs of {rule.run_length}, at most "
        f"{percent(rule.threshold)} new, {say.numeral(rule.orders)} random orders"
    )
    told = paragraphs(as_one(evaluation.study))
    return joined([told, table(shown, "saturation", caption)])


def _unread(missing: pd.DataFrame) -> pd.Series:
    """Say which cells are covered though a strand was not read for the team."""
    return (missing["status"] == COVERED) & missing["not_sought_in"].notna()


def _whole(number: Any, say: Language) -> str:
    return "–" if pd.isna(number) else say.exact(number)
