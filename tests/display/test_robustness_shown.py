"""How sure the results are, as readers see it: coders, robustness, strands, gaps."""

import re
from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from hiteval.display import (
    claims,
    coders,
    concluded_teams,
    method,
    missing_evidence,
    robustness,
    strands,
)
from hiteval.results import sureness

PICTURES = [robustness.picture_of, strands.matrix, missing_evidence.matrix]


def page(made):
    return BeautifulSoup(made.text, "html.parser")


def said(made):
    return [p.text for p in page(made).find_all("p")]


def rows(made):
    cells = (tr.find_all(["td", "th"]) for tr in page(made).find_all("tr"))
    return [[cell.get_text(" ", strip=True) for cell in row] for row in cells]


@pytest.fixture(scope="module")
def agreement(tiny):
    return sureness.how_coders_agree(tiny)


def test_agreement_is_said_in_plain_words(shipped):
    first, second = said(coders.overview(sureness.how_coders_agree(shipped)))
    assert first == (
        "2 coders were compared on whether a criterion applies to a segment: "
        "18,666 decisions from 279 sources. They agree in 97 % of them. Beyond chance, "
        "agreement is 0.76, likely between 0.73 and 0.78 (0 is chance, 1 is perfect)."
    )
    assert "972 pairs from 275 sources. They agree in 86 % of them." in second


def test_undefined_agreement_is_said_with_its_reason(tiny):
    one = tiny.study.codings.query("coder_id == 'ann'")
    study = tiny.study.with_tables({"codings": one})
    alone = sureness.how_coders_agree(replace(tiny, study=study, whole=study))
    assert said(coders.overview(alone))[0] == (
        "On whether a criterion applies to a segment, agreement is undefined: "
        "fewer than two coders."
    )


def test_every_coefficient_has_a_value_or_a_reason(agreement, tiny):
    for row in rows(coders.coefficients(agreement, tiny))[1:]:
        if len(row) > 1:
            _, _, value, _, reason = row
            assert (value == "–") <= bool(reason)


def test_disagreements_stand_with_both_ratings_and_their_passage(tiny):
    head, first = rows(coders.to_settle(tiny))[:2]
    assert dict(zip(head, first, strict=True)) == {
        "Criterion": "Means",
        "Coders": "ann −2 bob −1",
        "Passage": "Money ran out in May.",
        "Segment": "a1-s2",
    }


def test_disagreements_are_counted_by_kind(tiny):
    assert said(coders.settle_overview(tiny)) == [
        "1 pair of ratings differ, 0 of them by more than one level. Read all of them.",
        "0 criteria were given to a segment by some of its coders only. Read these.",
    ]


def test_marginals_count_each_coder(tiny):
    assert ["Public voice", "4", "1"] in rows(coders.marginals(tiny))


def test_bands_are_stated_with_their_probability(shipped):
    stated = rows(coders.bands(sureness.how_coders_agree(shipped)))[1:]
    assert stated[0] == [
        *["Same criterion?", "Krippendorff's alpha, nominal", "Landis and Koch"],
        *["substantial", "100 %"],
    ]
    assert stated[3][1] == "Krippendorff's alpha, ordinal"


@pytest.mark.parametrize("figure", PICTURES)
def test_a_picture_has_question_text_alternative_and_numbers(figure, tiny):
    made = page(figure(tiny.all_teams().team("alpha")))
    assert made.figcaption.text.endswith("?")
    assert made.img["alt"].endswith(".")
    assert len(made.details.find_all("tr")) > 1


def test_robustness_shows_levels_reached_and_not_points(tiny):
    head, first = rows(robustness.picture_of(tiny.team("alpha")))[:2]
    shown = dict(zip(head, first, strict=True))
    assert shown["Proposed"] == "+2"
    assert re.fullmatch(r"[+−]?\d( to [+−]?\d)?", shown["Levels reached"])
    assert re.fullmatch(r"(over |under )?\d+ %", shown["Sources resampled"])


def test_a_team_without_ratings_has_no_robustness(tiny):
    assert said(robustness.picture_of(tiny.team("gamma"))) == [
        "There is no proposed rating whose robustness to show."
    ]


def test_robustness_is_counted_over_teams(shipped):
    assert said(robustness.overview(shipped.all_teams())) == [
        "81 of 334 proposed ratings rest on one source.",
        "2 keep their level in every variant.",
        "43 more reach no other level, but in some variants there is no rating at all.",
        "54 reach levels above and below 0: they say little.",
    ]


def test_strands_are_counted_by_code(shipped):
    assert said(strands.overview(shipped.all_teams()))[1] == (
        "They agree in 105, in part in 67, and differ in 22."
    )


def test_both_sides_of_a_dissonance_are_shown(shipped):
    made = rows(strands.dissonances(shipped.all_teams()))
    first = made[2:10]
    assert {row[0] for row in first if len(row) > 1} == {"document", "account"}


def test_a_study_of_one_strand_says_so(shipped):
    only = shipped.study.settings.model_copy(update={"strands": {"document": "x"}})
    study = type(shipped.study)(only, shipped.framework, **shipped.study.tables)
    alone = replace(shipped, study=study, whole=study)
    for show in (strands.overview, strands.matrix, strands.dissonances):
        assert said(show(alone)) == [strands.ONE_STRAND]


def test_ways_of_missing_are_told_apart(tiny):
    assert said(missing_evidence.overview(tiny.all_teams())) == [
        "Of 9 pairs of team and criterion, 3 are covered by every strand that was "
        "read for the team.",
        "For 1 of these, another strand was not read for the team at all.",
        "0 are covered by one strand while another is silent.",
        "3 were sought, and nothing was found.",
        "3 were not sought: no source was read for the team.",
    ]


def test_a_strand_that_was_not_read_is_named(tiny):
    unread = missing_evidence.unread_strands(tiny.all_teams())
    assert ["Beta", "account", "1"] in rows(unread)


def test_saturation_says_why_it_is_missing(tiny):
    assert rows(missing_evidence.saturation(tiny))[1][-1] == "needs 6 sources, has 5"


def test_claims_stand_with_both_sources(shipped):
    made = rows(claims.to_check(shipped.team("eating-disorders")))
    assert made[1][:2] == ["Different dates", "Accredited"]
    assert made[1][2].startswith("2016-02-17 (")


@pytest.mark.parametrize(
    ("show", "nothing"),
    [
        (claims.to_check, "No two sources were found to state a figure differently."),
        (
            claims.dates_to_check,
            "No two passages were found to date one thing differently.",
        ),
        (concluded_teams.concluded_teams, "No team is recorded as concluded."),
    ],
)
def test_nothing_to_check_is_said(tiny, show, nothing):
    assert said(show(tiny.all_teams())) == [nothing]


def test_few_concluded_teams_carry_a_warning(shipped):
    made = rows(concluded_teams.concluded_teams(shipped.all_teams()))[1:]
    assert all(row[-1].startswith("only ") for row in made)


def test_the_self_check_agrees_with_every_published_example():
    verdicts = [row[-1] for row in rows(method.self_check())[1:]]
    assert len(verdicts) > 20
    assert set(verdicts) == {"agrees"}
