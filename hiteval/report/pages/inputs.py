"""What a page is made from: the same inputs give the same bytes."""

import hashlib
import json
import platform
import sys
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

from hiteval.bundle.provenance import hash_files, library_hash
from hiteval.regular import read_regular
from hiteval.report.pages.pages import Page

# A SHA-256 for each kind of input; the kinds are the words of `--explain`.
Inputs = dict[str, str]


def page_inputs(page: Page, notebooks: Path, bundle: Path) -> Inputs:
    """Return everything that the notebook of a page can see.

    Parameters
    ----------
    page : Page
        Which notebook runs, and with what parameters.
    notebooks : Path
        The folder of the notebooks.
    bundle : Path
        The bundle that it opens, the whole one or its team's, which names its edition.
    """
    return {
        "bundle": _hash_folder(bundle),
        "notebook": hash_files([notebooks / f"{page.notebook}.ipynb"], notebooks),
        "parameters": text_hash(json.dumps([page.title, page.parameters])),
        **program(),
    }


def file_hashes(root: Path, folders: Sequence[str]) -> dict[str, str]:
    """Return the SHA-256 of every file in some folders, by its path below ``root``."""
    paths = [
        path
        for folder in folders
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    ]
    with ThreadPoolExecutor() as at_once:  # none of them waits for Python
        hashes = at_once.map(_hash_file, paths)
        names = (path.relative_to(root).as_posix() for path in paths)
        return dict(zip(names, hashes, strict=True))


def _hash_file(path: Path) -> str:
    return hashlib.sha256(read_regular(path)).hexdigest()


@cache
def program() -> Inputs:
    """Return what turns any bundle into pages: this library, and what it rests on."""
    versions = sorted(f"{d.name} {d.version}" for d in distributions())
    python = [sys.version, platform.system(), platform.machine()]
    return {
        "library": library_hash(),
        "versions": text_hash(json.dumps([python, versions])),
    }


def _hash_folder(folder: Path) -> str:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return hash_files(files, folder)


def text_hash(text: str) -> str:
    """Return the SHA-256 of a text."""
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()
