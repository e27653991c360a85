"""What a text cites in brackets leads to its passage; all else in brackets stays."""

import pytest
from shown import page

from hiteval.display.interpretation import in_html
from hiteval.display.kit.citations import with_links

PLACES = {"a1-s1": "../teams/a.html#1", "a1-s2": "../teams/a.html#2", "b1-s1": ""}


def shown(text):
    return with_links(in_html(text), PLACES)


def links(text):
    found = page(shown(text)).find_all("a")
    return [(a.text, a["href"], a["aria-label"]) for a in found]


def test_a_segment_has_one_number_in_the_order_of_the_text():
    assert links("So [a1-s2; a1-s1]. And [a1-s2].") == [
        ("1", "../teams/a.html#2", "Passage 1: a1-s2"),
        ("2", "../teams/a.html#1", "Passage 2: a1-s1"),
        ("1", "../teams/a.html#2", "Passage 1: a1-s2"),
    ]


def test_a_link_names_its_segment():
    assert page(shown("So [a1-s1].")).a["title"] == "a1-s1"


@pytest.mark.parametrize(
    ("text", "seen"),
    [
        ("So [b1-s1].", "So [b1-s1]."),  # on no page
        ("So [a1-s1; b1-s1].", "So [1, b1-s1]."),
        ("So [a1-s1; c1-s1].", "So [1, c1-s1]."),  # not in this edition
        ("So [a1-s1; 2 not shown].", "So [1, 2 not shown]."),
        ("So [1 not shown].", "So [1 not shown]."),
        ("So [sic].", "So [sic]."),
        ("So [a1-s1; ask & see].", "So [a1-s1; ask & see]."),
        ("So [a1-s1; <b>x</b>].", "So [a1-s1; <b>x</b>]."),
        ("So [a1-s1](https://x).", "So [a1-s1](https://x)."),
    ],
)
def test_what_leads_nowhere_stays_as_words(text, seen):
    assert page(shown(text)).text.strip() == seen


def test_numbers_go_on_in_lists_and_stress():
    assert [n for n, *_ in links("*So* [a1-s1].\n\n- *Also [a1-s2].*")] == ["1", "2"]
