"""Two waves of one study: what is wrong with them, what became of each rating."""

import datetime
import subprocess

import openpyxl
import pandas as pd
import pytest
from bs4 import BeautifulSoup
from conftest import REPORT, ROOT, TINY, copy_project
from two_waves import lines, two_waves, write

from hiteval.disclosure.editions import release
from hiteval.display import method, trace, waves
from hiteval.display.kit.html import NOTHING
from hiteval.errors import StudyError
from hiteval.report.pages.only_for import traits
from hiteval.report.pages.pages import all_pages
from hiteval.results import wave_changes as between
from hiteval.results.changes import changes
from hiteval.results.evaluation import evaluate
from hiteval.study.reading import read_study
from hiteval.study.waves import in_wave, latest
from hiteval.study.writing import write_study
from hiteval.workbooks.disagreements_export import export_disagreements
from hiteval.workbooks.disagreements_import import import_decisions
from hiteval.workbooks.matrix_export import export_matrix
from hiteval.workbooks.matrix_merging import import_matrix

pytestmark = pytest.mark.integration

BEFORE_AND_AFTER = {
    ("alpha", "working.public"): (1, "consensus", 3, 2, "proposed", 2, between.HIGHER),
    ("alpha", "working.means"): (1.5, "raters", 2, None, "missing", 0, between.GONE),
    ("alpha", "change.results"): (None, "missing", 0, 1, "proposed", 1, between.NEW),
    ("beta", "working.public"): (None, "missing", 0, -1, "proposed", 1, between.FIRST),
    ("beta", "working.means"): (-2, "raters", 1, 1, "proposed", 1, between.HIGHER),
    ("beta", "change.results"): (None, "missing", 0, None, "missing", 0, between.NEW),
    ("gamma", "working.public"): (None, "missing", 0, None, "missing", 0, "in neither"),
    ("whole", "working.public"): (1, "proposed", 1, None, "missing", 0, between.GONE),
}


COUNTED = ["rating", "basis", "sources"]


@pytest.fixture
def folder(tmp_path):
    return two_waves(tmp_path / "waves")


@pytest.fixture(scope="module")
def study(tmp_path_factory):
    return read_study(two_waves(tmp_path_factory.mktemp("waves") / "study"))


def spoil(folder, file, old, new):
    path = folder / file
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new))


def faults(folder):
    with pytest.raises(StudyError) as error:
        read_study(folder)
    return [str(fault) for fault in error.value.faults]


def text(made):
    return BeautifulSoup(made.text, "html.parser").get_text(" ", strip=True)


def overview(evaluation):
    teams = evaluation.all_teams()
    return waves.overview(waves.changed(teams), teams)


def events(evaluation):
    return waves.events(waves.happened(evaluation), evaluation)


def changes_of(evaluation):
    teams = evaluation.all_teams()
    return waves.changes(waves.changed(teams), waves.happened(teams), teams)


def framework(evaluation):
    return method.framework(method.criteria(evaluation))


def test_the_report_shows_the_latest_wave(study):
    found = evaluate(study)
    assert set(found.study.codings["segment_id"]) == {
        *("a1-s1", "a4-s1", "a4-s2", "b2-s1")
    }
    assert set(found.study.sources["source_id"]) == {"a1", "a2", "a4", "b1", "b2"}
    assert found.study.ratings.empty
    assert str(found.study.settings.period.start) == "2021-01-01"
    assert len(found.whole.codings) == 15


def test_an_earlier_wave_is_the_study_as_it_was(study):
    then, tiny = in_wave(study, "w1"), read_study(TINY)
    for name in ("codings", "ratings", "consensus", "summaries", "segments"):
        pd.testing.assert_frame_equal(then.tables[name], tiny.tables[name])
    assert then.settings.waves == {}


def test_a_study_without_waves_is_itself():
    tiny = read_study(TINY)
    assert latest(tiny) is tiny
    assert evaluate(tiny).whole is tiny


@pytest.mark.parametrize("cell", BEFORE_AND_AFTER)
def test_what_became_of_a_rating_is_as_worked_out_by_hand(study, cell):
    rows = between.between_waves(study).set_index(["team_id", "criterion_id"])
    columns = [f"{c}_{w}" for w in ("before", "after") for c in COUNTED]
    found = rows.loc[cell, [*columns, "what"]]
    found = tuple(None if pd.isna(value) else value for value in found)
    assert found == BEFORE_AND_AFTER[cell]


