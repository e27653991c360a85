from dataclasses import replace

import pandas as pd
import pytest
from changed import adjudication, with_rule
from conftest import TINY
from examples import at_most
from hypothesis import given
from hypothesis import strategies as st

from hiteval.results.changes import changes
from hiteval.results.evaluation import evaluate
from hiteval.results.rating_inputs import IN_CONFIDENCE
from hiteval.study.reading import read_study

pytestmark = pytest.mark.integration

STUDY = read_study(TINY)


def without(table, **cell):
    ((column, value),) = cell.items()
    rows = STUDY.tables[table]
    return STUDY.with_tables({table: rows[rows[column] != value]})


def rows(table):
    return table.astype("object").where(table.notna(), None).to_numpy().tolist()


def test_a_study_has_not_changed_from_itself():
    same = changes(STUDY, STUDY)
    assert same.ratings.empty
    assert same.inputs.empty
    assert same.tables.empty


def test_a_coding_that_is_gone_is_named_with_the_rating_that_it_took_along():
    found = changes(STUDY, without("codings", segment_id="w1-s1"))
    assert rows(found.ratings) == [
        ["whole", "working.public", 1.0, "proposed", None, "missing", "evidence", ""]
    ]
    assert rows(found.inputs) == [
        ["whole", "working.public", "evidence", "w1-s1 by ann", "1 in w1", None]
    ]
    assert rows(found.tables) == [["codings", 0, 1, 0]]


def test_evidence_that_a_consensus_outweighs_changes_no_rating():
    found = changes(STUDY, without("codings", segment_id="a3-s1"))
    assert found.ratings.empty
    assert rows(found.tables) == [["codings", 0, 1, 0]]


def test_of_several_changes_the_one_that_moved_the_rating_is_named():
    new = without("codings", segment_id="a3-s1")
    new = new.with_tables({"consensus": STUDY.consensus.assign(rating=0)})
    found = changes(STUDY, new)
    assert found.ratings["cause"].tolist() == ["consensus"]
    assert found.inputs["part"].tolist() == ["consensus"]


def test_a_parameter_is_a_cause_where_it_changed_the_rating():
    unrated = STUDY.with_tables({"consensus": STUDY.consensus.iloc[:0]})
    found = changes(unrated, with_rule(unrated, explicit_sources=3))
    assert rows(found.ratings) == [
        ["alpha", "working.public", 2.0, "proposed", 1.0, "proposed", "rule", ""]
    ]
    assert found.inputs.empty
    assert rows(found.rule) == [["explicit_sources", "2", "3"]]


def test_evidence_below_a_consensus_is_no_cause_when_the_consensus_goes():
    fewer = without("codings", segment_id="a2-s1")
    fewer = fewer.with_tables({"consensus": STUDY.consensus.iloc[:0]})
    found = changes(
        STUDY.with_tables({"consensus": STUDY.consensus.assign(rating=2)}), fewer
    )
    assert rows(found.ratings) == [
        ["alpha", "working.public", 2, "consensus", 1, "proposed", "consensus", ""]
    ]


def test_a_team_that_is_new_has_new_cells():
    old = without("teams", team_id="gamma")
    found = changes(old, STUDY)
    assert found.ratings["team_id"].tolist() == ["gamma"] * 3
    assert found.ratings["basis_before"].isna().all()
    assert found.ratings["cause"].tolist() == ["scope"] * 3
    assert found.inputs.empty


def test_a_coder_who_is_now_a_model_changes_the_evidence():
    coders = STUDY.settings.coders
    model = coders["bob"].model_copy(update={"kind": "model"})
    settings = STUDY.settings.model_copy(update={"coders": coders | {"bob": model}})
    codings = STUDY.codings.assign(rating=STUDY.codings["rating"])
    codings.loc[codings["coder_id"] == "bob", "rating"] = -2
    none = STUDY.consensus.iloc[:0]
    old = STUDY.with_tables({"codings": codings, "consensus": none})
    found = changes(old, replace(old, settings=settings))
    assert set(found.ratings["cause"]) == {"evidence"}
    assert rows(found.inputs)[0][3:] == [
        *["a1-s1 by bob", "-2 in a1", "-2 by a model in a1"]
    ]


