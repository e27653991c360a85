"""How much ratings depend on the evidence, as readers see it."""

import re
from dataclasses import replace

from scales import MATURITY, on
from shown import page, rows

from hiteval.analysis.robustness import GRADES
from hiteval.display import robustness
from hiteval.results import sureness
from hiteval.results.evaluation import evaluate


def said(made):
    return [p.text for p in page(made).find_all("p")]


def picture_of(team):
    return robustness.picture_of(robustness.variants(team), team)


def test_the_picture_has_a_title_a_text_alternative_and_numbers(tiny):
    made = page(picture_of(tiny.team("alpha")))
    assert made.figcaption.b.text.endswith(".")
    assert made.svg["aria-label"].endswith(".")
    assert len(made.details.find_all("tr")) > 1


def test_robustness_shows_levels_reached_and_not_points(tiny):
    head, first = rows(picture_of(tiny.team("alpha")))[:2]
    shown = dict(zip(head, first, strict=True))
    assert shown["Proposed"] == "+2"
    assert re.fullmatch(r"[+−]?\d( to [+−]?\d)?", shown["Levels reached"])
    assert re.fullmatch(r"(over |under )?\d+ %", shown["Sources resampled"])


def test_a_team_without_ratings_has_no_robustness(tiny):
    assert said(picture_of(tiny.team("gamma"))) == [
        "There is no proposed rating whose robustness to show."
    ]


def test_robustness_is_counted_over_teams(shipped):
    teams = shipped.all_teams()
    assert said(robustness.overview(robustness.variants(teams), teams)) == [
        "58 of 329 proposed ratings are steady.",
        "95 may change.",
        "150 change if some source is left out.",
        "26 could be on either side of 0.",
        "86 have one source in all.",
    ]


def test_variants_are_counted_by_kind(tiny):
    variants = robustness.variants(tiny.all_teams())
    made = {row[0]: row[1:] for row in rows(robustness.by_kind(variants, tiny))[1:]}
    same = variants["without_a_source_same"].dropna()
    assert made["Without one source"][:2] == [str(len(same)), str((same == 1).sum())]
    assert [name for name, row in made.items() if not row] == [
        "In the grade",
        "Beside the grade",
    ]


def test_a_scale_of_one_side_has_no_other_side(tiny):
    variants = robustness.variants(tiny.all_teams())
    assert "Other side, or none left" in rows(robustness.by_kind(variants, tiny))[0]
    one = tiny.framework.model_copy(update={"rating_scale": MATURITY})
    other = replace(tiny, study=replace(tiny.study, framework=one))
    head = rows(robustness.by_kind(variants, other))[0]
    assert "Other side, or none left" not in head


def test_what_several_coders_gave_moves_what_its_sentence_says(shipped):
    teams = shipped.all_teams()
    without = sureness.ratings_without_single_codings(teams)
    rated = without[without["proposed"].notna()]
    moved = int((rated["proposed"] != rated["without"]).fillna(True).sum())
    table = rows(robustness.by_kind(robustness.variants(teams), teams))
    (row,) = [line for line in table if line[0] == "Only what several coders gave"]
    assert row[3] == str(moved)


def test_grades_name_the_variants_that_make_none(tiny):
    assert said(robustness.grades(tiny)) == [
        "Other variants change no grade: the rule without its shares, neutral sources "
        "ignored, one kind of source alone, self-published or other sources alone and "
        "only what several coders gave.",
        "They ask something else: about another rule, or about small parts of the "
        "evidence, which say less the more parts there are.",
    ]


def test_every_grade_has_its_meaning_and_none_has_sides_on_a_scale_of_one(tiny):
    named = [line[0].lower() for line in rows(robustness.grades(tiny))[1:]]
    assert named == list(reversed(GRADES))
    empty = ("codings", "ratings", "consensus")
    nobody = tiny.study.with_tables({n: tiny.study.tables[n].iloc[:0] for n in empty})
    one_sided = evaluate(on(nobody, MATURITY))
    assert len(rows(robustness.grades(one_sided))) == len(named)
