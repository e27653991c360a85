"""Import files into a study: read, apply the mapping, merge, check, replace."""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import pandas as pd

from hiteval.errors import Fault, StudyError
from hiteval.files.text_file import read_text
from hiteval.importers import destination
from hiteval.importers.conflicts import settled
from hiteval.importers.mapped_evidence import Evidence, evidence_of
from hiteval.importers.mapping import FILE, Mapping, read_mapping
from hiteval.importers.mapping_draft import extended
from hiteval.importers.merge import Merged, merged
from hiteval.importers.new_mapping import new_mapping
from hiteval.importers.study_fit import misfits
from hiteval.readers.formats import read_project
from hiteval.readers.project import Project
from hiteval.readers.sheets.table_form import PLAIN, TableForm
from hiteval.study.columns import AS_TEXT
from hiteval.study.framework import Framework
from hiteval.study.settings import Settings

T = TypeVar("T")


@dataclass(frozen=True, slots=True)
class Imported:
    """What an import did.

    ``drafted`` names the files that were drafted and have blanks to fill in; then
    nothing was imported, and the rest is missing.
    """

    projects: tuple[Project, ...]
    drafted: tuple[str, ...] = ()
    found: tuple[Evidence, ...] = ()
    merged: Merged | None = None


@pd.option_context(*AS_TEXT)
def import_files(
    files: Iterable[Path],
    study: Path,
    framework: Path,
    say: Callable[[str], object] = str,
) -> Imported:
    """Import coding tools' files into a study.

    Parameters
    ----------
    files : iterable of Path
        What coding tools wrote.
    study : Path
        The study folder; drafted if it does not exist.
    framework : Path
        A framework to start a new study from.
    say : callable
        Called with what is being done.

    Raises
    ------
    StudyError
        With every fault of the files, the mapping and the study. The tables of the
        study are as they were; names that the mapping lacks have been added to it.
    """
    faults: list[Fault] = []
    tables = read_mapping(study).spreadsheet if (study / FILE).exists() else PLAIN
    projects = [_read(file, tables, say, faults) for file in files]
    if faults:
        raise StudyError(faults)
    read = tuple(project for project in projects if project)
    say("Reading the study")
    drafted = destination.draft_study(study, framework)
    criteria = destination.read_framework(study)
    is_new = not (study / FILE).exists()
    _extend_mapping(study, read, criteria)
    if is_new:
        return Imported(read, (*drafted, FILE))
    empty = [p for p in read if p.codings.empty and p.summaries.empty]
    if len(empty) == len(read) and not (study / "segments.csv").exists():
        raise StudyError(map(_empty, empty))
    settings = _attempt(faults, partial(destination.read_settings, study))
    mapping = read_mapping(study)
    say("Applying the mapping")
    found = [_attempt(faults, partial(evidence_of, p, mapping, criteria)) for p in read]
    if faults or settings is None:
        raise StudyError(faults)
    neutral = criteria.rating_scale.middle
    sound = tuple(settled([each for each in found if each], mapping, neutral))
    return Imported(
        read, (), sound, _merge(study, sound, settings, criteria, _names(mapping), say)
    )


def _read(
    file: Path, tables: TableForm, say: Callable[[str], object], faults: list[Fault]
) -> Project | None:
    say(f"Reading {file.name}")
    return _attempt(faults, partial(read_project, file, tables))


def _empty(project: Project) -> Fault:
    expected, got = "coded passages, or summaries of a matrix", "neither"
    return Fault(project.file, expected, got, "Import a file that holds some.")


def _attempt(faults: list[Fault], make: Callable[[], T]) -> T | None:
    """Continue after a fault, so that all are reported at once."""
    try:
        return make()
    except StudyError as error:
        faults += error.faults
        return None


def _extend_mapping(
    study: Path, projects: Sequence[Project], framework: Framework
) -> None:
    """Add the names that the mapping lacks, those of the first project first."""
    path = study / FILE
    if not path.exists():
        destination.write_text(path, new_mapping(framework))
    known = destination.known_names(study, framework)
    text = read_text(path)
    longer = extended(text, read_mapping(study), projects, known)
    if longer != text:
        destination.write_text(path, longer)


def _names(mapping: Mapping) -> dict[str, str]:
    """Call a new team what the files call it."""
    labels = {team: label for label, team in mapping.teams.items() if team}
    return {
        team: label.partition(": ")[2]
        for team, label in labels.items()
        if not label.startswith("name: ")
    }


def _merge(
    study: Path,
    found: tuple[Evidence, ...],
    settings: Settings,
    framework: Framework,
    names: dict[str, str],
    say: Callable[[str], object],
) -> Merged:
    held = destination.read_tables(study, settings.csv)
    teams = held["teams"]["team_id"] if "teams" in held else None
    faults = [f for each in found for f in misfits(each, settings, framework, teams)]
    if faults:
        raise StudyError(dict.fromkeys(faults))
    result = merged(held, found, names, next(reversed(settings.waves), None))
    say("Checking the study")
    destination.replace_tables(study, result.tables, settings.csv)
    return result
