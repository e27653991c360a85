import shutil
from pathlib import Path

import pytest
from conftest import TINY
from written_data import write_into

from hiteval.study.reading import read_study
from hiteval.workbooks.written_export import export_written


@pytest.fixture
def written(folder) -> Path:
    """The tiny study with findings, theory and a response."""
    return write_into(folder)


@pytest.fixture(scope="session")
def went_out(tmp_path_factory) -> Path:
    """Its workbook, exported once; tests change copies of it."""
    place = tmp_path_factory.mktemp("findings")
    study = read_study(write_into(Path(shutil.copytree(TINY, place / "study"))))
    export_written(study, place / "f.xlsx")
    return place / "f.xlsx"


@pytest.fixture
def book(went_out, tmp_path) -> Path:
    return Path(shutil.copy(went_out, tmp_path / "f.xlsx"))
