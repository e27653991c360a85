"""What was withdrawn since an earlier edition must not come back through it."""

import json
import re
import shutil
import subprocess
import sys

import pandas as pd
import pytest
from answered import answered
from bs4 import BeautifulSoup
from conftest import TINY
from interviews import add_interviews

from hiteval.bundle.bundle import write_bundle
from hiteval.bundle.earlier_edition import (
    FILE,
    EarlierEdition,
    open_changes,
    write_changes,
)
from hiteval.disclosure.editions import release
from hiteval.display import changes as display
from hiteval.errors import DisclosureError, StudyError
from hiteval.report.gate.tables import check_tables
from hiteval.results.evaluation import evaluate

pytestmark = pytest.mark.integration


@pytest.fixture
def compare(project, monkeypatch):
    """Make the bundle of a study with what changed since an earlier one."""

    def compared(new, old, edition="public"):
        monkeypatch.chdir(project)
        bundle = project / "_build" / "bundle"
        released = write_bundle(new, edition, bundle, project, since=old)
        return released, (bundle / FILE).read_text(encoding="utf-8")

    return compared


def shown(released):
    told, evaluation = open_changes("_build/bundle"), evaluate(released.study)
    ratings, inputs = display.ratings(told), display.inputs(told)
    made = [
        display.overview(told, evaluation),
        display.by_parameter(display.rule(told)),
        display.by_rating(ratings, inputs, evaluation),
        display.by_table(display.tables(told)),
    ]
    return BeautifulSoup("".join(map(str, made)), "html.parser")


def cells(page, name):
    rows = page.find(id=name).tbody.find_all("tr")
    return [
        [" ".join(cell.text.split()) for cell in row.find_all("td")] for row in rows
    ]


def test_a_report_that_is_compared_with_nothing_says_so(tiny, project, monkeypatch):
    monkeypatch.chdir(project)
    write_bundle(TINY, "public", project / "_build" / "bundle", project)
    assert open_changes("_build/bundle") is None
    assert display.overview(None, tiny).text == (
        "<p>This edition was not compared with an earlier one.</p>"
    )


def test_an_edition_that_did_not_change_says_so(folder, compare):
    released, _ = compare(folder, TINY)
    assert [p.text for p in shown(released).find_all("p")] == [
        "The earlier edition covers 1 January 2019 to 31 December 2020. "
        "It was recreated from its study folder.",
        "0 ratings changed.",
    ]


def test_a_changed_coding_is_told_with_the_way_to_its_segment(spoil, compare):
    new = spoil(
        "codings.csv", "w1-s1,ann,working.public,1", "w1-s1,ann,working.public,-1"
    )
    page = shown(compare(new, TINY)[0])
    assert cells(page, "changed-ratings-table") == [
        [
            *[
                "The partnership",
                "Public voice",
                "Before: +1 proposed",
                "Now: −1 proposed",
            ],
            *["The evidence", "Evidence, w1-s1 by ann: 1 in w1 → -1 in w1"],
        ]
    ]
    assert (
        page.find("a", string="w1-s1")["href"] == "../results/model.html#segment-w1-s1"
    )
    assert page.find("li").text == "1 rating changed because of the evidence: 1 down."
    assert cells(page, "changed-tables-table") == [["codings", "0", "0", "1"]]


def test_what_people_agreed_on_anew_is_told_with_its_levels_alone(spoil, compare):
    new = spoil("consensus.csv", "alpha,working.public,2021-02-01,1", AGREED)
    page = shown(compare(new, TINY)[0])
    assert cells(page, "changed-ratings-table")[0][-2:] == [
        *["Consensus", "Consensus, 2021-02-01: 1 → 0"]
    ]


def test_a_rule_that_changed_is_told_with_its_old_and_new_parameters(spoil, compare):
    new = spoil("framework.yml", "net_ratio: 2", "net_ratio: 3")
    page = shown(compare(new, TINY)[0])
    assert cells(page, "changed-rule-table") == [["net_ratio", "2", "3"]]


AGREED = "alpha,working.public,2021-02-01,0"
WITHDRAWN = "Roe said that the chair never once listened to anybody at all"


