import shutil
from dataclasses import fields, replace

import pandas as pd
import pytest
from conftest import TINY
from scales import UNEVEN, on
from two_waves import two_waves

from hiteval.bundle import opening
from hiteval.bundle.bundle import write_team_bundles
from hiteval.bundle.opening import open_evaluation
from hiteval.bundle.places import find_bundle
from hiteval.disclosure.editions import release
from hiteval.results import over_time, sureness
from hiteval.results.evaluation import Evaluation, evaluate
from hiteval.results.worked_out import work_out
from hiteval.study.reading import read_study
from hiteval.study.team_slices import each_of
from hiteval.study.writing import write_study


def test_teams_stand_in_order_of_their_names_without_the_partnership(tiny):
    assert tiny.teams["name"].tolist() == ["Alpha", "Beta", "Gamma"]


def test_a_team_s_slice_holds_nothing_of_another(tiny):
    alpha = tiny.team("alpha")
    assert set(alpha.proposed["team_id"]) == {"alpha"}
    assert set(alpha.study.sources["source_id"]) == {"a1", "a2", "a3"}
    assert set(alpha.study.codings["segment_id"]) == set(
        alpha.study.segments["segment_id"]
    )
    assert tiny.team("beta").study.summaries.empty


def test_a_slice_gives_the_results_of_the_whole(tiny):
    alone = evaluate(tiny.team("beta").study).proposed
    within = tiny.team("beta").proposed
    pd.testing.assert_frame_equal(alone, within)


def test_the_model_s_slice_holds_the_partnership_alone(tiny):
    assert tiny.model().study.segments["segment_id"].tolist() == ["w1-s1"]


def test_all_teams_leave_the_partnership_out(tiny):
    assert "whole" not in set(tiny.all_teams().proposed["team_id"])


def test_an_area_s_slice_holds_its_criteria_alone(tiny):
    area = tiny.area("change")
    assert area.framework.criterion_ids == ["change.results"]
    assert set(area.proposed["criterion_id"]) == {"change.results"}
    assert set(area.profiles["area_id"]) == {"change"}
    assert area.study.summaries.empty


def test_an_unknown_team_is_a_key_error(tiny):
    with pytest.raises(KeyError, match="alhpa"):
        tiny.team("alhpa")


def test_a_team_without_evidence_has_a_slice_all_missing(tiny):
    gamma = tiny.team("gamma")
    assert gamma.proposed["rating"].isna().all()
    assert gamma.study.sources.empty


@pytest.mark.parametrize("seed", [1, 2])
def test_shuffled_rows_give_the_same_results(folder, tiny, seed):
    for path in folder.glob("*.csv"):
        rows = pd.read_csv(path, dtype=str).sample(frac=1, random_state=seed)
        rows.to_csv(path, index=False)
    shuffled = evaluate(read_study(folder))
    pd.testing.assert_frame_equal(shuffled.proposed, tiny.proposed)
    pd.testing.assert_frame_equal(shuffled.profiles, tiny.profiles)


def test_a_bundle_is_found_from_a_folder_below(tmp_path, monkeypatch):
    shutil.copytree(TINY, tmp_path / "_build" / "bundle")
    (tmp_path / "book" / "teams").mkdir(parents=True)
    monkeypatch.chdir(tmp_path / "book" / "teams")
    assert find_bundle("_build/bundle") == tmp_path / "_build" / "bundle"
    assert len(open_evaluation("_build/bundle").teams) == 3


def test_an_absent_bundle_says_how_to_make_one(tmp_path, monkeypatch):
    monkeypatch.chdir(tmp_path)
    with pytest.raises(FileNotFoundError, match="run `hiteval bundle` first"):
        find_bundle("_build/nothing")


@pytest.fixture
def kept(folder, monkeypatch):
    """Keep a bundle open, and let nobody read any other."""
    monkeypatch.setattr(opening, "_kept", {})
    opening.keep_open(str(folder))
    monkeypatch.setattr(opening, "read_study", None)
    return folder


def test_a_bundle_that_is_kept_open_is_not_read_again(kept):
    same = evaluate(read_study(kept))
    pd.testing.assert_frame_equal(open_evaluation(str(kept)).cells, same.cells)


