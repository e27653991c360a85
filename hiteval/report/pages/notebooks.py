"""Run the notebook of a page, and make what it leaves fit to be published."""

from pathlib import Path
from string import Template

import nbformat
import papermill
from nbformat import NotebookNode

from hiteval.errors import BuildError, resource_error
from hiteval.report.pages.contents import parameters
from hiteval.report.pages.only_for import METADATA
from hiteval.report.pages.origins import explained, functions_of
from hiteval.report.pages.outputs import IGNORED_BY_NBVAL, is_finished, published
from hiteval.report.pages.pages import (
    SECONDS_A_CELL,
    Page,
    inert_title,
    log_of,
    output_of,
    room,
)


def run_page(
    page: Page,
    notebooks: Path,
    work: Path,
    engine: str | None = None,
    seconds: int = SECONDS_A_CELL,
) -> None:
    """Run one page's notebook with papermill and write what may be published of it.

    Parameters
    ----------
    page : Page
        What to run.
    notebooks : Path
        The folder of the parameterised notebooks.
    work : Path
        Holds the bundles; see `room`.
    engine : str, optional
        Papermill's name for what runs the cells, if not an ordinary kernel.
    seconds : int
        How long a cell may take.

    Raises
    ------
    BuildError
        If the notebook failed; `log_of` the page has the whole of it.
    ResourceError
        If disk or memory gave out.
    """
    source = notebooks / f"{page.notebook}.ipynb"
    _check_parameters(page, source)
    output = output_of(page, work)
    output.parent.mkdir(parents=True, exist_ok=True)
    try:
        executed = papermill.execute_notebook(
            _literal(source),
            None,
            parameters=page.parameters,
            engine_name=engine,
            cwd=room(page, work),
            kernel_name="python3",
            progress_bar=False,
            execution_timeout=seconds,
            extra_arguments=["--log-level=CRITICAL"],  # kernels log start and stop
        )
    except Exception as error:
        log = log_of(page, work)
        log.write_text(str(error), encoding="utf-8")
        name = getattr(error, "ename", type(error).__name__)
        if fault := resource_error(f"{name}: {getattr(error, 'evalue', error)}"):
            raise fault from None
        plainly = {
            "CellTimeoutError": too_long(seconds),
            "DeadKernelError": "its kernel died",
        }
        raise BuildError(f"{plainly.get(name, name)}, see {log}") from None
    nbformat.write(publishable(executed, page), output)


def too_long(seconds: int) -> str:
    """Say that a cell came to its limit."""
    return f"a cell took more than {seconds} seconds"


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
    functions = functions_of(executed.cells)
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
            if "remove-cell" not in tags:
                kept.source = explained(cell.source, functions)
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


def _literal(path: Path) -> str:
    """Write a path so that papermill, which fills in parameters, takes it as it is."""
    return str(path).replace("{", "{{").replace("}", "}}")


def _check_parameters(page: Page, notebook: Path) -> None:
    """Refuse a parameter that the notebook lacks: papermill would only warn."""
    known = parameters(notebook)
    if unknown := sorted(set(page.parameters) - set(known)):
        raise BuildError(
            f"{notebook.name}: expected a parameter {unknown[0]}; got {sorted(known)}. "
            "Add it to the cell tagged 'parameters'."
        )
