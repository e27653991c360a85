"""Which team a passage is about, by what the mapping says of cases, sets and names."""

from collections import Counter
from collections.abc import Iterable

import pandas as pd

from hiteval.errors import Fault, StudyError
from hiteval.importers.labels import group_labels, short, source_labels
from hiteval.importers.mapping import FILE, IGNORE, Mapping
from hiteval.readers.project import Project, named

Ranges = dict[str, list[tuple[int, int, str]]]


def team_of_each_coding(
    project: Project, mapping: Mapping, codings: pd.DataFrame
) -> pd.Series:
    """Return the team of each coding.

    The nearest word counts: the case that the tool names with the passage; a case whose
    text the passage lies in; what the mapping says of the source by name; and last the
    cases, sets, variables and patterns that the source belongs to.

    Raises
    ------
    StudyError
        If a passage has no team, or more than one.
    """
    known = {
        label: team
        for label, team in mapping.teams.items()
        if team is not None and team != IGNORE
    }
    by_source = _teams_of_sources(project, mapping, known)
    ranges = _ranges(project, known)
    sides = [codings[c].to_numpy("int64", na_value=-1) for c in ("start", "end")]
    columns = (codings["source"], *sides, codings["case"])
    found = [
        _teams(row, known, ranges, by_source) for row in zip(*columns, strict=True)
    ]
    labels = source_labels(project)
    unclear = Counter(
        (labels[source], tuple(sorted(teams)))
        for source, teams in zip(codings["source"], found, strict=True)
        if len(teams) != 1
    )
    if unclear:
        raise StudyError(
            _fault(label, teams, number)
            for (label, teams), number in sorted(unclear.items())
        )
    return pd.Series([min(teams) for teams in found], codings.index, dtype="str")


def _teams(
    row: tuple[str, int, int, object],
    known: dict[str, str],
    ranges: Ranges,
    by_source: dict[str, set[str]],
) -> set[str]:
    source, start, end, case = row
    if isinstance(case, str) and (team := known.get(short(f"case: {case}"))):
        return {team}
    around = {
        team
        for low, high, team in ranges.get(source, [])
        if low <= start and end <= high
    }
    return around or by_source[source]


def _teams_of_sources(
    project: Project, mapping: Mapping, known: dict[str, str]
) -> dict[str, set[str]]:
    members: dict[str, set[str]] = {}
    ranged = _partly(project)
    for label, sources in group_labels(project).items():
        for source in sources - ranged.get(label, set()):
            if team := known.get(label):
                members.setdefault(source, set()).add(team)
    found = {}
    names = zip(project.sources["source"], project.sources["name"], strict=True)
    labels = source_labels(project)
    for source, name in names:
        own = mapping.facts(labels[source]).team
        others = members.get(source, set()) | mapping.pattern_teams(name)
        found[source] = {own} if own else others
    return found


def _partly(project: Project) -> dict[str, set[str]]:
    """Return sources of which only parts belong to a case, by the case's label."""
    groups = project.groups
    parts = groups[groups["start"].notna()]
    found: dict[str, set[str]] = {}
    for kind, name, source in parts[["kind", "name", "source"]].to_numpy():
        found.setdefault(short(f"{kind}: {name}"), set()).add(source)
    whole = groups[groups["start"].isna() & groups["source"].notna()]
    for kind, name, source in whole[["kind", "name", "source"]].to_numpy():
        found.get(short(f"{kind}: {name}"), set()).discard(source)
    return found


def _ranges(project: Project, known: dict[str, str]) -> Ranges:
    parts = project.groups[project.groups["start"].notna()]
    columns = ["kind", "name", "source", "start", "end"]
    ranges: Ranges = {}
    for kind, name, source, start, end in parts[columns].to_numpy():
        if team := known.get(short(f"{kind}: {name}")):
            ranges.setdefault(source, []).append((start, end, team))
    return ranges


def _fault(label: str, teams: Iterable[str], number: int) -> Fault:
    some = ", ".join(teams)
    return Fault(
        FILE,
        "one team for every source, by its case, set, name or own line",
        f"{some or 'none'} for {named(label)} (codings: {number})",
        "Fill in teams: or the source's own team:.",
        column="teams",
    )
