"""Bring findings, theory and responses back into a study, and lose nothing."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from pathlib import Path
from typing import Any

import pandas as pd
from openpyxl import Workbook

from hiteval.errors import Fault, StudyError
from hiteval.study import schema
from hiteval.study.columns import AS_TEXT
from hiteval.study.reading import read_study
from hiteval.study.replacing import faults_in
from hiteval.study.study import Study
from hiteval.study.waves import latest_id
from hiteval.study.writing import encodable, write_tables
from hiteval.workbooks import saving, sheets, summary_reading
from hiteval.workbooks.matrix_merging import Keep, not_encodable
from hiteval.workbooks.written_merging import ROW, Merged, merge
from hiteval.workbooks.written_parts import Part, Texts, latest_rows, texts_in
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
    here = {lines.part.table: texts_in(study, lines.part) for lines in read}
    merged = {
        lines.part.table: merge(lines, here[lines.part.table], keep) for lines in read
    }
    after: dict[str, pd.DataFrame] = {}
    for lines in read:
        made = merged[lines.part.table]
        if made.changes or (delete and made.gone):
            after[lines.part.table] = _after(study, lines.part, made, delete)
        faults += _encoding_faults(lines, made, study)
    told = {(fault.file, fault.row, fault.column) for fault in faults}
    more = [
        *_placed(after, read, merged, study),
        *_conflicts(path, read, merged, here, keep),
    ]
    faults += [f for f in more if (f.file, f.row, f.column) not in told]
    if faults:
        raise StudyError(faults)
    if after:
        tables = {name: _whole(study, name, rows) for name, rows in after.items()}
        write_tables(folder, tables, study.settings.csv)
    return merged


def _after(study: Study, part: Part, made: Merged, delete: bool) -> pd.DataFrame:
    """Return the rows of the latest wave as they will be; the index is the id."""
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


def _encoding_faults(lines: Lines, made: Merged, study: Study) -> Iterator[Fault]:
    form = study.settings.csv
    for name, texts in made.changes.items():
        for column, text in texts.items():
            if not encodable(text, form):
                yield lines.fault(made.rows[name], column, *not_encodable(form))


def _placed(
    after: Mapping[str, pd.DataFrame],
    read: list[Lines],
    merged: Mapping[str, Merged],
    study: Study,
) -> list[Fault]:
    """Check the tables as they will be; a fault names its cell in the workbook."""
    tables = {}
    for name, table in after.items():
        # Rows that only the study holds come last, and have no place in the workbook.
        rows = [
            merged[name].rows.get(key, -n) for n, key in enumerate(table.index, start=1)
        ]
        tables[name] = table.reset_index().set_axis(pd.Index(rows)).sort_index()
    of = {f"{lines.part.table}.csv": lines for lines in read}
    return [
        of[fault.file].fault(
            fault.row, fault.column, fault.expected, fault.got, fault.remedy
        )
        if fault.row and fault.row > 0 and fault.column
        else replace(fault, row=None)
        for fault in faults_in(study, tables)
    ]


def _conflicts(
    path: Path,
    read: list[Lines],
    merged: Mapping[str, Merged],
    here: Mapping[str, Mapping[str, Texts]],
    keep: Keep | None,
) -> list[Fault]:
    """Write what conflicts aside in both versions; it is a fault unless one counts."""
    if not any(made.conflicts for made in merged.values()):
        return []
    aside = path.with_name(f"{path.stem}.conflicts.xlsx")
    both = [
        line
        for lines in read
        for line in _both(lines, merged[lines.part.table], here[lines.part.table])
    ]
    saving.save(_side_by_side(both), aside)
    remedy = (
        f"Both are in {aside.name}. Make the two alike, or say --keep workbook or "
        "--keep study."
    )
    expected = "what was changed here or in the study, not in both"
    return [
        lines.fault(row, column or lines.part.key, expected, got, remedy)
        if row
        else Fault(lines.place, expected, got, remedy)
        for lines in read
        for name, column in merged[lines.part.table].conflicts
        for row in [merged[lines.part.table].rows.get(name)]
        for got in [f"two versions of {column or 'the row'} of {name}"]
        if keep is None
    ]


def _both(
    lines: Lines, made: Merged, here: Mapping[str, Texts]
) -> Iterator[tuple[str, ...]]:
    """List each conflicting text in both versions; of whole rows, every text."""
    for name, column in made.conflicts:
        row = made.rows.get(name)
        written = lines.rows[row] if row else {}
        for each in lines.part.columns if column == ROW else [column]:
            study = here.get(name, {}).get(each, "")
            heading = lines.part.columns[each][0]
            if study != written.get(each, "") and each != lines.part.key:
                yield lines.part.title, name, heading, study, written.get(each, "")


def _side_by_side(both: list[tuple[str, ...]]) -> Workbook:
    book = Workbook()
    book.active.title = "Conflicts"
    widths = {"Sheet": 14, "Id": 20, "Column": 24, "In the study": 60}
    sheets.table(book.active, both, widths | {"In the workbook": 60})
    return book
