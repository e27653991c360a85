from dataclasses import replace

import pandas as pd
from shown import page, rows

from hiteval.display import coder_pairs
from hiteval.results import sureness
from hiteval.results.evaluation import evaluate


def said(made):
    return [p.text for p in page(made).find_all("p")]


def test_a_pair_of_models_is_said_to_be_one(shipped):
    pairs = sureness.how_each_pair_of_coders_agrees(shipped)
    (_, line) = rows(coder_pairs.each_pair(pairs, shipped))
    assert line == [
        *["coder-a and coder-b", "models", "18,666", "97 %", "77 %", "972", "0.88"],
    ]


def test_what_one_coder_gave_is_counted_with_what_rests_on_it(shipped):
    given = sureness.what_one_coder_gave(shipped)
    without = sureness.ratings_without_single_codings(shipped.all_teams())
    assert said(coder_pairs.given_by_one(given, without, shipped)) == [
        "One coder alone gave 565 of 1,537 pairs of segment and criterion (37 %).",
        "Without these, 57 of 329 proposed ratings would be another, and 47 would be "
        "missing.",
    ]


def test_of_one_coder_there_is_nothing_to_compare(tiny):
    codings = tiny.study.codings[tiny.study.codings["coder_id"] == "ann"]
    alone = evaluate(tiny.study.with_tables({"codings": codings}))
    pairs = sureness.how_each_pair_of_coders_agrees(alone)
    given = sureness.what_one_coder_gave(alone)
    without = sureness.ratings_without_single_codings(alone)
    assert said(coder_pairs.each_pair(pairs, alone)) == [
        "There are no two coders to compare."
    ]
    assert said(coder_pairs.given_by_one(given, without, alone)) == [
        "No segment was seen by two coders."
    ]


def test_adding_a_model_changes_no_figure_of_people_and_no_rating(tiny):
    study = tiny.study
    coders = study.settings.coders
    model = coders["ann"].model_copy(update={"kind": "model", "saw": "all"})
    settings = study.settings.model_copy(update={"coders": coders | {"zed": model}})
    codings = study.codings
    more = codings[codings["coder_id"] == "bob"].assign(coder_id="zed", rating=-2)
    both = replace(
        study.with_tables({"codings": pd.concat([codings, more], ignore_index=True)}),
        settings=settings,
    )
    after = evaluate(both)
    people, still = (sureness.how_coders_agree(e) for e in (tiny, after))
    pd.testing.assert_frame_equal(people.coefficients, still.coefficients, rtol=1e-12)
    pd.testing.assert_frame_equal(tiny.cells, after.cells)
