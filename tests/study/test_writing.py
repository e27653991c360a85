"""Tables are written together or not at all, and each cell as it is."""

import csv

import pandas as pd
import pytest

from hiteval.errors import StudyError
from hiteval.study.settings import CsvForm
from hiteval.study.writing import encodable, write_tables


def test_no_table_is_replaced_unless_every_one_can_be(study, tmp_path):
    (tmp_path / "theory.parquet").touch()
    tables = {name: study.tables[name] for name in ("teams", "theory")}
    with pytest.raises(StudyError) as error:
        write_tables(tmp_path, tables, CsvForm())
    assert [str(fault) for fault in error.value.faults] == [
        "theory.parquet: expected CSV, to write to; got Parquet. Save it as CSV first, "
        "in its place."
    ]
    assert [path.name for path in tmp_path.iterdir()] == ["theory.parquet"]


def test_an_encoding_holds_its_own_characters_alone():
    form = CsvForm.model_validate({"encoding": "windows-1252"})
    assert [encodable(text, form) for text in ("Équipe", "患者")] == [True, False]


CELLS = [
    ["a\rb", 'say "x"', "=1", ""],
    [None, float("nan"), pd.NA, "plain"],
    [1, 2.5, None, "x"],
]


@pytest.mark.parametrize("cells", CELLS)
@pytest.mark.parametrize("separator", [",", ";"])
def test_cells_are_written_as_pandas_writes_them(cells, separator, tmp_path):
    table = pd.DataFrame({"team_id": cells, "name": pd.Series(cells, dtype="object")})
    write_tables(tmp_path, {"teams": table}, CsvForm(separator=separator))
    form = {"sep": separator, "quoting": csv.QUOTE_ALL, "lineterminator": "\n"}
    told = table.to_csv(index=False, **form)
    assert (tmp_path / "teams.csv").read_bytes().decode() == told


@pytest.mark.parametrize("dtype", ["Float64", "float64", "object"])
def test_numbers_are_written_as_digits_and_missing_ones_as_blanks(dtype, tmp_path):
    table = pd.DataFrame({"value": pd.Series([0.00005, None, 12], dtype=dtype)})
    write_tables(tmp_path, {"measures": table}, CsvForm())
    rows = (tmp_path / "measures.csv").read_text().splitlines()
    assert rows == ['"value"', '"0.00005"', '""', '"12"']
