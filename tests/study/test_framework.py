import re

import pytest
from pydantic import ValidationError
from scales import LIKERT, LONG, MATURITY, SCALE

from hiteval.errors import StudyError
from hiteval.files.yaml_file import read_yaml
from hiteval.study.framework import Framework, ProposalRule


@pytest.fixture
def values(folder):
    return read_yaml(folder / "framework.yml")


def refusal(values):
    with pytest.raises(StudyError) as error:
        Framework.from_yaml(values, "framework.yml")
    return [str(fault) for fault in error.value.faults]


def test_criteria_keep_the_framework_s_order(values):
    framework = Framework.from_yaml(values, "framework.yml")
    assert framework.criterion_ids == [
        "working.public",
        "working.means",
        "change.results",
    ]
    assert framework.area_of["change.results"] == "change"


def test_an_unknown_area_is_a_key_error(values):
    framework = Framework.from_yaml(values, "framework.yml")
    with pytest.raises(KeyError, match="wrking"):
        framework.area("wrking")


def test_a_framework_cannot_be_changed(values):
    framework = Framework.from_yaml(values, "framework.yml")
    with pytest.raises(ValidationError, match="frozen"):
        framework.title = "another"


def test_every_fault_is_told_with_its_place(values):
    values["areas"][0]["kind"] = "input"
    del values["areas"][1]["name"]
    values["colour"] = "blue"
    assert refusal(values) == [
        "framework.yml, areas.0.kind: expected 'process' or 'outcome'; got 'input'. "
        "Correct it.",
        "framework.yml, areas.1.name: expected a value; got nothing. Add it.",
        "framework.yml, colour: expected only names that hiteval knows; got 'blue'. "
        "Check its spelling, or take it out.",
    ]


def test_an_id_used_twice_is_refused(values):
    values["areas"][1]["criteria"][0]["id"] = "working.means"
    (message,) = refusal(values)
    assert re.search("expected each id once, not working.means twice", message)


@pytest.mark.parametrize("areas", [[], [{"criteria": []}]])
def test_an_area_without_criteria_is_refused(values, areas):
    values["areas"] = [values["areas"][0] | area for area in areas]
    (message,) = refusal(values)
    assert "expected at least one area, and a criterion in each" in message


@pytest.mark.parametrize(
    ("levels", "neutral", "expected"),
    [
        ([0], None, "2 to 11 levels, each value once"),
        ([0, 1, 1], None, "2 to 11 levels, each value once"),
        (range(12), None, "2 to 11 levels, each value once"),
        (
            range(101),
            None,
            "2 to 11 levels, each value once, so that a scale of points becomes bands, "
            "such as 0, 25, 50, 75 and 100; got",
        ),
        (
            [-1, 1],
            None,
            "a neutral level 0 with levels above and below it, as there are ",
        ),
        ([-2, -1, 0], None, "a neutral level 0 with levels above and below it, as "),
        (
            [1, 2, 3],
            3,
            "a neutral level 3 with levels above and below it, as there are ",
        ),
        (
            [1, 2, 4],
            3,
            "a neutral level 3 with levels above and below it, as there are ",
        ),
    ],
)
def test_a_scale_that_makes_no_sense_is_refused(values, levels, neutral, expected):
    scale = values["rating_scale"]
    scale["levels"] = [{"value": v, "name": "n", "meaning": "m"} for v in levels]
    scale["neutral"] = neutral
    (message,) = refusal(values)
    assert f"framework.yml, rating_scale: expected {expected}" in message


@pytest.mark.parametrize(
    ("scale", "form", "above", "below"),
    [
        (SCALE, "by-example", [1, 2], [-1, -2]),
        (LONG, "two-sided", [1, 2, 3], [-1, -2, -3]),
        (LIKERT, "two-sided", [4, 5], [2, 1]),
        (MATURITY, "one-sided", [0, 1, 2, 3, 4, 5], []),
    ],
)
def test_a_scale_has_two_sides_or_one(scale, form, above, below):
    assert (scale.form, scale.above, scale.below) == (form, above, below)


def test_signs_are_written_where_the_scale_has_them():
    written = [SCALE.written(v) for v in (2, -1.0, 0.0, 1.5, -0.5)]
    assert written == ["+2", "−1", "0", "+1.5", "−0.5"]
    assert [MATURITY.written(v) for v in (0, 2.5)] == ["0", "2.5"]


def test_an_area_needs_no_kind(values):
    del values["areas"][0]["kind"]
    assert Framework.from_yaml(values, "framework.yml").areas[0].kind is None


def test_a_level_is_a_small_number(values):
    values["rating_scale"]["levels"][0]["value"] = 101
    (message,) = refusal(values)
    assert message == (
        "framework.yml, rating_scale.levels.0.value: expected at most 100; got '101'. "
        "Correct it."
    )


def test_a_word_is_not_taken_for_a_number(values):
    values["rating_scale"]["proposal_rule"]["explicit_sources"] = "2"
    (message,) = refusal(values)
    assert message == (
        "framework.yml, rating_scale.proposal_rule.explicit_sources: expected a whole "
        "number; got '2'. Correct it."
    )


@pytest.mark.parametrize("name", ["Means", "means ", "Team"])
def test_criteria_have_names_of_their_own(values, name):
    values["areas"][1]["criteria"][0]["name"] = name
    (message,) = refusal(values)
    assert "expected a name for each criterion, each once, none of them Team" in message


@pytest.mark.parametrize("area_id", ["con", "-a", "../x", "A"])
def test_an_area_id_that_is_no_file_name_is_refused(values, area_id):
    values["areas"][0]["id"] = area_id
    assert "expected 1 to 40 lower-case letters" in refusal(values)[0]


@pytest.mark.parametrize(
    ("many", "few", "more"), [(55, 25, True), (54, 25, False), (0, 0, False)]
)
def test_more_is_at_least_the_ratio_times_as_many_and_never_equal(many, few, more):
    rule = ProposalRule(explicit_sources=1, net_ratio=2.2)
    assert rule.outweighs(many, few) == more
