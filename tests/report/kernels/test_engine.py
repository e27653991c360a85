"""Cells give in this process what they give in an ordinary kernel."""

import os
from concurrent.futures import ProcessPoolExecutor

import nbformat
import papermill
import pytest
from nbformat.v4 import new_code_cell, new_notebook

from hiteval.report.kernels import engine
from hiteval.report.kernels.child_processes import context
from hiteval.report.pages.notebooks import METADATA

pytestmark = pytest.mark.book
CELLS = {
    "a value": "1 + 1",
    "a value after print": "print('a')\n5",
    "nothing shown": "7;",
    "both streams": "import sys\nprint('e', file=sys.stderr)\nprint('o')",
    "a table": "import pandas\npandas.DataFrame({'a' * 90: [1], 'b' * 90: [2.5]})",
    "a table with many columns": "pandas.DataFrame({str(n): [n] for n in range(40)})",
    "pandas as it is set": "pandas.get_option('display.max_columns')",
    "a figure left open": "import matplotlib.pyplot as plt\nplt.plot([1, 2]);",
    "a figure shown": "fig, axes = plt.subplots()\naxes.plot([1, 3])\nfig",
    "inline figures asked for": "%matplotlib inline",
    "HTML": "from IPython.display import *\ndisplay({'text/html': '<p>'}, raw=True)",
    "Markdown": "Markdown('# a')",
    "JSON": "JSON({'a': [1]})",
    "two displays": "display(1, 'x')",
    "a display that is updated": "later = display(HTML('a'), display_id='x')",
    "its update": "later.update(HTML('b'))",
    "what is cleared": "print('gone')\nclear_output()\nprint('here')",
    "what is cleared later": "print('gone')\nclear_output(wait=True)\nprint('here')",
    "a program": "!echo hi",
    "history": "_, In[1], len(Out)",
    "await": "import asyncio\nawait asyncio.sleep(0)",
    "a magic": "%%html\n<b>h</b>",
    "an empty cell": "  ",
    "a name as libraries see it": "get_ipython().__class__.__name__, __name__",
}


def run(sources, tmp_path, engine_name):
    """Run cells; give the notebook, and what was raised."""
    notebook = new_notebook(cells=[new_code_cell(x) for x in sources])
    notebook.metadata = METADATA
    nbformat.write(notebook, tmp_path / "in.ipynb")
    given = (tmp_path / "in.ipynb", tmp_path / f"{engine_name}.ipynb")
    raised = None
    try:
        papermill.execute_notebook(
            *given,
            engine_name=engine_name,
            cwd=tmp_path,
            progress_bar=False,
            extra_arguments=["--log-level=CRITICAL"],
        )
    except papermill.PapermillExecutionError as error:
        raised = error
    return nbformat.read(given[1], as_version=4), raised


def shown(cell):
    return cell.get("execution_count"), cell.get("outputs")


@pytest.fixture(scope="module")
def both(tmp_path_factory):
    """Run the cells in both ways."""
    place, cells = tmp_path_factory.mktemp("both"), [*CELLS.values()]
    with ProcessPoolExecutor(1, context()) as pool:  # one that had the imports before
        here = pool.submit(run, cells, place, engine.NAME).result()
    found = [here[0], run(cells, place, None)[0]]
    return [dict(zip(CELLS, map(shown, n.cells), strict=True)) for n in found]


@pytest.mark.parametrize("kind", CELLS)
def test_a_cell_gives_what_an_ordinary_kernel_gives(both, kind):
    here, kernel = both
    assert here[kind] == kernel[kind]


def test_what_a_cell_raises_is_raised_and_no_later_cell_runs(tmp_path):
    cells = ["def f():\n    1 / 0", "f()", "print('never')"]
    notebook, raised = run(cells, tmp_path, engine.NAME)
    kernel, as_by_kernel = run(cells, tmp_path, None)
    assert (raised.ename, raised.evalue) == ("ZeroDivisionError", "division by zero")
    assert str(raised) == str(as_by_kernel)
    assert notebook.cells[-1].outputs == []
    assert len(notebook.cells) == len(kernel.cells)


def test_what_c_and_programs_print_is_shown_in_its_order(tmp_path):
    cell = "import os\nprint('a', flush=True)\nos.system('echo b')\nprint('c')"
    notebook, _ = run([f"{cell};"], tmp_path, engine.NAME)
    text = "".join(o.text for o in notebook.cells[0].outputs)
    assert text == "a\nb\nc\n"


def test_the_next_notebook_has_no_name_of_the_last(tmp_path):
    for _ in range(2):
        notebook, _ = run(["'left' in dir()", "left = 1"], tmp_path, engine.NAME)
        assert notebook.cells[0].outputs[0].data["text/plain"] == "False"


def test_the_environment_is_as_it_was_afterwards(tmp_path):
    before = dict(os.environ)
    notebook, _ = run(["import os", "os.environ['FORCE_COLOR']"], tmp_path, engine.NAME)
    assert notebook.cells[1].outputs[0].data["text/plain"] == "'1'"
    assert dict(os.environ) == before
