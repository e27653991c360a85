"""Two lists never become one person, and each row of them is accounted for."""

import csv
import re
import shutil
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from conftest import TINY
from hypothesis import given, settings
from hypothesis import strategies as st

from hiteval.errors import StudyError
from hiteval.importers.importing import import_files

pytestmark = pytest.mark.integration
HEAD = ["Document", "Passage", "Theme", "Rating"]
MAPPING = """
codes: {Voice: {criterion: working.public}, Money: {criterion: working.means}}
coders: {"a.csv: unknown": ann, "b.csv: unknown": BOB}
weights: {"-1": -1, "1": 1, "2": 2}
teams: {"name: minutes*": alpha}
all_sources: {strand: document, type: minutes}
"""
ONE = [["minutes 1", "The huddle works.", "Voice", "1"]]
OTHER = [["minutes 1", "The huddle works.", "Voice", "-1"]]


def new_study(place, mapping=MAPPING):
    place.mkdir()
    for name in ("study.yml", "framework.yml"):
        shutil.copyfile(TINY / name, place / name)
    (place / "mapping.yml").write_text(mapping, encoding="utf-8")
    return place


def lists(folder, *rows):
    """Write lists of coded passages that do not say who coded."""
    files = [folder / f"{name}.csv" for name, _ in zip("ab", rows, strict=False)]
    for file, each in zip(files, rows, strict=True):
        with file.open("w", newline="", encoding="utf-8") as opened:
            csv.writer(opened).writerows([HEAD, *each])
    return files


@pytest.fixture
def bring(tmp_path):
    def bringing(*rows, bob="bob", more=""):
        mapping = MAPPING.replace("BOB", bob) + more
        study = new_study(tmp_path / "study", mapping)
        return import_files(lists(tmp_path, *rows), study, TINY / "framework.yml")

    return bringing


def test_a_draft_counts_the_uses_of_all_files_and_spellings_together(tmp_path):
    study = new_study(tmp_path / "study", "codes:\n")
    (study / "mapping.yml").unlink()
    two = [["minutes 2", "Money came.", "VOICE", "1"], *OTHER]
    import_files(lists(tmp_path, ONE, two), study, TINY / "framework.yml")
    drafted = (study / "mapping.yml").read_text(encoding="utf-8")
    counted = re.findall(r'^  "(.*?)": .*# codings: (\d+)', drafted, re.M)
    assert [pair for pair in counted if pair[0].casefold() == "voice"] == [
        ("Voice", "3")
    ]
    assert {("1", "2"), ("-1", "1"), ("minutes 1", "2")} <= {*counted}


def test_two_coders_may_differ_on_a_passage(bring):
    done = bring(ONE, OTHER)
    assert done.merged.added["codings"] == 2
    assert done.merged.repeated["segments"] == 1


def test_one_coder_who_differs_between_files_is_refused(bring):
    told = (
        "a.csv and b.csv: expected one rating by a coder of a passage on a criterion; "
        "got 1 and -1 by ann on working.public. If two people coded, give each file a "
        "coder of its own under coders in mapping.yml; if one did, correct one of the "
        "files, or write conflicts: mixed in mapping.yml."
    )
    with pytest.raises(StudyError, match=re.escape(told)):
        bring(ONE, OTHER, bob="ann")


def test_many_conflicts_are_counted_and_the_first_of_them_told(bring):
    many = [["minutes 1", f"Passage {n}.", "Voice", "1"] for n in range(12)]
    turned = [[*row[:3], "-1"] for row in many]
    with pytest.raises(StudyError, match="got 12, of which these are") as error:
        bring(many, turned, bob="ann")
    assert len(error.value.faults) == 11


def test_a_conflict_between_files_may_be_mixed_evidence(bring, tmp_path):
    done = bring(ONE, OTHER, bob="ann", more="conflicts: mixed\n")
    assert done.merged.added["codings"] == 1
    assert set(done.merged.tables["codings"]["rating"]) == {"0"}


