"""Texts that were changed both in a workbook and in the study: shown side by side."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import NamedTuple

from openpyxl import Workbook

from hiteval.errors import Fault
from hiteval.study.study import Study
from hiteval.workbooks import saving, sheets
from hiteval.workbooks.matrix_merging import Keep
from hiteval.workbooks.written_merging import ROW, Merged
from hiteval.workbooks.written_parts import Texts
from hiteval.workbooks.written_reading import Lines

WIDTHS = {"Sheet": 14, "Id": 20, "Column": 24, "In the study": 60}
EXPECTED = "what was changed here or in the study, not in both"


class Brought(NamedTuple):
    """What came back of one table, what the study holds of it, and the two compared."""

    lines: Lines
    here: Mapping[str, Texts]
    made: Merged

    @property
    def table(self) -> str:
        """Its name."""
        return self.lines.part.table


def faults(
    path: Path, back: list[Brought], study: Study, keep: Keep | None
) -> list[Fault]:
    """Write every conflicting text aside, in both versions, beside the workbook.

    Returns
    -------
    list of Fault
        One for each conflict, unless ``keep`` says which version counts.
    """
    if not any(one.made.conflicts for one in back):
        return []
    aside = path.with_name(f"{path.stem}.conflicts.xlsx")
    book = Workbook()
    book.active.title = "Conflicts"
    rows = [row for one in back for row in _both(one, study)]
    sheets.table(book.active, rows, WIDTHS | {"In the workbook": 60})
    saving.save(book, aside)
    remedy = (
        f"Both are in {aside.name}. Make the two alike, or say --keep workbook or "
        "--keep study."
    )
    found = [fault for one in back for fault in _faults(one, remedy)]
    return found if keep is None else []


def _faults(one: Brought, remedy: str) -> Iterator[Fault]:
    for name, column in one.made.conflicts:
        row = one.made.rows.get(name)
        got = f"two versions of {column or 'the row'} of {name}"
        if row is None:
            yield Fault(one.lines.place, EXPECTED, got, remedy)
        else:
            place = column or one.lines.part.key
            yield one.lines.fault(row, place, EXPECTED, got, remedy)


def _both(one: Brought, study: Study) -> Iterator[tuple[str, ...]]:
    """List each conflicting text in both versions; of whole rows, every text."""
    part, fill = one.lines.part, study.settings.labels.fill
    for name, column in one.made.conflicts:
        row = one.made.rows.get(name)
        written = one.lines.rows[row] if row else {}
        for each in part.columns if column == ROW else [column]:
            here, there = one.here.get(name, {}).get(each, ""), written.get(each, "")
            if here != there and each != part.key:
                yield part.title, name, fill(part.columns[each][0]), here, there
