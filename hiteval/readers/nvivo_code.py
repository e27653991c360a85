r"""What NVivo writes when a code is exported as Word or text: its passages by file.

Before the passages of each file stands a line such as ``<Files\Ward A> - § 2
references coded [1.20% Coverage]``, and before each passage one such as ``Reference 1 -
0.60% Coverage``. Nothing tells who coded.
"""

import re
from collections import Counter
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from hiteval.readers.project import NOBODY, Count, Project, table

COVERED = r"\d+(?:[.,]\d+)?\s?%\s*Coverage"
OF_FILE = re.compile(
    rf"<(.+)>\s*-\s*§\s*(\d[\d.,]{{0,8}})\s+references?\s+coded\s*\[{COVERED}\]"
)
OF_PASSAGE = re.compile(rf"References?\s+(\d{{1,9}})(?:-(\d{{1,9}}))?\s*-\s*{COVERED}")
NAME = re.compile(r"Name:\s*(.+)")

Named = dict[str, str]


def is_nvivo_code(lines: Sequence[str]) -> bool:
    """Tell whether a text begins as NVivo's export of a code does."""
    return any(OF_FILE.fullmatch(line.strip()) for line in lines)


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
    name, told, read = path.stem, 0, 0
    codings: list[dict[str, Any]] = []
    places: list[str] = []
    passage: list[str] = []
    for line in (line.strip() for line in lines):
        if head := OF_FILE.fullmatch(line):
            places.append(head[1])
            told += int(re.sub("[.,]", "", head[2]))
            passage = []
        elif places and (number := OF_PASSAGE.fullmatch(line)):
            passage = []
            read += int(number[2] or number[1]) - int(number[1]) + 1
            row = {"source": places[-1], "code": "1", "user": NOBODY, "quote": passage}
            codings.append(row)
        elif line and places:
            passage.append(line)
        elif stated := NAME.fullmatch(line):
            name = stated[1]
    rows = [row | {"quote": "\n".join(row["quote"]) or None} for row in codings]
    sources, sets = _sources([*dict.fromkeys(places)])
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
        ledger=(Count("references", told, read),),
    )


def _sources(places: Sequence[str]) -> tuple[list[Named], list[Named]]:
    """Return files and the folders that hold them; two of one name keep the path."""
    parts = {place: place.rpartition("\\") for place in places}
    counts = Counter(name for _, _, name in parts.values())
    sources = [
        {"source": p, "name": name if counts[name] == 1 else p, "kind": "text"}
        for p, (_, _, name) in parts.items()
    ]
    folders = {place: folder.strip("\\") for place, (folder, _, _) in parts.items()}
    sets = [{"kind": "set", "name": f, "source": p} for p, f in folders.items() if f]
    return sources, sets