def test_levels_are_counted_where_the_waves_compare_and_nowhere_else(study):
    rows = between.between_waves(study).set_index(["team_id", "criterion_id"])
    levels = rows["levels"].dropna()
    assert levels.to_dict() == {
        ("alpha", "working.public"): 1,
        ("beta", "working.means"): 3,
    }


def test_a_reworded_criterion_has_no_difference(folder):
    spoil(folder, "framework.yml", "{id: working.means,", MEANS)
    rows = between.between_waves(read_study(folder))
    rows = rows.set_index(["team_id", "criterion_id"]).loc[("beta", "working.means")]
    assert (rows["what"], rows["rating_before"], rows["rating_after"]) == (
        *(between.REWORDED, -2, 1),
    )
    assert pd.isna(rows["levels"])


MEANS = "{id: working.means, reworded: [w2],"


def test_raters_who_disagree_are_no_level(folder):
    ratings = folder / "ratings.csv"
    more = [f"beta,working.means,r{n},2021-12-01,{r},,w2" for n, r in RATERS]
    write(ratings, [*lines(ratings), *more])
    rows = between.between_waves(read_study(folder))
    rows = rows.set_index(["team_id", "criterion_id"]).loc[("beta", "working.means")]
    assert (rows["what"], rows["basis_after"]) == (between.SPLIT, "uncertain")


RATERS = [(1, -2), (2, 2), (3, 0)]


def test_events_lie_between_where_some_day_of_theirs_may(study):
    found = between.events_between(study, "w1", "w2")
    assert found[["team_id", "event"]].to_numpy().tolist() == [
        ["alpha", "renamed"],
        ["gamma", "paused"],
    ]


def test_three_waves_are_compared_two_at_a_time(folder):
    settings = folder / "study.yml"
    third = "  w3: {name: Third year, from: 2022-01-01, to: 2022-12-31}\n"
    settings.write_text(settings.read_text() + third)
    codings = folder / "codings.csv"
    write(codings, [*lines(codings), "b2-s1,ann,working.means,1,,w3"])
    rows = between.between_waves(read_study(folder))
    pairs = rows[["earlier", "later"]].drop_duplicates().to_numpy().tolist()
    assert pairs == [["w2", "w3"], ["w1", "w2"]]
    means = rows[
        (rows["team_id"] == "beta") & (rows["criterion_id"] == "working.means")
    ]
    assert means["what"].tolist() == [between.SAME, between.HIGHER]


def test_the_order_of_rows_makes_no_difference(study):
    shuffled = {n: t.sample(frac=1, random_state=3) for n, t in study.tables.items()}
    rows = [between.between_waves(s) for s in (study, study.with_tables(shuffled))]
    keys = ["later", "team_id", "criterion_id"]
    one, other = (r.sort_values(keys, ignore_index=True) for r in rows)
    pd.testing.assert_frame_equal(one, other)


MEANS_OF_BOB = "bob,working.means,-1,,"


@pytest.mark.parametrize(
    ("file", "old", "new", "message"),
    [
        (
            *("codings.csv", f"b1-s1,{MEANS_OF_BOB}w1", f"b1-s1,{MEANS_OF_BOB}"),
            "codings.csv, row 10, wave: expected one of w1, w2; got a blank cell.",
        ),
        (
            *("codings.csv", "working.means,1,,w2", "working.means,1,,w4"),
            "codings.csv, row 15, wave: expected one of w1, w2; got 'w4'. Correct ",
        ),
        (
            *("codings.csv", "bob,working.means,1,,w1", "bob,change.results,1,,w1"),
            "codings.csv, row 7, criterion_id: expected a criterion that the wave w1 "
            "asked about; got one asked about since w2. Correct the wave, or since in "
            "framework.yml.",
        ),
        (
            *("framework.yml", "since: w2", "since: w9"),
            "framework.yml, change.results.since: expected one of w1, w2; got 'w9'. "
            "Correct it, or declare the wave in study.yml.",
        ),
        (
            *("study.yml", "from: 2021-01-01", "from: 2018-01-01"),
            "study.yml: expected waves in order, each beginning after the one before "
            "it; got another. Correct it.",
        ),
        (
            *("study.yml", "name: Second year", "name: first year"),
            "study.yml: expected a name of its own for each wave; got another.",
        ),
        (
            *("codings.csv", "public,2,,w2\na4-s1", "public,2,,w1\na4-s1"),
            "codings.csv, row 12, segment_id, coder_id, criterion_id, wave: expected a "
            "key of its own, upper and lower case counting as equal; got that of",
        ),
    ],
)
def test_a_fault_of_the_waves_is_told_with_its_place(folder, file, old, new, message):
    spoil(folder, file, old, new)
    assert any(fault.startswith(message) for fault in faults(folder))


