"""Why ratings changed, in words for a terminal and for a page of a report."""

from collections.abc import Iterator
from typing import Any

import pandas as pd

from hiteval.analysis.consensus import MISSING
from hiteval.catalogue import N_, _
from hiteval.display.kit.table import records
from hiteval.display.kit.words import listed
from hiteval.language import Language
from hiteval.results import causes
from hiteval.results.changes import Changes

WORDS = {
    causes.EVIDENCE: N_("the evidence"),
    causes.ABOUT: N_("what passages are about"),
    causes.ADJUDICATION: N_("adjudication"),
    causes.RULE: N_("the rule"),
    causes.RATERS: N_("raters"),
    causes.CONSENSUS: N_("consensus"),
    causes.SCOPE: N_("{a_team} or a criterion that only one of the two has"),
}
WAYS = {
    "up": N_("{number} up"),
    "down": N_("{number} down"),
    "settled": N_("{number} at the same level, settled in another way"),
    "rated": N_("{number} rated now and not before"),
    "missing": N_("{number} now missing"),
    "uncertain": N_("{number} now uncertain"),
    "never": N_("{number} without a rating then and now"),
    "gone": N_("{number} only in the earlier one"),
    "new": N_("{number} only in the later one"),
}
ORDER = (
    "The earlier edition was turned into this one in steps: evidence, what passages "
    "are about, adjudication, rule, raters, consensus. The first step that moves a "
    "rating is its cause."
)


def because(cell: Any, a_team: str) -> str:
    """Name the cause of a change, and the later steps that moved the rating again."""
    cause = _(WORDS[cell.cause], a_team=a_team)
    if not cell.then:
        return cause
    steps = listed([_(WORDS[step]) for step in cell.then.split(", ")])
    return _("{cause}, then {steps}", cause=cause, steps=steps)


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
        ways = [
            _(WAYS[way], number=say.numeral(n)) for way, n in _ways(mine).items() if n
        ]
        if ways:
            yield _(
                "{ratings} changed because of {cause}: {ways}.",
                ratings=say.count(len(mine), "rating"),
                cause=_(named, a_team=a_team),
                ways=", ".join(ways),
            )


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
        "settled": int((after == before).sum()),
        "rated": int((came & ~new).sum()),
        "missing": int(missing.sum()),
        "uncertain": int((went & ~missing & ~gone).sum()),
        "never": int((none & ~new & ~gone).sum()),
        "gone": int(gone.sum()),
        "new": int(new.sum()),
    }
