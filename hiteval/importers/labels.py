"""The labels of a project's codes, sources and groups in `mapping.yml`.

Names are as the tool shows them, since its ids mean nothing to anybody.
"""

import hashlib
from collections.abc import Iterable

import pandas as pd

from hiteval.readers.project import Project

SEPARATOR = " > "
LONGEST = 200


def code_label(path: Iterable[str]) -> str:
    """Name a code by its path.

    >>> code_label(("Reach", "Rural areas"))
    'Reach > Rural areas'
    """
    return short(SEPARATOR.join(name.replace(">", r"\>") for name in path))


def short(name: str) -> str:
    """Shorten a name that YAML could not hold as a key, so that it stays unique."""
    if len(name) <= LONGEST:
        return name
    return f"{name[:LONGEST]} [{hashlib.sha256(name.encode()).hexdigest()[:10]}]"


def code_labels(project: Project) -> dict[str, str]:
    """Return the label of every code by its key."""
    codes = project.codes
    return dict(zip(codes["code"], map(code_label, codes["path"]), strict=True))


def text_hash(text: object, name: str) -> str:
    """Return what identifies a source: its text; its name where it has none.

    White space at the end does not count: tools add and remove it.
    """
    words = str(text).rstrip() if isinstance(text, str) else ""
    content = f"text {words}" if words else f"name {name}"
    return hashlib.sha256(content.encode("utf-8", "surrogatepass")).hexdigest()[:10]


def source_hashes(project: Project) -> dict[str, str]:
    """Return the hash of every source by its key."""
    columns = (project.sources[name] for name in ("source", "text", "name"))
    return {
        key: text_hash(text, name) for key, text, name in zip(*columns, strict=True)
    }


def source_labels(project: Project) -> dict[str, str]:
    """Return the label of every source by its key; two of one name get their hash."""
    sources = project.sources
    twice = set(sources.loc[sources["name"].duplicated(keep=False), "name"])
    hashes = source_hashes(project)
    return {
        key: f"{short(name)} [{hashes[key]}]" if name in twice else short(name)
        for key, name in zip(sources["source"], sources["name"], strict=True)
    }


def group_labels(project: Project) -> dict[str, set[str]]:
    """Return what may assign a source to a team, with the keys of its sources.

    Examples of labels: ``case: Dementia``, ``set: North``, ``variable Site: North``.
    """
    found: dict[str, set[str]] = {}
    cases: dict[str, set[str]] = {}
    members = project.groups[project.groups["source"].notna()]
    for kind, name, source in members[["kind", "name", "source"]].to_numpy():
        found.setdefault(short(f"{kind}: {name}"), set()).add(source)
        if kind == "case":
            cases.setdefault(name, set()).add(source)
    told = pd.concat([project.codings["case"], project.summaries["case"]])
    for name in told.dropna().unique():
        found.setdefault(short(f"case: {name}"), set())
    values = project.variables.dropna(subset="value")
    columns = ["variable", "value", "source", "case"]
    for variable, value, source, case in values[columns].to_numpy():
        sources = {source} if isinstance(source, str) else cases.get(case, set())
        label = short(f"variable {variable}: {value}")
        found.setdefault(label, set()).update(sources)
    return found
