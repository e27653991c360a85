"""Write a study folder, or one table of it."""

import csv
import json
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache, partial
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import yaml

from hiteval.errors import Fault, StudyError
from hiteval.study import schema
from hiteval.study.folder import MODEL, as_parquet
from hiteval.study.settings import CsvForm
from hiteval.study.study import Study
from hiteval.study.written_tables import NOT_SHOWN, RESTING

ALL_QUOTED: Any = {"quoting": csv.QUOTE_ALL, "lineterminator": "\n"}
LATER = {
    *("labels", "answer", "publisher", "place", "published", "contact", "cite"),
    *("address", "languages", "shown_in"),
}


def write_study(study: Study, folder: Path) -> None:
    """Write a study into an empty or absent folder, in its canonical form."""
    write_slices([(study, folder)])


def write_slices(slices: Iterable[tuple[Study, Path]]) -> None:
    """Write slices of one study, with the same settings and framework, as studies."""
    for study, folder in slices:
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in _texts(study).items():
            (folder / file).write_text(text, encoding="utf-8", newline="\n")
        if study.model:
            text = study.model + "\n"
            (folder / MODEL).write_text(text, encoding="utf-8", newline="\n")
        for name, table in study.tables.items():
            if name in schema.IN_NO_BUNDLE and table.empty:
                continue
            path = folder / schema.file_name(name)
            path.parent.mkdir(exist_ok=True)
            _write_csv(name, table, path, CsvForm())


def _texts(study: Study) -> dict[str, str]:
    # A study without waves, labels and so on is written as before there were any.
    left_out = {"csv", *(LATER - study.settings.model_fields_set)}
    left_out |= set() if study.settings.waves else {"waves"}
    settings = study.settings.model_dump_json(by_alias=True, exclude=left_out)
    framework = study.framework.model_dump_json(exclude_none=True)
    return {"study.yml": _yaml(settings), "framework.yml": _yaml(framework)}


@lru_cache(4)  # slices have the settings and the framework of the whole
def _yaml(values: str) -> str:
    """Write as YAML what is given as JSON."""
    return yaml.safe_dump(json.loads(values), sort_keys=False, allow_unicode=True)


def write_table(folder: Path, name: str, table: pd.DataFrame, form: CsvForm) -> None:
    """Write one table into a study folder, in place of an earlier one, in one step.

    Raises
    ------
    UnicodeEncodeError
        If the form's encoding cannot hold the text; the folder is left as it was.
    StudyError
        If the table is kept as Parquet, which hiteval does not write.
    """
    write_tables(folder, {name: table}, form)


def encodable(text: str, form: CsvForm) -> bool:
    """Tell whether a study's tables can hold a text, in the encoding that they have."""
    try:
        text.encode(form.encoding)
    except UnicodeEncodeError:
        return False
    return True


def write_tables(
    folder: Path, tables: Mapping[str, pd.DataFrame], form: CsvForm
) -> None:
    """Write tables as `write_table` does; only when all are written is any replaced."""
    fresh: dict[Path, Path] = {}
    try:
        for name, table in tables.items():
            path = folder / schema.file_name(name)
            _refuse_parquet(folder, name)
            path.parent.mkdir(exist_ok=True)
            fresh[path] = path.with_name(f".{name}.csv.new")
            _write_csv(name, table, fresh[path], form)
        for path, written in fresh.items():
            written.replace(path)
    finally:
        for written in fresh.values():
            written.unlink(missing_ok=True)


def _refuse_parquet(folder: Path, name: str) -> None:
    kept = as_parquet(schema.file_name(name))
    if (folder / kept).exists():
        remedy = "Save it as CSV first, in its place."
        raise StudyError([Fault(kept, "CSV, to write to", "Parquet", remedy)])


def _write_csv(name: str, table: pd.DataFrame, path: Path, form: CsvForm) -> None:
    """Write a table as pandas would, in a third of the time where rows are few."""
    columns = {column: _cells(name, table[column]) for column in _written(name, table)}
    with path.open("w", encoding=form.encoding, newline="") as file:
        # All quoted: a lone carriage return in a cell would otherwise end its row.
        rows = csv.writer(file, "excel", delimiter=form.separator, **ALL_QUOTED)
        rows.writerow(columns)
        rows.writerows(zip(*columns.values(), strict=True))


def _written(name: str, table: pd.DataFrame) -> Iterator[str]:
    """Name the columns to write: a few only if there is something in them."""
    seldom = {*(NOT_SHOWN.values() if name in RESTING else ())}
    seldom |= {"wave"} if name in schema.WAVED else set()
    return (str(c) for c in table if c not in seldom or table[c].notna().any())


def _cells(name: str, column: pd.Series) -> list[str]:
    """Write a column's cells: numbers as digits, since 5e-05 would not read back."""
    written: Any = str
    if (name, column.name) in schema.NUMERIC:
        written = partial(np.format_float_positional, trim="-")
    pairs = zip(column.tolist(), column.isna().tolist(), strict=True)
    return ["" if blank else written(value) for value, blank in pairs]
