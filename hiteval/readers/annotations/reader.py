"""Which tool wrote a JSON file: by what it holds."""

import re
from pathlib import Path

from hiteval.readers.annotations.doccano import is_doccano, read_doccano
from hiteval.readers.annotations.hypothesis_notes import (
    notes_in,
    read_hypothesis_notes,
)
from hiteval.readers.annotations.json_file import read_json
from hiteval.readers.annotations.label_studio import (
    is_label_studio,
    read_label_studio,
)
from hiteval.readers.project import Project, refusal

BEGINNING = re.compile(rb"(?:\xef\xbb\xbf)?\s*[\[{]\s*[\[{\"]")
REMEDY = (
    "Export from Label Studio as JSON (not JSON-MIN), from doccano as JSONL, or the "
    "annotations of Hypothesis as JSON."
)


def is_json(start: bytes) -> bool:
    """Tell whether a file begins as lists and objects do."""
    return bool(BEGINNING.match(start))


def read_annotations(path: Path) -> Project:
    """Read what people marked in texts with a tool that writes JSON.

    Raises
    ------
    StudyError
        If it is no JSON, or no known tool's.
    """
    held = read_json(path)
    if isinstance(held, dict) and is_doccano([held]):  # a single line
        held = [held]
    if is_label_studio(held):
        return read_label_studio(path.name, held)
    if is_doccano(held):
        return read_doccano(path.name, held)
    if notes := notes_in(held):
        return read_hypothesis_notes(path.name, notes)
    expected = "annotations of Label Studio, doccano or Hypothesis"
    raise refusal(path.name, expected, "other JSON", REMEDY)
