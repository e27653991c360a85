"""Write a study folder, or one table of it."""

import csv
from collections.abc import Iterable, Mapping
from functools import partial
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

LATER = {
    *("labels", "answer", "publisher", "place", "published", "contact", "cite"),
    *("address", "languages", "shown_in"),
}


def write_study(study: Study, folder: Path) -> None:
    """Write a study into an empty or absent folder, in its canonical form."""
    write_slices([(study, folder)])


def write_slices(slices: Iterable[tuple[Study, Path]]) -> None:
    """Write slices of one study, with the same settings and framework, as studies."""
    texts: dict[str, str] = {}
    for study, folder in slices:
        texts = texts or _texts(study)
        folder.mkdir(parents=True, exist_ok=True)
        for file, text in texts.items():
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
    settings = study.settings.model_dump(mode="json", by_alias=True, exclude=left_out)
    framework = study.framework.model_dump(mode="json", exclude_none=True)
    return {
        file: yaml.safe_dump(values, sort_keys=False, allow_unicode=True)
        for file, values in {"study.yml": settings, "framework.yml": framework}.items()
    }


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
    # All quoted: a lone carriage return in a cell would otherwise end its row.
    how: Any = {"lineterminator": "\n", "quoting": csv.QUOTE_ALL, "index": False}
    _spelt_out(name, table).to_csv(
        path, sep=form.separator, encoding=form.encoding, **how
    )


def _spelt_out(name: str, table: pd.DataFrame) -> pd.DataFrame:
    """Write numbers as digits: 0.00005, not 5e-05, which would not read back."""
    if name in schema.WAVED and table["wave"].isna().all():
        table = table.drop(columns="wave")
    if name in RESTING:
        shown = [c for c in NOT_SHOWN.values() if table[c].isna().all()]
        table = table.drop(columns=shown)
    columns = [c for owner, c in schema.NUMERIC if owner == name and c in table]
    return table.assign(
        **{
            c: table[c].map(partial(np.format_float_positional, trim="-"), "ignore")
            for c in columns
        }
    )
