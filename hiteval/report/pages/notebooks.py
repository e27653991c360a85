"""Run the notebook of a page, and make what it leaves fit to be published."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from string import Template
from typing import Any

import nbformat
import papermill
from nbformat import NotebookNode

from hiteval.errors import BuildError, resource_error
from hiteval.report.pages.contents import parameters
from hiteval.report.pages.only_for import METADATA
from hiteval.report.pages.outputs import IGNORED_BY_NBVAL, is_finished, published
from hiteval.report.pages.pages import Page, inert_title, output_of, room

SECONDS_A_CELL = 300
PLAINLY = {
    "CellTimeoutError": f"a cell took more than {SECONDS_A_CELL} seconds",
    "DeadKernelError": "its kernel died",
}


def run_page(page: Page, notebooks: Path, work: Path) -> None:
    """Run one page's notebook with papermill and write what may be published of it."""
    source = notebooks / f"{page.notebook}.ipynb"
    _check_parameters(page, source)
    output = output_of(page, work)
    output.parent.mkdir(parents=True, exist_ok=True)
    try:
        executed = _executed(source, page.parameters, room(page, work))
    except Exception as error:
        log = work / "log" / f"{page.path.replace('/', '-')}.txt"
        log.write_text(str(error), encoding="utf-8")
        name = getattr(error, "ename", type(error).__name__)
        if fault := resource_error(f"{name}: {getattr(error, 'evalue', error)}"):
            raise fault from None
        raise BuildError(f"{PLAINLY.get(name, name)}, see {log}") from None
    nbformat.write(publishable(executed, page), output)


def _executed(source: Path, parameters: dict[str, Any], room: Path) -> NotebookNode:
    """Run a notebook, and once more if its kernel never answered.

    The ports of a kernel are chosen before it takes them, and another program may have
    taken one by then.
    """
    execute: Callable[[], NotebookNode] = partial(
        papermill.execute_notebook,
        source,
        None,
        parameters=parameters,
        cwd=room,
        kernel_name="python3",
        progress_bar=False,
        execution_timeout=SECONDS_A_CELL,
        extra_arguments=["--log-level=CRITICAL"],  # it logs every start and stop
    )
    try:
        return execute()
    except RuntimeError as error:
        if type(error) is not RuntimeError:  # a kernel that died at work, for one
            raise
    return execute()


def publishable(executed: NotebookNode, page: Page) -> NotebookNode:
    """Rebuild an executed notebook without times, paths, users and random ids.

    Parameters
    ----------
    executed : NotebookNode
        As papermill leaves it.
    page : Page
        Its title, which is study text, replaces ``$title`` in the cell tagged
        ``title``, made inert.

    Raises
    ------
    BuildError
        If a cell warned, or showed what a page cannot hold.
    """
    cells, number = [], 0
    for place, cell in enumerate(executed.cells):
        tags = cell.metadata.get("tags", [])
        if "injected-parameters" in tags:
            tags = ["remove-cell", *tags]
        else:
            number += 1
        kept = NotebookNode(
            id=f"cell-{place}", cell_type=cell.cell_type, source=cell.source
        )
        if "title" in tags:
            kept.source = Template(cell.source).substitute(
                title=inert_title(page.title or "")
            )
        if cell.cell_type == "code":
            kept.execution_count = cell.execution_count
            kept.outputs = published(cell, _place(page, number, cell.source))
            if not all(map(is_finished, cell.outputs)):
                tags = [*tags, IGNORED_BY_NBVAL]
        kept.metadata = {"tags": tags} if tags else {}
        cells.append(kept)
    return NotebookNode(cells=cells, metadata=METADATA, nbformat=4, nbformat_minor=5)


def _place(page: Page, number: int, source: str) -> str:
    """Name a cell by its number and its last line, as others may have been left out."""
    last = source.strip().splitlines()[-1:]
    return f"notebooks/{page.notebook}.ipynb, cell {number} ({''.join(last)[:60]})"


def _check_parameters(page: Page, notebook: Path) -> None:
    """Refuse a parameter that the notebook lacks: papermill would only warn."""
    known = parameters(notebook)
    if unknown := sorted(set(page.parameters) - set(known)):
        raise BuildError(
            f"{notebook.name}: expected a parameter {unknown[0]}; got {sorted(known)}. "
            "Add it to the cell tagged 'parameters'."
        )
