"""Slips that a study may hold are told; sound texts are not."""

from dataclasses import replace

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from hiteval.study.cautions import (
    addresses_that_are_no_links,
    garbled,
    spoken_openly,
)


@pytest.mark.parametrize(
    ("url", "told"),
    [
        ("https://example.org/a", False),
        ("javascript:alert(1)", True),
        ("https://example.org/\x07", True),
        ("https://a b", True),
    ],
)
def test_an_address_that_is_no_link_is_told(tiny, url, told):
    sources = tiny.study.sources.copy()
    sources["url"] = None
    sources.loc[0, "url"] = url
    study = tiny.study.with_tables({"sources": sources.astype({"url": "str"})})
    expected = [sources["source_id"][0]] if told else []
    assert addresses_that_are_no_links(study) == expected


@pytest.mark.parametrize(
    ("kind", "told"), [("Interview", True), ("focus_group", True), ("minutes", False)]
)
def test_interviews_in_a_strand_that_is_not_confidential_are_told(tiny, kind, told):
    sources = tiny.study.sources.copy()
    sources.loc[0, "type"] = kind
    study = tiny.study.with_tables({"sources": sources})
    first = sources.loc[0]
    assert spoken_openly(study) == ([first["source_id"]] if told else [])
    quiet = study.settings.model_copy(update={"confidential": (first["strand"],)})
    assert spoken_openly(replace(study, settings=quiet)) == []


def test_a_study_without_addresses_has_none_to_tell(tiny):
    sources = tiny.study.sources.assign(url=None).astype({"url": "str"})
    study = tiny.study.with_tables({"sources": sources})
    assert addresses_that_are_no_links(study) == []


@given(st.text(st.characters(categories=["L", "P"]), min_size=1))
def test_text_that_was_read_in_another_encoding_is_told_by_its_column(tiny, text):
    assume(not text.isascii())
    wrong = text.encode().decode("windows-1252", "ignore")
    assume(wrong.encode("windows-1252") == text.encode())
    teams = tiny.study.teams.assign(focus=[wrong, *tiny.study.teams["focus"][1:]])
    assert garbled(tiny.study.with_tables({"teams": teams})) == ["teams.csv, focus"]


@pytest.mark.parametrize("text", ["café", "“quoted”", "Ärzte – später", "日本", "A©"])
def test_letters_beyond_ascii_alone_are_not_taken_for_garbled(tiny, text):
    teams = tiny.study.teams.assign(focus=text)
    assert garbled(tiny.study.with_tables({"teams": teams})) == []
