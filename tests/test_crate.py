import json

import pytest
from rocrate.rocrate import ROCrate

from hiteval.report.crate import FILE, PROFILE, write_crate

PROVENANCE = {"hiteval": "0.1.0", "Bundle, hash": "ab12", "Rule, net_ratio": "2"}


@pytest.fixture
def site(tmp_path, study):
    (tmp_path / "book" / "teams").mkdir(parents=True)
    for name in ("book/teams/beta.html", "book/teams/alpha.html", "search.html"):
        (tmp_path / name).write_text("<p>page</p>")
    write_crate(tmp_path, study, PROVENANCE)
    return tmp_path


@pytest.fixture
def crate(site):
    """Read it back with the package that defines what can be read."""
    return ROCrate(site)


def test_it_reads_back_as_a_run_that_made_the_pages(crate):
    (run,) = crate.get_by_type("CreateAction")
    assert run["instrument"].id == "#hiteval"
    assert run["instrument"]["softwareVersion"] == "0.1.0"
    assert [page.id for page in run["result"]] == [
        "book/teams/alpha.html",
        "book/teams/beta.html",
    ]
    assert {p["name"]: p["value"] for p in run["object"]} == PROVENANCE


def test_it_says_what_the_study_says_of_itself(crate, study):
    root = crate.root_dataset
    assert root["name"] == "A tiny study"
    assert root["description"] == "Does a tiny study show every rule at work?"
    assert root["license"] == "CC0-1.0"
    assert root["datePublished"] == "2020-12-31"
    assert [profile.id for profile in root["conformsTo"]] == [PROFILE]


def test_the_run_is_mentioned_by_the_report(crate):
    assert [action.id for action in crate.root_dataset["mentions"]] == ["#report"]


def test_it_is_the_same_each_time_and_tells_nothing_of_the_machine(site, study):
    first = (site / FILE).read_text(encoding="utf-8")
    write_crate(site, study, PROVENANCE)
    assert (site / FILE).read_text(encoding="utf-8") == first
    assert str(site) not in first
    assert not any(
        "T" in str(e.get("datePublished")) for e in json.loads(first)["@graph"]
    )
