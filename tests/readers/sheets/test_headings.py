import pytest

from hiteval.readers.sheets.headings import ALIASES, roles_of
from hiteval.readers.sheets.table_form import ROLES

TOOLS = {
    "ATLAS.ti": "ID;Document;Quotation Content;Codes;Number of Codes;Comment;Author",
    "MAXQDA": "Kommentar;Dokumentgruppe;Dokumentname;Code;Anfang;Ende;Gewicht;Segment",
    "Dedoose": "Media Title;Excerpt;Codes Applied;Creator",
    "QualCoder": "File;Coder;Coded;Codename",
    "Taguette": "id;document;tag;content",
    "people": "Team;Document;Type;Date;Passage;Page;Theme;Score (1-5);Comment",
    "Spanish": "Número;Documento;Contenido de la cita;Códigos;Creado por",
    "French": "Document;Code;Début;Fin;Segment codé;Auteur",
}


@pytest.mark.parametrize("line", TOOLS.values(), ids=TOOLS)
def test_headings_of_a_tool_are_all_known(line):
    headings = line.split(";")
    columns = [c for found in roles_of(headings, {}).values() for c in found]
    assert sorted(columns) == list(range(1, len(headings) + 1))


def test_case_and_white_space_do_not_matter():
    assert roles_of(["  CODE  name: "], {}) == {"code": [1]}


def test_the_mapping_goes_before_what_is_known():
    found = roles_of(["Theme", "Code", "Said"], {"code": "Theme", "text": "said"})
    assert found == {"code": [1], "text": [3]}


@pytest.mark.parametrize("last", ["Modified by", "Bearbeitet von"])
def test_who_changed_it_last_is_the_coder_where_nobody_else_is_named(last):
    assert roles_of(["Code", last], {})["coder"] == [2]
    assert roles_of(["Code", last, "Created by"], {})["coder"] == [3]


def test_only_codes_may_stand_in_several_columns():
    assert roles_of(["Code", "Code", "Text", "Quote"], {}) == {
        "code": [1, 2],
        "text": [3],
    }


def test_every_role_is_known_by_some_heading():
    assert set(ALIASES) == set(ROLES)
