"""What is no evidence about the team, and how often it is left out of a rating."""

import pytest
from shown import rows, view

from hiteval.display import context, team_ratings
from hiteval.results.evaluation import evaluate

CELL = ("alpha", "working.public")


def telling(tiny, **about):
    """Let segments tell of something else than the team on every criterion."""
    told = {name.replace("_", "-"): of for name, of in about.items()}
    codings = tiny.study.codings
    said = codings["segment_id"].map(told).astype("str")
    return evaluate(tiny.study.with_tables({"codings": codings.assign(about=said)}))


def sentence(evaluation, team_id, criterion_id):
    cells = context.with_not_counted(evaluation.cells, evaluation)
    return cells.set_index(["team_id", "criterion_id"])["because"][
        team_id, criterion_id
    ]


SUPPORTED = "1 source supports it, 1 with a concrete example; none is contrary"


@pytest.mark.parametrize(
    ("about", "said"),
    [
        ({}, "3 sources support it, 2 with a concrete example; none is contrary"),
        (
            {"a2_s1": "context", "a3_s1": "context"},
            f"{SUPPORTED}; 2 passages about the need or the setting are not counted",
        ),
        (
            {"a2_s1": "context", "a3_s1": "baseline"},
            f"{SUPPORTED}; 1 passage about the need or the setting and 1 passage about "
            "a measured start are not counted",
        ),
        (
            {"a1_s1": "context", "a2_s1": "context", "a3_s1": "baseline"},
            "there are only 2 passages about the need or the setting and 1 passage "
            "about a measured start, not counted",
        ),
    ],
)
def test_a_rating_says_how_many_passages_it_does_not_count(tiny, about, said):
    assert sentence(telling(tiny, **about), *CELL) == said


def test_the_study_s_own_tables_keep_the_sentence_of_the_rule(tiny):
    left = telling(tiny, a2_s1="context")
    assert "not counted" not in " ".join(left.cells["because"])


def test_every_passage_that_is_not_counted_is_named_once(shipped):
    cells = context.with_not_counted(shipped.cells, shipped)
    numbers = cells["because"].str.extractall(r"(\d+) passages? about")[0]
    assert numbers.astype(int).sum() == len(shipped.beside)


def test_a_team_s_page_says_what_its_ratings_do_not_count(tiny):
    left = telling(tiny, a2_s1="baseline").team("alpha")
    made = rows(view(team_ratings.by_criterion, left))
    assert "; 1 passage about a measured start is not counted." in made[2][3]
