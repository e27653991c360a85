"""Run the notebook of a page, and make what it leaves fit to be published."""

from collections.abc import Callable
from functools import partial
from pathlib import Path
from string import Template

import nbformat
import papermill
from nbformat import NotebookNode

from hiteval.errors import BuildError, resource_error
from hiteval.report.pages.pages import Page, inert_title, output_of, room

METADATA = {
    "kernelspec": {
        "display_name": "Python 3",
        "language": "python",
        "name": "python3",
    },
    "language_info": {"name": "python"},
}
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
    nbformat.write(publishable(executed, page.title), output)


def _executed(source: Path, parameters: dict[str, str], room: Path) -> NotebookNode:
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


def publishable(executed: NotebookNode, title: str | None) -> NotebookNode:
    """Rebuild an executed notebook without times, paths, users and random ids.

    Parameters
    ----------
    executed : NotebookNode
        As papermill leaves it.
    title : str or None
        Study text that replaces ``$title`` in the cell tagged ``title``, made inert.

    Raises
    ------
    BuildError
        If a cell printed, warned or failed: outputs may only be what the library made.
    """
    cells = []
    for number, cell in enumerate(executed.cells):
        tags = cell.metadata.get("tags", [])
        if "injected-parameters" in tags:
            tags = ["remove-cell", *tags]
        kept = NotebookNode(
            id=f"cell-{number}",
            cell_type=cell.cell_type,
            metadata={"tags": tags} if tags else {},
            source=cell.source,
        )
        if "title" in tags:
            kept.source = Template(cell.source).substitute(
                title=inert_title(title or "")
            )
        if cell.cell_type == "code":
            kept.execution_count = cell.execution_count
            kept.outputs = [_output(output) for output in cell.outputs]
        cells.append(kept)
    return NotebookNode(cells=cells, metadata=METADATA, nbformat=4, nbformat_minor=5)


def _output(output: NotebookNode) -> NotebookNode:
    if output.output_type != "display_data" or set(output.data) != {"text/html"}:
        raise BuildError(f"a cell gave {output.output_type} where HTML was expected")
    return NotebookNode(
        output_type="display_data",
        metadata={},
        data={"text/html": output.data["text/html"]},
    )


def _check_parameters(page: Page, notebook: Path) -> None:
    """Refuse a parameter that the notebook lacks: papermill would only warn."""
    known = papermill.inspect_notebook(notebook)
    if unknown := sorted(set(page.parameters) - set(known)):
        raise BuildError(
            f"{notebook.name}: expected a parameter {unknown[0]}; got {sorted(known)}. "
            "Add it to the cell tagged 'parameters'."
        )