def test_a_new_coding_about_the_context_is_evidence_that_came():
    old = without("codings", segment_id="a1-s1")
    about = STUDY.codings["about"].mask(
        STUDY.codings["segment_id"] == "a1-s1", "context"
    )
    new = STUDY.with_tables({"codings": STUDY.codings.assign(about=about)})
    assert "about" not in set(changes(old, new).inputs["part"])


def test_a_segment_moved_to_another_source_is_an_input_that_changed():
    segments = STUDY.segments.assign(
        source_id=STUDY.segments["source_id"].replace("a2", "a1")
    )
    old = STUDY.with_tables({"consensus": STUDY.consensus.iloc[:0]})
    found = changes(old, old.with_tables({"segments": segments}))
    assert rows(found.inputs) == [
        ["alpha", "working.public", "evidence", "a2-s1 by ann", "2 in a2", "2 in a1"]
    ]


@pytest.fixture(scope="module")
def confidential():
    rules = STUDY.settings.model_copy(
        update={"confidential": ("account",), "edition": "public"}
    )
    pooled = STUDY.segments["source_id"].replace({"a2": "account", "w1": "account"})
    return replace(
        STUDY, settings=rules, segments=STUDY.segments.assign(source_id=pooled)
    )


def test_new_ids_of_what_was_said_in_confidence_are_no_change(confidential):
    ids = {"a2-s1": "account-1", "a2-s2": "account-2", "w1-s1": "account-3"}
    renamed = {
        name: confidential.tables[name].replace({"segment_id": ids})
        for name in ("segments", "codings")
    }
    found = changes(confidential, confidential.with_tables(renamed))
    assert found.inputs.empty
    assert found.tables.empty


def test_what_was_settled_in_confidence_is_found_again_under_its_new_id(confidential):
    settled = adjudication("w1-s1", "working.public", rating=-2)
    old = confidential.with_tables({"adjudications": settled})
    new = {
        name: old.tables[name].replace({"segment_id": {"w1-s1": "account-9"}})
        for name in ("segments", "codings", "adjudications")
    }
    assert changes(old, old.with_tables(new)).ratings.empty
    new |= {"adjudications": new["adjudications"].assign(rating=2)}
    found = changes(old, old.with_tables(new))
    assert rows(found.ratings)[0][-2:] == ["adjudication", ""]
    assert rows(found.inputs) == [
        ["whole", "working.public", "adjudication", IN_CONFIDENCE, None, None]
    ]


def test_what_was_said_in_confidence_is_only_said_to_have_changed(confidential):
    codings = confidential.codings
    fewer = {"codings": codings[codings["segment_id"] != "w1-s1"]}
    found = changes(confidential, confidential.with_tables(fewer))
    assert rows(found.inputs) == [
        ["whole", "working.public", "evidence", IN_CONFIDENCE, None, None]
    ]
    assert found.tables.empty


@at_most(15)
@given(st.data())
def test_a_rating_changed_exactly_where_it_differs_and_never_without_an_input(data):
    codings = STUDY.codings
    kept = data.draw(
        st.lists(st.booleans(), min_size=len(codings), max_size=len(codings))
    )
    given = st.lists(st.integers(-2, 2), min_size=sum(kept), max_size=sum(kept))
    fewer = codings[kept].assign(rating=pd.array(data.draw(given), dtype="Int64"))
    parameters = {"explicit_sources": data.draw(st.integers(1, 3))}
    new = with_rule(STUDY.with_tables({"codings": fewer}), **parameters)
    found = changes(STUDY, new)
    ratings = [evaluate(s).cells["rating"].fillna(9) for s in (STUDY, new)]
    assert len(found.ratings) >= (ratings[0] != ratings[1]).sum()
    assert set(found.ratings["cause"]) <= {"evidence", "rule"}
    by_rule = (found.ratings["cause"] == "rule") & (found.ratings["then"] == "")
    cells = found.inputs[["team_id", "criterion_id"]].drop_duplicates()
    assert len(cells) == (~by_rule).sum()
    assert len(found.rule) or not by_rule.any()
