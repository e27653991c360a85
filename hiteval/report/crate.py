"""Describe a report for machines: an RO-Crate of the Process Run profile.

Not of the Workflow Run profile, which wants the workflow itself among the files: the
report holds none of the notebooks. The same report gives the same bytes: ids are made
of names, and the date is the last day that the study covers, since none is recorded.
"""

import json
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from rocrate.model.contextentity import ContextEntity
from rocrate.rocrate import ROCrate

from hiteval.study import Study

FILE = "ro-crate-metadata.json"
PROFILE = "https://w3id.org/ro/wfrun/process/0.5"


def write_crate(site: Path, study: Study, provenance: Mapping[str, str]) -> None:
    """Write the description of a site into it.

    Parameters
    ----------
    site : Path
        As built; its pages are the result of the run.
    study : Study
        As published.
    provenance : mapping of str to str
        What the report was made from, by name.
    """
    crate = ROCrate()
    settings = study.settings
    crate.root_dataset.append_to(
        "conformsTo", _named(crate, PROFILE, "CreativeWork", "Process Run Crate")
    )
    crate.name, crate.description = settings.title, settings.question
    crate.license = settings.licence
    crate.datePublished = settings.period.end.isoformat()
    pages = sorted(site.glob("book/**/*.html"))
    for page in pages:
        name = page.relative_to(site).as_posix()
        crate.add_file(dest_path=name, properties={"encodingFormat": "text/html"})
    tool = _named(
        crate,
        "#hiteval",
        "SoftwareApplication",
        "hiteval",
        softwareVersion=provenance["hiteval"],
    )
    inputs = [
        _named(crate, f"#input-{number}", "PropertyValue", name, value=value)
        for number, (name, value) in enumerate(provenance.items(), start=1)
    ]
    run = crate.add_action(
        tool, "#report", inputs, list(crate.data_entities), {"name": "hiteval report"}
    )
    crate.root_dataset.append_to("mentions", run)
    (site / FILE).write_text(_text(crate), encoding="utf-8", newline="\n")


def _named(crate: ROCrate, identifier: str, kind: str, name: str, **more: str) -> Any:
    properties = {"@type": kind, "name": name, **more}
    return crate.add(ContextEntity(crate, identifier, properties=properties))


def _text(crate: ROCrate) -> str:
    metadata = crate.metadata.generate()
    metadata["@graph"].sort(key=lambda entity: entity["@id"])
    return json.dumps(metadata, indent=1, ensure_ascii=False, sort_keys=True) + "\n"
