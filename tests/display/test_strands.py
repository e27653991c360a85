"""Two strands compared, as readers see them."""

from dataclasses import replace

from shown import page, rows

from hiteval.display import strands


def said(made):
    return [p.text for p in page(made).find_all("p")]


def matrix(teams):
    return strands.matrix(strands.compared(teams), teams)


def test_the_picture_has_a_title_a_text_alternative_and_numbers(tiny):
    made = page(matrix(tiny.all_teams().team("alpha")))
    assert made.figcaption.b.text.endswith(".")
    assert made.svg["aria-label"].endswith(".")
    assert len(made.details.find_all("tr")) > 1


def test_strands_are_counted_by_code(shipped):
    teams = shipped.all_teams()
    assert said(strands.overview(strands.compared(teams), teams))[1] == (
        "They agree in 103, in part in 66, and differ in 12."
    )


def test_both_sides_of_a_dissonance_are_shown(shipped):
    teams = shipped.all_teams()
    made = rows(strands.dissonances(strands.dissonant(teams), teams))
    first = made[2:10]
    assert {row[0] for row in first if len(row) > 1} == {"document", "account"}


def test_a_study_of_one_strand_says_so(shipped):
    only = shipped.study.settings.model_copy(update={"strands": {"document": "x"}})
    study = type(shipped.study)(only, shipped.framework, **shipped.study.tables)
    alone = replace(shipped, study=study, whole=study)
    compared, dissonant = strands.compared(alone), strands.dissonant(alone)
    assert said(strands.overview(compared, alone)) == [strands.ONE_STRAND]
    assert said(strands.matrix(compared, alone)) == [strands.ONE_STRAND]
    assert said(strands.dissonances(dissonant, alone)) == [strands.ONE_STRAND]
