"""Read a Parquet file as the CSV file of the same table: every cell is text.

The size that a file states is not trusted: it is read a few rows at a time, and their
size is known before they become text.
"""

import re
from collections.abc import Callable
from functools import partial
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd

from hiteval.errors import Fault, StudyError, shown
from hiteval.files.csv_file import MAX_BYTES, MAX_CELL, MAX_COLUMNS
from hiteval.regular import open_regular

MAX_ROWS = 20_000_000
AT_ONCE = 1_000  # rows
KINDS = "text, whole numbers, numbers or days"
MISSING = "Install hiteval[parquet], in its folder with `uv sync --extra parquet`."


def read_parquet(path: Path) -> pd.DataFrame:
    """Read a Parquet file without guessing.

    Columns may be text, or typed: a whole number, a number and a day become the text
    that people would write in CSV, and what is null becomes blank.

    Parameters
    ----------
    path : Path
        The file.

    Returns
    -------
    DataFrame of str
        Indexed by ``row``, as if the file were a spreadsheet (header = 1). Blank cells
        are "".

    Raises
    ------
    StudyError
        With every fault of the file's columns, or the first of its content.
    """
    if find_spec("pyarrow") is None:
        raise _fault(path, "CSV, as pyarrow is not installed", "Parquet", MISSING)
    import pyarrow as pa
    from pyarrow import parquet

    damaged = "Write it again, or save the table as CSV."
    try:
        with open_regular(path, MAX_BYTES) as content:
            names = _check_columns(path, parquet.ParquetFile(content))
            # Repeated words are read once, however often they occur.
            file = parquet.ParquetFile(content, read_dictionary=names)
            return _texts(path, file)
    except (pa.ArrowException, ValueError, OverflowError) as error:
        got = f"a damaged one ({type(error).__name__})"
        raise _fault(path, "a sound Parquet file", got, damaged) from None
    except OSError as error:
        got = error.strerror or f"a damaged one ({type(error).__name__})"
        raise _fault(path, "a readable Parquet file", got, damaged) from None


def _fault(
    path: Path, expected: str, got: str, remedy: str, column: str | None = None
) -> StudyError:
    return StudyError([Fault(path.name, expected, got, remedy, column=column)])


def _check_columns(path: Path, file: Any) -> list[str]:
    """Return the names of the text columns, if we can read every column."""
    schema, number = file.schema_arrow, file.metadata.num_columns
    if number > MAX_COLUMNS or file.metadata.num_rows > MAX_ROWS:
        got = f"{number} columns and {file.metadata.num_rows} rows"
        expected = f"at most {MAX_COLUMNS} columns and {MAX_ROWS} rows"
        raise _fault(path, expected, got, "Split the study.")
    if twice := sorted({name for name in schema.names if schema.names.count(name) > 1}):
        remedy = "Rename or delete one of them."
        raise _fault(path, "each column once", f"{shown(twice[0])} twice", remedy)
    faults = [
        Fault(
            path.name,
            KINDS,
            re.split("[^a-z0-9_]", str(field.type))[0],
            "Write it as text.",
            column=ascii(field.name)[1:-1][:40],
        )
        for field in schema
        if _writer(field.type) is None
    ]
    if faults:
        raise StudyError(faults)
    return [field.name for field in schema if _is_text(field.type)]


def _texts(path: Path, file: Any) -> pd.DataFrame:
    """Read the rows, up to the limits."""
    parts: dict[str, list[Any]] = {name: [] for name in file.schema_arrow.names}
    size = rows = 0
    for batch in file.iter_batches(batch_size=AT_ONCE):
        rows += batch.num_rows
        for name, cells in zip(batch.schema.names, batch.columns, strict=True):
            longest, held = _sizes(cells)
            size += held
            if longest > MAX_CELL or size > MAX_BYTES or rows > MAX_ROWS:
                expected = f"cells of at most {MAX_CELL} bytes, {MAX_BYTES} in all"
                raise _fault(path, expected, "more", "Split the study.", name)
            writer = _writer(cells.type)
            texts = [] if writer is None else writer(cells)
            if any("\0" in text for text in texts):
                raise _fault(path, "text", "a NUL character", "Write it again.", name)
            parts[name] += texts
    index = pd.RangeIndex(2, rows + 2, name="row")
    return pd.DataFrame(
        {name.strip(): pd.Series(parts[name], index, dtype="str") for name in parts},
        index=index,
    )


def _sizes(cells: Any) -> tuple[int, int]:
    """Return the bytes of the longest cell and of all cells, without converting any."""
    import pyarrow as pa
    from pyarrow import compute

    if not pa.types.is_dictionary(cells.type):
        return 0, cells.nbytes
    lengths = compute.binary_length(cells.dictionary).take(cells.indices)
    return compute.max(lengths).as_py() or 0, compute.sum(lengths).as_py() or 0


def _is_text(kind: Any) -> bool:
    import pyarrow as pa

    if pa.types.is_dictionary(kind):
        kind = kind.value_type
    return bool(pa.types.is_string(kind) or pa.types.is_large_string(kind))


def _writer(kind: Any) -> Callable[[Any], list[str]] | None:
    """Return the function that turns a column of this type into text, if any."""
    import pyarrow as pa

    types = pa.types
    if _is_text(kind) or types.is_integer(kind) or types.is_null(kind):
        return partial(_each, str)
    if types.is_float32(kind) or types.is_float64(kind):
        return partial(_each, partial(np.format_float_positional, trim="-"))
    if types.is_decimal(kind):
        return partial(_each, "{:f}".format)
    if types.is_date(kind):
        return partial(_each, _day)
    if types.is_timestamp(kind) and kind.tz is None:
        return partial(_each, _day_of_moment)
    return None


def _each(write: Callable[[Any], str], cells: Any) -> list[str]:
    cells.validate(full=True)  # finds text that is not UTF-8
    return ["" if pd.isna(value) else write(value) for value in cells.to_pylist()]


def _day(day: Any) -> str:
    return str(day.isoformat())


def _day_of_moment(moment: Any) -> str:
    """Write midnight as a day; another time is left as it is and refused, as in CSV."""
    text = str(moment.isoformat())
    return text.removesuffix("T00:00:00")
