"""What a report says whatever the study is: it came from no study, and is no secret."""

import ast
import re
from collections.abc import Iterable, Iterator
from functools import cache
from pathlib import Path

import hiteval
from hiteval.regular import read_regular
from hiteval.report.gate.decoding import readings, whole

WRITTEN = ("book/**/*.md", "notebooks/*.ipynb", "_*.yml")
FRAME = ("book/_static/*.css", "book/_static/*.js", "book/_templates/*.html")
OF_THE_LIBRARY = ("display/*.csv", "report/gate/book_markup.txt")
# Numbered by the programs that make pages, notebooks, workbooks and colours.
NUMBERED = re.compile(
    r"(?:accent|below|c|cell|dk|drawing|fig|group|h|id|input|l|lt|m|mixed|rid|s|section"
    r"|sheet|style|table|theme|utf|v|x|y)-?\d+"
)


def fixed_texts(project: Path) -> Iterator[str]:
    """Yield the words of the book, its frame and its notebooks, and of hiteval itself.

    Parameters
    ----------
    project : Path
        The folder with ``book/`` and ``notebooks/``.
    """
    for path in _found(project, WRITTEN):
        yield from readings(read_regular(path))
    for path in _found(project, FRAME):
        yield read_regular(path).decode("utf-8", "replace")
    yield from own_words()


@cache
def own_words() -> tuple[str, ...]:
    """Return what hiteval's code and tables can say, and what pages tell of the code.

    They tell of a function where it stands, and the first line that it says of itself.
    """
    library = Path(hiteval.__file__).parent
    code = [
        f"{path.relative_to(library.parent)}\n{_said(path.read_text('utf-8'))}"
        for path in sorted(library.rglob("*.py"))
    ]
    told = [path.read_text("utf-8") for path in _found(library, OF_THE_LIBRARY)]
    return (*code, *told)


def _found(folder: Path, forms: Iterable[str]) -> list[Path]:
    return [path for form in forms for path in sorted(folder.glob(form))]


def _said(code: str) -> str:
    nodes = [*ast.walk(ast.parse(code))]
    alone = {id(n.value) for n in nodes if isinstance(n, ast.Expr)}
    said = [
        node.value
        for node in nodes
        if isinstance(node, ast.Constant)
        and isinstance(node.value, str)
        and id(node) not in alone  # documentation
    ]
    functions = [node for node in nodes if isinstance(node, ast.FunctionDef)]
    said += [(ast.get_docstring(f) or "").partition("\n")[0] for f in functions]
    said += [function.name for function in functions]
    return whole("\n".join(said))
