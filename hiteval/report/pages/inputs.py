"""What a page, or a whole report, is made from: the same inputs give the same bytes."""

import hashlib
import json
import platform
import sys
from collections.abc import Sequence
from functools import cache
from importlib.metadata import distributions
from pathlib import Path

import hiteval
from hiteval.bundle.provenance import code_files, hash_files
from hiteval.disclosure.editions import Release
from hiteval.report.machine import Machine
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
        "parameters": _hash([page.title, page.parameters]),
        **_program(),
    }


def report_inputs(
    project: Path, work: Path, released: Release, machine: Machine
) -> Inputs:
    """Return everything that a whole report is made from, and searched for.

    Parameters
    ----------
    project : Path
        The folder with ``_toc.yml`` and ``notebooks/``.
    work : Path
        Holds the bundle, ``_config.yml`` and what of ``book/`` is written by hand.
    released : Release
        With the secrets that must not be found in the report.
    machine : Machine
        What must not be found in it either.
    """
    contents = hash_files([project / "_toc.yml"], project)
    settings = hash_files([work / "_config.yml"], work)
    return {
        "bundle": _hash_folder(work / "_build" / "bundle"),
        "notebooks": _hash_folder(project / "notebooks"),
        "book": _hash([contents, settings, _hash_folder(work / "book")]),
        "secrets": _hash([repr(secret) for secret in released.secrets]),
        # Whole: `repr` of an expression leaves out all but its beginning.
        "machine": _hash({what: p.pattern for what, p in machine.patterns.items()}),
        **_program(),
    }


def file_hashes(root: Path, folders: Sequence[str]) -> dict[str, str]:
    """Return the SHA-256 of every file in some folders, by its path below ``root``."""
    return {
        path.relative_to(root).as_posix(): hash_files([path], root)
        for folder in folders
        for path in sorted((root / folder).rglob("*"))
        if path.is_file()
    }


@cache
def _program() -> Inputs:
    """Return what turns any bundle into pages: this library, and what it rests on."""
    library = Path(hiteval.__file__).parent
    versions = sorted(f"{d.name} {d.version}" for d in distributions())
    python = [sys.version, platform.system(), platform.machine()]
    return {
        "library": hash_files(code_files(library), library),
        "versions": _hash([python, versions]),
    }


def _hash_folder(folder: Path) -> str:
    files = [path for path in folder.rglob("*") if path.is_file()]
    return hash_files(files, folder)


def _hash(value: object) -> str:
    return hashlib.sha256(json.dumps(value).encode()).hexdigest()
