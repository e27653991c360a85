"""A bundle goes into one file and comes back as it was, the same at every run."""

import zipfile

import pytest

from hiteval.bundle.packed import pack, unpack
from hiteval.errors import HitevalError


@pytest.fixture
def bundle(tmp_path):
    folder = tmp_path / "bundle"
    folder.mkdir()
    (folder / "teams.csv").write_bytes(b"team_id\nalpha\n")
    (folder / "study.yml").write_bytes("title: \u00dc\n".encode())
    return folder


def test_it_comes_back_as_it_was(bundle, tmp_path):
    pack(bundle, tmp_path / "b.zip")
    unpack(tmp_path / "b.zip", tmp_path / "again")
    files = {path.name: path.read_bytes() for path in (tmp_path / "again").iterdir()}
    assert files == {path.name: path.read_bytes() for path in bundle.iterdir()}


def test_when_and_by_whom_it_was_written_changes_no_byte(bundle, tmp_path):
    pack(bundle, tmp_path / "first.zip")
    for path in bundle.iterdir():
        content = path.read_bytes()
        path.unlink()
        path.write_bytes(content)
        path.chmod(0o600)
    pack(bundle, tmp_path / "again.zip")
    packed = [(tmp_path / name).read_bytes() for name in ("first.zip", "again.zip")]
    assert packed[0] == packed[1]


@pytest.mark.parametrize("name", ["../out.csv", "/out.csv", "C:/out.csv"])
def test_a_file_that_leads_out_of_it_is_refused(tmp_path, name):
    with zipfile.ZipFile(tmp_path / "b.zip", "w") as packed:
        packed.writestr(name, "out")
    with pytest.raises(HitevalError) as error:
        unpack(tmp_path / "b.zip", tmp_path / "again")
    assert str(error.value) == (
        f"{tmp_path / 'b.zip'}: expected the bundle of a report as one sound file; got "
        "something else. Download it again."
    )
    assert not (tmp_path / "again").exists()
