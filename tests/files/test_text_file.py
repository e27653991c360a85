"""A text is read whole, or refused with its place and remedy."""

import re

import pytest

from hiteval.errors import StudyError
from hiteval.files.text_file import MAX_BYTES, read_text


def refused(path):
    with pytest.raises(StudyError) as error:
        read_text(path)
    return str(error.value)


@pytest.mark.parametrize("end", [b"\n", b"\r\n", b"\r"])
def test_lines_end_alike_whatever_wrote_them(tmp_path, end):
    path = tmp_path / "model.md"
    path.write_bytes(b"\xef\xbb\xbfOne" + end + "zwei ß".encode())
    assert read_text(path) == "One\nzwei ß"


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"one\ntwo \xe9\n", "expected UTF-8 text; got bytes of another encoding on "),
        (b"one\0two", "expected text; got a NUL character. Correct the file."),
        (b"x" * (MAX_BYTES + 1), "expected at most 1000000 bytes; got 1000001."),
    ],
)
def test_what_is_no_plain_text_is_refused(tmp_path, content, said):
    path = tmp_path / "model.md"
    path.write_bytes(content)
    assert re.search(rf"model\.md: {re.escape(said)}", refused(path))


def test_the_line_of_a_letter_in_another_encoding_is_told(tmp_path):
    path = tmp_path / "model.md"
    path.write_bytes("one\ncafé".encode("cp1252"))
    assert "another encoding on line 2. Correct the file." in refused(path)


def test_a_folder_of_that_name_is_refused(tmp_path):
    (tmp_path / "model.md").mkdir()
    assert "model.md: expected a readable file; got " in refused(tmp_path / "model.md")
