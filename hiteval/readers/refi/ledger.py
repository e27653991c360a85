"""What a REFI-QDA file holds against what was read, and what its reader should know."""

from collections.abc import Mapping
from typing import Any

import pandas as pd

from hiteval.readers.project import Count, named
from hiteval.readers.refi.package import Package
from hiteval.readers.refi.sources import SELECTIONS, SOURCES

NAMESPACES = {
    *("urn:QDA-XML:project:1.0", "urn:QDA-XML:project:0.4"),
    *("urn:QDA-XML:codebook:1.0", "urn:QDA-XML:codebook:1:0"),
}
# What each line of the ledger counts in the raw file: tags, and the tag above if it
# matters.
RAW: dict[str, tuple[set[str], str | None]] = {
    "users": ({"User"}, None),
    "codes": ({"Code"}, None),
    "sources": (set(SOURCES), None),
    "selections": (SELECTIONS, None),
    "codings": ({"Coding"}, None),
    "cases": ({"Case"}, None),
    "members of cases": ({"SourceRef", "SelectionRef"}, "Case"),
    "sets": ({"Set"}, None),
    "members of sets": ({"MemberSource", "MemberCode", "MemberNote"}, None),
    "variable values": ({"VariableValue"}, None),
    "notes": ({"Note"}, None),
    "links": ({"Link"}, None),
}
SHORT = 20  # characters; a document of less is an accident
NAMED = 5


def ledger(
    package: Package, read: Mapping[str, int], left_out: Mapping[str, int]
) -> tuple[Count, ...]:
    """Compare what was read with what the parser met, kind by kind."""
    note = "; ".join(f"{n} {why}" for why, n in left_out.items() if n)
    notes = {"codings": note}
    return tuple(
        Count(kind, held, read[kind], notes.get(kind, ""))
        for kind in RAW
        for held in [_held(package, kind)]
        if held or read[kind]
    )


def _held(package: Package, kind: str) -> int:
    tags, above = RAW[kind]
    counts = package.document.counts.items()
    return sum(n for (up, tag), n in counts if tag in tags and above in (None, up))


def remarks(
    package: Package,
    sources: pd.DataFrame,
    rows: list[dict[str, Any]],
    evidence: list[dict[str, Any]],
    unknown: list[str],
) -> list[str]:
    """Say what is unusual, the gravest first."""
    coded = {row["source"] for row in evidence}
    length = sources["text"].str.strip().str.len()
    lists = {
        "Coded sources whose text is not in the file": _names(
            sources[sources["text"].isna() & sources["source"].isin(coded)]
        ),
        f"Sources of fewer than {SHORT} characters": _names(sources[length < SHORT]),
        "Sources without a coding": _names(sources[~sources["source"].isin(coded)]),
        "Codes that are used and not in the codebook": [key[:8] for key in unknown],
    }
    numbers = {
        "Codings that point outside their text": sum(
            row["start"] is None and bool(row["doubt"]) for row in evidence
        ),
        "Codings by nobody, or by somebody whom the file does not list": sum(
            row["user"].startswith("unknown") for row in evidence
        ),
        "Codings by another user than their selection's; the coding's counts": sum(
            row["selection_user"] not in (None, row["user"]) for row in rows
        ),
        "Graphs (drawings of codes), which are not read": (
            package.document.counts["Graphs", "Graph"]
        ),
    }
    said = [_listed(what, names) for what, names in lists.items() if names]
    said += [f"{what}: {number}." for what, number in numbers.items() if number]
    if package.document.namespace not in NAMESPACES:
        said.append("The XML is of an unknown version of REFI-QDA.")
    return said


def _names(sources: pd.DataFrame) -> list[str]:
    return [named(name) for name in sorted(sources["name"])]


def _listed(what: str, names: list[str]) -> str:
    more = f" and {len(names) - NAMED} more" if len(names) > NAMED else ""
    return f"{what}: {len(names)} ({', '.join(names[:NAMED])}{more})."
