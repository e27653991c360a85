"""A study leaves as REFI-QDA that validates against the schema and reads back equal."""

from pathlib import Path

import pandas as pd
import pytest
from conftest import ROOT, TINY
from lxml import etree
from unrated_data import ROWS, add_unrated, never_rated

from hiteval.exporters.refi_qda import texts_to_change, write_refi
from hiteval.readers.containers import Archive
from hiteval.readers.formats import read_project
from hiteval.study.reading import read_study

pytestmark = pytest.mark.integration

SCHEMA = ROOT.parent / "shared/fixtures/refi-qda-schema/Project.xsd"


@pytest.fixture(scope="module", params=[TINY, ROOT / "data"], ids=["tiny", "shipped"])
def exported(request, tmp_path_factory):
    study = read_study(request.param)
    path = tmp_path_factory.mktemp("out") / "study.qdpx"
    write_refi(study, path)
    return study, path


def told(study):
    """Say what a study's codings are in words that survive in any tool."""
    criteria = {c.id: c.name for c in study.framework.criteria}
    names = {level.value: level.name for level in study.framework.rating_scale.levels}
    settled = study.adjudications.rename(columns={"decided_by": "coder_id"})
    rows = pd.concat([study.codings, settled]).merge(study.segments, on="segment_id")
    rows = rows.merge(study.sources, on="source_id")
    rows = rows.merge(study.teams, on="team_id")
    return sorted(
        (
            row["title"],
            row["quote"] if isinstance(row["quote"], str) else row["summary"],
            row["coder_id"],
            criteria[row["criterion_id"]],
            f"{row['rating']:+d} {names[row['rating']]}",
            row["name"],
        )
        for row in rows.to_dict("records")
    )


def told_of(project):
    titles = dict(zip(project.sources["source"], project.sources["name"], strict=True))
    paths = dict(zip(project.codes["code"], project.codes["path"], strict=True))
    places = project.groups[["source", "start", "end"]].to_numpy().tolist()
    cases = dict(zip(map(tuple, places), project.groups["name"], strict=True))
    return sorted(
        (
            titles[row["source"]],
            row["quote"],
            row["user"],
            *paths[row["code"]][1:],
            cases[row["source"], row["start"], row["end"]],
        )
        for row in project.codings.to_dict("records")
    )


def test_what_is_exported_reads_back_equal(exported):
    study, path = exported
    assert told_of(read_project(path)) == told(study)


def test_every_source_and_its_facts_read_back(exported):
    study, path = exported
    project = read_project(path)
    facts = project.variables[project.variables["variable"] == "strand"]
    assert sorted(project.sources["name"]) == sorted(study.sources["title"])
    assert sorted(facts["value"]) == sorted(study.sources["strand"])


@pytest.mark.skipif(not SCHEMA.exists(), reason="the published schema is not here")
def test_what_is_exported_is_valid(exported):
    _, path = exported
    schema = etree.XMLSchema(etree.parse(Path(SCHEMA)))
    with Archive.open(path) as archive:
        document = etree.fromstring(archive.read("project.qde"))
    schema.assertValid(document)


def test_the_same_study_gives_the_same_bytes(exported, tmp_path):
    study, path = exported
    write_refi(study, tmp_path / "again.qdpx")
    assert (tmp_path / "again.qdpx").read_bytes() == path.read_bytes()


def test_what_xml_cannot_hold_is_replaced(tmp_path, study):
    rows = study.segments.assign(summary="bell \x07 and\r\nemoji 😀")
    write_refi(study.with_tables({"segments": rows}), tmp_path / "s.qdpx")
    quotes = set(read_project(tmp_path / "s.qdpx").codings["quote"])
    assert quotes == {"bell \ufffd and\nemoji 😀"}


def test_the_cells_are_named_in_which_something_is_replaced(study):
    rows = study.segments.copy()
    rows.loc[1, "summary"] = "bell \x07"
    spoiled = study.with_tables({"segments": rows})
    assert texts_to_change(spoiled) == [f"segments.csv, {rows.segment_id[1]}, summary"]
    assert texts_to_change(study) == []


def selections(path):
    with Archive.open(path) as archive:
        root = etree.fromstring(archive.read("project.qde"))
    return root.iter("{*}PlainTextSelection")


def test_no_two_codings_are_one_to_a_tool_that_reads_the_selection_s_coder(exported):
    """As in the database of QualCoder: code, source, start, end and owner once."""
    study, path = exported
    rows = [
        (
            code.get("targetGUID"),
            selection.getparent().get("guid"),
            selection.get("startPosition"),
            selection.get("endPosition"),
            selection.get("creatingUser"),
        )
        for selection in selections(path)
        for code in selection.iter("{*}CodeRef")
    ]
    settled = study.adjudications["rating"].notna().sum()
    assert len(set(rows)) == len(rows) == len(study.codings) + settled


def test_tools_that_read_one_coding_of_a_selection_and_its_coder_read_all(exported):
    study, path = exported
    by_selection = [
        (s.get("creatingUser"), s.findall("{*}Coding")) for s in selections(path)
    ]
    coded = [(user, codings) for user, codings in by_selection if codings]
    assert all([c.get("creatingUser") for c in cs] == [user] for user, cs in coded)
    settled = study.adjudications["rating"].notna().sum()
    assert len(coded) == len(study.codings) + settled


def test_coders_have_their_short_names(exported):
    study, path = exported
    users = set(read_project(path).codings["user"])
    assert users <= {*study.settings.coders, *study.adjudications["decided_by"]}


def test_a_coding_without_a_rating_is_one_of_its_criterion(folder, tmp_path):
    study = read_study(never_rated(folder), coded=False)
    write_refi(study, tmp_path / "out.qdpx")
    found = told_of(read_project(tmp_path / "out.qdpx"))
    rated = told(read_study(TINY))
    assert found == sorted((*row[:4], row[5]) for row in rated)


def test_it_stands_beside_those_with_one(folder, tmp_path):
    write_refi(read_study(add_unrated(folder)), tmp_path / "out.qdpx")
    found = told_of(read_project(tmp_path / "out.qdpx"))
    assert len(found) == len(read_study(TINY).codings) + len(ROWS)
    assert ("Results", "Beta") in {row[-2:] for row in found}