@pytest.fixture
def spoken(tmp_path):
    """The tiny study with a segment that its next edition withdraws."""
    old = shutil.copytree(TINY, tmp_path / "old")
    segment = f"jane-roe-s1,a1,alpha,{WITHDRAWN}.,public\n"
    with (old / "segments.csv").open("a", encoding="utf-8") as file:
        file.write(segment)
    codings = "jane-roe-s1,ann,working.public,-2,\njane-roe-s1,ann,change.results,-2,\n"
    with (old / "codings.csv").open("a", encoding="utf-8") as file:
        file.write(codings)
    return old


@pytest.mark.parametrize("as_bundle", [False, True])
def test_what_was_withdrawn_is_counted_and_neither_named_nor_quoted(
    compare, spoken, project, tmp_path, as_bundle
):
    if as_bundle:
        write_bundle(spoken, "public", tmp_path / "bundle", project)
        spoken = tmp_path / "bundle"
        assert WITHDRAWN in (spoken / "segments.csv").read_text(encoding="utf-8")
    released, told = compare(TINY, spoken)
    assert "roe" not in told.casefold()
    assert "chair" not in told
    page = shown(released)
    assert cells(page, "changed-ratings-table") == [
        [
            *["Alpha", "Results", "Before: −1 proposed", "Now: –", "The evidence"],
            "Evidence, 1 coding of passages that are no longer shown",
        ]
    ]
    assert cells(page, "changed-tables-table") == [
        ["segments", "0", "1", "0"],
        ["codings", "0", "2", "0"],
    ]


def test_the_gate_looks_for_what_only_the_earlier_edition_showed(compare, spoken):
    released, _ = compare(TINY, spoken)
    wanted = {(secret.where, secret.text) for secret in released.secrets}
    where = "earlier edition, segments.csv, jane-roe-s1, summary"
    assert (where, f"{WITHDRAWN}.") in wanted


LOST = [
    ("study.yml", "  bob: Second coder", "  bob: Second coder\n  jane-doe: Third"),
    ("codings.csv", "a1-s1,ann,working.public,2,", "a1-s1,jane-doe,working.public,-2,"),
    ("teams.csv", "gamma,Gamma", "lost-team,Lost,,team,,\ngamma,Gamma"),
    ("framework.yml", "id: change.results, name: R", "id: change.lost, name: R"),
    ("sources.csv", "w1,account", "lost-talk,account,blog,x,x,,unknown,\nw1,account"),
    ("segments.csv", "a2-s1,a2,", "a2-s1,lost-talk,"),
    ("consensus.csv", "alpha,working.public,2021", "beta,working.means,2021"),
]


def test_a_coder_a_source_a_team_and_a_criterion_that_are_gone_are_not_named(
    compare, tmp_path
):
    old = shutil.copytree(TINY, tmp_path / "old")
    for file, known, lost in LOST:
        text = (old / file).read_text(encoding="utf-8")
        assert known in text
        (old / file).write_text(text.replace(known, lost), encoding="utf-8")
    text = compare(TINY, old)[1]
    assert not re.search("lost|jane", text)
    told = json.loads(text)
    inputs = pd.DataFrame(told["inputs"])
    of_alpha = inputs[(inputs["team_id"] == "alpha") & (inputs["part"] == "evidence")]
    shown = of_alpha[["input", "before", "after"]].fillna("")
    assert shown.to_numpy().tolist() == [
        ["a1-s1 by ann", "", "2 in a1"],
        ["a2-s1 by ann", "2 in a source that is no longer shown", "2 in a2"],
        ["no longer shown", "1", ""],
    ]
    assert "criteria" in told["tables"]["table"]


def test_a_withdrawn_finding_is_counted_and_a_changed_one_told_with_its_levels(
    study, tmp_path
):
    new = release(answered(study), "public").study
    findings = new.findings.assign(finding_id=["f1", "jane-roe"], confidence="high")
    old = new.with_tables({"findings": findings})
    (tmp_path / "study.yml").touch()  # by which a bundle is known
    write_changes(EarlierEdition(old, old), new, tmp_path)
    assert "roe" not in (tmp_path / FILE).read_text(encoding="utf-8")
    _, told = open_changes(str(tmp_path))
    assert told.written.fillna("").to_numpy().tolist() == [
        ["findings", "f1", "changed", "confidence", "high", "low"],
        ["findings", "f2", "added", "", "", ""],
        ["findings", "", "removed", "", "", ""],
    ]


