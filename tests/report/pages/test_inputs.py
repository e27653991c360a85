import shutil
from pathlib import Path

import pandas as pd
import pytest
from conftest import ROOT

from hiteval.bundle.bundle import write_team_bundles
from hiteval.disclosure.editions import release
from hiteval.report.pages.inputs import file_hashes, page_inputs
from hiteval.report.pages.pages import Page
from hiteval.results.evaluation import evaluate
from hiteval.study.reading import read_study

pytestmark = pytest.mark.integration

PAGE = Page("teams/alpha", "team", "Alpha", {"team_id": "alpha"})


@pytest.fixture
def inputs(tmp_path):
    """Return what a page of a study's edition is made from."""
    numbers = iter(range(99))

    def inputs(study, page=PAGE, edition="public", notebooks=ROOT / "notebooks"):
        bundle = tmp_path / f"bundle-{next(numbers)}"
        released = evaluate(release(study, edition).study)
        write_team_bundles(released.study, {page.parameters["team_id"]: bundle})
        return page_inputs(page, notebooks, bundle)

    return inputs


def changed(first, second):
    return {kind for kind in first if first[kind] != second[kind]}


def reworded(study, team_id):
    segments = study.segments
    of_team = segments["team_id"] == team_id
    summary = segments["summary"].mask(of_team, segments["summary"] + " Indeed.")
    return study.with_tables({"segments": segments.assign(summary=summary)})


def test_a_team_s_page_is_made_from_its_own_evidence(study, inputs):
    assert changed(inputs(study), inputs(reworded(study, "alpha"))) == {"bundle"}


def test_the_evidence_of_another_team_is_no_input_of_a_team_s_page(study, inputs):
    assert changed(inputs(study), inputs(reworded(study, "beta"))) == set()


def test_nothing_is_shared_between_editions(study, inputs):
    assert changed(inputs(study), inputs(study, edition="internal")) == {"bundle"}


def test_title_and_parameters_are_inputs(study, inputs):
    renamed = Page("teams/alpha", "team", "Aleph", {"team_id": "alpha"})
    assert changed(inputs(study), inputs(study, renamed)) == {"parameters"}


def test_its_own_notebook_is_an_input_of_a_page_and_no_other(study, inputs, tmp_path):
    notebooks = Path(shutil.copytree(ROOT / "notebooks", tmp_path / "notebooks"))
    (notebooks / "area.ipynb").write_text("{}")
    assert changed(inputs(study), inputs(study, notebooks=notebooks)) == set()
    (notebooks / "team.ipynb").write_text("{}")
    assert changed(inputs(study), inputs(study, notebooks=notebooks)) == {"notebook"}


@pytest.mark.parametrize("team_id", ["alpha", "beta", "gamma"])
def test_a_team_s_bundle_holds_no_other_team(tiny, tmp_path, team_id):
    write_team_bundles(tiny.study, {team_id: tmp_path / "bundle"})
    bundle = read_study(tmp_path / "bundle")
    for name, table in bundle.tables.items():
        assert set(table.get("team_id", [team_id])) <= {team_id}, name
    assert set(bundle.sources["source_id"]) <= named(bundle, "source_id")
    assert set(bundle.organisations["org_id"]) <= named(bundle, "org_id")


def named(study, column):
    tables = [
        table[column].dropna()
        for name, table in study.tables.items()
        if column in table and name not in ("sources", "organisations")
    ]
    return set(pd.concat(tables))


@pytest.mark.parametrize("team_id", ["alpha", "beta", "gamma"])
def test_a_team_s_bundle_gives_the_results_of_the_whole(tiny, tmp_path, team_id):
    whole = tiny.team(team_id)
    write_team_bundles(tiny.study, {team_id: tmp_path / "bundle"})
    alone = evaluate(read_study(tmp_path / "bundle")).team(team_id)
    for name in ("rated", "by_source", "proposed", "cells", "profiles"):
        pd.testing.assert_frame_equal(getattr(alone, name), getattr(whole, name))


def test_files_are_told_by_place_and_content(tmp_path):
    (tmp_path / "a" / "b").mkdir(parents=True)
    (tmp_path / "a" / "b" / "c").write_text("1")
    first = file_hashes(tmp_path, ["a", "absent"])
    assert list(first) == ["a/b/c"]
    (tmp_path / "a" / "b" / "c").write_text("2")
    assert changed(first, file_hashes(tmp_path, ["a"])) == {"a/b/c"}
