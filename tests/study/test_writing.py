"""Tables are written together or not at all."""

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
