"""Describe a report for machines: an RO-Crate of the Workflow Run profile.

The workflow is a plan: which notebook makes which page, with which parameters. It lies
in the site with the notebooks as they were before they were run. Its inputs are the
tables that can be taken away and what the run card says; its results are the pages and
the other files.

The same report gives the same bytes: ids are made of names, and the date is the last
day that the study covers, since none is recorded.
"""

import json
import shutil
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from rocrate.model.computerlanguage import ComputerLanguage
from rocrate.model.contextentity import ContextEntity
from rocrate.rocrate import ROCrate

from hiteval.display.downloads import BUNDLE, PLAN
from hiteval.display.downloads import CRATE as FILE
from hiteval.report.book.download_files import FOLDER as DOWNLOADS
from hiteval.report.pages.pages import Page
from hiteval.study.framework import ProposalRule
from hiteval.study.schema import TABLES
from hiteval.study.study import Study

FOLDER = "workflow"
TAKEN = (*(f"{name}.csv" for name in TABLES), BUNDLE)  # that a report is made from
RO_CRATE = "1.1"  # which the profiles build on
PROFILES = [  # address, version, name
    ("https://w3id.org/ro/wfrun/process/", "0.5", "Process Run Crate"),
    ("https://w3id.org/ro/wfrun/workflow/", "0.5", "Workflow Run Crate"),
    ("https://w3id.org/workflowhub/workflow-ro-crate/", "1.0", "Workflow RO-Crate"),
]
WORKFLOW_PROFILE = "https://bioschemas.org/profiles/ComputationalWorkflow/1.0-RELEASE"
KINDS = {
    ".html": "text/html",
    ".csv": "text/csv",
    ".xlsx": "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet",
    ".ipynb": "application/x-ipynb+json",
    ".json": "application/json",
    ".zip": "application/zip",
}
RUN = {
    "name": "hiteval report",
    "description": "Every notebook was run on the tables, and a book built of them all",
}
CODE = ("File", "SoftwareSourceCode")
TOOLS = ("hiteval", "Python", "pandas", "matplotlib", "papermill", "jupyter-book")


def write_workflow(pages: Sequence[Page], notebooks: Path, site: Path) -> None:
    """Put into a site the plan of its pages, and the notebooks that it runs."""
    folder = site / FOLDER
    folder.mkdir()
    for name in sorted({page.notebook for page in pages}):
        shutil.copyfile(notebooks / f"{name}.ipynb", folder / f"{name}.ipynb")
    steps = [
        {
            "notebook": f"{page.notebook}.ipynb",
            "parameters": page.parameters,
            "page": f"book/{page.path}.html",
        }
        for page in pages
    ]
    (site / PLAN).write_text(_written(steps), encoding="utf-8", newline="\n")


def write_crate(site: Path, study: Study, provenance: Mapping[str, str]) -> None:
    """Write the description of a site into it.

    Parameters
    ----------
    site : Path
        As built, with its workflow and, unless it is a preview, its downloads.
    study : Study
        As published.
    provenance : mapping of str to str
        What the report was made from, by name.
    """
    crate = ROCrate(version=RO_CRATE)
    settings = study.settings
    crate.name, crate.description = settings.title, settings.question
    crate.license = settings.licence
    crate.datePublished = settings.period.end.isoformat()
    tables, results = _taken(crate, site), _made(crate, site)
    values = {
        name: _named(crate, f"#input-{number}", "PropertyValue", name, value=value)
        for number, (name, value) in enumerate(provenance.items(), start=1)
    }
    workflow = _workflow(crate, site, provenance)
    _parameter(crate, "tables", "File", tables, workflow, "input")
    for name, field in ProposalRule.model_fields.items():
        kind, value = (
            "Integer" if field.annotation is int else "Float",
            values[f"Rule, {name}"],
        )
        _parameter(crate, name, kind, [value], workflow, "input")
    _parameter(crate, "pages", "File", results, workflow, "output")
    given = [*tables, *values.values()]
    run = crate.add_action(workflow, "#report", given, results, RUN)
    crate.root_dataset.append_to("mentions", run)
    for address, version, name in PROFILES:
        profile = _named(
            crate, f"{address}{version}", "CreativeWork", name, version=version
        )
        crate.root_dataset.append_to("conformsTo", profile)
    metadata = crate.metadata.generate()
    metadata["@graph"].sort(key=lambda entity: entity["@id"])
    (site / FILE).write_text(_written(metadata), encoding="utf-8", newline="\n")


def _taken(crate: ROCrate, site: Path) -> list[Any]:
    """Add the bundle and its tables, as they can be taken away."""
    paths = (site / DOWNLOADS / name for name in TAKEN)
    return _files(crate, site, (path for path in paths if path.is_file()))


def _made(crate: ROCrate, site: Path) -> list[Any]:
    """Add the pages and the files that were made."""
    downloads = (site / DOWNLOADS).glob("**/*.*")
    made = (path for path in downloads if path.name not in TAKEN)
    return _files(crate, site, [*site.glob("book/**/*.html"), *made])


def _files(
    crate: ROCrate, site: Path, paths: Iterable[Path], types: Sequence[str] = ("File",)
) -> list[Any]:
    names = sorted((path.relative_to(site).as_posix(), path.suffix) for path in paths)
    return [
        crate.add_file(
            dest_path=name,
            properties={
                "@type": types[0] if len(types) == 1 else list(types),
                "name": name,
                "encodingFormat": KINDS[kind],
            },
        )
        for name, kind in names
    ]


def _workflow(crate: ROCrate, site: Path, provenance: Mapping[str, str]) -> Any:
    """Add the plan, the notebooks that it runs, and the tools with their versions."""
    language = ComputerLanguage(
        crate,
        "#papermill-plan",
        {
            "name": "A list of Jupyter notebooks with parameters, run by papermill",
            "url": {"@id": "https://papermill.readthedocs.io/"},
        },
    )
    workflow = crate.add_workflow(
        dest_path=PLAN,
        main=True,
        lang=crate.add(language),
        properties={
            "name": "Which notebook makes which page",
            "encodingFormat": KINDS[".json"],
            "version": provenance["hiteval"],
            "license": "https://spdx.org/licenses/MIT",
            "conformsTo": {"@id": WORKFLOW_PROFILE},
        },
    )
    notebooks = (site / FOLDER).glob("*.ipynb")
    workflow["hasPart"] = _files(crate, site, notebooks, CODE)
    workflow["softwareRequirements"] = [
        _named(
            crate,
            f"#{name.casefold()}",
            "SoftwareApplication",
            name,
            softwareVersion=provenance[name],
        )
        for name in TOOLS
    ]
    return workflow


def _parameter(
    crate: ROCrate, name: str, kind: str, values: list[Any], workflow: Any, way: str
) -> None:
    """Add a parameter of the workflow, and tie the values to it that it had."""
    parameter = crate.add_formal_parameter(name, kind, f"#parameter-{name}")
    workflow.append_to(way, parameter)
    for value in values:
        value["exampleOfWork"] = parameter
    if values:
        parameter["workExample"] = values


def _named(crate: ROCrate, identifier: str, kind: str, name: str, **more: str) -> Any:
    properties = {"@type": kind, "name": name, **more}
    return crate.add(ContextEntity(crate, identifier, properties=properties))


def _written(values: Any) -> str:
    return json.dumps(values, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
