"""Sentences made from the results: short, and each by hand for the tiny study."""

import pytest
from shown import sentences

from hiteval.display import main_messages, prose

WHOLE = [prose.question, main_messages.main_messages, prose.area_messages]


def every_text(evaluation):
    yield from (say(evaluation) for say in WHOLE)
    yield from (prose.team(evaluation.team(t)) for t in evaluation.teams["team_id"])
    yield prose.model(evaluation.model())
    for area in evaluation.framework.areas:
        yield prose.area(evaluation.all_teams().area(area.id))


def test_every_sentence_has_25_words_or_fewer(shipped):
    long = [s for text in every_text(shipped) for s in sentences(text)]
    # Names after a colon are a list, however many there are.
    assert [s for s in long if len(s.split(":")[0].split()) > 25] == []


def test_a_team_is_told_by_level(unrated):
    assert sentences(prose.team(unrated.team("alpha"))) == [
        "2 of 3 criteria have evidence.",
        "0 of 2 ratings rest on one source.",
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
    assert sentences(say(bare))
