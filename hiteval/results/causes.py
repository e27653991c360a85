"""Which ratings differ between two studies, and what each of them differs by.

The old study becomes the new one in steps, always in the same order, and every rating
is worked out again after each step:

1. *evidence*: sources, segments, codings, and which coders are models; a coding that
   both studies have still tells of what it told of in the old one;
2. *about*: what passages are about;
3. *adjudication*: what people settled on passages;
4. *rule*: the rating scale with the parameters of the rule;
5. *raters*: the ratings that people gave;
6. *consensus*: the ratings that people agreed on.

The first step at which a rating moves is its cause, so that every change has one. The
order follows a rating as it is made: a later step is blamed only for what the earlier
ones leave. Another order could name another cause, where two parts do the same alone.
"""

from collections.abc import Iterator
from dataclasses import replace

import pandas as pd

from hiteval.analysis.coded_segments import CELL
from hiteval.results.evaluation import evaluate
from hiteval.study.choices import ABOUT_TEAM
from hiteval.study.schema import key
from hiteval.study.study import Study

EVIDENCE, ABOUT, ADJUDICATION, RULE, RATERS, CONSENSUS = CAUSES = (
    *("evidence", "about", "adjudication"),
    *("rule", "raters", "consensus"),
)
SCOPE = "scope"  # a team or a criterion that only one of the two studies has
RESULT = ["rating", "basis"]


def changed_ratings(old: Study, new: Study) -> pd.DataFrame:
    """Find the ratings that differ between two studies without waves.

    Returns
    -------
    DataFrame
        One row per team and criterion whose rating or basis differs:
        ``team_id, criterion_id``; ``rating_before, rating_after`` (Float64, levels),
        ``basis_before, basis_after`` (missing where that study has no such team or
        criterion); ``cause``, of `CAUSES`, or `SCOPE`; ``then``, the later steps that
        moved it once more, separated by ``", "``.
    """
    before, after = _results(old), _results(new)
    both = before.merge(after, "outer", on=CELL, suffixes=("_before", "_after"))
    cells = both.index
    reached, moved = before.reindex(cells), {}
    for cause, study in _steps(old, new):
        result = _results(study).reindex(cells)
        moved[cause], reached = ~_same(reached, result), result
    by = [[cause for cause in CAUSES if moved[cause][cell]] for cell in cells]
    in_both = both[["basis_before", "basis_after"]].notna().all(axis=1)
    told = both.assign(
        cause=pd.Series([steps[0] if steps else None for steps in by], cells, "str"),
        then=pd.Series([", ".join(steps[1:]) for steps in by], cells, "str"),
    )
    told["cause"] = told["cause"].where(in_both, SCOPE)
    told["then"] = told["then"].where(in_both, "")
    changed = ~_same(before.reindex(cells), after.reindex(cells))
    return told[changed].reset_index()


def _steps(old: Study, new: Study) -> Iterator[tuple[str, Study]]:
    """Yield the old study on its way to the new one, after each step."""
    study = replace(old, settings=new.settings)
    parts = {
        EVIDENCE: {
            "sources": new.sources,
            "segments": new.segments,
            "codings": _about_as_before(old.codings, new.codings),
        },
        ABOUT: {"codings": new.codings},
        ADJUDICATION: {"adjudications": new.adjudications},
        RULE: {},
        RATERS: {"ratings": new.ratings},
        CONSENSUS: {"consensus": new.consensus},
    }
    for cause, tables in parts.items():
        study = study.with_tables(tables)
        if cause == RULE:
            scale = {"rating_scale": new.framework.rating_scale}
            study = replace(study, framework=old.framework.model_copy(update=scale))
        yield cause, study


def _about_as_before(old: pd.DataFrame, new: pd.DataFrame) -> pd.DataFrame:
    """Let codings that both have tell of what they told of in the old study."""
    names = key("codings")
    known = old[names].assign(earlier=old["about"].fillna(ABOUT_TEAM))
    earlier = new[names].merge(known, how="left", validate="1:1")["earlier"]
    return new.assign(about=earlier.set_axis(new.index).fillna(new["about"]))


def _results(study: Study) -> pd.DataFrame:
    return evaluate(study).cells.set_index(CELL)[RESULT]


def _same(one: pd.DataFrame, other: pd.DataFrame) -> pd.Series:
    """Say where two results are equal, or missing in both."""
    equal = one.eq(other).fillna(False) | (one.isna() & other.isna())
    return equal.all(axis=1)
