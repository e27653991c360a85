"""What a report was made from: enough to make it again, and nothing about anybody."""

import hashlib
import json
import platform
import re
from collections.abc import Iterable
from importlib.metadata import version
from pathlib import Path

import hiteval
from hiteval import sureness
from hiteval.evaluation import find_bundle
from hiteval.schema import PRIVATE
from hiteval.study import Study

FILE = "provenance.json"
BUNDLE = "Bundle, hash"
SHA_256 = re.compile("[0-9a-f]{64}")
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
    library = Path(hiteval.__file__).parent
    lock = project / "uv.lock"
    rule = study.framework.rating_scale.proposal_rule
    counts = {
        f"Rows of {name}": str(len(t))
        for name, t in study.tables.items()
        if name not in PRIVATE
    }
    return {
        "Edition": str(study.settings.edition),
        "hiteval": version("hiteval"),
        "Library, hash": hash_files(code_files(library), library),
        BUNDLE: hash_files(bundle.glob("*"), bundle),
        "Notebooks, hash": hash_files((project / "notebooks").glob("*.ipynb"), project),
        "Lock file, hash": hash_files([lock], project) if lock.is_file() else "none",
        "Python": platform.python_version(),
        **{package: version(package) for package in PACKAGES},
        "Rule, explicit_sources": str(rule.explicit_sources),
        "Rule, net_ratio": f"{rule.net_ratio:g}",
        "Seed": str(sureness.seed(study)),
        **counts,
    }


def write_provenance(bundle: Path, values: dict[str, str]) -> None:
    """Write it beside the tables of the bundle."""
    text = json.dumps(values, indent=1, ensure_ascii=False) + "\n"
    (bundle / FILE).write_text(text, encoding="utf-8", newline="\n")


def open_provenance(bundle: str) -> dict[str, str]:
    """Read it back from a bundle, found as `open_evaluation` finds it."""
    return read_provenance(find_bundle(bundle))


def read_provenance(bundle: Path) -> dict[str, str]:
    """Read it back from the folder of a bundle."""
    values: dict[str, str] = json.loads((bundle / FILE).read_text(encoding="utf-8"))
    return values


def bundle_hash(folder: Path) -> str:
    """Return the hash that a bundle's provenance records; nothing if there is none."""
    if not (folder / FILE).is_file():
        return ""
    recorded = read_provenance(folder).get(BUNDLE, "")
    return recorded if SHA_256.fullmatch(recorded) else ""


def code_files(library: Path) -> Iterable[Path]:
    """Find the files of the library: its code, and the lists beside it."""
    files = (path for path in library.rglob("*") if path.is_file())
    return (path for path in files if path.suffix != ".pyc")


def hash_files(paths: Iterable[Path], root: Path) -> str:
    """Hash files and their names below a root, whatever order they come in."""
    digest = hashlib.sha256()
    named = {path.relative_to(root).as_posix(): path for path in paths}
    for name in sorted(named):
        content = hashlib.sha256(named[name].read_bytes()).hexdigest()
        digest.update(f"{content}  {name}\n".encode())
    return digest.hexdigest()
