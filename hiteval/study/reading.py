"""Read a study folder and check everything in it."""

from collections.abc import Callable, Iterator, Mapping
from functools import partial
from pathlib import Path
from typing import TypeVar

import pandas as pd

from hiteval.errors import Fault, StudyError
from hiteval.files.csv_file import read_csv
from hiteval.files.parquet_file import read_parquet
from hiteval.files.text_file import read_text
from hiteval.files.yaml_file import read_yaml
from hiteval.study import schema
from hiteval.study.cited import check_cited
from hiteval.study.columns import keep_text_as_python
from hiteval.study.folder import MODEL, PARQUET, table_files, with_file_names
from hiteval.study.framework import Framework
from hiteval.study.plain_cells import with_plain_cells
from hiteval.study.record import ID_FORM, Record
from hiteval.study.reference_checks import (
    check_label,
    check_people,
    check_references,
    check_summaries,
)
from hiteval.study.settings import CsvForm, Settings
from hiteval.study.study import Study
from hiteval.study.table_checks import check_columns, check_rows
from hiteval.study.wave_checks import check_waves
from hiteval.study.written_checks import check_responses, check_written

T = TypeVar("T")
R = TypeVar("R", bound=Record)
# Tables of which a study that waits for evidence may have headings alone.
EVIDENCE = ("sources", "segments", "codings")


def read_study(folder: Path | str, coded: bool = True) -> Study:
    """Read a study folder and check everything in it.

    Parameters
    ----------
    folder : path
        Holds ``study.yml``, ``framework.yml`` and a CSV or Parquet file for each table;
        those of `hiteval.study.schema.PRIVATE` in its folder ``private/``; and, where
        there is one, ``model.md``.
    coded : bool
        Whether rated codings are required: new documents have none yet, codings may
        all wait for a rating, and a study may hold nothing but summaries.

    Raises
    ------
    StudyError
        With every fault found, in all files.
    """
    keep_text_as_python()
    folder = Path(folder)
    if not folder.is_dir():
        remedy = "Name the folder that holds study.yml, as in --study my-study."
        raise StudyError([Fault(str(folder), "a study folder", "no folder", remedy)])
    faults: list[Fault] = []
    settings = _attempt(faults, partial(_read_record, folder / "study.yml", Settings))
    framework = _attempt(
        faults, partial(_read_record, folder / "framework.yml", Framework)
    )
    found, misplaced = table_files(folder)
    faults += misplaced
    tables = _read_tables(found, settings, faults)
    known = vocabularies(settings, framework, tables)
    for name in ("organisations", "roster"):
        if name not in found:
            known[name] = []
    in_bundle = bool(settings and settings.edition)
    if not in_bundle:  # a bundle may be of one team without any evidence
        faults += _without_evidence(tables, coded)
    faults += _reference_faults(tables, known, in_bundle)
    faults += _cross_faults(settings, framework, tables)
    model = _attempt(faults, partial(_read_model, folder)) or ""
    if "segments" in known and not in_bundle:
        faults += check_cited(MODEL, model, known["segments"])
    if faults or settings is None or framework is None:
        raise StudyError(with_file_names(faults, found))
    complete = {
        name: schema.typed(name, tables.get(name, pd.DataFrame()))
        for name in schema.TABLES
    }
    return Study(settings, framework, **complete, model=model)


def _read_model(folder: Path) -> str:
    path = folder / MODEL
    return read_text(path).strip() if path.exists() else ""


def _attempt(faults: list[Fault], read: Callable[[], T]) -> T | None:
    """Continue after a fault, so that all are reported at once."""
    try:
        return read()
    except StudyError as error:
        faults += error.faults
        return None


def _reference_faults(
    tables: Mapping[str, pd.DataFrame], known: Mapping[str, list[str]], in_bundle: bool
) -> list[Fault]:
    """Check what tables name; in a team's bundle, findings name other teams, too."""
    faults: list[Fault] = []
    for name, table in tables.items():
        unseen = {"teams"} if in_bundle and name == "findings" else set()
        there = {kind: known[kind] for kind in known.keys() - unseen}
        faults += check_references(name, table, there)
    return faults


