import pandas as pd
import pytest
from conftest import TINY
from scales import SCALE

from hiteval.commands import trace_and_diff
from hiteval.display.changes import text
from hiteval.language import Language
from hiteval.results.changes import changes

pytestmark = pytest.mark.integration


def test_a_changed_rating_is_told_with_the_part_and_the_inputs_behind_it(study):
    consensus = study.consensus.assign(rating=0)
    codings = study.codings[study.codings["segment_id"] != "b1-s1"]
    new = study.with_tables({"consensus": consensus, "codings": codings})
    assert text(changes(study, new), SCALE, Language()) == (
        "codings: 0 added, 2 removed, 0 changed\n"
        "consensus: 0 added, 0 removed, 1 changed\n"
        "1 rating changed.\n"
        "alpha, working.public: +1 (consensus) -> 0 (consensus)\n"
        "  because of consensus\n"
        "  consensus: 2021-02-01: 1 -> 0"
    )


def test_parts_that_only_work_together_are_named_together(study):
    agreed = study.with_tables({"consensus": study.consensus.assign(rating=2)})
    codings = study.codings[study.codings["segment_id"] != "a2-s1"]
    none = {"consensus": study.consensus.iloc[:0], "codings": codings}
    assert text(
        changes(agreed, study.with_tables(none)), SCALE, Language()
    ).splitlines()[3:] == [
        "alpha, working.public: +2 (consensus) -> +1 (proposed)",
        "  because of consensus and evidence together",
        "  consensus: 2021-02-01: 2 -> none",
        "  evidence: a2-s1 by ann: 2 in a2 -> none",
    ]


def test_a_new_team_is_told_as_such(study):
    teams = study.teams[study.teams["team_id"] != "gamma"]
    told = text(changes(study.with_tables({"teams": teams}), study), SCALE, Language())
    assert "gamma, change.results: not in the study -> missing\n" in told
    assert "  because of a team or a criterion that only one of the two has" in told


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
    one = text(changes(study, study.with_tables(new)), SCALE, Language())
    assert one == text(
        changes(study.with_tables(shuffled), study.with_tables(again)),
        SCALE,
        Language(),
    )
