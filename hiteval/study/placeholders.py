"""Texts that a person has yet to write: found in a study, and taken out of it.

``[To be summarised: page 3.]`` is one wherever it stands. In `study.yml` and
`framework.yml` any text in square brackets is, such as ``[Title]``; in a table such may
be what somebody said, as ``[laughs]``.
"""

import re
from collections.abc import Mapping
from dataclasses import replace
from typing import Any, TypeVar

import pandas as pd

from hiteval.study import schema
from hiteval.study.folder import MODEL
from hiteval.study.record import Record
from hiteval.study.study import Study

PLACEHOLDER = re.compile(r"\s*\[To be \w+", re.I)  # as importers write
BRACKETED = re.compile(r"\s*\[[^\W_][^\[\]]*\]\s*")
REASON = "_reason"  # such a column is filled where a level is

AnyRecord = TypeVar("AnyRecord", bound=Record)


def without_placeholders(study: Study) -> tuple[Study, dict[str, bool]]:
    """Return a study whose placeholders are missing texts, and where they were.

    Returns
    -------
    Study
        Those that are needed are still there.
    dict of str to bool
        The place of each, such as ``study.yml, title`` or ``sources.csv, s1, role``;
        and whether a study without it would not be in order.
    """
    found: dict[str, bool] = {}
    tables = {n: _of_table(n, table, found) for n, table in study.tables.items()}
    model = study.model
    if PLACEHOLDER.match(model):
        model, found[MODEL] = "", False
    written = replace(
        study.with_tables(tables),
        settings=_of_record(study.settings, "study.yml, ", found),
        framework=_of_record(study.framework, "framework.yml, ", found),
        model=model,
    )
    return written, found


def _of_table(name: str, table: pd.DataFrame, found: dict[str, bool]) -> pd.DataFrame:
    declared = schema.TABLES[name].columns
    written = {}
    for column in table.columns[table.dtypes == "str"]:
        marked = table[column].str.match(PLACEHOLDER).fillna(False).astype("bool")
        if not marked.any():
            continue
        needed = declared[column].filled or column.endswith(REASON)
        keys = table.loc[marked].iloc[:, 0]
        found |= {f"{name}.csv, {key}, {column}": needed for key in keys}
        if not needed:
            written[column] = table[column].mask(marked)
    return table.assign(**written)


def _of_record(record: AnyRecord, place: str, found: dict[str, bool]) -> AnyRecord:
    changed = {}
    for name, field in type(record).model_fields.items():
        part, here = getattr(record, name), f"{place}{field.alias or name}"
        if _is_placeholder(part):
            found[here] = field.is_required()
            new = part if field.is_required() else field.get_default()
        else:
            new = _of_part(part, f"{here}.", found)
        if new is not part:
            changed[name] = new
    return record.model_copy(update=changed) if changed else record


def _of_part(value: Any, place: str, found: dict[str, bool]) -> Any:
    """Take placeholders out of a record, a list or a mapping of names."""
    if isinstance(value, Record):
        return _of_record(value, place, found)
    if isinstance(value, Mapping):
        named = {k: _of_part(part, f"{place}{k}.", found) for k, part in value.items()}
        found |= {f"{place}{k}": True for k, v in value.items() if _is_placeholder(v)}
        return named if any(named[k] is not value[k] for k in value) else value
    if isinstance(value, tuple):
        parts = [_of_part(p, f"{place}{n}.", found) for n, p in enumerate(value)]
        kept = [part for part in parts if not _is_placeholder(part)]
        # A list of nothing else is needed as it is.
        places = [n for n, part in enumerate(parts) if _is_placeholder(part)]
        found |= {f"{place}{n}": not kept for n in places}
        same = len(kept) == len(value) and all(map(lambda a, b: a is b, kept, value))
        return value if same or not kept else tuple(kept)
    return value


def _is_placeholder(value: object) -> bool:
    return isinstance(value, str) and bool(
        PLACEHOLDER.match(value) or BRACKETED.fullmatch(value)
    )
