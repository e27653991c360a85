"""Cut, change and poison a file of each kind: refused or read equal, soon and small.

    PYTHONPATH=tests python tests/soak/damaged_files.py [times each] [seed]

A file that is cut at many places, and one with bytes changed at random, is either
refused with a `StudyError` or read; another exception is a fault, and so is a reading
without an end. A cut file that is read as another one is a silent loss, except where
nothing in the format shows where it ends (CSV). A change may be read: a letter may turn
into another one. Small files made to cost much may take a second and 100 MB at most.

Seconds are of the processor; megabytes are what a process grew by.
"""

import logging
import multiprocessing
import random
import resource
import signal
import sys
import tempfile
import time
from collections import Counter
from pathlib import Path

from foreign.hostile_files import HOSTILE
from refi_builder import Built, coding, selection
from test_documents import PARAGRAPHS, TWO, docx, pdf
from test_import_tools import qualcoder, rqda, taguette, workbook

from hiteval.errors import StudyError
from hiteval.readers.databases.qualcoder import FILE
from hiteval.readers.formats import read_project

ENDLESS_SECONDS = 20
MOST_SECONDS, MOST_MEGABYTES = 1, 100
TABLES = ("sources", "codes", "codings", "groups", "variables", "memos", "summaries")


def refi(place):
    words = "Patients chair the board. " * 9
    built = Built().add(21, "I", words, selection(31, 0, 8, coding(41, 12)))
    return built.write(place / "a.qdpx")


def bare(place):
    with_text = "<PlainTextContent>Patients chair.</PlainTextContent>"
    path = place / "a.qde"
    source = f'<TextSource guid="1" name="I">{with_text}</TextSource>'
    path.write_text(Built(sources=[source]).xml())
    return path


def csv(place):
    path = place / "a.csv"
    path.write_text("Document,Text,Code,Coder\nbeta,Few are heard.,Voice,ana\n")
    return path


WHOLE = {
    "refi": refi,
    "refi, bare": bare,
    "taguette": taguette,
    "qualcoder": qualcoder,
    "rqda": rqda,
    "xlsx": workbook,
    "csv": csv,
    "docx": lambda place: docx(place / "a.docx", *TWO),
    "pdf": lambda place: pdf(place / "a.pdf", PARAGRAPHS[0]),
}
UNMARKED = {"csv"}  # nothing shows where it ends


def main(times=2000, seed=1):
    logging.disable()  # pypdf tells of each thing that it repairs
    say("file", "how", "refused", "equal", "other", "crashed", "seconds", "MB")
    faults = 0
    for kind, make in WHOLE.items():
        for how in (cut, changed):
            faults += apart(damage, kind, make, how, times, seed)
    say("hostile file", "bytes", "found", "", "", "", "seconds", "MB")
    for name, make in HOSTILE.items():
        faults += apart(poison, name, make)
    return int(faults > 0)


def apart(work, *values):
    """Work in a process of its own, so that its memory is its own."""
    process = multiprocessing.get_context("fork").Process(
        target=lambda: sys.exit(work(*values))
    )
    process.start()
    process.join()
    return process.exitcode != 0


def damage(kind, make, how, times, seed):
    """Read a file that was damaged in one way, many times."""
    chance, found, worst = random.Random(seed), Counter(), 0.0
    with tempfile.TemporaryDirectory() as folder:
        path = make(Path(folder))
        whole, _, _ = look(path)
        file = path / FILE if path.is_dir() else path
        content, before = file.read_bytes(), held()
        for step in range(times):
            file.write_bytes(how(content, step / times, chance))
            result, fault, seconds = look(path)
            worst = max(worst, seconds)
            found[fault or ("equal" if result == whole else "other")] += 1
    known = [found.pop(name, 0) for name in ("refused", "equal", "other")]
    grown = held() - before
    say(kind, how.__name__, *known, found.total(), f"{worst:.2f}", f"{grown:.0f}")
    for fault, number in found.items():
        print(f"    {number} x {fault}")
    lost = known[2] if how is cut and kind not in UNMARKED else 0
    return bool(found or lost or worst > MOST_SECONDS or grown > MOST_MEGABYTES)


def cut(content, part, _):
    return content[: int(len(content) * part)]


def changed(content, _, chance):
    """Change, blank, double, remove or shuffle a few bytes at one to three places."""
    made = bytearray(content)
    for _ in range(chance.randint(1, 3)):
        start = chance.randrange(max(len(made), 1))
        end = start + chance.choice((1, 1, 4, 64))
        run = bytes(made[start:end])
        made[start:end] = chance.choice(
            (
                bytes(b ^ 1 << chance.randrange(8) for b in run),
                bytes(len(run)),
                run * 2,
                b"",
                chance.randbytes(len(run)),
            )
        )
    return bytes(made)


def poison(name, make):
    """Read a small file that is made to cost much."""
    with tempfile.TemporaryDirectory() as folder:
        path = make(Path(folder))
        size = sum(p.stat().st_size for p in (path, *path.rglob("*")) if p.is_file())
        before = held()
        _, fault, seconds = look(path)
    grown = held() - before
    say(name, size, fault or "read", "", "", "", f"{seconds:.2f}", f"{grown:.0f}")
    crashed = fault not in (None, "refused")
    return crashed or seconds > MOST_SECONDS or grown > MOST_MEGABYTES


def look(path):
    """Read a file: what is in it, why it was not read, seconds of the processor."""
    signal.signal(signal.SIGPROF, endless)
    signal.setitimer(signal.ITIMER_PROF, ENDLESS_SECONDS)
    result = fault = None
    start = time.process_time()
    try:
        project = read_project(path)
        result = [getattr(project, name).to_csv() for name in TABLES]
    except StudyError:
        fault = "refused"
    except BaseException as error:
        fault = f"{type(error).__name__}: {str(error)[:100]}"
    signal.setitimer(signal.ITIMER_PROF, 0)
    return result, fault, time.process_time() - start


class EndlessError(BaseException):
    """A reading does not end."""


def endless(*_):
    raise EndlessError


def held():
    return resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024


def say(kind, how, *found):
    print(f"{kind:34} {how!s:>9}" + "".join(f"{n:>9}" for n in found), flush=True)


if __name__ == "__main__":
    sys.exit(main(*map(int, sys.argv[1:])))
