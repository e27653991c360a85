"""Values of the mapping change, and all else of its text stays to the byte."""

import difflib

import pytest
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from hiteval.errors import StudyError
from hiteval.importers.mapping_text import comments_of, with_values
from hiteval.importers.mapping_values import EVERY, mapping_in, values_of

DRAFT = """\
# Keep me.
codes:
  # and me
  "Money": {criterion: , rating: }  # codings: 12; nearest: working.means
  "Off": ignore # why

coders:
  "Ann":  # codings: 1
teams:

all_sources: {strand: , type: , clearance: }
sources:
  "I": {team: , title: , date: }  # codings: 3
"""


@pytest.mark.parametrize(
    ("place", "values", "line"),
    [
        (
            ("codes", "Money"),
            {"criterion": "working.means", "rating": "-1"},
            '  "Money": {criterion: working.means, rating: -1}  '
            "# codings: 12; nearest: working.means",
        ),
        (
            ("codes", "Money"),
            {"criterion": "ignore"},
            '  "Money": ignore  # codings: 12; nearest: working.means',
        ),
        (("codes", "Off"), {"criterion": "a"}, '  "Off": {criterion: a} # why'),
        (("codes", "Off"), {"criterion": ""}, '  "Off": {} # why'),
        (("coders", "Ann"), {"coder": "ann"}, '  "Ann": ann  # codings: 1'),
        (
            ("sources", "I"),
            {"title": 'A "good" one: #1', "date": "2015"},
            r'  "I": {team: , title: "A \"good\" one: #1", date: "2015"}  # codings: 3',
        ),
        (
            ("sources", "I"),
            {"role": "no", "date": "2015-03"},
            '  "I": {role: no, team: , title: , date: 2015-03}  # codings: 3',
        ),
        (EVERY, {"type": "true"}, 'all_sources: {strand: , type: "true", clearance: }'),
    ],
)
def test_a_change_changes_its_own_line_alone(place, values, line):
    after = with_values(DRAFT, {place: values})
    assert [*new_lines(DRAFT, after)] == [line]
    assert len(after.split("\n")) == len(DRAFT.split("\n"))


def new_lines(before, after):
    compared = difflib.ndiff(before.split("\n"), after.split("\n"))
    return (line[2:] for line in compared if line.startswith("+"))


def test_new_patterns_go_below_the_heading_of_their_section():
    new = {("codes", "B/*"): {"rating": "1"}, ("teams", "name: a-*"): {"team": "a"}}
    after = with_values(DRAFT, new)
    assert after.replace('  "B/*": {rating: 1}\n', "", 1) == DRAFT.replace(
        "teams:\n", 'teams:\n  "name: a-*": a\n'
    )


@pytest.mark.parametrize("end", ["\n", "\r\n"])
def test_a_section_that_is_not_there_is_begun_at_the_end(end):
    after = with_values(f"coders: {{}}{end}", {("codes", "B/*"): {"rating": "1"}})
    assert after.split(end) == ["coders: {}", "codes:", '  "B/*": {rating: 1}', ""]


def test_a_last_line_without_an_end_gets_one():
    new = {("codes", "B/*"): {"rating": "1"}, EVERY: {"type": "interview"}}
    assert with_values("codes:", new) == (
        'codes:\n  "B/*": {rating: 1}\n\nall_sources: {type: interview}\n'
    )


def test_line_ends_of_windows_and_a_mark_at_the_start_stay():
    text = "\ufeff" + DRAFT.replace("\n", "\r\n")
    new = {("codes", "B/*"): {"rating": "1"}, ("coders", "Ann"): {"coder": "ann"}}
    after = with_values(text, new)
    assert after == "\ufeff" + with_values(DRAFT, new).replace("\n", "\r\n")


def test_what_is_written_on_several_lines_keeps_its_comments():
    text = "codes:\n  A: # one\n    # two\n    criterion: x # three\n    # four\n"
    after = with_values(text, {("codes", "A"): {"criterion": "ignore", "rating": "1"}})
    assert after == (
        "codes:\n  A: # one\n    rating: 1\n    ignore: true\n    # two\n"
        "    criterion:  # three\n    # four\n"
    )
    back = with_values(after, {("codes", "A"): {"criterion": "x"}})
    said = values_of(mapping_in(back.encode()))
    assert said["codes", "A"] == {"criterion": "x", "rating": "1"}


def test_braces_without_spaces_or_with_all_in_them_are_understood():
    text = 'codes: {"A":{"criterion":"x"}, B: ignore}\n'
    new = {("codes", "A"): {"criterion": "y"}, ("codes", "C*"): {"criterion": "z"}}
    assert with_values(text, new) == (
        'codes: {"C*": {criterion: z}, "A":{"criterion": y}, B: ignore}\n'
    )


def test_a_form_that_cannot_be_changed_is_refused():
    with pytest.raises(StudyError) as error:
        with_values("codes:\n  A: {rating}\n", {("codes", "A"): {"rating": "1"}})
    assert [str(fault) for fault in error.value.faults] == [
        "mapping.yml: expected a code, coder, team, weight or source on each line; got "
        "another form. Write its lines as hiteval drafts them, one below the other."
    ]


def test_a_file_that_would_be_too_large_to_be_read_is_refused():
    with pytest.raises(StudyError) as error:
        with_values("sources: {I: {}}", {("sources", "I"): {"title": "B" * 10**6}})
    assert [str(fault) for fault in error.value.faults] == [
        "mapping.yml: expected at most 1000000 bytes; got 1000025. Let patterns, such "
        "as Barriers/*, speak of more of the codes."
    ]


def test_hints_are_the_comments_behind_the_lines():
    assert comments_of(DRAFT) == {
        ("codes", "Money"): "codings: 12; nearest: working.means",
        ("codes", "Off"): "why",
        ("coders", "Ann"): "codings: 1",
        ("sources", "I"): "codings: 3",
    }
    assert comments_of("codes:\n  A: # one\n    rating: 1 # two\n") == {
        ("codes", "A"): "one"
    }


@given(title=st.text(min_size=1), name=st.text(max_size=100))
@example(title="=cmd|' /C calc'!A0", name="'\": #")
@example(title="yes", name="007")
@example(title="\u2028\x85\ufeff", name="a\nb\r\n")
@example(title="null", name="\U0001f469 ")
def test_any_text_is_read_as_it_was_written(title, name):
    if not title.strip() or "\r" in title:
        return
    key = yaml.safe_dump(name, default_style='"', width=9_999).strip()
    text = f"sources:\n  {key}: {{title: }} # hint\n"
    after = with_values(text, {("sources", name): {"title": title.strip()}})
    assert mapping_in(after.encode()).sources[name].title == title.strip()
    assert after.endswith("} # hint\n")


def test_a_weight_is_found_in_whatever_signs_it_is_written():
    text = 'weights:\n  "+1":\n  "−2": -1\n'
    after = with_values(text, {("weights", "1"): {"rating": "2"}})
    assert after == 'weights:\n  "+1": 2\n  "−2": -1\n'
