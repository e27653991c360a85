from dataclasses import replace

import pytest
from shown import page

from hiteval.analysis.consensus import latest_consensus
from hiteval.display import audit


def rows(made):
    body = page(made).tbody
    return [[cell.text for cell in row.find_all("td")] for row in body("tr")]


def bases(evaluation):
    return audit.bases(
        evaluation.cells["basis"].value_counts().reset_index(), evaluation
    )


def decided(evaluation):
    proposed = evaluation.cells[["team_id", "criterion_id", "proposed"]]
    return proposed.merge(latest_consensus(evaluation.study.consensus))


def test_every_rating_is_counted_by_what_it_rests_on(tiny):
    counts = [int(number) for _, number in rows(bases(tiny))]
    # alpha: a consensus, and two raters who agree; beta: one rater
    assert counts == [1, 2, 0, 1, 8]
    assert sum(counts) == len(tiny.cells)


def test_nothing_is_counted_where_nobody_is_rated(tiny):
    nobody = tiny.all_teams().model()
    assert {number for _, number in rows(bases(nobody))} == {"0"}


def test_a_decision_stands_beside_what_the_evidence_proposes(tiny):
    assert rows(audit.decisions(decided(tiny), tiny)) == [
        [
            *["Alpha", "Public voice", "1 February 2021", "+1", "+2"],
            "One of the three sources is a single line.",
        ]
    ]


def test_that_nobody_decided_is_said(unrated):
    said = "Nobody has agreed on a rating in place of the evidence's."
    assert page(audit.decisions(decided(unrated), unrated)).text == said


def test_a_reason_is_shown_verbatim(tiny):
    hostile = decided(tiny).assign(reason="<script>alert(1)</script>")
    made = audit.decisions(hostile, tiny).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in made


def test_numbers_that_may_not_be_told_are_not(tiny):
    made = audit.withheld({"coders' notes": 2510, "quotes: not approved": None}, tiny)
    assert rows(made) == [
        ["Coders' notes", "about 2,510"],
        ["Quotes: not approved", "7 or fewer"],
    ]


def test_of_what_was_said_in_confidence_no_number_is_told(tiny):
    settings = tiny.study.settings.model_copy(update={"confidential": ("account",)})
    evaluation = replace(tiny, study=replace(tiny.study, settings=settings))
    assert rows(audit.withheld({}, evaluation)) == [
        ["What was said in confidence, by any rule", "not told"]
    ]


@pytest.mark.parametrize(
    ("edition", "said"),
    [
        ("public", "No rule withheld anything."),
        ("internal", "This edition is internal, and withholds nothing by rule."),
    ],
)
def test_that_nothing_is_withheld_is_said(tiny, edition, said):
    settings = tiny.study.settings.model_copy(update={"edition": edition})
    evaluation = replace(tiny, study=replace(tiny.study, settings=settings))
    assert audit.withheld({}, evaluation).text == f"<p>{said}</p>"


def test_the_study_s_limits_are_repeated(tiny):
    made = audit.limits(tiny.study.settings.limits).text
    assert made == "<ul><li>Invented for the tests.</li></ul>"


def test_what_it_was_made_from_is_shown_verbatim():
    made = audit.run_card({"Study & bundle": "<1>"}).text
    assert "Study &amp; bundle</th><td><code>&lt;1&gt;</code></td>" in made
