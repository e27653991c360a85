"""A deposit holds the report, what an archive asks for, and the sum of every file."""

import hashlib
import json
import shutil
import zipfile
from importlib.metadata import version

import pytest
import yaml

from hiteval.bundle.bundle import write_bundle
from hiteval.bundle.packed import pack
from hiteval.errors import DisclosureError, HitevalError, StudyError
from hiteval.report.publishing.deposit import check, deposit, zenodo
from hiteval.report.publishing.reviews import add_reviews, outputs_of, review
from hiteval.study.reading import read_study

PLAN = [
    {"notebook": "team.ipynb", "parameters": {"team_id": "beta"}, "page": "beta.html"},
    {"notebook": "all.ipynb", "parameters": {}, "page": "all.html"},
    {"notebook": "all.ipynb", "parameters": {}, "page": "of-a-later-run.html"},
]


@pytest.fixture
def project(tmp_path, folder):
    with (folder / "study.yml").open("a") as study:
        study.write("publisher: A <b>board</b>\nanswer: <i>Yes</i>\n")
    place = tmp_path / "project"
    site = place / "_build" / "html"
    (site / "workflow").mkdir(parents=True)
    for name in ("index.html", "beta.html", "all.html"):
        (site / name).write_text(name)
    (site / "workflow" / "plan.json").write_text(json.dumps(PLAN))
    hold(place, folder)
    return place


def hold(project, study, edition="public"):
    """Put the bundle of an edition into the report."""
    bundle = project / "_build" / "bundle"
    shutil.rmtree(bundle, ignore_errors=True)
    write_bundle(study, edition, bundle, project)
    place = project / "_build" / "html" / "downloads"
    place.mkdir(exist_ok=True)
    pack(bundle, place / "bundle.zip")


@pytest.fixture
def packed(project, folder, tmp_path):
    place = tmp_path / "deposit.zip"
    assert deposit(project, folder, place) == len(zipfile.ZipFile(place).namelist()) - 1
    return zipfile.ZipFile(place)


def test_every_file_has_its_sum(packed):
    lines = packed.read("SHA256SUMS").decode().splitlines()
    sums = {line[66:]: line[:64] for line in lines}
    content = {n: packed.read(n) for n in packed.namelist() if n != "SHA256SUMS"}
    assert sums == {n: hashlib.sha256(c).hexdigest() for n, c in content.items()}
    assert content["report/beta.html"] == b"beta.html"


def test_an_archive_is_told_what_it_asks_for_as_html(packed):
    told = json.loads(packed.read("zenodo.json"))["metadata"]
    assert told["description"].endswith("at work? &lt;i&gt;Yes&lt;/i&gt;")
    assert told["creators"] == [{"name": "A <b>board</b>"}]
    assert (told["upload_type"], told["license"]) == ("dataset", "cc0-1.0")
    assert "publication_date" not in told


def test_a_reviewer_is_told_which_notebook_made_which_page(packed):
    manifest = yaml.safe_load(packed.read("codecheck.yml"))["manifest"]
    assert manifest == [
        {"file": "report/beta.html", "comment": "made by team.ipynb with team_id=beta"},
        {"file": "report/all.html", "comment": "made by all.ipynb"},
    ]


def test_whoever_makes_it_again_gets_the_versions_of_all_packages(packed):
    lines = packed.read("requirements.txt").decode().splitlines()
    told = dict(line.split("==") for line in lines)
    for name in ("hiteval", "pandas", "numpy", "sphinx", "pyyaml"):
        assert told[name] == version(name)
    assert not {"pytest", "lxml", "s3fs"} & told.keys()  # of tests, of extras
    assert "pip install -r requirements.txt" in packed.read("README.txt").decode()


def test_the_crate_names_what_is_in_it(packed):
    graph = json.loads(packed.read("ro-crate-metadata.json"))["@graph"]
    held = {entity["@id"] for entity in graph}
    assert {"report/", "bundle/", "zenodo.json", "codecheck.yml", "SHA256SUMS"} <= held


def test_the_same_report_gives_the_same_bytes(project, folder, packed, tmp_path):
    deposit(project, folder, tmp_path / "again.zip")
    first = (tmp_path / "deposit.zip").read_bytes()
    assert (tmp_path / "again.zip").read_bytes() == first


@pytest.mark.parametrize("change", ["spoilt", "added", "gone"])
def test_what_is_not_as_its_sum_says_is_told(packed, tmp_path, change):
    content = {name: packed.read(name) for name in packed.namelist()}
    if change == "gone":
        del content["report/beta.html"]
    else:
        content["report/beta.html" if change == "spoilt" else "report/x"] = b"x"
    with zipfile.ZipFile(tmp_path / "other.zip", "w") as other:
        for name, held in content.items():
            other.writestr(name, held)
    with pytest.raises(HitevalError) as error:
        check(tmp_path / "other.zip")
    named = "report/x" if change == "added" else "report/beta.html"
    assert str(error.value) == (
        f"{tmp_path / 'other.zip'}: expected every file to be as SHA256SUMS says; got "
        f"others: {named}. Make it again."
    )


def test_a_report_without_a_publisher_or_none_at_all_is_refused(project, folder):
    study = folder / "study.yml"
    study.write_text(study.read_text().replace("publisher", "place"))
    hold(project, folder)
    with pytest.raises(StudyError, match="publisher: expected who publishes"):
        deposit(project, folder, project / "x.zip")
    shutil.rmtree(project / "_build" / "html")
    with pytest.raises(HitevalError, match="Run hiteval report first"):
        deposit(project, folder, project / "x.zip")


def test_only_the_bundle_that_was_published_is_deposited(project, folder, tmp_path):
    """`hiteval bundle` may have written another since, which no gate has seen."""
    (project / "_build" / "bundle" / "segments.csv").write_text("another")
    deposit(project, folder, tmp_path / "x.zip")
    held = zipfile.ZipFile(tmp_path / "x.zip").read("bundle/segments.csv")
    assert b"Patients chair the board." in held


def test_what_was_rejected_is_not_deposited(project, folder):
    site = project / "_build" / "html"
    (site / "downloads" / "x.csv").write_text("x")
    add_reviews(folder, review(outputs_of(site), "rejected", "Names a nurse", "Ann"))
    with pytest.raises(DisclosureError, match="Names a nurse"):
        deposit(project, folder, project / "x.zip")
    assert not (project / "x.zip").exists()


def test_an_internal_edition_is_not_deposited(project, folder):
    hold(project, folder, "internal")
    with pytest.raises(HitevalError, match="expected the public edition"):
        deposit(project, folder, project / "x.zip")


@pytest.mark.parametrize(
    ("words", "known"),
    [
        ("CC-BY-4.0", "cc-by-4.0"),
        ("CC-BY-NC-SA-4.0 throughout", "cc-by-nc-sa-4.0"),
        ("Ask us", None),
    ],
)
def test_a_licence_is_named_where_it_has_an_id(folder, words, known):
    settings = read_study(folder).settings.model_copy(update={"licence": words})
    assert zenodo(settings).get("license") == known
