"""Sentences made from the results: short, and each by hand for the tiny study."""

import pytest
from shown import page, sentences, view

from hiteval.display import main_messages, prose

WHOLE = [main_messages.main_messages, prose.area_messages]


def every_text(evaluation):
    yield from (view(say, evaluation) for say in WHOLE)
    yield from (prose.team(evaluation.team(t)) for t in evaluation.teams["team_id"])
    yield prose.model(evaluation.model())
    for area in evaluation.framework.areas:
        yield view(prose.area, evaluation.all_teams().area(area.id))


def test_every_sentence_has_25_words_or_fewer(shipped):
    long = [s for text in every_text(shipped) for s in sentences(text)]
    # Names after a colon are a list, however many there are.
    assert [s for s in long if len(s.split(":")[0].split()) > 25] == []


def test_a_team_is_told_by_level(unrated):
    assert sentences(prose.team(unrated.team("alpha"))) == [
        "2 of 3 criteria have evidence.",
        "0 of 2 proposed ratings rest on one source.",
        "Rated +2: Public voice.",
        "Mixed or neutral evidence: Means.",
        "No evidence was found: Results.",
    ]


def test_a_thin_record_is_called_so(tiny):
    assert sentences(prose.team(tiny.team("beta")))[-2:] == [
        "The record is thin.",
        "What it lacks may still exist in practice.",
    ]


def test_no_evidence_is_not_evidence_of_absence(tiny):
    assert prose.team(tiny.team("gamma")).text == (
        "<p>No evidence about this team was found. That is not evidence of absence.</p>"
    )


def test_a_model_without_evidence_is_said_so(tiny):
    assert prose.model(tiny.team("gamma")).text == (
        "<p>No evidence about the model as a whole was coded.</p>"
    )


@pytest.mark.parametrize("say", WHOLE)
def test_messages_survive_a_study_without_ratings(tiny, say):
    bare = tiny.team("gamma")
    assert sentences(view(say, bare))


def test_an_area_is_told_of_all_teams_and_not_of_the_model(unrated):
    working, _ = page(view(prose.area_messages, unrated)).find_all("li")
    assert working.text == (
        "Working together (process): 3 of 6 pairs of team and criterion have evidence; "
        "1 of 3 ratings is +1 or +2. "
        "Public voice is rated +1 or +2 for the most teams: 1 of 3. "
        "Means meets contrary evidence for the most teams: 2 of 3."
    )


def test_criteria_are_counted_with_their_areas(unrated):
    means = prose.criterion_counts(unrated.all_teams()).iloc[1].to_dict()
    assert means == {
        "area_id": "working",
        "criterion_id": "working.means",
        "criterion": "Means",
        "teams": 3,
        "evidenced": 2,
        "rated": 2,
        "strong": 0,
        "contrary": 2,
        "level": 1,
        "missing": 1,
    }
