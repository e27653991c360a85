"""A JSON file of unknown origin: one value, or one on each line (JSON Lines)."""

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from hiteval.readers import caps
from hiteval.readers.project import refusal
from hiteval.readers.text_positions import decoded
from hiteval.regular import read_regular

Object = dict[str, Any]
SMALLER = "Export it in parts."
NUL = re.compile(r"(?<!\\)(?:\\\\)*\\u0000")  # not of a written \\u0000
DAMAGED = (ValueError, RecursionError)


def read_json(path: Path) -> Any:
    """Read a JSON file, or a list of the values on its lines.

    Raises
    ------
    StudyError
        If it is neither, or larger than `caps` allow.
    """
    content = read_regular(path, caps.MEMBER_BYTES, smaller=SMALLER)
    text = decoded(content, path.name).removeprefix("\ufeff")
    try:
        value = json.loads(text)
    except DAMAGED:
        value = _read_lines(path, text)
    if (wrong := _not_text(value)) is not None:
        raise refusal(path.name, "text", wrong, "Export it again.")
    return value


def _read_lines(path: Path, text: str) -> list[Any]:
    try:
        return [json.loads(line) for line in text.split("\n") if line.strip()]
    except DAMAGED:
        expected, got = "whole JSON, or JSON on each line", "something else"
        raise refusal(path.name, expected, got, "Export it again.") from None


def _not_text(value: Any) -> str | None:
    """Say what in JSON is no text; nothing where all of it is."""
    written = json.dumps(value, ensure_ascii=False)
    if NUL.search(written):
        return "a NUL character"
    try:
        written.encode()
    except UnicodeEncodeError:
        return "half of a surrogate pair"
    return None


def objects_in(value: Any) -> Iterator[Object]:
    """Find every object in a value, however deep, for a count of what it holds."""
    waiting = [value]
    while waiting:
        one = waiting.pop()
        if isinstance(one, dict):
            yield one
            waiting += one.values()
        elif isinstance(one, list):
            waiting += one


def list_of(value: Any) -> list[Any]:
    """Return a list; an empty one in place of anything else."""
    return value if isinstance(value, list) else []


def texts_of(value: Any) -> list[str]:
    """Return the texts of a list, or a single one, without blank ones."""
    listed = [value] if isinstance(value, str) else list_of(value)
    return [text.strip() for text in listed if isinstance(text, str) and text.strip()]


def object_of(value: Any) -> Object:
    """Return an object; an empty one in place of anything else."""
    return value if isinstance(value, dict) else {}


def said(value: Any) -> str | None:
    """Return a text; nothing in place of a blank one, or of anything else."""
    return value if isinstance(value, str) and value.strip() else None
