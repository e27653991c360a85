"""A simulated study is sound, complete, the same every time, and about nobody."""

import hashlib
import itertools
import os
import subprocess
import sys
from collections import Counter
from dataclasses import replace

import numpy as np
import pandas as pd
import pytest
from conftest import ROOT
from examples import at_most
from hypothesis import given
from hypothesis import strategies as st
from simulated import OF_2015, framework, simulated
from typer.testing import CliRunner

from hiteval.cli import command_line
from hiteval.disclosure.clearance import decisions
from hiteval.disclosure.editions import release
from hiteval.results.evaluation import evaluate
from hiteval.results.findings import overlooked
from hiteval.simulation import texts
from hiteval.simulation.hostile import STRINGS, text_columns
from hiteval.simulation.simulate import simulate, write_simulation
from hiteval.simulation.truth import Design
from hiteval.study import schema
from hiteval.study.choices import DATE_FORM
from hiteval.study.reading import read_study

pytestmark = pytest.mark.integration

SIZE = ["--teams", "3", "--documents", "6", "--interviews", "5", "--coders", "3"]


@pytest.fixture(scope="module")
def study():
    return simulated().study


@pytest.fixture(scope="module")
def hostile():
    return simulated(spoilt=True).study


def every_file(folder):
    return {
        path.relative_to(folder): path.read_bytes()
        for path in folder.rglob("*")
        if path.is_file()
    }


def shingles(text):
    words = text.split()
    return {tuple(words[n : n + 6]) for n in range(len(words) - 5)}


@pytest.mark.integration
def test_the_same_arguments_give_the_same_bytes_under_any_hash_seed(tmp_path):
    command = [sys.executable, "-m", "hiteval", "simulate", *SIZE, "--out"]
    environment = os.environ | {"PYTHONHASHSEED": "1"}
    subprocess.run([*command, tmp_path / "a"], cwd=ROOT, env=environment, check=True)
    here = simulate(Design(3, 6, 5, 3, seed=1), framework())  # Python's seed is random
    write_simulation(here, tmp_path / "b")
    assert every_file(tmp_path / "a") == every_file(tmp_path / "b")
    assert (
        len(every_file(tmp_path / "a")) == len(schema.TABLES) + 4
    )  # unrated.csv has no rows


def test_another_seed_gives_another_study(study):
    other = simulate(replace(OF_2015, seed=2), framework()).study
    assert not other.codings.equals(study.codings)


@pytest.mark.parametrize("spoilt", [False, True])
def test_a_written_study_reads_back_the_same(tmp_path, spoilt):
    made = simulated(spoilt=spoilt).study
    write_simulation(simulated(spoilt=spoilt), tmp_path)
    read = read_study(tmp_path)
    assert (read.settings, read.framework) == (made.settings, made.framework)
    for name in schema.TABLES:
        pd.testing.assert_frame_equal(read.tables[name], made.tables[name])


@at_most(10)
@given(
    st.builds(
        Design,
        teams=st.integers(1, 6),
        documents=st.integers(1, 8),
        interviews=st.integers(0, 6),
        coders=st.integers(1, 4),
        seed=st.integers(0, 2**31),
    )
)
def test_a_study_has_the_size_asked_for_and_is_sound(tmp_path_factory, design):
    place = tmp_path_factory.mktemp("study") / "made"
    write_simulation(simulate(design, framework()), place)
    made = read_study(place)
    interviews = made.sources["strand"] == "interview"
    assert Counter(made.teams["kind"]) == {"team": design.teams, "partnership": 1}
    assert (~interviews).sum() == design.documents
    assert interviews.sum() == design.interviews
    assert len(made.settings.coders) == design.coders


def test_the_truth_has_a_row_for_every_team_and_criterion(tmp_path):
    write_simulation(simulated(), tmp_path)
    truth = pd.read_csv(tmp_path / "truth" / "truth.csv")
    cells = itertools.product(OF_2015.team_ids, framework().criterion_ids)
    assert [*zip(truth["team_id"], truth["criterion_id"], strict=True)] == [*cells]
    assert set(truth["level"].dropna()) == {-2, -1, 0, 1, 2}
    assert 20 < truth["level"].isna().sum() < 80  # 14 % of 357, give or take


