"""What the Workflow Run Crate profile demands, asserted one by one.

Its own validator wants the context of RO-Crate from the network, which tests must not.
"""

import json

import pytest
from conftest import ROOT
from rocrate.rocrate import ROCrate

from hiteval.report.book.crate import FILE, PLAN, TOOLS, write_crate, write_workflow
from hiteval.report.pages.pages import Page

PROVENANCE = {name: f"{n}.0" for n, name in enumerate(TOOLS)} | {
    "Bundle, hash": "ab12",
    "Rule, explicit_sources": "2",
    "Rule, net_ratio": "3",
    "Rule, explicit_share": "0.3333",
    "Rule, contrary_share": "0.1",
    "Rule, mixed_weight": "0.5",
}
PAGES = [
    Page("teams/beta", "team", "Beta", {"team_id": "beta"}),
    Page("results/audit", "audit"),
]
FILES = [
    *["book/teams/beta.html", "book/results/audit.html", "search.html"],
    *["downloads/teams.csv", "downloads/results_ratings.csv", "downloads/tables.xlsx"],
]


@pytest.fixture
def site(tmp_path, study):
    for name in FILES:
        (tmp_path / name).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / name).write_text("<p>page</p>")
    write_workflow(PAGES, ROOT / "notebooks", tmp_path)
    write_crate(tmp_path, study, PROVENANCE)
    return tmp_path


@pytest.fixture
def crate(site):
    """Read it back with the package that defines what can be read."""
    return ROCrate(site)


def ids(entities):
    return [entity.id for entity in entities]


def test_it_conforms_to_the_profiles_and_to_the_version_that_they_build_on(site, crate):
    assert ids(crate.root_dataset["conformsTo"]) == [
        "https://w3id.org/ro/wfrun/process/0.5",
        "https://w3id.org/ro/wfrun/workflow/0.5",
        "https://w3id.org/workflowhub/workflow-ro-crate/1.0",
    ]
    assert {e.type for e in crate.root_dataset["conformsTo"]} == {"CreativeWork"}
    described = json.loads((site / FILE).read_text(encoding="utf-8"))
    assert described["@context"] == "https://w3id.org/ro/crate/1.1/context"


def test_its_main_entity_is_a_workflow_among_its_files_with_its_language(site, crate):
    workflow = crate.mainEntity
    types = ["File", "SoftwareSourceCode", "ComputationalWorkflow"]
    assert workflow.type == types
    assert (site / workflow.id).is_file()
    assert workflow["programmingLanguage"].type == "ComputerLanguage"
    assert crate.root_dataset["license"] == "CC0-1.0"


def test_the_run_has_the_workflow_for_its_instrument_and_is_mentioned(crate):
    (run,) = crate.get_by_type("CreateAction")
    assert run["instrument"] is crate.mainEntity
    assert crate.root_dataset["mentions"] == [run]


def test_every_parameter_has_a_kind_and_its_values_lead_back_to_it(crate):
    workflow = crate.mainEntity
    parameters = [*workflow["input"], *workflow["output"]]
    assert {p.type for p in parameters} == {"FormalParameter"}
    assert [(p["name"], p["additionalType"]) for p in parameters] == [
        *[("tables", "File"), ("explicit_sources", "Integer"), ("net_ratio", "Float")],
        *[("explicit_share", "Float"), ("contrary_share", "Float")],
        *[("mixed_weight", "Float"), ("pages", "File")],
    ]
    for parameter in parameters:
        for value in parameter["workExample"]:
            assert value["exampleOfWork"] is parameter
            assert value.type in ("File", "PropertyValue")


def test_inputs_are_tables_and_the_run_card_and_results_are_what_was_made(crate):
    (run,) = crate.get_by_type("CreateAction")
    tables = [given.id for given in run["object"] if given.type == "File"]
    assert tables == ["downloads/teams.csv"]
    values = {v["name"]: v["value"] for v in run["object"] if v.type != "File"}
    assert values == PROVENANCE
    assert ids(run["result"]) == [
        *["book/results/audit.html", "book/teams/beta.html"],
        *["downloads/results_ratings.csv", "downloads/tables.xlsx"],
    ]


def test_the_workflow_holds_its_notebooks_and_names_its_tools(site, crate):
    workflow = crate.mainEntity
    assert ids(workflow["hasPart"]) == ["workflow/audit.ipynb", "workflow/team.ipynb"]
    for notebook in ids(workflow["hasPart"]):
        source = ROOT / "notebooks" / notebook.split("/")[1]
        assert (site / notebook).read_bytes() == source.read_bytes()
    tools = workflow["softwareRequirements"]
    assert {t["name"]: t["softwareVersion"] for t in tools} == {
        name: PROVENANCE[name] for name in TOOLS
    }


def test_the_plan_says_which_notebook_makes_which_page(site):
    assert json.loads((site / PLAN).read_text(encoding="utf-8"))[0] == {
        "notebook": "team.ipynb",
        "parameters": {"team_id": "beta"},
        "page": "book/teams/beta.html",
    }


def test_every_file_that_it_lists_is_there_and_listed_once(site, crate):
    listed = ids(crate.root_dataset["hasPart"])
    assert len(listed) == len(set(listed)) == 8
    assert all((site / name).is_file() for name in listed)


def test_a_preview_without_downloads_has_a_run_without_tables(tmp_path, study):
    write_workflow(PAGES, ROOT / "notebooks", tmp_path)
    write_crate(tmp_path, study, PROVENANCE)
    parameter = ROCrate(tmp_path).get("#parameter-tables")
    assert "workExample" not in parameter.properties()


def test_it_says_what_the_study_says_of_itself(crate):
    root = crate.root_dataset
    assert root["name"] == "A tiny study"
    assert root["description"] == "Does a tiny study show every rule at work?"
    assert root["datePublished"] == "2020-12-31"


def test_it_is_the_same_each_time_and_tells_nothing_of_the_machine(site, study):
    first = (site / FILE).read_text(encoding="utf-8")
    write_crate(site, study, PROVENANCE)
    assert (site / FILE).read_text(encoding="utf-8") == first
    assert str(site) not in first
    assert not any(
        "T" in str(e.get("datePublished")) for e in json.loads(first)["@graph"]
    )
