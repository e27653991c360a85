"""Bring a mapping workbook back into `mapping.yml`: what was filled in, and no more."""

from dataclasses import dataclass
from pathlib import Path

from hiteval.errors import Fault, StudyError
from hiteval.importers import destination
from hiteval.importers.mapping import FILE
from hiteval.importers.mapping_text import with_values
from hiteval.importers.mapping_values import (
    Place,
    Values,
    idle_patterns,
    mapping_in,
    read_with_text,
    still_blank,
    values_of,
    without_rating,
)
from hiteval.workbooks.mapping_checks import (
    Held,
    faults_of,
    filled_in,
    held_by,
    place_of,
)
from hiteval.workbooks.mapping_reading import Row, read_rows


@dataclass(frozen=True, slots=True)
class Filled:
    """What was filled in, and what is left.

    ``changed`` and ``new`` count lines, ``blank`` those still to be filled in, by
    kind, and ``unrated`` codes with a criterion alone; ``idle`` are patterns that fit
    none.
    """

    changed: int
    new: int
    blank: dict[str, int]
    unrated: int
    idle: list[str]


def import_mapping(path: Path, study: Path) -> Filled:
    """Write what was filled into a workbook into a study's mapping.

    A cell that is as it was exported changes nothing, whatever the mapping says by now.

    Parameters
    ----------
    path : Path
        A workbook that `hiteval.workbooks.mapping_export.export_mapping` wrote.
    study : Path
        The study folder.

    Raises
    ------
    StudyError
        With every fault of the workbook. The mapping is then as it was.
    """
    mapping, text = read_with_text(study)
    known = destination.known_names(study, destination.read_framework(study))
    said = values_of(mapping)
    changes = _changes(read_rows(path), held_by(said, known))
    if changes:
        text = with_values(text, changes)
        mapping = mapping_in(text.encode())
        destination.write_text(study / FILE, text)
    new = sum(place not in said for place in changes)
    left = (still_blank(mapping), without_rating(mapping), idle_patterns(mapping))
    return Filled(len(changes) - new, new, *left)


def _changes(rows: list[Row], held: Held) -> dict[Place, Values]:
    """Return what the mapping is to say that it does not say yet, by line."""
    faults: list[Fault] = []
    changes: dict[Place, Values] = {}
    first: dict[Place, int] = {}
    for row in rows:
        place, found = place_of(row, held), filled_in(row, held.known)
        faults += faults_of(row, place, found, held)
        if place is None:
            continue
        if first.setdefault(place, row.number) != row.number:
            got = f"that of row {first[place]} again"
            faults.append(row.fault("name", "each line once", got, "Delete one row."))
        now = held.said.get(place, {})
        if different := {f: v for f, v in found.items() if v != now.get(f, "")}:
            changes[place] = different
    if faults:
        raise StudyError(faults)
    return changes
