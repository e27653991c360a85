"""Coders two by two, people and models, and what one of them alone gave."""

import pandas as pd

from hiteval.display.kit.html import Html, markup, paragraphs
from hiteval.display.kit.quantity import share
from hiteval.display.kit.table import table
from hiteval.display.kit.words import percent
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity

KINDS = {0: "people", 1: "a person and a model", 2: "models"}


def each_pair(pairs: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show how far every coder agrees with every other, and which are models."""
    if pairs.empty:
        return paragraphs(["There are no two coders to compare."])
    say = evaluation.language
    shown = pd.DataFrame(
        {
            "Coders": pairs["first"] + " and " + pairs["second"],
            "They are": pairs["models"].map(KINDS),
            "Decisions": pairs["decisions"].map(say.numeral),
            "Agreed": pairs["percent_agreement"].map(percent),
            "Positive agreement": pairs["positive_agreement"].map(percent),
            "Both rated": pairs["rated"].map(say.numeral),
            "Alpha, ordinal": [
                "–" if pd.isna(alpha) else say.numeral(alpha, places=2)
                for alpha in pairs["alpha_ordinal"]
            ],
        }
    )
    caption = "How far each pair of coders agrees, over all criteria"
    return table(shown, "coder-pairs", caption)


def given_by_one(
    pairs: pd.DataFrame, without: pd.DataFrame, evaluation: Evaluation
) -> Html:
    """Say how much one coder alone gave, and what ratings would be without it.

    ``pairs`` are of the whole evaluation, ``without`` is of all teams.
    """
    if pairs.empty:
        return paragraphs(["No segment was seen by two coders."])
    count, numeral = evaluation.language.count, evaluation.language.numeral
    alone = int((pairs["given_by"] == 1).sum())
    rated = without[without["proposed"].notna()]
    gone = rated["without"].isna()
    other = int((~gone & (rated["proposed"] != rated["without"])).sum())
    of = f"{numeral(alone)} of {count(len(pairs), 'pair')} of segment and criterion"
    name = "proposed-another-without-single-codings"
    ratings = share(quantity(name, evaluation.all_teams(), other), evaluation.language)
    return paragraphs(
        [
            f"One coder alone gave {of} ({percent(alone / len(pairs))}).",
            markup(
                "Without these, {} would be another, and {} would be missing.",
                *(ratings, numeral(int(gone.sum()))),
            ),
        ]
    )
