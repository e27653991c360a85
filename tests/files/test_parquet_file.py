"""A table as Parquet is the table as CSV; no file of any kind does harm."""

import datetime
import shutil
from contextlib import suppress
from decimal import Decimal

import pyarrow as pa
import pytest
from conftest import ROOT, TINY
from disturbed import contents
from hypothesis import given
from hypothesis import strategies as st
from pyarrow import parquet

from hiteval.bundle.bundle import write_bundle
from hiteval.errors import StudyError
from hiteval.files import parquet_file
from hiteval.files.csv_file import read_csv
from hiteval.files.parquet_file import read_parquet
from hiteval.study import schema
from hiteval.study.reading import read_study
from hiteval.study.writing import write_table

pytestmark = pytest.mark.integration

DAY = datetime.date(2014, 5, 6)
NOON = datetime.datetime(2014, 5, 6, 12)  # noqa: DTZ001 (Parquet has such)
MIDNIGHT = datetime.datetime(2014, 5, 6)  # noqa: DTZ001
CHARACTERS = st.characters(exclude_categories=["Cs"], exclude_characters="\0")
DAMAGED = "Write it again, or save the table as CSV."
TYPED = {"measures": {"value": pa.float64()}, "sources": {"date": pa.date32()}}


@pytest.fixture
def write(tmp_path):
    def written(**columns):
        path = tmp_path / "t.parquet"
        parquet.write_table(pa.table(columns), path)
        return path

    return written


def refusal(path):
    with pytest.raises(StudyError) as error:
        read_parquet(path)
    return [str(fault) for fault in error.value.faults]


def as_parquet(path, typed):
    """Put a table of text in place of a CSV file, some columns typed."""
    table = read_csv(path)
    columns = {}
    for name, cells in table.items():
        filled = [cell or None for cell in cells]
        text = pa.array(filled, pa.string())
        kind = typed.get(name)
        if kind == pa.date32() and any(c and len(c) < 10 for c in filled):
            kind = None
        columns[name] = text.cast(kind) if kind else text
    parquet.write_table(pa.table(columns), path.with_suffix(".parquet"))
    path.unlink()


@pytest.mark.parametrize("study", [TINY, ROOT / "data"], ids=["tiny", "shipped"])
def test_the_same_study_as_parquet_gives_the_same_bundle(study, tmp_path):
    folder = shutil.copytree(study, tmp_path / "study")
    for name in schema.TABLES:
        path = folder / schema.file_name(name)
        if path.exists():
            as_parquet(path, {"rating": pa.int8(), **TYPED.get(name, {})})
    assert not list(folder.rglob("*.csv"))
    write_bundle(study, "public", tmp_path / "csv", ROOT)
    write_bundle(folder, "public", tmp_path / "parquet", ROOT)
    assert contents(tmp_path / "parquet") == contents(tmp_path / "csv")


@given(
    st.lists(st.text(st.characters(exclude_categories=["Cs"], exclude_characters="\0")))
)
def test_any_text_is_read_as_it_stands(tmp_path_factory, cells):
    path = tmp_path_factory.mktemp("any") / "t.parquet"
    parquet.write_table(pa.table({"a": pa.array(cells, pa.string())}), path)
    table = read_parquet(path)
    assert table["a"].tolist() == cells
    assert table.index.tolist() == list(range(2, len(cells) + 2))


@pytest.mark.parametrize(
    ("cells", "texts"),
    [
        ([1, None, -2], ["1", "", "-2"]),
        ([1.0, 0.00005, None, float("nan")], ["1", "0.00005", "", ""]),
        ([Decimal("1.50")], ["1.50"]),
        ([DAY], ["2014-05-06"]),
        ([MIDNIGHT, NOON], ["2014-05-06", "2014-05-06T12:00:00"]),
        ([None, None], ["", ""]),
        (pa.array(["u", "v", "u"]).dictionary_encode(), ["u", "v", "u"]),
    ],
)
def test_a_typed_cell_is_what_people_write_in_csv(write, cells, texts):
    assert read_parquet(write(a=cells))["a"].tolist() == texts


def test_columns_of_other_kinds_are_refused_by_name(write):
    path = write(a=["x"], b=[[1]], c=[{"x": 1}], d=[b"x"], e=[True])
    expected = "expected text, whole numbers, numbers or days"
    kinds = {"b": "list", "c": "struct", "d": "binary", "e": "bool"}
    assert refusal(path) == [
        f"t.parquet, {column}: {expected}; got {kind}. Write it as text."
        for column, kind in kinds.items()
    ]