def test_raters_who_are_numbered_anew_are_no_change(spoil, compare):
    new = spoil("ratings.csv", "alpha,working.means,john", "alpha,working.means,adam")
    told = json.loads(compare(new, TINY)[1])
    assert told["ratings"]["team_id"] == told["tables"]["table"] == []


def test_sources_that_were_pooled_since_are_neither_named_nor_counted(
    folder, compare, tmp_path
):
    add_interviews(folder)
    openly = shutil.copytree(folder, tmp_path / "openly")
    text = (openly / "study.yml").read_text()
    (openly / "study.yml").write_text(
        text.replace("- interview\n", "").replace("confidential:", "confidential: []")
    )
    told = json.loads(compare(folder, openly)[1])
    assert "int-" not in json.dumps(told)
    assert not {"sources", "segments", "codings"} & set(told["tables"]["table"])


def test_pooled_ids_of_an_earlier_bundle_stop_no_edition(
    folder, compare, project, tmp_path
):
    write_bundle(add_interviews(folder), "public", tmp_path / "old", project)
    check_tables(compare(folder, tmp_path / "old")[0], project)


def test_of_an_internal_edition_no_secrets_are_kept(compare, spoken):
    released, told = compare(TINY, spoken, "internal")
    assert released.secrets == ()
    assert "roe" not in told


@pytest.mark.parametrize(
    ("edition", "study_id", "message"),
    [
        ("internal", "tiny", "the edition 'public'; got 'internal'"),
        ("public", "other", "the study 'tiny'; got 'other'"),
    ],
)
def test_an_earlier_edition_of_another_kind_is_refused(
    compare, spoken, edition, study_id, message
):
    path = spoken / "study.yml"
    known = f"edition: {edition}\nid: {study_id}"
    path.write_text(path.read_text().replace("id: tiny", known, 1))
    expected = (
        f"  --since {spoken}: expected {message}. "
        "Name an earlier bundle or study folder of the same kind."
    )
    with pytest.raises(StudyError, match=re.escape(expected)):
        compare(TINY, spoken)


def test_a_fault_of_the_earlier_study_names_its_folder(compare, spoken):
    (spoken / "codings.csv").unlink()
    message = f"{spoken}: codings.csv: expected this table in the study folder"
    with pytest.raises(StudyError, match=re.escape(message)):
        compare(TINY, spoken)


def test_an_earlier_study_of_which_nothing_may_be_shown_is_named(compare, spoken):
    path = spoken / "segments.csv"
    path.write_text(path.read_text().replace(",public", ",internal"))
    with pytest.raises(DisclosureError, match=re.escape(f"--since {spoken}: ")):
        compare(TINY, spoken)


def test_the_hash_of_an_earlier_bundle_is_told_unless_it_is_none(
    compare, project, tmp_path
):
    old = tmp_path / "old"
    write_bundle(TINY, "public", old, project)
    known = json.loads((old / "provenance.json").read_text())["Bundle, hash"]
    assert f'"bundle_hash": "{known}"' in compare(TINY, old)[1]
    (old / "provenance.json").write_text('{"Bundle, hash": "<script>"}')
    assert '"bundle_hash": ""' in compare(TINY, old)[1]


@pytest.mark.book
def test_a_withdrawn_passage_is_nowhere_in_a_report_that_tells_it_was_there(
    project, spoken
):
    """Nor in its search index, its downloads or its bundle."""
    command = [sys.executable, "-m", "hiteval", "report", "--study", TINY]
    subprocess.run([*command, "--since", spoken], cwd=project, check=True)
    page = project / "_build" / "html" / "book" / "results" / "changes.html"
    assert "no longer shown" in page.read_text(encoding="utf-8")
    for path in (project / "_build").rglob("*"):
        if path.is_file():
            content = path.read_bytes()
            assert b"jane-roe-s1" not in content, path
            assert WITHDRAWN.encode() not in content, path
