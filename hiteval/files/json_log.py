"""A log in a study's private folder that hiteval alone writes: records as JSON."""

from collections.abc import Sequence
from pathlib import Path
from typing import TypeVar

from pydantic import TypeAdapter, ValidationError

from hiteval.errors import Fault, StudyError
from hiteval.regular import read_regular

MAX_BYTES = 100_000_000  # a line for each number that was ever shown
T = TypeVar("T")


def read_log(
    folder: Path, file: str, form: TypeAdapter[tuple[T, ...]], loss: str
) -> tuple[T, ...]:
    """Read a log, the earliest record first; one that is not there is empty.

    Parameters
    ----------
    folder : Path
        A study.
    file : str
        The log's place in it.
    form : TypeAdapter
        Of its records.
    loss : str
        What is not known without it, for the remedy.

    Raises
    ------
    StudyError
        If the file is there and cannot be read.
    """
    path = folder / file
    if not path.exists():
        return ()
    try:
        return form.validate_json(read_regular(path, MAX_BYTES))
    except (ValidationError, StudyError):
        remedy = f"Restore it from a copy: without it, {loss}."
        fault = Fault(file, "the file that hiteval wrote", "another content", remedy)
        raise StudyError([fault]) from None


def write_log(
    folder: Path, file: str, form: TypeAdapter[tuple[T, ...]], records: Sequence[T]
) -> None:
    """Write a log in place of the earlier one, in one step."""
    path = folder / file
    path.parent.mkdir(exist_ok=True)
    fresh = path.with_suffix(".new")
    fresh.write_bytes(form.dump_json(tuple(records), indent=1) + b"\n")
    fresh.replace(path)
