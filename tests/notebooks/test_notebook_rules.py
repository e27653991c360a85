"""The rules of the notebooks: first the data, then its view; no logic."""

import ast
import inspect
import re
from itertools import pairwise

import nbformat
import pytest
from conftest import ROOT

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
IMPORTS = (ast.Import, ast.ImportFrom)
OPEN = {"hiteval", "hiteval.bundle", "hiteval.display"}
LOGIC = (
    *(ast.FunctionDef, ast.ClassDef, ast.Lambda, ast.For, ast.While, ast.If),
    *(ast.IfExp, ast.ListComp, ast.DictComp, ast.GeneratorExp, ast.Try, ast.With),
)

pytestmark = pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)


def cells(path, kind):
    notebook = nbformat.read(path, as_version=4)
    return [cell for cell in notebook.cells if cell.cell_type == kind]


def tags(cell):
    return set(cell.metadata.get("tags", []))


def test_a_notebook_is_valid_and_holds_no_output(path):
    nbformat.validate(nbformat.read(path, as_version=4))
    assert not [cell for cell in cells(path, "code") if cell.outputs]


def named(node):
    return isinstance(node, ast.Name)


def used(cell):
    nodes = filter(named, ast.walk(ast.parse(cell.source)))
    return {node.id for node in nodes if isinstance(node.ctx, ast.Load)}


def imports(cell):
    return [n for n in ast.parse(cell.source).body if isinstance(n, IMPORTS)]


def test_one_cell_imports_and_only_what_is_open_to_notebooks(path):
    (cell,) = [cell for cell in cells(path, "code") if imports(cell)]
    for statement in imports(cell):
        module = getattr(statement, "module", None) or statement.names[0].name
        # Workings work each step out anew, for which they need pandas.
        assert module in OPEN | ({"pandas"} if path.stem == "workings" else set())


def test_a_cell_has_six_lines_at_most_and_no_logic(path):
    for cell in cells(path, "code"):
        assert imports(cell) or len(cell.source.splitlines()) <= 6
        assert not [n for n in ast.walk(ast.parse(cell.source)) if isinstance(n, LOGIC)]


def test_a_result_is_named_data_and_then_its_view(path):
    results = [c for c in cells(path, "code") if "hide-input" in tags(c)]
    for number, cell in enumerate(results):
        *data, view = ast.parse(cell.source).body
        assert isinstance(view, ast.Expr)
        assert isinstance(view.value, ast.Call)
        later = set().union(*map(used, results[number:]))
        for step in data:
            assert isinstance(step, ast.Assign)
            assert {n.id for n in ast.walk(step.targets[0]) if named(n)} <= later


def test_code_is_removed_or_one_click_away(path):
    for cell in cells(path, "code"):
        shown = path.stem == "workings" and "parameters" not in tags(cell)
        assert len(tags(cell) & {"remove-cell", "hide-input"}) == (not shown)


def test_there_is_one_parameters_cell_and_each_parameter_is_explained(path):
    (cell,) = [cell for cell in cells(path, "code") if "parameters" in tags(cell)]
    assert all("  # " in line for line in cell.source.splitlines())


def test_the_title_comes_first_and_headings_are_in_order(path):
    # A second title is for other studies: see tests/report/pages/test_only_for.py.
    suits = [c for c in cells(path, "markdown") if "only-one-sided" not in tags(c)]
    headings = [
        (len(match[1]), match[2])
        for cell in suits
        for match in re.finditer(r"^(#+) (.+)$", cell.source, re.MULTILINE)
    ]
    first, *others = (level for level, _ in headings)
    assert first == 1
    assert all(2 <= level <= before + 1 for before, level in pairwise([first, *others]))


def test_no_number_is_typed_in_prose(path):
    allowed = r"does not mean 0|counted as 0|above 0|below 0|doi:\S+|\b20\d\d;[\d:]+"
    for cell in cells(path, "markdown"):
        assert not re.search(r"\d", re.sub(allowed, "", cell.source))


def test_every_import_exists_and_every_call_has_its_arguments(path):
    known = {}
    for cell in cells(path, "code"):
        for node in ast.walk(ast.parse(cell.source)):
            if isinstance(node, ast.Import | ast.ImportFrom):
                exec(ast.unparse(node), known)  # noqa: S102 (our own notebook)
            if isinstance(node, ast.Call):
                assert_fits(node, known)


def assert_fits(call, known):
    """Try the arguments of a call on what it calls, if that was imported."""
    of = call.func
    if isinstance(of, ast.Attribute) and named(of.value) and of.value.id in known:
        called = getattr(known[of.value.id], of.attr)
    elif named(of) and of.id in known:
        called = known[of.id]
    else:
        return
    keywords = {keyword.arg: keyword.value for keyword in call.keywords}
    inspect.signature(called).bind(*call.args, **keywords)
