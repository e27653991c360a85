"""Main messages: each a heading with its basis, whatever the results say."""

from dataclasses import replace

from shown import page, sentences, view

from hiteval.display import main_messages
from hiteval.results.evaluation import evaluate


def test_every_message_stands_on_the_results(unrated):
    assert sentences(view(main_messages.main_messages, unrated)) == [
        "1 of 3 ratings is above 0",
        "Of 3 ratings, 1 is rated above 0, 1 at 0 and 1 below 0.",
        "Above 0, by area: Working together 1 of 3; Change 0 of 0.",
        "3 of 9 pairs of team and criterion have evidence",
        *["The record is thin for Beta and Gamma.", "See the coverage."],
        "Public voice is the best supported",
        *["Teams with a rating of +1 or +2 there: 1 of 3.", "See all criteria."],
        "Means has the most contrary evidence",
        *["Teams with contrary evidence there: 2 of 3."],
        "Read it, or see what teams need.",
        "Evidence is most often missing on Results",
        *["Teams without evidence there: 3 of 3.", "See where."],
        "1 rating is 0: mixed or neutral evidence",
        *["Most often on Means.", "See which."],
        "0 of 3 proposed ratings are steady",
        "0 may change, 2 change if some source is left out and 1 could be on either "
        "side of 0.",
        "See how sure each rating is.",
        "1 segment speaks of the model as a whole",
        *["They speak of no team alone.", "They have a page of their own."],
    ]


def test_names_are_escaped_once(unrated):
    area, *others = unrated.framework.areas
    areas = (area.model_copy(update={"name": "Time & money"}), *others)
    framework = unrated.framework.model_copy(update={"areas": areas})
    study = replace(unrated.study, framework=framework)
    made = view(main_messages.main_messages, evaluate(study))
    assert "Time & money 1 of 3" in page(made).text