def test_waves_in_a_table_of_a_study_that_declares_none_are_refused(folder):
    settings = folder / "study.yml"
    settings.write_text(settings.read_text().partition("waves:")[0])
    assert faults(folder)[:2] == [
        "framework.yml, change.results.since: expected no wave, as study.yml declares "
        "none; got 'w2'. Correct it, or declare the wave in study.yml.",
        "codings.csv, row 2, wave: expected blank cells, as study.yml declares no "
        "waves; got 'w1'. Declare the waves in study.yml, or take the column out.",
    ]


def test_a_study_that_declares_waves_needs_them_in_its_tables(folder):
    write(folder / "ratings.csv", lines(TINY / "ratings.csv"))
    assert faults(folder) == [
        "ratings.csv, row 1: expected a column wave, as study.yml declares waves; got "
        "none. Add it: w1 for what was there before."
    ]


def test_a_study_without_waves_is_written_without_them(tmp_path):
    write_study(read_study(TINY), tmp_path / "out")
    assert "waves" not in (tmp_path / "out" / "study.yml").read_text()
    for name in ("codings", "ratings", "consensus", "summaries"):
        assert "wave" not in lines(tmp_path / "out" / f"{name}.csv")[0]


def test_a_written_study_keeps_its_waves(study, tmp_path):
    write_study(study, tmp_path / "out")
    again = read_study(tmp_path / "out")
    assert again.settings == study.settings
    assert again.framework == study.framework
    pd.testing.assert_frame_equal(again.codings, study.codings)


def test_the_public_edition_keeps_every_wave(study):
    shown = release(study, "public").study
    assert shown.codings["wave"].tolist() == study.codings["wave"].tolist()


def test_only_a_study_with_two_waves_has_a_page_of_change(study):
    paths = [page.path for page in all_pages(evaluate(study), ROOT)]
    assert paths.index("results/waves") == paths.index("results/compare") + 1
    assert "waves" in traits(study.framework, study.settings)
    tiny = read_study(TINY)
    assert "results/waves" not in [p.path for p in all_pages(evaluate(tiny), ROOT)]
    assert "waves" not in traits(tiny.framework, tiny.settings)


def test_the_page_counts_what_became_of_ratings(study):
    assert text(overview(evaluate(study))) == (
        "The report shows the latest wave, Second year (1 January 2021 to 31 December "
        "2021). From First year (1 January 2019 to 31 December 2020) to Second year "
        "(1 January 2021 to 31 December 2021), of 9 pairs of team and criterion: 2 "
        "rated higher than before; 1 not rated before; 1 no longer evidenced; 3 on "
        "criteria that were not asked about before; 2 rated in neither wave."
    )


def test_both_ratings_stand_side_by_side_with_their_sources_and_flags(study):
    page = BeautifulSoup(changes_of(evaluate(study)).text, "html.parser")
    named = page.select(".on-phone")
    assert [name.extract().text for name in named[:2]] == ["Before: ", "Now: "]
    for name in named[2:]:
        name.extract()
    rows = [
        [cell.get_text(" ", strip=True) for cell in row.find_all(["td", "th"])]
        for row in page.find_all("tr")
    ]
    assert rows[1:] == [
        ["Alpha: renamed (March 2021)"],
        [*ROW, "+1 consensus, 3 sources", "+2 proposed, 2 sources", "1 level higher"],
        ["Means", "+1.5 raters, 2 sources", "–", "No longer evidenced"],
        ["Results", "not asked", "+1 proposed, 1 source", "Not asked before"],
        ["Beta"],
        [*ROW, "–", "−1 proposed, 1 source", "Not rated before"],
        ["Means", "−2 raters, 1 source", "+1 proposed, 1 source", "3 levels higher"],
    ]


ROW = ["Public voice"]