def test_a_column_that_comes_twice_is_refused(tmp_path):
    twice = pa.Table.from_arrays([pa.array(["x"])] * 2, ["a", "a"])
    parquet.write_table(twice, tmp_path / "t.parquet")
    assert refusal(tmp_path / "t.parquet") == [
        "t.parquet: expected each column once; got 'a' twice. Rename or delete one of "
        "them."
    ]


@pytest.mark.parametrize("keep", [0, 4, 100, -50, -4])
def test_a_file_that_is_cut_off_is_refused(write, keep):
    path = write(a=["x"] * 100)
    path.write_bytes(path.read_bytes()[:keep])
    assert refusal(path) == [
        "t.parquet: expected a sound Parquet file; got a damaged one (ArrowInvalid). "
        f"{DAMAGED}"
    ]


def test_text_that_is_no_text_is_refused(write):
    offsets = pa.array([0, 2], pa.int32()).buffers()[1]
    bad = pa.Array.from_buffers(
        pa.string(), 1, [None, offsets, pa.py_buffer(b"\xff\xfe")]
    )
    (message,) = refusal(write(a=bad))
    assert message.endswith(f"got a damaged one (ArrowInvalid). {DAMAGED}")
    (message,) = refusal(write(a=["x\0"]))
    assert message.startswith("t.parquet, a: expected text; got a NUL character.")


def test_what_swells_when_it_is_read_is_refused_before_it_is_text(write, monkeypatch):
    monkeypatch.setattr(parquet_file, "MAX_BYTES", 1_000_000)
    word = pa.array(["z" * 100_000])
    many = pa.DictionaryArray.from_arrays(pa.array([0] * 50_000, pa.int32()), word)
    path = write(a=many)
    assert path.stat().st_size < 100_000
    assert refusal(path) == [
        "t.parquet, a: expected cells of at most 1000000 bytes, 1000000 in all; got "
        "more. Split the study."
    ]


def test_a_cell_is_no_longer_than_in_csv(write):
    (message,) = refusal(write(a=["z" * (parquet_file.MAX_CELL + 1)]))
    assert message.startswith("t.parquet, a: expected cells of at most 1000000 bytes")


def test_more_rows_than_a_study_may_have_are_refused(write, monkeypatch):
    monkeypatch.setattr(parquet_file, "MAX_ROWS", 10)
    assert refusal(write(a=pa.array([None] * 11))) == [
        "t.parquet: expected at most 200 columns and 10 rows; got 1 columns and 11 "
        "rows. Split the study."
    ]


@given(st.data())
def test_no_damage_is_anything_but_read_or_refused(tmp_path_factory, data):
    path = tmp_path_factory.mktemp("damaged") / "t.parquet"
    columns = {"a": ["x", None, "y"], "b": [1, 2, 3], "c": [DAY] * 3}
    parquet.write_table(pa.table(columns), path)
    content = bytearray(path.read_bytes())
    for _ in range(data.draw(st.integers(1, 4))):
        place = data.draw(st.integers(0, len(content) - 1))
        content[place] = data.draw(st.integers(0, 255))
    path.write_bytes(content)
    with suppress(StudyError):
        read_parquet(path)


def test_without_pyarrow_it_is_said_how_to_install_it(write, monkeypatch):
    monkeypatch.setattr(parquet_file, "find_spec", lambda _name: None)
    assert refusal(write(a=["x"])) == [
        "t.parquet: expected CSV, as pyarrow is not installed; got Parquet. Install "
        "hiteval[parquet], in its folder with `uv sync --extra parquet`."
    ]


def test_a_table_that_is_there_twice_is_a_fault(folder):
    as_csv = (folder / "codings.csv").read_bytes()
    as_parquet(folder / "codings.csv", {})
    (folder / "codings.csv").write_bytes(as_csv)
    with pytest.raises(StudyError) as error:
        read_study(folder)
    assert [str(fault) for fault in error.value.faults] == [
        "codings.parquet: expected one file for this table; got codings.csv. Delete "
        "the one that you do not want."
    ]


def test_a_fault_names_the_file_that_is_there(spoil):
    folder = spoil("codings.csv", "working.public,2,clear", "working.public,7,clear")
    as_parquet(folder / "codings.csv", {})
    with pytest.raises(StudyError) as error:
        read_study(folder)
    (fault,) = error.value.faults
    assert str(fault).startswith("codings.parquet, row 3, rating: expected one of -2,")


def test_a_table_kept_as_parquet_is_not_written_beside_it(folder, study):
    as_parquet(folder / "summaries.csv", {})
    with pytest.raises(StudyError) as error:
        write_table(folder, "summaries", study.summaries, study.settings.csv)
    assert [str(fault) for fault in error.value.faults] == [
        "summaries.parquet: expected CSV, to write to; got Parquet. Save it as CSV "
        "first, in its place."
    ]
    assert not (folder / "summaries.csv").exists()