def test_nobody_is_no_coder_of_another_file(tmp_path):
    study = new_study(
        tmp_path / "study", MAPPING.replace('"b.csv: unknown": BOB', "x: bob")
    )
    files = lists(tmp_path, ONE, OTHER)
    told = "The file does not say who coded: say so at 'b.csv: unknown'."
    with pytest.raises(StudyError, match=re.escape(told)):
        import_files(files, study, TINY / "framework.yml")


def test_the_draft_asks_who_coded_each_file(tmp_path):
    study = tmp_path / "study"
    import_files(lists(tmp_path, ONE, OTHER), study, TINY / "framework.yml")
    text = (study / "mapping.yml").read_text(encoding="utf-8")
    for file in ("a.csv", "b.csv"):
        line = f'"{file}: unknown":  # codings: 1; who coded this file?'
        assert line in text


@pytest.mark.parametrize(
    ("more", "day"),
    [("", ""), ("spreadsheet: {day_first: true}\n", "2024-04-03")],
)
def test_a_date_of_two_readings_comes_in_once_the_mapping_tells(tmp_path, more, day):
    study = new_study(tmp_path / "study", MAPPING.replace("BOB", "bob") + more)
    (file,) = lists(tmp_path, [])
    row = ["minutes 1", "It works.", "Voice", "1", "3/4/2024"]
    with file.open("w", newline="", encoding="utf-8") as opened:
        csv.writer(opened).writerows([[*HEAD, "Date"], row])
    done = import_files([file], study, TINY / "framework.yml")
    assert done.merged.tables["sources"].get("date", pd.Series([""])).tolist() == [day]


SCORED = [
    ["minutes 1", "It works.", "Voice", "1"],
    ["minutes 1", "So so.", "Voice", "n/a"],
]


def test_a_score_that_is_none_is_told_with_its_row(bring):
    told = (
        "mapping.yml, weights: expected a rating or the word ignore for every weight; "
        "got 'n/a' with neither (codings: 1 of a.csv: row 3). Fill in its line there."
    )
    with pytest.raises(StudyError, match=re.escape(told)):
        bring(SCORED)


def test_a_score_may_be_ignored(tmp_path):
    mapping = MAPPING.replace('"2": 2', '"2": 2, "n/a": ignore').replace("BOB", "bob")
    study = new_study(tmp_path / "study", mapping)
    done = import_files(lists(tmp_path, SCORED), study, TINY / "framework.yml")
    outcomes = done.found[0].outcomes
    assert outcomes["ignored, as the mapping says of their weight"] == 1
    assert outcomes["taken as evidence"] == 1


passages = st.sampled_from(["It works.", "It does not.", "Nobody came."])
themes, ratings = st.sampled_from(["Voice", "Money"]), st.sampled_from(["-1", "1", "2"])
documents = st.sampled_from(["minutes 1", "minutes 2"])
made_up = st.lists(
    st.tuples(documents, passages, themes, ratings), min_size=1, max_size=8
)


@settings(max_examples=25)
@given(made_up, made_up, st.sampled_from(["ann", "bob"]))
def test_every_row_of_made_up_lists_is_accounted_for(first, second, bob):
    with TemporaryDirectory() as folder:
        place = Path(folder)
        study = new_study(place / "study", MAPPING.replace("BOB", bob))
        before = (study / "mapping.yml").read_bytes()
        files = lists(place, first, second)
        ratings_of = {}
        for coder, rows in (("ann", first), (bob, second)):
            for *passage, rating in rows:
                ratings_of.setdefault((coder, *passage), set()).add(rating)
        try:
            done = import_files(files, study, TINY / "framework.yml")
        except StudyError:
            assert any(len(given) > 1 for given in ratings_of.values())
            assert (study / "mapping.yml").read_bytes().startswith(before)
            return
    assert all(len(given) == 1 for given in ratings_of.values())
    assert [sum(e.outcomes.values()) for e in done.found] == [len(first), len(second)]
    evidence = sum(e.outcomes["taken as evidence"] for e in done.found)
    merged = done.merged
    assert evidence == merged.added["codings"] + merged.repeated["codings"]
    assert merged.added["codings"] == len(ratings_of)
