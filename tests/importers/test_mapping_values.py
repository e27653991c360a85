"""Each line of the mapping as words that a cell can hold."""

import pytest

from hiteval.errors import StudyError
from hiteval.importers.mapping_values import (
    EVERY,
    mapping_in,
    read_with_text,
    still_blank,
    values_of,
)


def said(text):
    return values_of(mapping_in(text.encode()))


def test_a_line_says_its_fields_and_ignore_is_said_in_the_first():
    found = said("codes: {A: {criterion: x, rating: -1}, B: ignore, C: }")
    assert found["codes", "A"] == {"criterion": "x", "rating": "-1"}
    assert found["codes", "B"] == {"criterion": "ignore", "rating": ""}
    assert found["codes", "C"] == {"criterion": "", "rating": ""}


def test_what_is_said_of_every_source_is_a_line_even_where_it_is_left_out():
    assert set(said("codes:")[EVERY].values()) == {""}
    assert said("all_sources: {strand: document}")[EVERY]["strand"] == "document"


def test_a_code_that_a_pattern_speaks_of_is_not_blank():
    text = "codes: {B/*: {rating: 1}, B > C: {}, D: {}}\ncoders: {Ann: }\nweights: {}"
    text += "\nteams: {'case: A': , 'case: B': beta, 'variable Site: C': }"
    blank = {"codes": 1, "coders": 1, "weights": 0, "teams": 1}
    assert still_blank(mapping_in(text.encode())) == blank


def test_a_study_without_a_mapping_is_told_how_to_get_one(tmp_path):
    with pytest.raises(StudyError) as error:
        read_with_text(tmp_path)
    assert [str(fault) for fault in error.value.faults] == [
        "mapping.yml: expected the file that hiteval import drafts; got none. "
        "Run hiteval import FILE --into STUDY first."
    ]
