"""What a report was made from: enough to make it again, and no person."""

import hashlib
import json
import platform
import re
import subprocess
from collections.abc import Iterable
from functools import cache
from importlib.metadata import version
from pathlib import Path
from tempfile import TemporaryDirectory

from pydantic import TypeAdapter, ValidationError

import hiteval
from hiteval.bundle.places import find_bundle
from hiteval.catalogue import N_
from hiteval.errors import Fault, StudyError
from hiteval.regular import read_regular
from hiteval.results import sureness
from hiteval.study.schema import IN_NO_BUNDLE
from hiteval.study.study import Study
from hiteval.study.writing import write_study

FILE = "provenance.json"
BUNDLE = N_("Bundle, hash")
SHA_256 = re.compile("[0-9a-f]{64}")
MAX_BYTES = 1_000_000
_VALUES = TypeAdapter(dict[str, str])
LOCK, NO_LOCK = N_("Lock file, hash"), "none"
PACKAGES = ("pandas", "matplotlib", "papermill", "jupyter-book")


def provenance(study: Study, bundle: Path, project: Path) -> dict[str, str]:
    """Describe a bundle and everything that will turn it into pages.

    Parameters
    ----------
    study : Study
        What the bundle holds.
    bundle : Path
        Where it was written.
    project : Path
        The folder with ``notebooks/``, ``_config.yml`` and perhaps ``uv.lock``.

    Returns
    -------
    dict of str
        Hashes are SHA-256. The same study, code and versions give the same text.
    """
    lock = project / "uv.lock"
    return {
        N_("Edition"): str(study.settings.edition),
        **_library(),
        BUNDLE: hash_files(bundle.glob("*"), bundle),
        N_("Notebooks, hash"): hash_files(
            (project / "notebooks").glob("*.ipynb"), project
        ),
        N_("Commit of the project"): commit_of(project),
        LOCK: hash_files([lock], project) if lock.is_file() else NO_LOCK,
        **_versions(),
        **_parameters(study),
        **_rows(study),
    }


def commit_of(project: Path) -> str:
    """Name the commit that git has of a project, and whether anything changed since.

    Returns
    -------
    str
        ``none`` where git does not keep the project, or is not there.
    """
    try:
        kept = _git(project, "ls-files", "--error-unmatch", "_config.yml")
        head = _git(project, "rev-parse", "HEAD")
        same = _git(project, "diff", "--quiet", "--no-ext-diff", "HEAD")
    except OSError:
        return "none"
    if kept.returncode or head.returncode:
        return "none"
    commit = head.stdout.decode("ascii", "replace").strip()
    return f"{commit}, changed since" if same.returncode else commit


def _git(project: Path, *words: str) -> subprocess.CompletedProcess[bytes]:
    """Ask git of a project, and run no program that its settings name."""
    return subprocess.run(  # noqa: S603 (the words are ours)
        ["git", "-c", "core.fsmonitor=false", *words],  # noqa: S607 (the user's own git)
        cwd=project,
        stdout=subprocess.PIPE,
        stderr=subprocess.DEVNULL,
        check=False,
    )


def team_provenance(team: Study) -> dict[str, str]:
    """Describe what the page of one team was made from: its own evidence, and no other.

    Parameters
    ----------
    team : Study
        The slice of one team. Its hash changes when this team's evidence does.
    """
    with TemporaryDirectory() as folder:
        write_study(team, Path(folder))
        evidence = hash_files(Path(folder).glob("*"), Path(folder))
    return {
        N_("Edition"): str(team.settings.edition),
        **_library(),
        N_("Evidence of this page, hash"): evidence,
        **_versions(),
        **_parameters(team),
        **_rows(team),
    }


def write_provenance(bundle: Path, values: dict[str, str]) -> None:
    """Write provenance beside the tables of the bundle."""
    text = json.dumps(values, indent=1, ensure_ascii=False) + "\n"
    (bundle / FILE).write_text(text, encoding="utf-8", newline="\n")


def open_provenance(bundle: str) -> dict[str, str]:
    """Read provenance from a bundle, found as `open_evaluation` finds it."""
    return read_provenance(find_bundle(bundle))


def read_provenance(bundle: Path) -> dict[str, str]:
    """Read provenance from the folder of a bundle.

    Raises
    ------
    StudyError
        If it is not what hiteval wrote.
    """
    try:
        return _VALUES.validate_json(read_regular(bundle / FILE, MAX_BYTES))
    except ValidationError:
        remedy = "Restore the bundle from a copy, or make it again."
        fault = Fault(FILE, "the file that hiteval wrote", "another content", remedy)
        raise StudyError([fault]) from None


def bundle_hash(folder: Path) -> str:
    """Return the hash that a bundle's provenance records; nothing if there is none."""
    if not (folder / FILE).exists():
        return ""
    recorded = read_provenance(folder).get(BUNDLE, "")
    return recorded if SHA_256.fullmatch(recorded) else ""


def _library() -> dict[str, str]:
    return {"hiteval": version("hiteval"), N_("Library, hash"): library_hash()}


@cache  # of a process: what it has loaded does not change, whatever is installed later
def library_hash() -> str:
    """Hash what turns bundles into pages: the library's code, and the lists beside it.

    What `hiteval new` copies is left out. It makes no page, and a wheel holds more of
    it than a checkout does.
    """
    library = Path(hiteval.__file__).parent
    files = (path for path in library.rglob("*") if path.is_file())
    return hash_files((path for path in files if _makes_pages(path, library)), library)


def _makes_pages(path: Path, library: Path) -> bool:
    return path.suffix != ".pyc" and library / "starter" not in path.parents


@cache  # as above: asked of each page in turn
def _versions() -> dict[str, str]:
    packages = {package: version(package) for package in PACKAGES}
    return {"Python": platform.python_version(), **packages}


def _parameters(study: Study) -> dict[str, str]:
    rule = study.framework.rating_scale.proposal_rule
    return {
        **{f"Rule, {name}": value for name, value in rule.parameters.items()},
        N_("Seed"): str(sureness.seed(study)),
    }


def _rows(study: Study) -> dict[str, str]:
    return {
        f"Rows of {name}": str(len(table))
        for name, table in study.tables.items()
        if name not in IN_NO_BUNDLE
    }


def hash_files(paths: Iterable[Path], root: Path) -> str:
    """Hash files and their names below a root, whatever order they come in."""
    digest = hashlib.sha256()
    named = {path.relative_to(root).as_posix(): path for path in paths}
    for name in sorted(named):
        content = hashlib.sha256(read_regular(named[name])).hexdigest()
        digest.update(f"{content}  {name}\n".encode())
    return digest.hexdigest()
