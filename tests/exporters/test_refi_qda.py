"""A study leaves as REFI-QDA that validates against the schema and reads back equal."""

from pathlib import Path

import pandas as pd
import pytest
from conftest import ROOT, TINY
from lxml import etree

from hiteval.exporters.refi_qda import write_refi
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
    known = study.settings.authors | study.settings.coders
    settled = study.adjudications.rename(columns={"decided_by": "coder_id"})
    rows = pd.concat([study.codings, settled]).merge(study.segments, on="segment_id")
    rows = rows.merge(study.sources, on="source_id")
    rows = rows.merge(study.teams, on="team_id")
    return sorted(
        (
            row["title"],
            row["quote"] if isinstance(row["quote"], str) else row["summary"],
            known[row["coder_id"]].did,
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
