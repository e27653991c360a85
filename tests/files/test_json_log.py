"""A log comes back as it was written; a damaged one is told, and nothing is guessed."""

import pytest
from pydantic import TypeAdapter

from hiteval.errors import StudyError
from hiteval.files.json_log import read_log, write_log

FORM = TypeAdapter(tuple[int, ...])
LOG = ("private/log.json", FORM)


def test_a_log_comes_back_and_none_is_empty(tmp_path):
    assert read_log(tmp_path, *LOG, "all is lost") == ()
    for records in ((), (3, 1)):
        write_log(tmp_path, *LOG, records)
        assert read_log(tmp_path, *LOG, "all is lost") == records
    assert [path.name for path in (tmp_path / "private").iterdir()] == ["log.json"]


@pytest.mark.parametrize("content", ["", "[1, ", '["a"]', "{}"])
def test_a_damaged_log_says_what_is_lost(tmp_path, content):
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "log.json").write_text(content)
    with pytest.raises(StudyError) as error:
        read_log(tmp_path, *LOG, "all is lost")
    assert str(error.value.faults[0]) == (
        "private/log.json: expected the file that hiteval wrote; got another content. "
        "Restore it from a copy: without it, all is lost."
    )
