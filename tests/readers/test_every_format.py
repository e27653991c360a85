"""Every format gives the same passages, codes and coders."""

import pytest
from every_format import CODINGS, FORMATS, one_hot

from hiteval.readers.formats import read_project
from hiteval.readers.project import NOBODY
from hiteval.readers.sheets.table_form import PLAIN, TableForm

GRID = TableForm(form="grid", columns={"text": "Passage"})


def found(project, told):
    names = project.codes.set_index("code")["path"].map(lambda path: path[-1])
    rows = project.codings.assign(code=project.codings["code"].map(names))
    coders = rows["user"] if told else rows["user"].eq(NOBODY)
    return list(zip(rows["quote"], rows["code"], coders, strict=True))


@pytest.mark.parametrize("name", FORMATS)
def test_passages_codes_and_coders_are_read(tmp_path, name):
    write, told = FORMATS[name]
    form = GRID if write is one_hot else PLAIN
    read = [row for f in write(tmp_path) for row in found(read_project(f, form), told)]
    assert sorted(read) == sorted(
        (passage, code, user if told else True) for _, passage, code, user in CODINGS
    )
