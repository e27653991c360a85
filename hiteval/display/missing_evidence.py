"""Where evidence is missing, in which way, and how soon new sources say little new."""

from typing import Any

import pandas as pd

from hiteval.analysis.coverage import COVERED, NOT_SOUGHT, SILENT, SOUGHT_AND_NONE
from hiteval.analysis.saturation import Procedure
from hiteval.catalogue import N_, _
from hiteval.display.kit import palette
from hiteval.display.kit.html import Html, Text, joined, markup, paragraphs
from hiteval.display.kit.maps import category_map
from hiteval.display.kit.quantity import as_one, counted
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import listed, percent
from hiteval.language import Language
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity

UNREAD = N_("covered, one strand unread")


def overview(missing: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Count the ways in which evidence is missing."""
    team, numeral = evaluation.labels.team, evaluation.language.numeral
    status = missing["status"].value_counts().map(numeral)
    silent = missing["silent_in"].value_counts().map(numeral)
    unread = int(_unread(missing).sum())
    sentences: list[Text] = [
        markup(
            "Of {cells}, {number} are covered by every strand that was read for the "
            "{team}.",
            cells=counted(quantity("cells", evaluation), evaluation.language),
            number=status.get(COVERED, 0),
            team=team,
        ),
        _(
            "For {number} of these, another strand was not read for the {team} at all.",
            number=numeral(unread),
            team=team,
        ),
        _(
            "{number} are covered by one strand while another is silent.",
            number=status.get(SILENT, 0),
        ),
        _(
            "{number} were sought, and nothing was found.",
            number=status.get(SOUGHT_AND_NONE, 0),
        ),
        _(
            "{number} were not sought: no source was read for the {team}.",
            number=status.get(NOT_SOUGHT, 0),
            team=team,
        ),
    ]
    if len(silent):
        by_strand = [
            _("{strand} in {number}", strand=strand, number=number)
            for strand, number in silent.items()
        ]
        said = _("Silent where the other speaks: {strands}.", strands=listed(by_strand))
        sentences.append(said)
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
        _("Where was evidence sought, and where was none found?"),
        _finding(missing, evaluation),
    )


def _finding(missing: pd.DataFrame, evaluation: Evaluation) -> str:
    """Say how often nothing was found, and how often nothing was sought."""
    numeral, status = evaluation.language.numeral, missing["status"].value_counts()
    none, not_sought = status.get(SOUGHT_AND_NONE, 0), status.get(NOT_SOUGHT, 0)
    return _(
        "In {cells}, evidence was sought and none was found; in {number} it was not "
        "sought.",
        cells=evaluation.language.count(none, "cell"),
        number=numeral(not_sought),
    )


def unread_strands(unread: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show the teams for which a strand was not read at all."""
    rows = unread.drop_duplicates("team_id")
    labels = evaluation.labels
    if rows.empty:
        every = _("Every strand was read for every {team}.", team=labels.team)
        return paragraphs([every])
    teams = evaluation.study.teams.set_index("team_id")["name"]
    shown = pd.DataFrame(
        {
            labels.Team: rows["team_id"].map(teams),
            _("Strand without a source"): rows["not_sought_in"],
            _("Sources read"): rows["sources_read"],
        }
    )
    caption = _("{Teams} of which a strand was not read", Teams=labels.Teams)
    told = paragraphs(as_one(evaluation.study))
    return joined([told, table(shown, "unread", caption)])


def saturation(saturated: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show after how many sources further ones bring little that is new."""
    say, rule = evaluation.language, Procedure()
    shown = pd.DataFrame(
        {
            _("What counts as new"): saturated["new"],
            _("Sources"): saturated["sources"],
            _("Orders that reach it"): saturated["reached"].map(percent),
            _("Sources needed, median"): [_whole(n, say) for n in saturated["median"]],
            _("Middle half of orders"): [
                _(
                    "{low} to {high}",
                    low=_whole(r.lower_quartile, say),
                    high=_whole(r.upper_quartile, say),
                )
                for r in records(saturated)
            ],
            _("Why missing"): saturated["reason"],
        }
    )
    caption = _(
        "Base of {base} sources, runs of {run}, at most {share} new, {orders} random "
        "orders",
        base=rule.base_size,
        run=rule.run_length,
        share=percent(rule.threshold),
        orders=say.numeral(rule.orders),
    )
    told = paragraphs(as_one(evaluation.study))
    return joined([told, table(shown, "saturation", caption)])


def _unread(missing: pd.DataFrame) -> pd.Series:
    """Say which cells are covered though a strand was not read for the team."""
    return (missing["status"] == COVERED) & missing["not_sought_in"].notna()


def _whole(number: Any, say: Language) -> str:
    return "–" if pd.isna(number) else say.exact(number)
