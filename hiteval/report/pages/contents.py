"""The contents of a report, ``_toc.yml``, and what makes each of its pages.

``book/results/how-sure`` is made by ``notebooks/how_sure.ipynb``, once. A line with a
star is made once for each team or each area: ``book/results/workings-*`` by
``notebooks/workings.ipynb``, whose cell tagged ``parameters`` has ``team_id`` or
``area_id``; ``book/teams/*`` by ``team.ipynb`` and ``book/areas/*`` by ``area.ipynb``.
Every other line names pages that somebody wrote.
"""

import ast
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import get_close_matches
from pathlib import Path
from typing import Any

from hiteval.errors import Fault, StudyError
from hiteval.files.yaml_file import read_yaml
from hiteval.report.pages.notebook_file import read_notebook

FILE = "_toc.yml"
BOOK, RESULTS = "book/", "book/results/"
OF_FOLDERS = {"book/teams/*": "team", "book/areas/*": "area"}
EACH = ("team_id", "area_id")
WRITTEN = (".md", ".ipynb", ".rst")


@dataclass(frozen=True, slots=True)
class Entry:
    """A line of the contents that a notebook makes, below ``book/``, and with what."""

    line: str
    notebook: str
    parameters: tuple[str, ...]

    @property
    def each(self) -> str | None:
        """For each of what it is made, as its parameter names it; if not once."""
        named = [name for name in EACH if name in self.parameters]
        return named[0] if named and self.line.endswith("*") else None


def read_entries(project: Path) -> list[Entry]:
    """Read what notebooks are to make, in the order of the contents.

    Raises
    ------
    StudyError
        Naming every line of the contents that leads nowhere.
    """
    entries, faults = [], []
    for line in lines(read_yaml(project / FILE)):
        name = _notebook(line)
        if name is None or not (project / _file(name)).exists():
            faults += [] if written(line, project) else [_lost(line, name, project)]
            continue
        entry = Entry(line.removeprefix(BOOK), name, parameters(project / _file(name)))
        entries.append(entry)
        if line.endswith("*") and not entry.each:
            faults.append(_made_once(entry))
    if faults:
        raise StudyError(faults)
    return entries


def lines(contents: dict[str, Any]) -> Iterator[str]:
    """Give every line of contents: the first page, then each file or glob."""
    yield str(contents.get("root"))
    for part in contents.get("parts") or []:
        for chapter in part.get("chapters") or []:
            yield str(chapter.get("file") or chapter.get("glob"))


def written(line: str, project: Path) -> list[str]:
    """List the pages, written by hand, that a line of the contents stands for."""
    if not line.startswith(BOOK) or line in OF_FOLDERS or line.startswith(RESULTS):
        return []
    return sorted(
        path.relative_to(project).with_suffix("").as_posix()
        for suffix in WRITTEN
        for path in project.glob(line.removesuffix(suffix) + suffix)
    )


def parameters(notebook: Path) -> tuple[str, ...]:
    """Return the names that the cell tagged ``parameters`` of a notebook sets."""
    return tuple(
        target.id
        for cell in read_notebook(notebook).cells
        if "parameters" in cell.metadata.get("tags", [])
        for statement in ast.parse(cell.source).body
        if isinstance(statement, ast.Assign)
        for target in statement.targets
        if isinstance(target, ast.Name)
    )


def _notebook(line: str) -> str | None:
    """Name the notebook that makes a line of the contents, if one should."""
    if line in OF_FOLDERS:
        return OF_FOLDERS[line]
    if not line.startswith(RESULTS):
        return None
    name = line.removeprefix(RESULTS).removesuffix(".ipynb").removesuffix("-*")
    return name.replace("-", "_")


def _file(notebook: str) -> str:
    return f"notebooks/{notebook}.ipynb"


def _lost(line: str, notebook: str | None, project: Path) -> Fault:
    known = {Path(page).name: page for page in written("book/**/*", project)}
    star = "-*" if line.endswith("-*") else ""
    for path in (project / "notebooks").glob("*.ipynb"):
        name = path.stem.replace("_", "-")
        known[name] = f"{RESULTS}{name}{star}"
    own = Path(line.removesuffix(star)).stem.replace("_", "-")
    found = get_close_matches(own, known, n=1)
    meant = f"Did you mean '{known[found[0]]}'?" if found else ""
    add = f"Add {_file(notebook)}" if notebook else f"Add {line}.md"
    return Fault(
        FILE,
        "a page that is there or that a notebook makes",
        f"'{line}'",
        meant or f"{add}, or remove the line.",
    )


def _made_once(entry: Entry) -> Fault:
    return Fault(
        _file(entry.notebook),
        f"a parameter team_id or area_id, as {FILE} has '{BOOK}{entry.line}'",
        ", ".join(entry.parameters) or "no parameters",
        "Add one to the cell tagged 'parameters', or remove the star.",
    )
