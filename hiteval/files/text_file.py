"""Read a file of plain text, such as Markdown."""

from pathlib import Path

from hiteval.errors import Fault, StudyError
from hiteval.regular import read_regular

CORRECT = "Correct the file."
MAX_BYTES = 1_000_000  # written by hand; a larger one is not one of ours


def read_text(path: Path) -> str:
    r"""Read a text, whose lines then end with ``\n``.

    Raises
    ------
    StudyError
        If the file cannot be read, is too large, or is not UTF-8.
    """
    content = read_regular(path, MAX_BYTES, CORRECT, CORRECT)
    try:
        text = content.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        got = f"bytes of another encoding on line {line}"
        raise _refuse(path, "UTF-8 text", got) from None
    if "\0" in text:
        raise _refuse(path, "text", "a NUL character")
    return text.replace("\r\n", "\n").replace("\r", "\n")


def _refuse(path: Path, expected: str, got: str) -> StudyError:
    return StudyError([Fault(path.name, expected, got, CORRECT)])
