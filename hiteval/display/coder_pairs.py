"""Coders two by two, people and models, and what one of them alone gave."""

import pandas as pd

from hiteval.catalogue import N_, _
from hiteval.display.kit.html import Html, markup, paragraphs
from hiteval.display.kit.quantity import share
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import listed, percent
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity

KINDS = {0: N_("people"), 1: N_("a person and a model"), 2: N_("models")}


def each_pair(pairs: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show how far every coder agrees with every other, and which are models."""
    if pairs.empty:
        return paragraphs([_("There are no two coders to compare.")])
    say = evaluation.language
    shown = pd.DataFrame(
        {
            _("Coders"): [listed(pair) for pair in records(pairs[["first", "second"]])],
            _("They are"): [_(KINDS[models]) for models in pairs["models"]],
            _("Decisions"): pairs["decisions"].map(say.numeral),
            _("Agreed"): pairs["percent_agreement"].map(percent),
            _("Positive agreement"): pairs["positive_agreement"].map(percent),
            _("Both rated"): pairs["rated"].map(say.numeral),
            _("Alpha, ordinal"): [
                "–" if pd.isna(alpha) else say.numeral(alpha, places=2)
                for alpha in pairs["alpha_ordinal"]
            ],
        }
    )
    caption = _("How far each pair of coders agrees, over all criteria")
    return table(shown, "coder-pairs", caption)


def given_by_one(
    pairs: pd.DataFrame, without: pd.DataFrame, evaluation: Evaluation
) -> Html:
    """Say how much one coder alone gave, and what ratings would be without it.

    ``pairs`` are of the whole evaluation, ``without`` is of all teams.
    """
    if pairs.empty:
        return paragraphs([_("No segment was seen by two coders.")])
    count, numeral = evaluation.language.count, evaluation.language.numeral
    alone = int((pairs["given_by"] == 1).sum())
    rated = without[without["proposed"].notna()]
    gone = rated["without"].isna()
    other = int((~gone & (rated["proposed"] != rated["without"])).sum())
    name = "proposed-another-without-single-codings"
    ratings = share(quantity(name, evaluation.all_teams(), other), evaluation.language)
    return paragraphs(
        [
            _(
                "One coder alone gave {number} of {pairs} of segment and criterion "
                "({share}).",
                number=numeral(alone),
                pairs=count(len(pairs), "pair"),
                share=percent(alone / len(pairs)),
            ),
            markup(
                "Without these, {ratings} would be another, and {number} would be "
                "missing.",
                ratings=ratings,
                number=numeral(int(gone.sum())),
            ),
        ]
    )
