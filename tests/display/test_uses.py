"""A passage names the findings and links that list it, for or against."""

from dataclasses import replace

import pytest
from answered import answered
from hostile_strings import ALL
from shown import page, view

from hiteval.disclosure.editions import release
from hiteval.display import context, passages, uses
from hiteval.results.evaluation import evaluate


@pytest.fixture(scope="module")
def alpha(study):
    return evaluate(release(answered(study), "public").study).team("alpha")


def test_findings_and_links_are_named_in_their_order_for_before_against(alpha):
    used = page(uses.used_in(alpha)["a1-s2"]).find_all(class_="used")
    assert [line.text for line in used] == [
        "Used in finding: Nobody has all that it needs.; Money comes and goes.",
        "Listed against the theory of change: Patients on the board change results.",
    ]
    assert [a["href"] for a in used[0].find_all("a")] == [
        "../results/findings.html#finding-f1",
        "../results/findings.html#finding-f2",
    ]


def test_a_passage_that_nothing_lists_names_nothing(alpha, tiny):
    assert set(uses.used_in(alpha)) == {"a1-s1", "a1-s2", "a2-s2"}
    assert uses.used_in(tiny) == {}


def test_the_names_stand_under_the_passage(alpha):
    made = page(view(passages.by_criterion, alpha))
    row = made.find(id="segment-a2-s2").find_parent("td")
    assert row.text == (
        "There was enough money.Listed against finding: Money comes and goes."
    )


def test_a_passage_about_the_need_names_them_too(study):
    whole = answered(study)
    codings = whole.codings.assign(about="context")
    team = evaluate(whole.with_tables({"codings": codings})).team("alpha")
    made = page(context.segments(team.beside, team))
    row = made.find(id="segment-a1-s1").find_parent("td")
    assert row.text == (
        "Patients chair the board.Used in the theory of change: "
        "Patients on the board change results."
    )


def test_in_a_team_s_slice_only_what_names_it_or_its_segments_is_named(study):
    beta = evaluate(answered(study)).team("beta")
    assert list(uses.used_in(beta)) == ["b1-s1"]
    assert "Money comes and goes." in uses.used_in(beta)["b1-s1"].text


def test_what_is_not_cleared_is_not_named(study):
    whole = answered(study)
    names = ("findings", "theory")
    hidden = {n: whole.tables[n].assign(clearance="internal") for n in names}
    public = evaluate(release(whole.with_tables(hidden), "public").study)
    assert uses.used_in(public.team("alpha")) == {}


def test_hostile_statements_stay_text(alpha):
    for text in ALL:
        told = alpha.study.findings.assign(statement=text)
        study = alpha.study.with_tables({"findings": told})
        tags = page(uses.used_in(replace(alpha, study=study))["a1-s2"]).find_all(True)
        assert {tag.name for tag in tags} == {"span", "a"}
