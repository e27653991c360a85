"""Why ratings changed, in words for a terminal and for a page of a report."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from hiteval.analysis.consensus import MISSING
from hiteval.display.kit.table import records
from hiteval.display.kit.words import listed
from hiteval.language import Language
from hiteval.results import causes
from hiteval.results.changes import Changes

WORDS = {
    causes.EVIDENCE: "the evidence",
    causes.ABOUT: "what passages are about",
    causes.ADJUDICATION: "adjudication",
    causes.RULE: "the rule",
    causes.RATERS: "raters",
    causes.CONSENSUS: "consensus",
    causes.SCOPE: "{} or a criterion that only one of the two has",
}
ORDER = (
    "The earlier edition was turned into this one in steps: evidence, what passages "
    "are about, adjudication, rule, raters, consensus. The first step that moves a "
    "rating is its cause."
)


def because(cell: Any, a_team: str) -> str:
    """Name the cause of a change, and the later steps that moved the rating again."""
    cause = WORDS[cell.cause].format(a_team)
    if not cell.then:
        return cause
    return f"{cause}, then {listed(WORDS[step] for step in cell.then.split(', '))}"


def counts(ratings: pd.DataFrame, a_team: str, say: Language) -> Iterator[str]:
    """Count the changes of each cause, in the order of causes, and their directions.

    Parameters
    ----------
    ratings : DataFrame
        Of `hiteval.results.changes.Changes`.
    a_team : str
        What the study calls a team, with its article.
    say : Language
        How numbers are written.
    """
    for cause, named in WORDS.items():
        mine = ratings[ratings["cause"] == cause]
        ways = [f"{say.numeral(n)} {way}" for way, n in _ways(mine).items() if n]
        if ways:
            number = say.count(len(mine), "rating")
            of = named.format(a_team)
            yield f"{number} changed because of {of}: {', '.join(ways)}."


def parameters(found: Changes, arrow: str) -> Iterator[str]:
    """Name each parameter of the rule that changed, with its old and new value."""
    for row in records(found.rule):
        yield f"{row.parameter}: {row.before} {arrow} {row.after}"


def _ways(ratings: pd.DataFrame) -> dict[str, int]:
    """Count the ways in which ratings changed; each is counted once."""
    before, after = ratings["rating_before"], ratings["rating_after"]
    new, gone = ratings["basis_before"].isna(), ratings["basis_after"].isna()
    came, went = before.isna() & after.notna(), before.notna() & after.isna()
    none = before.isna() & after.isna()
    missing = went & (ratings["basis_after"] == MISSING)
    return {
        "up": int((after > before).sum()),
        "down": int((after < before).sum()),
        "at the same level, settled in another way": int((after == before).sum()),
        "rated now and not before": int((came & ~new).sum()),
        "now missing": int(missing.sum()),
        "now uncertain": int((went & ~missing & ~gone).sum()),
        "without a rating then and now": int((none & ~new & ~gone).sum()),
        "only in the earlier one": int(gone.sum()),
        "only in the later one": int(new.sum()),
    }
