"""Import what was written in a workbook, and lose nothing."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Literal

import pandas as pd
from openpyxl import Workbook

from hiteval.errors import Fault, StudyError, shown
from hiteval.study import schema
from hiteval.study.columns import AS_TEXT
from hiteval.study.reading import read_study
from hiteval.study.record import ID_FORM
from hiteval.study.settings import CsvForm
from hiteval.study.study import Study
from hiteval.study.waves import latest, latest_id
from hiteval.study.writing import encodable, write_table
from hiteval.workbooks import matrix_cells, saving, sheets
from hiteval.workbooks.matrix_cells import KEY, CellText, Key
from hiteval.workbooks.matrix_reading import Filled, read_matrix

Keep = Literal["workbook", "study"]


@dataclass(frozen=True, slots=True)
class Merge:
    """What a workbook brings to a study.

    Attributes
    ----------
    changes : dict of CellText by Key
        The new texts of cells; a blank one is a deletion.
    conflicts : list of Key
        Cells that were changed in the study and, otherwise, in the workbook.
    stale : list of Key
        Summaries whose evidence has changed since the workbook was exported.
    new, changed, deleted : list of Key
        The changes by kind.
    """

    changes: dict[Key, CellText]
    conflicts: list[Key]
    stale: list[Key]
    new: list[Key]
    changed: list[Key]
    deleted: list[Key]


@pd.option_context(*AS_TEXT)
def import_matrix(
    path: Path, folder: Path, keep: Keep | None = None, author: str | None = None
) -> Merge:
    """Bring the summaries of a workbook into a study folder, into its latest wave.

    Parameters
    ----------
    path : Path
        A workbook that `export_matrix` wrote.
    folder : Path
        The study that it was exported from.
    keep : {"workbook", "study"}, optional
        Which version of a conflicting cell is kept. Both are written to a workbook
        beside ``path`` in any case.
    author : str, optional
        The id of the author of new summaries. By default a changed summary keeps its
        author.

    Raises
    ------
    StudyError
        If the study or the workbook is at fault, or a cell conflicts and ``keep`` does
        not say which to keep. The study is then as it was, to the byte.
    """
    whole = read_study(folder, coded=False)
    study = latest(whole)
    if author is not None and not pd.Series([author]).str.fullmatch(ID_FORM).all():
        expected, remedy = "the id of an author", "Write it as in the study's tables."
        raise StudyError([Fault("--author", expected, shown(author), remedy)])
    filled = read_matrix(path, study)
    merged = merge(filled, study, keep)
    if merged.conflicts:
        aside = path.with_name(f"{path.stem}.conflicts.xlsx")
        saving.save(_conflicts(merged, filled, study), aside)
        if keep is None:
            raise StudyError(_conflict_faults(merged, filled, aside.name))
    if merged.changes:
        _write(folder, whole, merged, filled, author)
    return merged


def merge(filled: Filled, study: Study, keep: Keep | None = None) -> Merge:
    """Compare, cell by cell, the workbook, what was exported, and the study."""
    here, behind = matrix_cells.cell_texts(study), matrix_cells.segments_behind(study)
    evidence = matrix_cells.evidence_digests(study)
    changes, conflicts, stale = {}, [], []
    for key, text in filled.written.items():
        exported, in_study = filled.exported[key], here.get(key, CellText())
        if text.summary and evidence[key] != exported.evidence:
            stale.append(key)
        linked = _linked(text, behind.get(key, ()))
        if text.digest == exported.written or linked == in_study:
            continue
        if in_study.digest != exported.written:
            conflicts.append(key)
            if keep != "workbook":
                continue
        changes[key] = linked
    return Merge(
        changes,
        conflicts,
        stale,
        new=[key for key in changes if key not in here],
        changed=[key for key, text in changes.items() if key in here and text.summary],
        deleted=[key for key, text in changes.items() if not text.summary],
    )


def _linked(text: CellText, behind: tuple[str, ...]) -> CellText:
    """Let a summary that names no segments rest on all that are behind its cell."""
    if text.summary and not text.segment_ids:
        return replace(text, segment_ids=behind)
    return text


def _write(
    folder: Path, study: Study, merged: Merge, filled: Filled, author: str | None
) -> None:
    form = study.settings.csv
    table = _with_changes(study.summaries, merged.changes, author, latest_id(study))
    try:
        write_table(folder, "summaries", table, form)
    except UnicodeEncodeError:
        faults = [
            filled.places[key].fault(*not_encodable(form))
            for key, text in merged.changes.items()
            if not encodable(text.summary, form)
        ]
        raise StudyError(faults) from None


def not_encodable(form: CsvForm) -> tuple[str, str, str]:
    """Say what a text must be that the study's tables can hold, and what to do."""
    expected = f"characters that {form.encoding} holds, as study.yml declares it"
    remedy = "Save the study's tables in UTF-8, or write it otherwise."
    return expected, "others", remedy


def _with_changes(
    summaries: pd.DataFrame,
    changes: Mapping[Key, CellText],
    author: str | None,
    wave: str | None,
) -> pd.DataFrame:
    """Return the table with changed rows of a wave replaced, added or left out."""
    keys = pd.MultiIndex.from_frame(summaries[KEY])
    now = (summaries["wave"].fillna("") == (wave or "")).to_numpy()
    authors = dict(zip(keys[now], summaries.loc[now, "author"], strict=True))
    rows = [
        {
            **dict(zip(KEY, key, strict=True)),
            "summary": text.summary,
            "segment_ids": ";".join(text.segment_ids) or None,
            "author": author or authors.get(key),
            "clearance": text.clearance or None,
            "wave": wave,
        }
        for key, text in changes.items()
        if text.summary
    ]
    kept = summaries[~(keys.isin(list(changes)) & now)]
    fresh = pd.DataFrame(rows, columns=summaries.columns, dtype="str")
    return schema.typed("summaries", pd.concat([kept, fresh], ignore_index=True))


def _conflicts(merged: Merge, filled: Filled, study: Study) -> Workbook:
    """Show both versions of each conflicting cell, side by side."""
    here = matrix_cells.cell_texts(study)
    rows = [
        [
            *key,
            *_shown(here.get(key, CellText())),
            *_shown(filled.written[key]),
        ]
        for key in merged.conflicts
    ]
    book = Workbook()
    book.active.title = "Conflicts"
    widths = {"Team": 16, "Criterion": 26} | {
        f"{field} in the {side}": width
        for side in ("study", "workbook")
        for field, width in (("Summary", 60), ("Segments", 20), ("Clearance", 12))
    }
    sheets.table(book.active, rows, widths)
    return book


def _shown(text: CellText) -> list[str]:
    return [text.summary, "; ".join(text.segment_ids), text.clearance]


def _conflict_faults(merged: Merge, filled: Filled, aside: str) -> list[Fault]:
    remedy = (
        f"Both are in {aside}. Make the two alike, or say --keep workbook or "
        "--keep study."
    )
    expected = "a summary that was changed here or in the study since the export"
    return [
        filled.places[key].fault(
            expected, f"two versions of {key[0]} on {key[1]}", remedy
        )
        for key in merged.conflicts
    ]
