"""What others wrote is opened in one way: `hiteval.regular`."""

import ast

import pytest
from conftest import ROOT

CHECKED = {"check_regular", "open_regular", "read_regular", "check_tree"}
# Calls that open a file by its path, whatever object they are called on.
OPENING = {
    *("open", "read_text", "read_bytes", "ZipFile", "load_workbook"),
    *("PdfReader", "ExcelReader", "ParquetFile", "read_csv", "copyfile", "copytree"),
}
OF_LIBRARIES = {"read": "nbformat", "connect": "sqlite3"}
NO_FILES = {"Archive", "Image", "webbrowser"}  # what else has a method `open`
OURS, MADE = "it is part of hiteval", "hiteval wrote it a moment ago"
MEMBER = "of an archive in memory, or one that is open"
TOLD = "`check_project` has seen what there is"
# By module: which calls need no check, and why.
EXEMPT = {
    "bundle/area_spans.py": ({"read_text"}, MADE),
    "bundle/bundle.py": ({"read_text", "copytree"}, MADE),
    "bundle/earlier_edition.py": ({"read_text"}, MADE),
    "bundle/packed.py": ({"ZipFile", "read_bytes"}, MADE),
    "catalogue.py": ({"open"}, OURS),
    "display/checklists.py": ({"open", "read_csv"}, OURS),
    "display/interval_coverage.py": ({"open", "read_csv"}, OURS),
    "display/kit/measure.py": ({"read_bytes"}, "matplotlib brings it"),
    "display/rule_accuracy.py": ({"open", "read_csv"}, OURS),
    "exporters/refi_qda.py": ({"ZipFile"}, MADE),
    "files/folders.py": ({"open", "copytree"}, MADE),
    "readers/containers.py": ({"open"}, MEMBER),
    "readers/databases/sqlite_file.py": ({"connect"}, "`_checked_size` has seen it"),
    "report/book/book.py": ({"read_text", "copyfile", "copytree"}, TOLD),
    "report/book/crate.py": ({"copyfile"}, MADE),
    "report/book/download_files.py": ({"copyfile"}, MADE),
    "report/book/links.py": ({"read_bytes"}, MADE),
    "report/book/page_frame.py": ({"read_text"}, MADE),
    "report/book/search.py": ({"read_bytes"}, MADE),
    "report/book/sharing.py": ({"read_text"}, MADE),
    "report/gate/clean_files.py": ({"read_bytes"}, MADE),
    "report/gate/fixed_text.py": ({"read_text"}, OURS),
    "report/gate/known_files.py": ({"read_bytes"}, "packages bring it"),
    "report/gate/page_markup.py": ({"read_text"}, OURS),
    "report/gate/reading.py": ({"read_bytes"}, MADE),
    "report/gate/search_index.py": ({"read_bytes", "read_text"}, MADE),
    "report/gate/unpacking.py": ({"ZipFile"}, MEMBER),
    "report/kernels/cluster.py": ({"read_bytes"}, MADE),
    "report/kernels/engine.py": ({"open"}, MADE),
    "report/kernels/workers.py": ({"read_text"}, MADE),
    "report/make_pages.py": ({"read_bytes"}, MADE),
    "report/pages/cache.py": ({"read_bytes"}, MADE),
    "report/print/pdf.py": ({"read_text", "PdfReader"}, MADE),
    "report/print/team_pdf.py": ({"PdfReader"}, MADE),
    "report/site.py": ({"copytree"}, MADE),
    "report/watch/book_pages.py": ({"read_bytes"}, MADE),
    "report/watch/live_site.py": ({"read_bytes", "copyfile"}, MADE),
    "report/watch/server.py": ({"read_bytes"}, MADE),
    "starter/new_project.py": ({"copyfile", "copytree"}, OURS),
    "workbooks/saving.py": ({"ZipFile"}, MADE),
}


def called(node):
    """Name what a call calls, and on what."""
    if isinstance(node.func, ast.Attribute):
        return node.func.attr, getattr(node.func.value, "id", "")
    return getattr(node.func, "id", ""), ""


def opens(node):
    """Tell whether a call opens a file to read it."""
    name, owner = called(node)
    if name in OF_LIBRARIES:
        return owner == OF_LIBRARIES[name]
    if name in ("read_text", "read_csv") and isinstance(node.func, ast.Name):
        return False  # those of `hiteval.files`
    first = node.args[:1]
    modes = [a.value for a in first if isinstance(a, ast.Constant)]
    writes = any(set(str(mode)) & {*"wax"} for mode in modes)
    return name in OPENING and owner not in NO_FILES and not (name == "open" and writes)


def unchecked(code):
    """Find the calls that open a file in a function that checks none."""
    tree = ast.parse(code)
    functions = [n for n in ast.walk(tree) if isinstance(n, ast.FunctionDef)]
    checked = {
        id(inside)
        for function in functions
        if CHECKED & {called(n)[0] for n in calls(function)}
        for inside in calls(function)
    }
    return {called(n)[0] for n in calls(tree) if opens(n) and id(n) not in checked}


def calls(tree):
    return [node for node in ast.walk(tree) if isinstance(node, ast.Call)]


def test_every_file_of_others_is_known_to_be_one_before_it_is_opened():
    home = ROOT / "hiteval"
    found = {
        path.relative_to(home).as_posix(): names
        for path in sorted(home.rglob("*.py"))
        if path.name != "regular.py" and (names := unchecked(path.read_text("utf-8")))
    }
    assert found == {module: names for module, (names, _reason) in EXEMPT.items()}


@pytest.mark.parametrize(
    "call",
    [
        *("path.open()", "open(path)", "path.read_bytes()", "ZipFile(path)"),
        *("sqlite3.connect(path)", "openpyxl.load_workbook(path)", "PdfReader(path)"),
        *(
            "nbformat.read(path, 4)",
            "shutil.copytree(path, place)",
            "pd.read_csv(path)",
        ),
    ],
)
def test_a_file_that_is_opened_unseen_is_found_out(call):
    name = called(ast.parse(call).body[0].value)[0]
    assert unchecked(f"def f(path):\n    return {call}") == {name}
    checked = f"def f(path):\n    check_regular(path, 9)\n    return {call}"
    assert unchecked(checked) == set()


def test_what_is_written_needs_no_check():
    assert unchecked("path.open('w')") == unchecked("read_text(path)") == set()
