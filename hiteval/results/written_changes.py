"""What changed between two studies in findings, links of the theory, and responses."""

from collections.abc import Collection, Iterator

import pandas as pd

from hiteval.study.schema import ids
from hiteval.study.study import Study
from hiteval.study.written_tables import NOT_SHOWN

ADDED, CHANGED, REMOVED = "added", "changed", "removed"
# Each table that is compared, with its column of judgement if it has one.
JUDGED = {"findings": "confidence", "theory": "sign", "responses": ""}
# What tells of a table or an edition, and not of what is written.
APART = ("order", "author", "wave", *NOT_SHOWN.values())


def written_changes(old: Study, new: Study, strands: Collection[str]) -> pd.DataFrame:
    """Compare findings, links and responses of two studies, row by row.

    Parameters
    ----------
    old, new : Study
        Of one wave each.
    strands : collection of str
        Whose segments have other ids in each edition: these are not compared.

    Returns
    -------
    DataFrame
        One row for each row that differs, all text: ``table``; ``id``; ``change``
        (``added``, ``changed`` or ``removed``); ``columns``, the names of those that
        changed, with ``"; "`` between; ``before, after``, the confidence of a finding
        or the sign of a link where that changed (missing where it was not judged).
    """
    rows = [row for name in JUDGED for row in _of_table(name, old, new, strands)]
    columns = ["table", "id", "change", "columns", "before", "after"]
    return pd.DataFrame(rows, columns=columns, dtype="str")


def _of_table(
    name: str, old: Study, new: Study, strands: Collection[str]
) -> Iterator[tuple[str | None, ...]]:
    before, after = (_rows(name, study, strands) for study in (old, new))
    for key in sorted({*before, *after}):
        was, now = before.get(key), after.get(key)
        if was is None or now is None:
            yield name, key, ADDED if was is None else REMOVED, "", None, None
        elif differs := [column for column in now if was[column] != now[column]]:
            judged = JUDGED[name] if JUDGED[name] in differs else ""
            levels = (side.get(judged) or None for side in (was, now))
            yield name, key, CHANGED, "; ".join(differs), *levels


def _rows(
    name: str, study: Study, strands: Collection[str]
) -> dict[str, dict[str, str]]:
    """Return what each row of a table says, by its id and column."""
    table = study.tables[name].drop(columns=[*APART], errors="ignore")
    there = _said_openly(study, strands)
    for column in NOT_SHOWN.keys() & set(table):
        table[column] = [
            ";".join(sorted(there & {*ids(cell)})) for cell in table[column]
        ]
    table = table.astype("str").fillna("")
    return {
        str(row[table.columns[0]]): {str(c): v for c, v in row.items()}
        for row in table.to_dict("records")
    }


def _said_openly(study: Study, strands: Collection[str]) -> set[str]:
    sources, segments = study.sources, study.segments
    hidden = sources.loc[sources["strand"].isin(list(strands)), "source_id"]
    mine = segments["source_id"].isin([*strands, *hidden])
    return set(segments.loc[~mine, "segment_id"])
