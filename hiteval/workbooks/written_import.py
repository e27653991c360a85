"""Bring findings, theory and responses back into a study, and lose nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd

from hiteval.errors import Fault, StudyError
from hiteval.study import schema
from hiteval.study.columns import AS_TEXT
from hiteval.study.reading import read_study
from hiteval.study.replacing import faults_in
from hiteval.study.study import Study
from hiteval.study.waves import latest_id
from hiteval.study.writing import encodable, write_tables
from hiteval.workbooks import summary_reading, written_conflicts
from hiteval.workbooks.matrix_merging import Keep, not_encodable
from hiteval.workbooks.written_conflicts import Brought
from hiteval.workbooks.written_merging import Merged, merge
from hiteval.workbooks.written_parts import Part, latest_rows, texts_in
from hiteval.workbooks.written_reading import Lines, read_written


@pd.option_context(*AS_TEXT)
def import_written(
    path: Path, folder: Path, keep: Keep | None = None, delete: bool = False
) -> dict[str, Merged]:
    """Bring back what people wrote, into the latest wave of a study folder.

    Parameters
    ----------
    path : Path
        A workbook that `export_written` wrote; or a Summary of Qualitative Findings
        (see `hiteval.workbooks.summary_reading`).
    folder : Path
        The study.
    keep : {"workbook", "study"}, optional
        Whose version of a conflicting text is kept. Both are written to a workbook
        beside ``path`` in any case.
    delete : bool
        Whether rows that were deleted in the workbook are to go from the study.

    Returns
    -------
    dict of str to Merged
        By table.

    Raises
    ------
    StudyError
        With every fault: of the texts, and of conflicts unless ``keep`` says which to
        keep. The study is then as it was, to the byte.
    """
    study = read_study(folder)
    if summary_reading.is_summary(path):
        lines, faults = summary_reading.read_summary(path, study)
        read = [lines]
    else:
        read, faults = read_written(path, study), []
    back = [_brought(lines, study, keep) for lines in read]
    after = {
        one.table: _after(study, one, delete)
        for one in back
        if one.made.changes or (delete and one.made.gone)
    }
    told = {(fault.file, fault.row, fault.column) for fault in faults}
    more = [
        *(fault for one in back for fault in _encoding_faults(one, study)),
        *_placed(after, back, study),
        *written_conflicts.faults(path, back, study, keep),
    ]
    faults += [f for f in more if (f.file, f.row, f.column) not in told]
    if faults:
        raise StudyError(faults)
    if after:
        tables = {name: _whole(study, name, rows) for name, rows in after.items()}
        write_tables(folder, tables, study.settings.csv)
    return {one.table: one.made for one in back}


def _brought(lines: Lines, study: Study, keep: Keep | None) -> Brought:
    here = texts_in(study, lines.part)
    return Brought(lines, here, merge(lines, here, keep))


def _after(study: Study, one: Brought, delete: bool) -> pd.DataFrame:
    """Return the rows of the latest wave as they will be; the index is the id."""
    part, made = one.lines.part, one.made
    before = latest_rows(study, part.table).astype("str").set_index(part.key)
    if delete:
        before = before.drop(index=made.gone)
    stored = {
        name: {column: _stored(part, column, text) for column, text in texts.items()}
        for name, texts in made.changes.items()
    }
    kept = {str(name): row for name, row in before.to_dict("index").items()}
    rows: dict[str, dict[Any, Any]] = {
        name: kept.get(name, {}) | stored.get(name, {}) for name in [*kept, *stored]
    }
    columns = [c for c in before.columns if c != "wave"]
    index = pd.Index(list(rows), dtype="str", name=part.key)
    return pd.DataFrame(list(rows.values()), index, columns, dtype="str")


def _stored(part: Part, column: str, text: str) -> str | None:
    if schema.TABLES[part.table].columns[column].several:
        text = ";".join(schema.ids(text))
    return text or None


def _whole(study: Study, name: str, rows: pd.DataFrame) -> pd.DataFrame:
    """Put the latest wave's rows beside those of other waves."""
    every = study.tables[name]
    others = every.drop(index=latest_rows(study, name).index).astype("str")
    fresh = rows.reset_index()
    if name in schema.WAVED:
        fresh = fresh.assign(wave=latest_id(study))
    return schema.typed(name, pd.concat([others, fresh], ignore_index=True))


def _encoding_faults(one: Brought, study: Study) -> Iterator[Fault]:
    form = study.settings.csv
    for name, texts in one.made.changes.items():
        for column, text in texts.items():
            if not encodable(text, form):
                row = one.made.rows[name]
                yield one.lines.fault(row, column, *not_encodable(form))


def _placed(
    after: Mapping[str, pd.DataFrame], back: list[Brought], study: Study
) -> list[Fault]:
    """Check the tables as they will be; a fault names its cell in the workbook."""
    of = {f"{one.table}.csv": one.lines for one in back}
    tables = {
        one.table: _by_row(after[one.table], one.made.rows)
        for one in back
        if one.table in after
    }
    return [
        of[fault.file].fault(
            fault.row, fault.column, fault.expected, fault.got, fault.remedy
        )
        if fault.row and fault.row > 0 and fault.column
        else replace(fault, row=None)
        for fault in faults_in(study, tables)
    ]


def _by_row(table: pd.DataFrame, rows: Mapping[str, int]) -> pd.DataFrame:
    """Index a table by row of the sheet; below 0 are rows that only the study has."""
    places = [rows.get(name, -n) for n, name in enumerate(table.index, start=1)]
    return table.reset_index().set_axis(pd.Index(places)).sort_index()
