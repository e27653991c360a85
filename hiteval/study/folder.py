"""Which files of a study folder hold its tables, and which are misplaced."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from hiteval.errors import Fault, shown
from hiteval.study import schema
from hiteval.study.table_checks import nearest

PARQUET = ".parquet"
MODEL = "model.md"  # the model in words
BLANK = Path(__file__).with_name("blank_study.yml")  # a study.yml to fill in


def table_files(folder: Path) -> tuple[dict[str, Path], list[Fault]]:
    """Find the file of each table, and every fault in the files' names.

    Parameters
    ----------
    folder : Path
        The study folder.

    Returns
    -------
    files : dict of str to Path
        For each table that has one.
    faults : list of Fault
        For files that are misnamed, unknown, in the wrong place or missing.
    """
    files = {
        path.relative_to(folder).as_posix(): path
        for place in (folder, folder / "private")
        for path in (sorted(place.iterdir()) if place.is_dir() else [])
        if not path.name.startswith((".", "~"))
    }
    found, twice = {}, []
    for name in schema.TABLES:
        csv = schema.file_name(name)
        here = [file for file in (csv, as_parquet(csv)) if file in files]
        if here:
            found[name] = files.pop(here[0])
        if len(here) > 1:
            files.pop(here[1])
            remedy = "Delete the one that you do not want."
            twice.append(Fault(here[1], "one file for this table", here[0], remedy))
    others = [*files.values()]
    faults = [*_misnamed(others), *_unknown(others, folder), *_missing(found)]
    return found, twice + faults


def as_parquet(file: str) -> str:
    """Return the name that the file of a table has as Parquet.

    >>> as_parquet("private/roster.csv")
    'private/roster.parquet'
    """
    return f"{file.removesuffix('.csv')}.parquet"


def with_file_names(faults: Iterable[Fault], found: Mapping[str, Path]) -> list[Fault]:
    """Name the actual file in each fault: checks name a table by its CSV file."""
    names = {
        schema.file_name(name): as_parquet(schema.file_name(name))
        for name, path in found.items()
        if path.suffix == PARQUET
    }
    return [replace(fault, file=names.get(fault.file, fault.file)) for fault in faults]


def _misnamed(others: Iterable[Path]) -> list[Fault]:
    """Find tables under names or in places that are not read, such as Codings.CSV."""
    return [
        Fault(
            shown(path.name),
            f"the name {schema.file_name(name)} for this table",
            "another name",
            "Save it as CSV under that name, or move it out of the study folder.",
        )
        for path in others
        for name in [path.name.casefold().split(".")[0]]
        if name in schema.TABLES and path.is_file()
    ]


def _unknown(others: Iterable[Path], folder: Path) -> list[Fault]:
    return [
        Fault(
            path.relative_to(folder).as_posix(),
            f"only the tables {', '.join(schema.TABLES)}",
            "a file of another name",
            nearest(path.stem, schema.TABLES) or "Move it out of the study folder.",
        )
        for path in others
        if path.suffix in (".csv", PARQUET)
        and path.stem.casefold() not in schema.TABLES
    ]


def _missing(found: Mapping[str, Path]) -> list[Fault]:
    return [
        Fault(f"{name}.csv", "this table in the study folder", "no file", "Add it.")
        for name in schema.REQUIRED
        if name not in found
    ]
