"""How often the rule is right, as the method page shows it."""

import numpy as np
import pytest
from conftest import ROOT
from recovery import right_by_rule
from scales import LONG, SCALE, on
from shown import page, rows, sentences

from hiteval.display import rule_accuracy
from hiteval.files.yaml_file import read_yaml
from hiteval.results.evaluation import evaluate
from hiteval.simulation.truth import ErrorModel

SHARES = rule_accuracy.shares()
CELLS = 20_000
STARTED = "hiteval/starter/data", "hiteval/starter/frameworks/cfir", "data"


def with_rule(name):
    return SCALE.model_copy(update={"proposal_rule": rule_accuracy.RULES[name]})


def other(study, scale):
    none = {n: study.tables[n].iloc[:0] for n in ("codings", "ratings", "consensus")}
    return evaluate(on(study.with_tables(none), scale))


@pytest.mark.parametrize("name", ["rule_1", "rule_2"])
@pytest.mark.parametrize("sources", [1, 2, 4, 8, 16, 32])
def test_what_was_measured_is_what_the_model_implies(sources, name):
    at = SHARES[SHARES["sources"] == sources].set_index("level")[name]
    true = right_by_rule(sources, with_rule(name), ErrorModel())
    # Four standard errors; at least one cell of all.
    near = 4 * np.sqrt(true * (1 - true) / CELLS) + 1 / CELLS
    assert (np.abs(at[["-2", "-1", "0", "1", "2"]] - true) <= near).all()
    assert at["all"] == pytest.approx(at.drop("all").mean(), abs=1e-5)


def test_rule_2_improves_with_every_number_shown_and_rule_1_does_not():
    every = SHARES[SHARES["level"] == "all"].sort_values("sources")
    assert every["rule_2"].is_monotonic_increasing
    assert every["rule_1"].iloc[-1] < every["rule_1"].max()
    assert (every["rule_2"] >= every["rule_1"]).all()


def test_from_four_sources_on_rule_2_falls_at_no_level_and_before_that_it_may():
    by_level = SHARES.pivot(index="sources", columns="level", values="rule_2")
    assert (by_level.loc[4:].diff().iloc[1:] >= 0).all(axis=None)
    assert by_level.loc[2, "0"] < by_level.loc[1, "0"]


@pytest.mark.parametrize("folder", STARTED)
def test_the_rule_that_was_measured_is_the_one_that_a_new_study_begins_with(folder):
    begun = read_yaml(ROOT / folder / "framework.yml")["rating_scale"]
    assert begun["proposal_rule"] == rule_accuracy.USUAL.model_dump()


def test_the_table_has_both_rules_at_each_level_by_number_of_sources(shipped):
    head, *lines = rows(rule_accuracy.how_often_right(SHARES, shipped))
    assert head == ["Rule", *map(str, (1, 2, 4, 8, 16, 32, 64))]
    assert lines[0] == ["All levels, each equally common"]
    assert lines[1][:4] == ["Rule 2, by shares", "49 %", "71 %", "91 %"]
    assert lines[2][:4] == ["Rule 1, by numbers alone", "49 %", "71 %", "83 %"]
    groups = [line[0] for line in lines if len(line) == 1]
    assert groups[1:] == ["+2", "+1", "0", "−1", "−2"]


def test_the_finding_and_what_it_assumes_are_said_first(shipped):
    said = sentences(rule_accuracy.how_often_right(SHARES, shipped))
    assert said[:2] == [
        "In synthetic studies, whose truth is known, the rule improves with evidence.",
        "It is right in 49 % of cells with 1 source, and in over 99 % with 64.",
    ]
    assert (
        "Each source shows the true level in 80 % of cases, else one beside it." in said
    )
    assert max(len(sentence.split()) for sentence in said) <= 25


@pytest.mark.parametrize(
    ("scale", "others"),
    [
        (with_rule("rule_2"), False),
        (with_rule("rule_1"), True),
        (LONG.model_copy(update={"proposal_rule": rule_accuracy.USUAL}), True),
    ],
)
def test_a_study_with_another_rule_or_scale_is_told_so(study, scale, others):
    shown = page(rule_accuracy.how_often_right(SHARES, other(study, scale)))
    assert ("This study's scale or parameters are others." in shown.text) == others
