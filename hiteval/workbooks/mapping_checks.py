"""What a row of a mapping workbook brings, and what may be wrong with it."""

from collections.abc import Iterator
from collections.abc import Mapping as Dict
from typing import NamedTuple

from hiteval.errors import Fault, StudyError, shown
from hiteval.importers.mapping import FILE, IGNORE, Mapping
from hiteval.importers.mapping_values import EVERY, Place, Values
from hiteval.importers.suggestions import Known
from hiteval.readers.project import named
from hiteval.readers.sheets.dates import ISO
from hiteval.study.table_checks import nearest
from hiteval.workbooks.mapping_parts import (
    OTHER_RATINGS,
    meant,
    place_id,
    shown_name,
)
from hiteval.workbooks.mapping_reading import Row
from hiteval.workbooks.matrix_cells import digest
from hiteval.workbooks.opening import EXPORT_AGAIN

Wrong = tuple[str, str, str]  # what is expected, what was found, a remedy


class Held(NamedTuple):
    """What the mapping says by now, its lines by their ids, and what it may name."""

    said: Dict[Place, Values]
    ids: Dict[str, Place]
    known: Known


def held_by(said: Dict[Place, Values], known: Known) -> Held:
    """Return what rows are compared with."""
    return Held(said, {place_id(place): place for place in said}, known)


def place_of(row: Row, held: Held) -> Place | None:
    """Return the line that a row is about: by its id, or by a name that was written.

    A new pattern is a line as well; what else the mapping lacks is none.
    """
    place = (row.part.section, row.name)
    by_name = place if place in held.said or row.part.is_pattern(row.name) else None
    return held.ids.get(row.id) if row.id else by_name


def filled_in(row: Row, known: Known) -> Values:
    """Return the values that were changed since the export."""
    blank = digest("")
    before = {field: row.exported.get(field, blank) for field in row.texts}
    texts = {f: text for f, text in row.texts.items() if digest(text) != before[f]}
    values = {field: meant(field, text, known) for field, text in texts.items()}
    return {f: value for f, value in values.items() if digest(value) != before[f]}


def faults_of(
    row: Row, place: Place | None, found: Values, held: Held
) -> Iterator[Fault]:
    """Find what is wrong with a row that brings some values."""
    if place is None:
        if found or not row.id:
            yield row.fault("name", *_unplaced(row))
        return
    if row.id and row.name != shown_name(place):
        expected = f"the name that was exported, {named(shown_name(place))}"
        remedy = "Put it back. A new line goes into a blank row."
        yield row.fault("name", expected, "another", remedy)
    now = held.said.get(place, {})
    for field, value in found.items():
        if wrong := _wrong_value(row, place, field, value, now.get(field, ""), held):
            yield row.fault(field, *wrong)


def _wrong_value(
    row: Row, place: Place, field: str, value: str, now: str, held: Held
) -> Wrong | None:
    if value == now:
        return None
    if value and (wrong := _wrong(place, field, value, held.known)):
        return wrong
    unchanged = row.exported.get(field, digest("")) == digest(now)
    return None if unchanged else _in_conflict(value, now)


def _unplaced(row: Row) -> Wrong:
    got = shown(row.name) if row.name else "a row without a name"
    if row.id and row.exported:
        remedy = "Run hiteval import again, which adds it, or delete the row."
        return f"a line of {FILE}", got, remedy
    if row.id:
        return "a row that was exported", got, EXPORT_AGAIN
    if not row.part.pattern:
        remedy = "Write into the rows that are there, and empty this one."
        return f"a line of {FILE}", got, remedy
    expected = f"a line of {FILE}, or a pattern such as {row.part.pattern}"
    return expected, got, "Correct the name, or empty the row."


def _in_conflict(value: str, now: str) -> Wrong:
    expected = f"what {FILE} says by now, {shown(now) if now else 'which is nothing'}"
    remedy = (
        "Agree on one, and write it in both. If you changed your mind since you "
        "brought this workbook in, export a new one and change it there."
    )
    return expected, shown(value) if value else "nothing", remedy


def _wrong(place: Place, field: str, value: str, known: Known) -> Wrong | None:
    """Say why a value cannot be that of a field."""
    if field == "rating":
        allowed = [*map(str, known.framework.rating_scale.ratings)]
        allowed += [OTHER_RATINGS[place[0]]]
        remedy = "Write one of these, or leave the cell blank."
        expected = f"one of {', '.join(allowed)}"
        return None if value in allowed else (expected, shown(value), remedy)
    if field == "criterion":
        allowed = [*known.framework.criterion_ids, IGNORE]
        remedy = nearest(value, allowed) or "Choose one from the list of the cell."
        expected = "a criterion of framework.yml, or ignore"
        return None if value in allowed else (expected, shown(value), remedy)
    if place == EVERY and value == IGNORE:
        remedy = "Write it in the rows of the sources that are to be left out."
        return "a team, or nothing", shown(value), remedy
    if field == "date" and not ISO.fullmatch(value):
        expected = "a date such as 2015, 2015-03 or 2015-03-02"
        return expected, shown(value), "Write it so, or leave the cell blank."
    return _refused(field, value)


def _refused(field: str, value: str) -> Wrong | None:
    """Say why the mapping refuses an id or another fact."""
    section, name = ("coders", "of") if field == "coder" else ("all_sources", field)
    try:
        Mapping.from_yaml({section: {name: value}}, FILE)
    except StudyError as error:
        fault = error.faults[0]
        remedy = "Write it so, or leave the cell blank."
        return fault.expected, shown(value), remedy
    return None