def test_nothing_is_coded_where_nothing_is_true(study):
    truth = simulated().truth
    absent = truth[truth["level"].isna()]
    coded = study.codings.merge(study.segments[["segment_id", "team_id"]])
    assert coded.merge(absent).empty
    assert len(coded) > 1000


def test_evidence_is_uneven_and_of_one_team_there_is_none(study):
    sources = study.segments.groupby("team_id")["source_id"].nunique()
    sources = sources.reindex(OF_2015.team_ids, fill_value=0)
    assert sources["team-20"] == 0
    assert sources.max() > 3 * sources[sources > 0].min()


def test_every_consent_clearance_and_state_of_approval_occurs(study):
    spoken = study.segments.merge(study.sources.query("strand == 'interview'"))
    spoken = spoken.merge(study.approvals, how="left", on="segment_id")
    spoken = spoken[spoken["quote"].notna()]
    hashes = [hashlib.sha256(q.encode()).hexdigest() for q in spoken["quote"]]
    states = np.select(
        [spoken["text_sha256"].isna(), spoken["text_sha256"] == hashes],
        ["none", "as it stands"],
        "stale",
    )
    consent, clearance = (spoken[c].fillna("") for c in ("consent", "clearance"))
    assert set(zip(consent, clearance, strict=True)) == set(
        itertools.product(["", "none", "summary", "quotes"], ["", "internal", "public"])
    )
    quotable = (consent == "quotes") & (clearance == "public")
    assert set(states[quotable]) == {"none", "as it stands", "stale"}


def test_interviews_are_with_one_with_many_and_with_somebody_again(study):
    people = study.sources["people"].dropna()
    assert sorted(people.str.split(";").str.len())[-2:] == [1, 5]
    assert people.value_counts().max() == 2
    assert study.settings.confidential == ("interview",)
    assert study.settings.simulated


def test_summaries_rest_on_segments_and_are_cleared_or_not(study):
    assert study.summaries["segment_ids"].str.count(";").max() == 2
    assert set(study.summaries["clearance"].fillna("")) == {"public", "internal", ""}


def test_something_is_withheld_by_every_rule_of_disclosure(study):
    decided = decisions(study)
    assert set(decided["segment"]) == {
        *("", "no clearance 'public'", "no consent to publish")
    }
    assert set(decided["quote"].dropna()) == {
        *("", "no clearance 'public'", "no consent to publish"),
        *("no consent to be quoted", "not approved", "changed since it was approved"),
    }


@pytest.mark.parametrize("edition", ["public", "internal"])
@pytest.mark.parametrize("spoilt", [False, True])
def test_a_simulated_study_may_be_published(edition, spoilt):
    made = simulated(spoilt=spoilt).study
    shown = release(made, edition).study
    assert shown.settings.simulated
    assert len(shown.segments) > 500


def test_roles_are_held_by_one_by_two_and_by_many(study):
    holders = study.roster["role"].value_counts()
    assert (holders.min(), set(holders) >= {1, 2}, holders.max() > 5) == (1, True, True)
    assert study.roster["name"].is_unique
    assert study.roster["email"].str.endswith("@example.org").all()


def test_dates_of_every_precision_and_small_counts_occur(study):
    for table in (study.sources, study.team_events):
        assert set(table["date_precision"]) == set(DATE_FORM)
    people = study.measures.query("unit == 'people'")["value"]
    assert people.between(1, 7).sum() > 10


def test_any_six_words_of_a_text_are_of_that_text_alone(study):
    columns = {
        "segments": ["summary", "quote"],
        "codings": ["note"],
        "ratings": ["rationale"],
        "consensus": ["reason"],
        "team_events": ["note"],
        "summaries": ["summary"],
    }
    every = [
        text
        for table, names in columns.items()
        for name in names
        for text in study.tables[table][name].dropna()
    ]
    found = Counter(itertools.chain.from_iterable(map(shingles, every)))
    assert len(found) > 10_000
    assert set(found.values()) == {1}


