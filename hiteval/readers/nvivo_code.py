r"""What NVivo writes when a code is exported as Word or text: its passages by file.

Before the passages of each file stands a line such as ``<Files\Ward A> - § 2
references coded [1.20% Coverage]``, and before each passage one such as ``Reference 1 -
0.60% Coverage``. Nothing tells who coded.
"""

import re
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hiteval.readers.project import NOBODY, Count, Project, table

COVERED = r"\d+(?:[.,]\d+)?\s?%\s*Coverage"
OF_FILE = re.compile(rf"<(.+)>\s*-\s*§\s*(\d+)\s+references?\s+coded\s*\[{COVERED}\]")
OF_PASSAGE = re.compile(rf"References?\s+(\d+(?:-\d+)?)\s*-\s*{COVERED}")
NAME = re.compile(r"Name:\s*(.+)")
FIRST_LINES = 20


def is_nvivo_code(lines: Sequence[str]) -> bool:
    """Tell whether a text begins as NVivo's export of a code does."""
    return any(OF_FILE.fullmatch(line.strip()) for line in lines[:FIRST_LINES])


def read_nvivo_code(path: Path, lines: Sequence[str]) -> Project:
    """Read the passages of one code.

    The code has the name that stands first, as in ``Name: Access``, or else that of the
    file.

    Parameters
    ----------
    path : Path
        The file.
    lines : sequence of str
        Its lines or paragraphs; see `is_nvivo_code`.
    """
    name, told = path.stem, 0
    folders: dict[str, str] = {}
    codings: list[dict[str, Any]] = []
    passage: list[str] = []
    for line in (line.strip() for line in lines):
        if head := OF_FILE.fullmatch(line):
            folder, _, source = head[1].rpartition("\\")
            folders[source] = folder.strip("\\")
            told += int(head[2])
            passage = []
        elif folders and OF_PASSAGE.fullmatch(line):
            passage = []
            row = {"source": source, "code": "1", "user": NOBODY, "quote": passage}
            codings.append(row)
        elif line and folders:
            passage.append(line)
        elif stated := NAME.fullmatch(line):
            name = stated[1]
    rows = [row | {"quote": "\n".join(row["quote"]) or None} for row in codings]
    sources = [{"source": s, "name": s, "kind": "text"} for s in folders]
    sets = [
        {"kind": "set", "name": folder, "source": source}
        for source, folder in folders.items()
        if folder
    ]
    return Project(
        file=path.name,
        origin="NVivo, as the passages of one code",
        users=(NOBODY,),
        sources=table("sources", sources),
        codes=table("codes", [{"code": "1", "path": (name,)}]),
        codings=table("codings", rows),
        groups=table("groups", sets),
        variables=table("variables"),
        memos=table("memos"),
        ledger=(Count("references", told, len(rows)),),
    )
