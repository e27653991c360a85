import nbformat
import papermill
import pytest
from nbclient.exceptions import CellTimeoutError, DeadKernelError
from nbformat.v4 import new_code_cell, new_markdown_cell, new_notebook, new_output

from hiteval.display.kit.html import FINISHED
from hiteval.errors import BuildError
from hiteval.report.pages.notebooks import METADATA, publishable, run_page
from hiteval.report.pages.pages import Page


def executed(*outputs, title="# $title"):
    code = new_code_cell("x", outputs=list(outputs), execution_count=3)
    code.metadata = {"tags": ["injected-parameters"], "papermill": {"duration": 1.5}}
    heading = new_markdown_cell(title, metadata={"tags": ["title"]})
    notebook = new_notebook(cells=[heading, code])
    notebook.metadata = {"papermill": {"input_path": "/home/somebody/team.ipynb"}}
    return notebook


TEAM = Page("teams/a", "team", "A team")
HTML = new_output(
    "display_data", data={"text/html": "<p>x</p>"}, metadata={FINISHED: True}
)


def test_times_paths_and_random_ids_are_gone():
    text = nbformat.writes(publishable(executed(HTML), TEAM))
    assert "papermill" not in text
    assert "somebody" not in text
    assert text == nbformat.writes(publishable(executed(HTML), TEAM))


def test_what_papermill_injects_is_not_shown():
    cell = publishable(executed(HTML), TEAM).cells[1]
    assert cell.metadata["tags"] == ["remove-cell", "injected-parameters"]


def test_a_title_is_put_in_inert():
    cell = publishable(
        executed(HTML), Page("teams/a", "team", "A {{team}}\n# b")
    ).cells[0]
    assert cell.source == r"# A \{\{team\}\} \# b"


def test_a_cell_is_named_as_its_owner_knows_it():
    """Cells that papermill added do not count, and the last line tells which it is."""
    warned = new_output("stream", text="UserWarning", name="stderr")
    notebook = executed()
    own = new_code_cell("import x\nx.plot()", outputs=[warned])
    notebook.cells.append(own)
    with pytest.raises(
        BuildError, match=r"^notebooks/own\.ipynb, cell 2 \(x\.plot\(\)\)"
    ):
        publishable(notebook, Page("results/own", "own"))


def test_nbval_compares_what_hiteval_shows_and_only_runs_the_rest():
    other = new_output("stream", text="printed", name="stdout")
    tags = [
        publishable(executed(output), TEAM).cells[1].metadata["tags"][2:]
        for output in (HTML, other)
    ]
    assert tags == [[], ["nbval-ignore-output"]]


def test_a_parameter_that_the_notebook_lacks_is_refused(tmp_path):
    code = new_code_cell("team_id = 'x'", metadata={"tags": ["parameters"]})
    notebook = new_notebook(cells=[code], metadata=METADATA)
    nbformat.write(notebook, tmp_path / "team.ipynb")
    page = Page("teams/a", "team", None, {"team_idd": "a"})
    with pytest.raises(BuildError) as error:
        run_page(page, tmp_path, tmp_path)
    assert str(error.value) == (
        "team.ipynb: expected a parameter team_idd; got ['team_id']. "
        "Add it to the cell tagged 'parameters'."
    )


@pytest.mark.parametrize(
    ("error", "told"),
    [
        (DeadKernelError("Kernel died"), "its kernel died"),
        (CellTimeoutError("long"), "a cell took more than 7 seconds"),
    ],
)
def test_what_becomes_of_an_ordinary_kernel_is_told_plainly(
    monkeypatch, tmp_path, error, told
):
    def execute(*_, **__):
        raise error

    nbformat.write(executed(), tmp_path / "a.ipynb")
    (tmp_path / "log").mkdir()
    monkeypatch.setattr(papermill, "execute_notebook", execute)
    with pytest.raises(BuildError) as raised:
        run_page(Page("results/a", "a", title="A"), tmp_path, tmp_path, seconds=7)
    assert str(raised.value) == f"{told}, see {tmp_path / 'log' / 'results-a.txt'}"
