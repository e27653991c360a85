"""Read REFI-QDA files with hiteval and three other readers, side by side in one run.

``uv run --frozen --with pyrefiqda --with pyqdpx --with qdpxlib python
benchmarks/bench_readers.py`` prints a table for synthetic files in the style of real
tools (`reader_files`), for the export of the shipped study, for damaged ones, and for
each ``.qdpx`` under a folder that is named. ``--write`` puts it into
``benchmarks/readers.md``, and its totals into the guide. pyqdpx needs Python 3.12.

Each reader reads each file in a process of its own, with a limit of time and memory,
in a temporary folder. Seconds are of the processor, without imports; megabytes are the
most that the process held, imports included.
"""

import argparse
import json
import os
import re
import resource
import subprocess
import sys
import tempfile
import time
from collections import Counter
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import astuple, dataclass
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

from other_readers import READERS
from reader_files import Coding, Made, damaged_files, outside, sound_files, squeezed

HERE = Path(__file__).parent
PAGE = HERE.parent / "book" / "guide" / "import.md"
SECTION = "## How other readers do"
LIMIT_SECONDS, LIMIT_BYTES = 120, 4_000_000_000
HEAD = (
    *("file", "reader", "opened", "passages right", "codings right"),
    *("both coders right", "seconds", "MB"),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """What one reader made of one file; ``fault`` is why it did not open it."""

    made: Made
    reader: str
    fault: str | None
    seconds: float
    megabytes: float
    codings: tuple[Coding, ...] = ()

    @property
    def extra(self) -> int:
        """How many codings too many were read."""
        return max(len(self.codings) - len(self.made.codings), 0)

    @property
    def passages(self) -> tuple[int, int]:
        """How many of the known passages were read right, and how many there are."""
        return _right(*(_texts(held) for held in (self.made.codings, self.codings)))

    @property
    def codes(self) -> tuple[int, int]:
        """How many codings were read with the right code, and how many there are."""
        return _right(*(_codes(held) for held in (self.made.codings, self.codings)))

    @property
    def coders(self) -> tuple[int, int]:
        """How many codings have the right code, coder and marker."""
        held = (self.made.codings, self.codings)
        return _right(*(Counter((c.code, c.user, c.marker) for c in h) for h in held))

    @property
    def refused(self) -> bool:
        """Whether it was refused for a reason, and not by the limits."""
        return self.fault is not None and not self.fault.startswith("over ")


def _texts(codings: tuple[Coding, ...]) -> Counter[str]:
    return Counter(squeezed(c.passage) for c in codings if c.passage is not None)


def _codes(codings: tuple[Coding, ...]) -> Counter[str]:
    return Counter(c.code for c in codings)


def _right(true: Counter, found: Counter) -> tuple[int, int]:
    return (true & found).total(), true.total()


def measure(reader: str, path: Path) -> None:
    """Read one file in this process, and print what was found."""
    resource.setrlimit(resource.RLIMIT_AS, (LIMIT_BYTES, LIMIT_BYTES))
    told: dict[str, object] = {}
    with suppress(Exception):  # imports, and what is built once
        list(READERS[reader](Path(os.environ["WARM"])))
    start = time.process_time()
    try:
        told["codings"] = [astuple(c) for c in READERS[reader](path)]
    except MemoryError:
        told["fault"] = f"over {LIMIT_BYTES // 10**6} MB"
    except Exception as error:
        told["fault"] = type(error).__name__
    told["seconds"] = time.process_time() - start
    told["megabytes"] = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    sys.stdout.write("\n" + json.dumps(told))


def read(reader: str, made: Made, warm: Path) -> Reading:
    """Read one file in a process of its own, in a temporary folder."""
    command = [sys.executable, str(Path(__file__).resolve()), "--read", reader]
    with tempfile.TemporaryDirectory() as folder:
        try:
            done = subprocess.run(
                [*command, str(made.path.resolve())],
                cwd=folder,
                env=os.environ | {"TMPDIR": folder, "WARM": str(warm)},
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=LIMIT_SECONDS,
                check=True,
            )
        except subprocess.TimeoutExpired:
            fault = f"over {LIMIT_SECONDS} s"
            return Reading(made, reader, fault, LIMIT_SECONDS, float("nan"))
    told = json.loads(done.stdout.rpartition(b"\n")[2])
    codings = tuple(Coding(*row) for row in told.pop("codings", ()))
    return Reading(made, reader, told.pop("fault", None), codings=codings, **told)


def table(head: tuple[str, ...], rows: Iterator[tuple[object, ...]]) -> str:
    """Write a Markdown table."""
    lines = [head, ("---",) * len(head), *rows]
    return "\n".join(f"| {' | '.join(map(str, line))} |" for line in lines) + "\n"


def row(reading: Reading) -> tuple[object, ...]:
    """Say of one reader and one file what was right."""
    cost = (f"{reading.seconds:.2f}", f"{reading.megabytes:.0f}")
    start = (reading.made.name, reading.reader)
    if not reading.made.sound:
        found = f"**no**: {len(reading.codings)} codings read"
        if reading.fault:
            found = f"yes ({reading.fault})" if reading.refused else reading.fault
        return (*start, found, *cost)
    if reading.fault:
        return (*start, f"no ({reading.fault})", "-", "-", "-", *cost)
    right = [f"{a} of {b}" for a, b in (reading.passages, reading.codes)]
    right[1] += f", {reading.extra} too many" * bool(reading.extra)
    coders = "{} of {}".format(*reading.coders)
    return (*start, "yes", *right, coders, *cost)


def totals(readings: list[Reading]) -> str:
    """Write one line a reader."""
    head = (
        *("reader", "opened", "passages right", "codings right", "too many"),
        *("both coders right", "damaged refused", "most seconds", "most MB"),
    )
    return table(head, (_total(reader, readings) for reader in READERS))


def _total(reader: str, readings: list[Reading]) -> tuple[object, ...]:
    mine = [r for r in readings if r.reader == reader]
    sound = [r for r in mine if r.made.sound]
    spoilt = [r for r in mine if not r.made.sound]
    sums = {
        name: " of ".join(
            str(sum(numbers))
            for numbers in zip(*(getattr(r, name) for r in sound), strict=True)
        )
        for name in ("passages", "codes", "coders")
    }
    return (
        f"{reader} {version(reader)}",
        f"{sum(r.fault is None for r in sound)} of {len(sound)}",
        *(sums["passages"], sums["codes"], sum(r.extra for r in sound), sums["coders"]),
        f"{sum(r.refused for r in spoilt)} of {len(spoilt)}",
        f"{max(r.seconds for r in mine):.1f}",
        f"{max(r.megabytes for r in mine):.0f}",
    )


def pages(readings: list[Reading]) -> tuple[str, str]:
    """Write the totals, and every file."""
    sound = (row(r) for r in readings if r.made.sound)
    damaged = (row(r) for r in readings if not r.made.sound)
    short = ("damaged file", "reader", "refused", "seconds", "MB")
    return totals(readings), f"{table(HEAD, sound)}\n{table(short, damaged)}"


def write(summary: str, files: str, real: int) -> None:
    """Put the totals into the book, and everything beside this program."""
    told = (
        f"Measured on {datetime.now(UTC):%d %B %Y}: each reader on the same files. "
        "They are synthetic, in the style of real tools, so their content is known. "
        f"One is hiteval's own export of the shipped study. Three are damaged, and "
        f"{real or 'none'} came from another tool.\n"
        "Where a reader gives no text, the source is sliced by its own positions.\n"
    )
    (HERE / "readers.md").write_text(
        f"# Readers of REFI-QDA, side by side\n\n{told}Seconds are of the processor, "
        "without imports; MB are the most that the process held, imports included.\n\n"
        f"{summary}\n{files}",
        encoding="utf-8",
    )
    page = PAGE.read_text(encoding="utf-8")
    section = f"{SECTION}\n\n{told}`benchmarks/readers.md` has each file.\n\n{summary}"
    page, found = re.subn(
        rf"{SECTION}\n.*?(?=\n## |\Z)", lambda _: section, page, flags=re.DOTALL
    )
    if not found:
        page = f"{page}\n{section}"
    PAGE.write_text(page, encoding="utf-8")


def main() -> None:
    """Read every file with every reader, and print the tables."""
    parser = argparse.ArgumentParser(description=__doc__.splitlines()[0])
    parser.add_argument("folder", nargs="?", type=Path, help="more .qdpx, read too")
    parser.add_argument("--write", action="store_true", help="write the tables")
    parser.add_argument("--read", choices=READERS, help=argparse.SUPPRESS)
    asked = parser.parse_args()
    if asked.read:
        measure(asked.read, asked.folder)
        return
    # Not in the processes that read: what they hold is measured.
    from hiteval.exporters.refi_qda import write_refi
    from hiteval.study.reading import read_study

    with tempfile.TemporaryDirectory() as folder:
        sound = sound_files(Path(folder))
        more = sorted(asked.folder.rglob("*.qdpx")) if asked.folder else []
        own = Path(folder, "hiteval, of the shipped study.qdpx")
        write_refi(read_study(HERE.parent / "data"), own)
        files = [*sound, *map(outside, [own, *more]), *damaged_files(Path(folder))]
        readings = [read(r, made, sound[0].path) for made in files for r in READERS]
    summary, every = pages(readings)
    sys.stdout.write(f"{summary}\n{every}")
    if asked.write:
        write(summary, every, len(more))


if __name__ == "__main__":
    main()
