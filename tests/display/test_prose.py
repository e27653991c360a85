import re

import pytest
from bs4 import BeautifulSoup

from hiteval.display import main_messages, prose

WHOLE = [prose.question, main_messages.main_messages, prose.area_messages]


def sentences(made):
    page = BeautifulSoup(made.text, "html.parser")
    parts = page.find_all(["h3", "p", "li"])
    return [s for part in parts for s in re.split(r"(?<=[.?])\s+", part.text)]


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


def test_every_message_stands_on_the_results(unrated):
    assert sentences(main_messages.main_messages(unrated)) == [
        "1 of 9 ratings stand above 0",
        "Of 9 pairs of team and criterion, 1 is rated above 0, 1 at 0 and 1 below 0.",
        "Above 0, by area: Working together 1 of 6; Change 0 of 3.",
        "See each area.",
        "3 of 9 ratings have evidence behind them",
        *["The record is thin for Beta and Gamma.", "See the coverage."],
        "Public voice is the best supported",
        *["Teams with a rating of +1 or +2 there: 1 of 3.", "See all criteria."],
        "Contrary evidence gathers on Means",
        *["Teams with contrary evidence there: 2 of 3."],
        "Read it, or see what teams need.",
        "Evidence is most often missing on Results",
        *["Teams without evidence there: 3 of 3.", "See where."],
        "1 rating stands at 0: mixed or neutral evidence",
        *["Most often on Means.", "See which."],
        "1 of 3 ratings rests on one source",
        "Such a rating may change with the next source.",
        "See how sure each rating is.",
        "1 segment speaks of the model as a whole",
        *["They speak of no team alone.", "They have a page of their own."],
    ]


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
