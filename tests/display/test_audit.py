from dataclasses import replace

import pytest
from bs4 import BeautifulSoup

from hiteval.display import audit


def rows(made):
    page = BeautifulSoup(made.text, "html.parser")
    return [[cell.text for cell in row.find_all("td")] for row in page.tbody("tr")]


def test_every_rating_is_counted_by_what_it_rests_on(tiny):
    counts = [int(number) for _, number in rows(audit.bases(tiny))]
    # alpha: a consensus, and two raters who agree; beta: one rater
    assert counts == [1, 2, 0, 1, 8]
    assert sum(counts) == len(tiny.cells)


def test_nothing_is_counted_where_nobody_is_rated(tiny):
    nobody = tiny.all_teams().model()
    assert {number for _, number in rows(audit.bases(nobody))} == {"0"}


def test_a_decision_stands_beside_what_the_evidence_proposes(tiny):
    assert rows(audit.decisions(tiny)) == [
        [
            *["Alpha", "Public voice", "1 February 2021", "+1", "+2"],
            "One of the three sources is a single line.",
        ]
    ]


def test_that_nobody_decided_is_said(unrated):
    said = "Nobody has agreed on a rating in place of the evidence's."
    assert audit.decisions(unrated).text == f"<p>{said}</p>"


def test_a_reason_is_shown_verbatim(tiny):
    cells = tiny.cells.assign(reason="<script>alert(1)</script>")
    made = audit.decisions(replace(tiny, cells=cells)).text
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in made


def test_numbers_that_may_not_be_told_are_not(tiny):
    made = audit.withheld(tiny, {"coders' notes": 2510, "quotes: not approved": None})
    assert rows(made) == [
        ["Coders' notes", "about 2,510"],
        ["Quotes: not approved", "7 or fewer"],
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
    assert audit.withheld(evaluation, {}).text == f"<p>{said}</p>"


def test_the_study_s_limits_are_repeated(tiny):
    assert audit.limits(tiny).text == "<ul><li>Invented for the tests.</li></ul>"
