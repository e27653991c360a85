"""From a page to the calls that made it, as text: where each of its numbers comes from.

A page is a notebook; each of its tables and pictures is data and then a view of it.
"""

import ast
import importlib
import inspect
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import FunctionType

from nbformat import NotebookNode

import hiteval
from hiteval.report.pages.notebook_file import read_notebook
from hiteval.report.pages.pages import Page

PACKAGE = Path(hiteval.__file__).parent.parent


def origins(page: Page, notebooks: Path) -> str:
    """Trace what stands on a page to the calls behind it.

    Parameters
    ----------
    page : Page
        One of the report.
    notebooks : Path
        The folder of the parameterised notebooks.
    """
    cells = read_notebook(notebooks / f"{page.notebook}.ipynb").cells
    given = "".join(f", {name} = {value}" for name, value in page.parameters.items())
    lines = [
        f"book/{page.path}.html",
        f"  made by: notebooks/{page.notebook}.ipynb{given}",
        *(f"  with: {line}" for line in _set_up(cells)),
        *_shown(cells, functions_of(cells)),
    ]
    return "\n".join(lines)


def _code(cells: list[NotebookNode], hidden: bool) -> Iterator[str]:
    """Give the code of the cells that the book leaves out, or of the others."""
    for cell in cells:
        tags = cell.metadata.get("tags", [])
        of_kind = ("remove-cell" in tags) is hidden
        if cell.cell_type == "code" and of_kind and "parameters" not in tags:
            yield cell.source


def _parsed(source: str) -> ast.Module:
    """Parse a cell; one with what IPython alone knows, such as %time, says nothing."""
    try:
        return ast.parse(source)
    except SyntaxError:
        return ast.Module([], [])


def _set_up(cells: list[NotebookNode]) -> Iterator[str]:
    """Give the lines that the shown cells build on."""
    for source in _code(cells, hidden=True):
        for line in _parsed(source).body:
            if not isinstance(line, (ast.Import, ast.ImportFrom)):
                yield ast.unparse(line)


def explained(source: str, functions: Mapping[str, FunctionType]) -> str:
    """Return the code of a cell, and below it what each function of hiteval does.

    Parameters
    ----------
    source : str
        The code.
    functions : mapping of str to function
        See `functions_of`.
    """
    called = {name: functions[name] for name in _called(source) if name in functions}
    told = [
        "\n".join([f"# {name}", *(f"#   {line.strip()}" for line in _about(function))])
        for name, function in called.items()
    ]
    return "\n\n".join([source, "\n".join(told)]) if told else source


def _called(source: str) -> Iterator[str]:
    """Give the functions that code calls, in the order in which they stand."""
    calls = [n.func for n in ast.walk(_parsed(source)) if isinstance(n, ast.Call)]
    for function in sorted(calls, key=lambda f: (f.lineno, f.col_offset)):
        yield ast.unparse(function)


def functions_of(cells: list[NotebookNode]) -> dict[str, FunctionType]:
    """Find each function of the library that the notebook imports, as it names it."""
    known: dict[str, FunctionType] = {}
    for source in _code(cells, hidden=True):
        for line in _parsed(source).body:
            if isinstance(line, ast.ImportFrom) and _is_ours(str(line.module)):
                module = importlib.import_module(str(line.module))
                for alias in line.names:
                    if hasattr(module, alias.name):
                        found = getattr(module, alias.name)
                    else:
                        found = importlib.import_module(f"{line.module}.{alias.name}")
                    known |= _named(alias.name, found)
    return known


def _is_ours(module: str) -> bool:
    return module.partition(".")[0] == hiteval.__name__


def _named(name: str, found: object) -> dict[str, FunctionType]:
    if inspect.isfunction(found):
        return {name: found}
    functions = inspect.getmembers(found, inspect.isfunction)
    return {f"{name}.{f}": v for f, v in functions if _is_ours(v.__module__)}


def _shown(
    cells: list[NotebookNode], functions: dict[str, FunctionType]
) -> Iterator[str]:
    """Give each heading, and under it each step with the calls in it."""
    for cell in cells:
        if cell.cell_type == "markdown":
            headings = [x for x in cell.source.splitlines() if x.startswith("##")]
            yield from (f"  {heading.lstrip('# ')}" for heading in headings)
        elif "remove-cell" not in cell.metadata.get("tags", []):
            for step in _parsed(cell.source).body:
                yield f"    {ast.unparse(step)}"
                for node in ast.walk(step):
                    if isinstance(node, ast.Call):
                        yield from _about(functions.get(ast.unparse(node.func)))


def _about(function: FunctionType | None) -> Iterator[str]:
    if function is None:
        return
    code = inspect.unwrap(function).__code__  # `inspect` would read the whole file
    file = Path(code.co_filename).relative_to(PACKAGE)
    yield f"      {(function.__doc__ or '').splitlines()[0]}"
    yield f"      {file.as_posix()}, line {code.co_firstlineno}"