def test_a_kept_bundle_of_which_a_byte_changed_is_read_again(kept):
    with (kept / "study.yml").open("a") as file:
        file.write("\n")
    with pytest.raises(TypeError, match="not callable"):
        open_evaluation(str(kept))


@pytest.mark.parametrize("of", ["tiny", "shipped", "waves"])
def test_a_slice_kept_open_is_what_reading_it_gives(of, request, tmp_path, monkeypatch):
    if of == "waves":
        study = read_study(two_waves(tmp_path / "study"))
    else:
        study = request.getfixturevalue(of).whole
    whole = evaluate(release(study, "internal").study)
    places = {team_id: tmp_path / team_id for team_id in whole.teams["team_id"]}
    write_study(whole.whole, tmp_path / "bundle")
    write_team_bundles(whole.whole, places)
    read = {team_id: evaluate(read_study(at)) for team_id, at in places.items()}
    monkeypatch.setattr(opening, "_kept", {})
    opening.keep_slices(opening.keep_open(str(tmp_path / "bundle")), places)
    monkeypatch.setattr(opening, "read_study", None)
    for team_id, place in places.items():
        opened = open_evaluation(str(place))
        assert opened.known.keys() == {work.__name__ for work in WORKED_OUT}
        assert contents(opened) == contents(read[team_id])


WORKED_OUT = (
    *(sureness.how_robust, sureness.where_evidence_is_missing),
    *(sureness.claims_to_check, sureness.dates_to_check),
    *(over_time.newest_sources, over_time.halved_sources, over_time.rated_halves),
    over_time.measures_over_time,
)


def contents(evaluation):
    """Write out every table of an evaluation with its types, and what else it has."""
    of_study = [evaluation.study, evaluation.whole]
    tables = [t for s in of_study for t in s.tables.values()]
    tables += [getattr(evaluation, f.name) for f in fields(Evaluation)[2:-2]]
    tables += [work(evaluation) for work in WORKED_OUT]
    told = [(t.to_csv(), t.dtypes.tolist(), t.index.tolist()) for t in tables]
    return told, [(s.settings, s.framework, s.model) for s in of_study]


def test_a_slice_of_no_team_is_empty(study):
    alone = study.teams.assign(kind="partnership")
    teams = evaluate(study.with_tables({"teams": alone})).all_teams()
    assert (len(teams.teams), len(teams.rated), len(teams.study.teams)) == (0, 0, 0)


def test_what_was_worked_out_for_all_criteria_is_not_taken_for_an_area(shipped):
    """Draws of sources depend on all that a source shows."""
    known = replace(shipped, known=work_out(shipped))
    area = shipped.framework.areas[0].id
    assert contents(known.area(area)) == contents(shipped.area(area))


RATED = [(1, 3), (2, 9), (3, 3)]  # rater, rating


def test_people_are_compared_by_levels_whatever_their_values(study):
    """On 0, 1, 3 and 9 the ratings 3 and 9 are neighbours, and 0 and 3 are not."""
    cell = ("beta", "change.results")
    rows = [(*cell, f"r{n}", "2021-01-05", v, None, None) for n, v in RATED]
    ratings = pd.DataFrame(rows, columns=study.ratings.columns)
    ratings = ratings.astype(study.ratings.dtypes)
    codings = study.codings.assign(rating=pd.array([9] * 10, dtype="Int64"))
    tables = {"ratings": ratings, "codings": codings}
    consensus = {"consensus": study.consensus.iloc[:0]}
    cells = evaluate(on(study.with_tables(tables | consensus), UNEVEN)).cells
    row = cells.set_index(["team_id", "criterion_id"]).loc[cell]
    assert (row["basis"], row["rating"], row["raters"]) == ("raters", 3, 3)


@pytest.mark.parametrize("of", ["tiny", "shipped"])
def test_many_teams_at_once_are_the_slices_of_each(of, request):
    whole = request.getfixturevalue(of)
    ids = whole.study.teams["team_id"].tolist()
    for team_id, study in zip(ids, map(each_of(whole.study), ids), strict=True):
        one = whole.team(team_id).study
        for name, table in study.tables.items():
            pd.testing.assert_frame_equal(table, one.tables[name])