def test_no_name_of_the_roster_stands_in_any_other_text(study):
    names = set(itertools.chain.from_iterable(map(str.split, study.roster["name"])))
    for table in set(schema.TABLES) - {"roster"}:
        for column in study.tables[table].select_dtypes("str"):
            words = study.tables[table][column].dropna().str.split().explode()
            assert names.isdisjoint(words)


@given(st.integers(1, 2000), st.sampled_from(texts.KINDS))
def test_no_word_is_invented_twice(count, kind):
    other = texts.KINDS[texts.KINDS.index(kind) - 1]
    words = [*texts.words(kind, count), *texts.words(other, count)]
    assert len(set(words)) == 2 * count


def test_more_words_than_there_are_is_an_error():
    most = 80**4 // len(texts.KINDS)
    with pytest.raises(ValueError, match=f"expected at most {most}; got {most + 1}"):
        texts.words("note", most + 1)


def test_hostile_strings_stand_in_every_field_that_may_hold_text(study, hostile):
    for name in schema.TABLES:
        for column in text_columns(name):
            cells = hostile.tables[name][column]
            assert cells.dropna().str.startswith(STRINGS).all(), (name, column)
            assert cells.notna().all() or name == "roster", (name, column)
    assert {c for n in schema.TABLES for c in text_columns(n)} >= {"quote", "name"}
    assert hostile.settings.title.startswith(STRINGS)
    assert all(area.name.startswith(STRINGS) for area in hostile.framework.areas)


def test_hostile_strings_do_not_change_how_many_hold_a_role(study, hostile):
    plain, spoilt = (s.roster["role"].value_counts() for s in (study, hostile))
    assert plain.tolist() == spoilt.tolist()


def test_every_hostile_string_is_used_on_quotes_and_behind_it_the_text(study, hostile):
    quotes = hostile.segments["quote"]
    assert all(quotes.str.startswith(string).any() for string in STRINGS)
    ends = [
        spoilt.endswith(plain)
        for spoilt, plain in zip(
            hostile.segments["summary"], study.segments["summary"], strict=True
        )
    ]
    assert all(ends)


@pytest.mark.parametrize(
    "wrong",
    [
        ["--teams", "0"],
        ["--documents", "0"],
        ["--interviews", "-1"],
        ["--coders", "0"],
        ["--seed", "-1"],
        ["--teams", "many"],
        ["--framework", "absent.yml"],
    ],
    ids=" ".join,
)
def test_a_size_that_cannot_be_is_refused_with_status_2(tmp_path, monkeypatch, wrong):
    monkeypatch.chdir(ROOT)
    command = ["simulate", "--out", str(tmp_path / "made"), *wrong]
    done = CliRunner().invoke(command_line(), command, env={"COLUMNS": "200"})
    assert done.exit_code == 2
    assert f"Invalid value for '{wrong[0]}'" in done.output
    assert not (tmp_path / "made").exists()


def test_a_folder_that_holds_something_is_left_alone(tmp_path, monkeypatch):
    monkeypatch.chdir(ROOT)
    (tmp_path / "mine.txt").write_text("mine")
    command = ["simulate", "--out", str(tmp_path)]
    done = CliRunner().invoke(command_line(), command, env={"COLUMNS": "400"})
    assert done.exit_code == 2
    assert "exists and is not an empty folder." in done.output
    assert {p.name: p.read_text() for p in tmp_path.iterdir()} == {"mine.txt": "mine"}


@pytest.mark.parametrize("seed", [1, 2, 3])
def test_the_audit_finds_every_segment_that_is_overlooked_and_no_other(seed):
    made = simulate(replace(OF_2015, seed=seed), framework())
    found = overlooked(evaluate(made.study))[["finding_id", "segment_id"]]
    planted = made.overlooked.itertuples(index=False, name=None)
    assert sorted(found.itertuples(index=False, name=None)) == sorted(planted)
    assert len(found) > 0
