"""Every format that hiteval reads, with the same four codings in it.

``python benchmarks/bench_formats.py`` writes them as ``tests/every_format.py`` does and
counts what is read right; readers of REFI-QDA are compared by ``bench_readers.py``.
Coders that a file does not name must be asked for. *Told* is how many notes the
evaluator gets. Seconds are of the processor. ``--write``
puts the table into ``benchmarks/formats.md``.
"""

import sys
import tempfile
import time
from collections import Counter
from datetime import UTC, datetime
from pathlib import Path

import pandas as pd
from results import markdown, show

from hiteval.readers.formats import read_project
from hiteval.readers.project import NOBODY
from hiteval.readers.sheets.table_form import PLAIN, TableForm

HERE = Path(__file__).parent
sys.path.insert(0, str(HERE.parent / "tests"))
from every_format import CODINGS, FORMATS, one_hot  # noqa: E402 (the path comes first)

GRID = TableForm(form="grid", columns={"text": "Passage"})


def measure(name: str) -> dict[str, object]:
    """Read one format."""
    write, tells = FORMATS[name]
    with tempfile.TemporaryDirectory() as folder:
        files = list(write(Path(folder)))
        start = time.process_time()
        form = GRID if write is one_hot else PLAIN
        projects = [read_project(file, form) for file in files]
        seconds = time.process_time() - start
    rows = pd.concat([project.codings for project in projects])
    passages = Counter(rows["quote"]) & Counter(passage for _, passage, _, _ in CODINGS)
    true = Counter((passage, user) for _, passage, _, user in CODINGS)
    pairs = zip(rows["quote"], rows["user"], strict=True)
    coders = true & Counter(pairs)
    asked = "asked for" if rows["user"].eq(NOBODY).all() else "invented"
    return {
        "format": name,
        "opened": f"{len(projects)} of {len(files)}",
        "passages right": f"{passages.total()} of {len(CODINGS)}",
        "coders right": f"{coders.total()} of {len(CODINGS)}" if tells else asked,
        "told": sum(len(project.warnings) for project in projects),
        "seconds": round(seconds, 3),
    }


def main() -> None:
    """Print a row for each format."""
    measure(next(iter(FORMATS)))  # imports are nobody's time
    table = pd.DataFrame([measure(name) for name in FORMATS])
    show(table)
    if "--write" in sys.argv:
        day = f"{datetime.now(UTC):%d %B %Y}"
        head = (
            f"# Formats\n\nBy `bench_formats.py`, on {day}: four codings in each.\n\n"
        )
        (HERE / "formats.md").write_text(head + markdown(table), "utf-8")


if __name__ == "__main__":
    main()