def _cross_faults(
    settings: Settings | None,
    framework: Framework | None,
    tables: Mapping[str, pd.DataFrame],
) -> list[Fault]:
    """Check the files against each other, as far as they could be read."""
    faults: list[Fault] = []
    if settings and not settings.edition and "sources" in tables:
        faults += check_people(tables["sources"], settings.confidential)
    if settings and not settings.edition:
        faults += check_responses(tables)
    faults += check_written(tables)
    if settings and framework:
        faults += check_waves(tables, settings, framework)
        faults += check_label(settings.labels.team, framework)
    if {"summaries", "segments"} <= tables.keys():
        faults += check_summaries(tables["summaries"], tables["segments"])
    return faults


def _read_record(path: Path, kind: type[R]) -> R:
    return kind.from_yaml(read_yaml(path), path.name)


def _read_tables(
    found: Mapping[str, Path],
    settings: Settings | None,
    faults: list[Fault],
) -> dict[str, pd.DataFrame]:
    """Read every table whose columns are right; the others add to ``faults``."""
    form = settings.csv if settings else CsvForm()
    tables = {}
    for name, path in found.items():
        table = _attempt(faults, partial(_read_table, path, form))
        if table is None:
            continue
        if column_faults := check_columns(name, table):
            faults += column_faults
        else:
            table = with_plain_cells(name, table)
            later = table.empty and name in EVIDENCE  # see `_without_evidence`
            # A bundle may be of one team without any evidence.
            nothing = table.empty and settings and settings.edition
            faults += [] if later or nothing else check_rows(name, table)
            tables[name] = table
    return tables


def _without_evidence(
    tables: Mapping[str, pd.DataFrame], coded: bool
) -> Iterator[Fault]:
    """Require passages and a rated coding; those that wait for a rating can get one."""
    if not coded and len(tables.get("summaries", ())):
        return
    for name in EVIDENCE if coded else EVIDENCE[:-1]:
        if name in tables and tables[name].empty:
            waits = name == "codings" and len(tables.get("unrated", ()))
            rate = "Rate those of unrated.csv: hiteval settle export."
            remedy = rate if waits else "Add the study's rows."
            file = schema.file_name(name)
            yield Fault(file, "at least one row", "only a header", remedy)


def _read_table(path: Path, form: CsvForm) -> pd.DataFrame:
    if path.suffix == PARQUET:
        table = read_parquet(path)
    else:
        table = read_csv(path, form.encoding, form.separator)
    return table.apply(_without_blanks)


def _without_blanks(cells: pd.Series) -> pd.Series:
    """Make cells missing that hold nothing or spaces alone."""
    different = [c for c in cells.unique().tolist() if isinstance(c, str)]
    blank = [c for c in different if not c.strip()]
    return cells.mask(cells.isin(blank)) if blank else cells


def vocabularies(
    settings: Settings | None,
    framework: Framework | None,
    tables: Mapping[str, pd.DataFrame],
) -> dict[str, list[str]]:
    """List the ids that exist, by kind; a kind that could not be read is left out.

    So is a kind with an invalid id: rows that refer to it are not to blame, and its
    column may hold anything.
    """
    ids = {
        name: tables[name][schema.key(name)[0]]
        for name in ("teams", "sources", "segments", "organisations", "roster")
        if name in tables
    }
    known = {
        name: sorted(column.tolist())
        for name, column in ids.items()
        if column.notna().all() and column.str.fullmatch(ID_FORM).all()
    }
    if settings:
        known |= {"strands": list(settings.strands), "coders": list(settings.coders)}
        known |= {"waves": list(settings.waves)} if settings.waves else {}
    if framework:
        levels = [str(value) for value in framework.rating_scale.ratings]
        known |= {"criteria": framework.criterion_ids, "levels": levels}
        areas = [area.id for area in framework.areas]
        known["parts"] = [*areas, *framework.criterion_ids]
    return known
