import pandas as pd
import pytest
from changed import adjudication, with_rule
from conftest import TINY

from hiteval.commands import trace_and_diff
from hiteval.display.changes import text
from hiteval.results.changes import changes

pytestmark = pytest.mark.integration


def only(study, **columns):
    """Change columns of the codings, and nothing else."""
    return study.with_tables({"codings": study.codings.assign(**columns)})


def told(old, new):
    return text(changes(old, new), new)


def test_a_changed_rating_is_told_with_its_cause_and_the_inputs_behind_it(study):
    consensus = study.consensus.assign(rating=0)
    codings = study.codings[study.codings["segment_id"] != "b1-s1"]
    new = study.with_tables({"consensus": consensus, "codings": codings})
    assert told(study, new) == (
        "codings: 0 added, 2 removed, 0 changed\n"
        "consensus: 0 added, 0 removed, 1 changed\n"
        "1 rating changed.\n"
        "1 rating changed because of consensus: 1 down.\n"
        "alpha, working.public: +1 (consensus) -> 0 (consensus)\n"
        "  because of consensus\n"
        "  consensus: 2021-02-01: 1 -> 0"
    )


def test_what_a_passage_is_about_is_a_cause_of_its_own(study):
    about = study.codings["about"].mask(
        study.codings["segment_id"] == "w1-s1", "context"
    )
    assert told(study, only(study, about=about)) == (
        "codings: 0 added, 0 removed, 1 changed\n"
        "1 rating changed, 1 of them of the partnership.\n"
        "1 rating changed because of what passages are about: 1 now missing.\n"
        "whole, working.public: +1 (proposed) -> missing\n"
        "  because of what passages are about\n"
        "  about: w1-s1 by ann: team -> context"
    )


def test_an_adjudication_is_a_cause_of_its_own(study):
    settled = adjudication("w1-s1", "working.public", rating=-1)
    assert told(study, study.with_tables({"adjudications": settled})) == (
        "adjudications: 1 added, 0 removed, 0 changed\n"
        "1 rating changed, 1 of them of the partnership.\n"
        "1 rating changed because of adjudication: 1 down.\n"
        "whole, working.public: +1 (proposed) -> −1 (proposed)\n"
        "  because of adjudication\n"
        "  adjudication: w1-s1: none -> -1 about team"
    )


def test_a_rule_is_told_once_with_its_old_and_new_parameters(study):
    unrated = study.with_tables({"consensus": study.consensus.iloc[:0]})
    assert told(unrated, with_rule(unrated, explicit_sources=3)) == (
        "rule, explicit_sources: 2 -> 3\n"
        "1 rating changed.\n"
        "1 rating changed because of the rule: 1 down.\n"
        "alpha, working.public: +2 (proposed) -> +1 (proposed)\n"
        "  because of the rule"
    )


def test_a_later_step_that_moves_a_rating_once_more_is_told_after_the_first(study):
    settled = adjudication("w1-s1", "working.public", rating=2)
    new = only(
        study,
        rating=study.codings["rating"].mask(study.codings["segment_id"] == "w1-s1", -2),
    )
    new = new.with_tables({"adjudications": settled.assign(rating=0)})
    assert told(study, new).splitlines()[3:] == [
        "1 rating changed because of the evidence: 1 down.",
        "whole, working.public: +1 (proposed) -> 0 (proposed)",
        "  because of the evidence, then adjudication",
        "  evidence: w1-s1 by ann: 1 in w1 -> -2 in w1",
        "  adjudication: w1-s1: none -> 0 about team",
    ]


def test_a_new_team_is_told_as_such(study):
    teams = study.teams[study.teams["team_id"] != "gamma"]
    lines = told(study.with_tables({"teams": teams}), study).splitlines()
    assert lines[:5] == [
        "teams: 1 added, 0 removed, 0 changed",
        "3 ratings changed.",
        "3 ratings changed because of a team or a criterion that only one of the two "
        "has: 3 only in the later one.",
        "gamma, change.results: not in the study -> missing",
        "  because of a team or a criterion that only one of the two has",
    ]


def test_the_command_compares_folders_and_says_where_they_differ_in_kind(
    folder, spoil, capsys
):
    spoil("study.yml", "id: tiny", "edition: public\nid: tiny")
    trace_and_diff.diff(TINY, folder)
    assert capsys.readouterr().out == (
        "Note: one is the whole study, the other the public.\n0 ratings changed.\n"
    )


def test_the_order_of_rows_changes_nothing(study):
    shuffled = {n: t.sample(frac=1, random_state=1) for n, t in study.tables.items()}
    codings = study.codings.assign(rating=pd.array([1] * 10, dtype="Int64"))
    new = {"codings": codings}
    again = {"codings": codings.sample(frac=1, random_state=2)}
    one = told(study, study.with_tables(new))
    assert one == told(study.with_tables(shuffled), study.with_tables(again))
