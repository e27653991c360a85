import nbformat
import pytest
from conftest import ROOT
from nbformat.v4 import new_code_cell, new_notebook

from hiteval.errors import StudyError
from hiteval.report.pages.contents import Entry, parameters, read_entries, written


@pytest.fixture
def project(tmp_path):
    """A project with a first page, and notebooks that make others."""
    for folder in ("book", "notebooks"):
        (tmp_path / folder).mkdir()
    (tmp_path / "book" / "guide.md").touch()
    notebook(tmp_path, "my_analysis", "bundle = ''")
    notebook(tmp_path, "my_view", "bundle = ''\nteam_id = ''")
    return tmp_path


def notebook(project, name, source):
    cell = new_code_cell(source, metadata={"tags": ["parameters"]})
    cells = [new_code_cell("other = 1"), cell]
    nbformat.write(new_notebook(cells=cells), project / "notebooks" / f"{name}.ipynb")


def listed(project, *lines):
    chapters = "\n".join(
        f"  - {'glob' if line.endswith('*') else 'file'}: {line}" for line in lines
    )
    text = f"root: book/guide\nparts:\n- caption: All\n  chapters:\n{chapters}\n"
    (project / "_toc.yml").write_text(text, encoding="utf-8")
    return project


def faults(project):
    with pytest.raises(StudyError) as error:
        read_entries(project)
    return [str(fault) for fault in error.value.faults]


def test_a_notebook_of_one_s_own_is_made_once_or_for_every_team(project):
    lines = "book/results/my-analysis", "book/results/my-view-*"
    once, many = read_entries(listed(project, *lines))
    assert once == Entry("results/my-analysis", "my_analysis", ("bundle",))
    assert (once.each, many.each) == (None, "team_id")
    assert (many.line, many.notebook) == ("results/my-view-*", "my_view")


def test_without_a_star_a_notebook_is_made_once_whatever_it_can_be_told(project):
    (entry,) = read_entries(listed(project, "book/results/my-view"))
    assert entry.each is None


def test_every_notebook_of_the_report_makes_a_page():
    named = {entry.notebook for entry in read_entries(ROOT)}
    assert named == {path.stem for path in (ROOT / "notebooks").glob("*.ipynb")}


@pytest.mark.parametrize(
    ("line", "remedy"),
    [
        ("book/results/my-analysys", "Did you mean 'book/results/my-analysis'?"),
        ("notebooks/my_analysis", "Did you mean 'book/results/my-analysis'?"),
        ("book/results/x", "Add notebooks/x.ipynb, or remove the line."),
        ("book/results/x-*", "Add notebooks/x.ipynb, or remove the line."),
        ("book/giude", "Did you mean 'book/guide'?"),
        ("book/x/*", "Add book/x/*.md, or remove the line."),
    ],
)
def test_a_line_that_leads_nowhere_is_told_with_the_nearest(project, line, remedy):
    assert faults(listed(project, "book/results/my-analysis", line)) == [
        "_toc.yml: expected a page that is there or that a notebook makes; got "
        f"'{line}'. {remedy}"
    ]


def test_all_lines_that_lead_nowhere_are_told_at_once(project):
    assert len(faults(listed(project, "book/a", "book/results/b"))) == 2


def test_a_star_needs_something_to_be_made_for(project):
    assert faults(listed(project, "book/results/my-analysis-*")) == [
        "notebooks/my_analysis.ipynb: expected a parameter team_id or area_id, as "
        "_toc.yml has 'book/results/my-analysis-*'; got bundle. Add one to the cell "
        "tagged 'parameters', or remove the star."
    ]


def test_pages_written_by_hand_are_listed_by_name_or_by_pattern(project):
    (project / "book" / "goal.ipynb").touch()
    assert written("book/g*", project) == ["book/goal", "book/guide"]
    assert written("book/guide.md", project) == ["book/guide"]
    assert written("book/results/guide", project) == []


def test_parameters_are_those_of_the_cell_with_the_tag(project):
    found = parameters(project / "notebooks" / "my_view.ipynb")
    assert found == ("bundle", "team_id")
