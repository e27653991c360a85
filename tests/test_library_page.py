"""The page about the library names what is there."""

import re
from importlib import import_module

from conftest import ROOT

PAGE = (ROOT / "book" / "guide" / "library.md").read_text(encoding="utf-8")
LINE = re.compile(r"^\.\. (currentmodule|auto\w+):: ([\w.]+)", re.M)


def test_every_name_on_the_page_of_the_library_can_be_imported():
    module, found = import_module("hiteval"), 0
    for kind, name in LINE.findall(PAGE):
        if kind == "currentmodule":
            module = import_module(name)
        elif kind != "automodule":
            holder, _, last = name.rpartition(".")
            at = import_module(holder) if holder.startswith("hiteval") else module
            assert hasattr(at, last), name
            found += 1
    assert found > 15


def test_every_column_of_cells_is_explained(tiny):
    table = PAGE.partition("### The columns of `cells`")[2].partition("\nWhere")[0]
    first = re.findall(r"^\| (`.*?) \|", table, re.M)
    named = [name for cell in first for name in re.findall(r"`(\w+)`", cell)]
    assert named == list(tiny.cells.columns)
