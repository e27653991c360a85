"""Slips that a study may hold are told; sound texts are not."""

import pytest

from hiteval.study.cautions import addresses_that_are_no_links


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


def test_a_study_without_addresses_has_none_to_tell(tiny):
    sources = tiny.study.sources.assign(url=None).astype({"url": "str"})
    study = tiny.study.with_tables({"sources": sources})
    assert addresses_that_are_no_links(study) == []
