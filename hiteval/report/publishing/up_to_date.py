"""Tell, before a study is read, whether the published report is up to date."""

import hashlib
import json
from collections.abc import Iterable
from dataclasses import asdict, dataclass
from pathlib import Path

from hiteval.bundle.provenance import hash_files
from hiteval.disclosure.earlier_releases import FILE as RELEASES
from hiteval.errors import StudyError
from hiteval.regular import read_regular
from hiteval.report.book.book import GENERATED
from hiteval.report.machine import this_machine
from hiteval.report.pages.inputs import file_hashes, program
from hiteval.report.project_files import FILES
from hiteval.report.request import Request

# What a run puts in place, below the project.
PLACES = (
    *("_build/bundle", "_build/notebooks", "_build/html"),
    *(f"book/{folder}" for folder in GENERATED),
)
TABLES = (".csv", ".parquet", ".yml", ".md", ".json")
FILE = Path("_build", "private", "up_to_date.json")


@dataclass(frozen=True, slots=True)
class Standing:
    """What is told of a report that stands: its pages, and how much was withheld."""

    pages: list[str]
    withheld: dict[str, int]


def made_from(request: Request) -> str | None:
    """Return a hash of all that a report is made from, and searched for.

    Files of the study are taken as they are: to read them takes longer than to make
    sure that none changed. None if one of them cannot be read, which is told when all
    of them are.
    """
    project = request.project
    machine = this_machine(project, request.study)
    studies = [folder for folder in (request.study, request.since) if folder]
    try:
        told = [
            *(request.edition, [str(folder.resolve()) for folder in studies]),
            [hash_files(_tables(folder), folder) for folder in studies],
            hash_files(_by_hand(project), project),
            # Whole: `repr` of an expression leaves out all but its beginning.
            {what: pattern.pattern for what, pattern in machine.patterns.items()},
            program(),
        ]
    except StudyError:
        return None
    return hashlib.sha256(json.dumps(told).encode()).hexdigest()


def _tables(study: Path) -> Iterable[Path]:
    """Find the tables of a study or a bundle, and what is beside them.

    But for the record of releases, which a run adds to; see `noted_releases`.
    """
    places = [*study.glob("*"), *study.glob("private/*")]
    told = (path for path in places if path.suffix in TABLES and path.is_file())
    return (path for path in told if path != study / RELEASES)


def noted_releases(study: Path) -> str:
    """Return a hash of the record of releases that a study keeps."""
    return hash_files([path for path in [study / RELEASES] if path.is_file()], study)


def _by_hand(project: Path) -> Iterable[Path]:
    """Find what of a project no run has made."""
    made = [project / "book" / name for name in GENERATED]
    found = {p for form in (*FILES, "book/**/*") for p in project.glob(form)}
    return (p for p in found if p.is_file() and not {*made} & {*p.parents})


def standing(request: Request, sources: str | None) -> Standing | None:
    """Return what was told of the report in place, if it was made from the same.

    Every byte of it must be as it was made, and no other release noted since.
    """
    project = request.project
    try:
        found = json.loads(read_regular(project / FILE))
        if sources is None or found["sources"] != sources:
            return None
        same = found["releases"] == noted_releases(request.study)
        same = same and found["hashes"] == file_hashes(project, PLACES)
        return Standing(**found["standing"]) if same else None
    except (StudyError, ValueError, LookupError, TypeError, RecursionError):
        return None  # nothing is noted, or it was damaged


def remember(request: Request, sources: str, told: Standing) -> None:
    """Note what was put in place, and what it was made from."""
    project = request.project
    noted = {
        "sources": sources,
        "releases": noted_releases(request.study),
        "hashes": file_hashes(project, PLACES),
        "standing": asdict(told),
    }
    (project / FILE).parent.mkdir(exist_ok=True)
    (project / FILE).write_text(json.dumps(noted), encoding="utf-8", newline="\n")
