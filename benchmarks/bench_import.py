"""Import a large synthetic project: seconds and megabytes, step by step.

``python benchmarks/bench_import.py`` makes a project of 100 MB with 100,000 codings by
two coders, reads it, and writes a study of it. Each step runs in a process of its own,
so that its memory is its own.
"""

import multiprocessing
import resource
import sys
import tempfile
import time
import zipfile
from collections.abc import Callable
from pathlib import Path

import numpy as np

from hiteval.importers.importing import import_files
from hiteval.readers.formats import read_project

ROOT = Path(__file__).parent.parent
SOURCES, PASSAGES = 400, 125  # each passage is coded by two people
WORDS = np.array(
    [
        "the",
        "team",
        "met",
        "and",
        "patients",
        "chaired",
        "its",
        "board",
        "😀",
        "care\r\n",
    ]
)


def guid(kind: int, number: int) -> str:
    """Return an id."""
    return f"{kind:08}-0000-4000-8000-{number:012}"


def selections(rng: np.random.Generator, text: str, number: int) -> str:
    """Write passages of whole words, counted in UTF-16 units as NVivo does."""
    starts = [0, *(n + 1 for n, c in enumerate(text) if c == " ")]
    units = np.cumsum([0, *(1 + (c > "\uffff") for c in text)])
    rows = []
    for n, at in enumerate(rng.choice(len(starts) - 20, PASSAGES, replace=False)):
        a, b = units[starts[at]], units[starts[at + 12] - 1]
        key = number * PASSAGES + n
        codings = "".join(
            f'<Coding guid="{guid(6 + user, key)}" creatingUser="{guid(1, user)}" '
            f'creationDateTime="2026-01-01T00:00:00Z"><CodeRef targetGUID="'
            f'{guid(2, int(rng.integers(17)))}"/></Coding>'
            for user in range(2)
        )
        rows.append(
            f'<PlainTextSelection guid="{guid(5, key)}" name="" startPosition="{a}" '
            f'endPosition="{b}" creatingUser="{guid(1, 0)}" '
            f'creationDateTime="2026-01-01T00:00:00Z">{codings}</PlainTextSelection>'
        )
    return "".join(rows)


def make(path: Path) -> Path:
    """Write the project: its texts are about 60 MB, its XML about 40 MB."""
    rng = np.random.default_rng(1)
    sources = []
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for n in range(SOURCES):
            text = " ".join(rng.choice(WORDS, 28_000))
            made.writestr(f"Sources/{n}.txt", text.encode())
            sources.append(
                f'<TextSource guid="{guid(3, n)}" name="Interview {n}" plainTextPath='
                f'"internal://{n}.txt">{selections(rng, text, n)}</TextSource>'
            )
        users = "".join(f'<User guid="{guid(1, n)}" name="Coder {n}"/>' for n in (0, 1))
        codes = "".join(
            f'<Code guid="{guid(2, n)}" name="Code {n}" isCodable="true"/>'
            for n in range(17)
        )
        made.writestr(
            "project.qde",
            '<?xml version="1.0" encoding="utf-8"?><Project xmlns="urn:QDA-XML:project:'
            f'1.0" name="Large" origin="NVivo"><Users>{users}</Users><CodeBook><Codes>'
            f"{codes}</Codes></CodeBook><Sources>{''.join(sources)}</Sources></Project>",
        )
    return path


def timed(name: str, work: Callable[[], object]) -> None:
    """Do one step in a process of its own, and print what it took."""
    process = multiprocessing.get_context("fork").Process(
        target=_measured, args=(name, work)
    )
    process.start()
    process.join()


def _measured(name: str, work: Callable[[], object]) -> None:
    start, cpu = time.perf_counter(), time.process_time()
    work()
    wall, used = time.perf_counter() - start, time.process_time() - cpu
    peak = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write(
        f"{name:20} {wall:6.1f} s ({used:.1f} s of processor), peak {peak:.0f} MB\n"
    )
    sys.stdout.flush()


def fill_in(study: Path) -> None:
    """Answer the mapping's questions as somebody would by hand."""
    criteria = [
        line.split(":")[0].removeprefix("#   ")
        for line in (study / "mapping.yml").read_text(encoding="utf-8").splitlines()
        if line.startswith("#   ") and "." in line.split(":")[0]
    ]
    text = (study / "mapping.yml").read_text(encoding="utf-8")
    for n, criterion in enumerate(criteria):
        blank = f'"Code {n}": {{criterion: , rating: }}'
        text = text.replace(blank, f'"Code {n}": {{criterion: {criterion}, rating: 1}}')
    text = text.replace('"Coder 0":', '"Coder 0": coder-a')
    text = text.replace('"Coder 1":', '"Coder 1": coder-b')
    text = text.replace("\nteams:\n", '\nteams:\n  "name: *": ace\n')
    text = text.replace("{strand: , type:", "{strand: document, type: interview")
    (study / "mapping.yml").write_text(text, encoding="utf-8")
    (study / "study.yml").write_bytes((ROOT / "data" / "study.yml").read_bytes())


def main() -> None:
    """Make the project and time each step."""
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder)
        file = make(place / "large.qdpx")
        with zipfile.ZipFile(file) as made:
            size = sum(info.file_size for info in made.infolist()) / 1e6
        sys.stdout.write(f"{size:.0f} MB unpacked, {SOURCES * PASSAGES * 2} codings\n")
        sys.stdout.flush()
        study, framework = place / "study", ROOT / "data" / "framework.yml"
        timed("read", lambda: read_project(file))
        timed("draft the mapping", lambda: import_files([file], study, framework))
        fill_in(study)
        timed("import", lambda: import_files([file], study, framework))
        timed("import again", lambda: import_files([file], study, framework))


if __name__ == "__main__":
    main()
