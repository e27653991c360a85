import nbformat
import pytest

from hiteval.errors import StudyError
from hiteval.report.pages.notebook_file import read_notebook


def test_a_notebook_is_read_in_the_current_format(tmp_path):
    path = tmp_path / "a.ipynb"
    cell = nbformat.v4.new_code_cell("1", id="cell-0")
    nbformat.write(nbformat.v4.new_notebook(cells=[cell]), path)
    assert [cell.source for cell in read_notebook(path).cells] == ["1"]


@pytest.mark.parametrize(
    "content", [b"", b"words", b"\xff", b"[1]", b"{}", b"[" * 9999]
)
def test_what_is_no_notebook_is_refused_by_its_name(tmp_path, content):
    path = tmp_path / "a.ipynb"
    path.write_bytes(content)
    with pytest.raises(StudyError, match=r"^1 fault:\n  a\.ipynb: expected a notebook"):
        read_notebook(path)
