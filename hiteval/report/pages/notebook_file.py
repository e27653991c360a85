"""Read a notebook that somebody wrote: it may be no notebook, or no file."""

from pathlib import Path
from typing import TYPE_CHECKING

from hiteval.errors import Fault, StudyError
from hiteval.regular import read_regular

if TYPE_CHECKING:
    from nbformat import NotebookNode

MAX_BYTES = 100_000_000  # with pictures that its author left in it
SAVE_AGAIN = "Save it in Jupyter again, or restore it."


def read_notebook(path: Path) -> "NotebookNode":
    """Read a notebook in the current format.

    Raises
    ------
    StudyError
        If it is no regular file, is too large, or is no notebook.
    """
    import nbformat  # takes seconds

    content = read_regular(path, MAX_BYTES, SAVE_AGAIN, SAVE_AGAIN)
    try:
        notebook: NotebookNode = nbformat.reads(content.decode("utf-8"), as_version=4)
    except Exception as error:  # nbformat raises whatever its parts raise
        got = f"another content ({type(error).__name__})"
        raise StudyError([Fault(path.name, "a notebook", got, SAVE_AGAIN)]) from None
    return notebook
