"""Contrary evidence: the segments rated below the neutral level."""

import pandas as pd

from hiteval.catalogue import N_, _, ngettext
from hiteval.display.kit import addresses
from hiteval.display.kit.html import Html, link, markup, paragraphs
from hiteval.display.kit.quantity import counted
from hiteval.display.kit.rating_groups import NO_CONTRARY_SIDE
from hiteval.display.kit.table import table
from hiteval.display.passages import coded, laid_out
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity

WITH_MODEL = N_("{teams} and the model as a whole")


def segments(rated: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show every segment below the neutral level, or say that there is none.

    Parameters
    ----------
    rated : DataFrame
        Of `Evaluation.rated`.
    evaluation : Evaluation
        Where they are from.
    """
    scale = evaluation.framework.rating_scale
    if scale.middle is None:
        return paragraphs([_(NO_CONTRARY_SIDE)])
    passages = coded(evaluation, rated)
    passages = passages[passages["rating"] < scale.middle]
    if passages.empty:
        return none(evaluation)
    caption = _(
        "Segments rated below {level}, the most contrary first",
        level=scale.written(scale.middle),
    )
    return _table(evaluation, passages, caption)


def most(rated: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show the segments at the lowest level that was given, if it is contrary.

    ``rated`` is of `Evaluation.rated`.
    """
    scale = evaluation.framework.rating_scale
    if scale.middle is None:
        return paragraphs([_(NO_CONTRARY_SIDE)])
    passages = coded(evaluation, rated)
    lowest = passages["rating"].min()
    if not lowest < scale.middle:
        return none(evaluation)
    passages = passages[passages["rating"] == lowest]
    caption = _(
        "Segments rated {level}, the lowest rating that was given",
        level=scale.written(lowest),
    )
    return _table(evaluation, passages, caption)


def counts(rated: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Count contrary segments by criterion, each leading to its passages.

    ``rated`` is of `Evaluation.rated`.
    """
    middle, count = evaluation.framework.rating_scale.middle, evaluation.language.count
    if middle is None:
        return paragraphs([])
    below = rated[rated["rating"] < middle]
    counts = below["criterion_id"].value_counts()
    of_team = below["team_id"].isin(evaluation.teams["team_id"])
    teams = below[of_team].groupby("criterion_id")["team_id"].nunique()
    whole = set(below.loc[~of_team, "criterion_id"])
    criteria = [c for c in evaluation.framework.criteria if c.id in counts]
    labels = evaluation.labels
    if not criteria:
        return paragraphs([])
    shown = pd.DataFrame(
        {
            _("Criterion"): [
                link(addresses.evidence_choice(criterion=c.id, rating="below"), c.name)
                for c in criteria
            ],
            _("Contrary segments"): [counts[c.id] for c in criteria],
            _("Of segments"): [(rated["criterion_id"] == c.id).sum() for c in criteria],
            _("About"): [
                _(WITH_MODEL, teams=many) if c.id in whole else many
                for c in criteria
                for many in [count(teams.get(c.id, 0), labels.team, labels.teams)]
            ],
        }
    )
    caption = _("Contrary segments by criterion; each name leads to the passages")
    return table(shown, "contrary-counts", caption)


def none(evaluation: Evaluation) -> Html:
    """Say that nothing contrary was coded, and how much was read."""
    read = quantity("sources", evaluation)
    none = ngettext(
        "No contrary evidence was coded; {} was read.",
        "No contrary evidence was coded; {} were read.",
        read.number,
    )
    return paragraphs([markup(none, counted(read, evaluation.language))])


def _table(evaluation: Evaluation, passages: pd.DataFrame, caption: str) -> Html:
    names = {c.id: c.name for c in evaluation.framework.criteria}
    shown = laid_out(passages, evaluation.framework.rating_scale)
    shown.insert(0, _("Criterion"), passages["criterion_id"].map(names))
    if passages["team_id"].nunique() > 1:
        teams = evaluation.study.teams.set_index("team_id")["name"]
        shown.insert(0, evaluation.labels.Team, passages["team_id"].map(teams))
    shown = shown.loc[passages.sort_values("rating", kind="stable").index]
    return table(shown, "contrary", caption, css="stacked")