def test_names_of_waves_and_what_is_told_of_teams_stay_text(folder):
    spoil(folder, "study.yml", "First year", "<b>First</b>")
    spoil(folder, "teams.csv", "beta,Beta", "beta,<b>Beta</b>")
    found = evaluate(read_study(folder))
    for show in (overview, changes_of, events, framework):
        assert not BeautifulSoup(show(found).text, "html.parser").find("b")
    assert "<b>First</b>" in text(overview(found))


def test_a_team_s_page_has_its_own_change_alone(study):
    beta = evaluate(study).team("beta")
    told = text(waves.of_team(waves.changed(beta), beta))
    assert "3 levels higher" in told
    assert "Alpha" not in told
    assert set(beta.whole.teams["team_id"]) == {"beta"}
    assert text(events(beta)) == (
        "No renaming, change of director, pause or end is recorded between waves."
    )


def test_without_waves_there_is_nothing_to_compare():
    tiny = evaluate(read_study(TINY))
    assert text(overview(tiny)) == waves.ONE_WAVE
    team = tiny.team("alpha")
    for made in (events(tiny), waves.of_team(waves.changed(team), team)):
        assert made == NOTHING
    assert changes_of(tiny) == NOTHING


def test_a_trace_is_of_the_latest_wave(study):
    told = trace.cell(evaluate(study), "beta", "working.means")
    assert told.startswith("beta, working.means: +1")
    assert "b1" not in told


def test_diff_compares_what_the_reports_show(study):
    found = changes(read_study(TINY), study)
    row = found.ratings.set_index(["team_id", "criterion_id"])
    row = row.loc[("beta", "working.means")]
    assert (row["rating_before"], row["rating_after"]) == (-2, 1)
    tables = found.tables.set_index("table")
    assert tables.loc["codings", "added"] == 15  # in their waves
    assert changes(study, study).ratings.empty


def test_the_matrix_is_of_the_latest_wave_and_leaves_the_others_alone(folder, tmp_path):
    export_matrix(read_study(folder), tmp_path / "m.xlsx")
    book = openpyxl.load_workbook(tmp_path / "m.xlsx")
    sheet = book.worksheets[1]
    (row,) = [r for r in range(3, 9) if sheet.cell(r, 1).value == "alpha"]
    assert sheet.cell(row, 4).value is None  # the summary is of the first wave
    sheet.cell(row, 4).value = "Patients lead still."
    book.save(tmp_path / "m.xlsx")
    import_matrix(tmp_path / "m.xlsx", folder)
    summaries = read_study(folder).summaries
    assert summaries[["criterion_id", "wave"]].to_numpy().tolist() == [
        ["working.means", "w1"],
        ["working.public", "w1"],
        ["working.public", "w2"],
    ]


def test_what_is_settled_belongs_to_the_latest_wave(folder, tmp_path):
    ratings = folder / "ratings.csv"
    more = [f"beta,working.means,r{n},2021-12-01,{r},,w2" for n, r in RATERS]
    write(ratings, [*lines(ratings), *more])
    made = export_disagreements(read_study(folder), tmp_path / "s.xlsx")
    assert made.ratings == 1
    book = openpyxl.load_workbook(tmp_path / "s.xlsx")
    sheet = book["To settle"]
    sheet.cell(3, 7).value, sheet.cell(3, 8).value = 0, "As good as it gets."
    book.save(tmp_path / "s.xlsx")
    import_decisions(tmp_path / "s.xlsx", folder, datetime.date(2021, 12, 31))
    consensus = read_study(folder).consensus
    assert consensus[["team_id", "wave"]].to_numpy().tolist() == [
        ["alpha", "w1"],
        ["beta", "w2"],
    ]


@pytest.mark.book
def test_a_report_of_two_waves_passes_every_gate(tmp_path):
    project = copy_project(tmp_path / "project")
    folder = two_waves(tmp_path / "study")
    done = subprocess.run(
        [*REPORT, "--study", folder], cwd=project, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    book = project / "_build" / "html" / "book"
    page = (book / "results" / "waves.html").read_text(encoding="utf-8")
    assert "3 levels higher" in page
    team = (book / "teams" / "beta.html").read_text(encoding="utf-8")
    assert "Change since the wave before" in team
    assert "Nobody had time." not in team  # said in the first wave


def test_the_method_says_since_when_a_criterion_is_asked_about(folder):
    spoil(folder, "framework.yml", "{id: working.means,", MEANS)
    told = text(framework(evaluate(read_study(folder))))
    assert "Results are measured. Asked about since: Second year." in told
    assert "There is time and money. Asked in other words from: Second year." in told
