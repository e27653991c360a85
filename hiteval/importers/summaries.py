"""From the cells of a foreign framework matrix to a study's summaries."""

from collections.abc import Iterator
from dataclasses import dataclass

import pandas as pd

from hiteval.errors import Fault, StudyError
from hiteval.importers.labels import code_labels, short
from hiteval.importers.mapping import FILE, IGNORE, Mapping
from hiteval.readers.project import Project, named

COLUMNS = ["team_id", "criterion_id", "summary", "author"]


@dataclass(frozen=True, slots=True)
class Summaries:
    """Rows of a study's table, and what became of each cell of the project."""

    rows: pd.DataFrame
    outcomes: dict[str, int]


def summaries_of(project: Project, mapping: Mapping) -> Summaries:
    """Turn a project's summaries into rows of a study.

    Several codes of one criterion make one summary, its parts in the codes' order.

    Raises
    ------
    StudyError
        If the mapping does not say which team a case is, or which criterion a code.
    """
    cells = project.summaries.assign(
        label=project.summaries["code"].map(code_labels(project))
    )
    meanings = {label: mapping.code(label) for label in set(cells["label"])}
    ignored = {label for label, m in meanings.items() if m and m.ignore}
    kept = cells[~cells["label"].isin(ignored)]
    criteria = {label: m.criterion for label, m in meanings.items() if m}
    teams = {case: _team(mapping, case) for case in set(kept["case"])}
    outside = kept["case"].isin([case for case in teams if teams[case] == IGNORE])
    kept = kept[~outside].assign(
        criterion_id=kept["label"].map(criteria), team_id=kept["case"].map(teams)
    )
    if faults := list(_faults(kept)):
        raise StudyError(faults)
    authors = {user: mapping.coder(project.file, user) for user in set(kept["user"])}
    kept = kept.assign(author=kept["user"].map(authors))
    kept["author"] = kept["author"].where(kept["author"] != IGNORE)
    grouped = kept.sort_values(["label", "case", "text"]).groupby(COLUMNS[:2])
    rows = grouped.agg(
        summary=("text", "\n\n".join),
        author=(
            "author",
            lambda names: names.iloc[0] if names.nunique() == 1 else None,
        ),
    )
    outcomes = {
        "written": len(rows),
        "joined to one of the same team and criterion": len(kept) - len(rows),
        "ignored, as the mapping says": len(cells) - len(kept),
    }
    return Summaries(rows.reset_index().reindex(columns=COLUMNS), outcomes)


def _team(mapping: Mapping, case: str) -> str | None:
    """Return the team of a case, or of the source that stands for one."""
    return mapping.teams.get(short(f"case: {case}")) or mapping.facts(case).team


def _faults(kept: pd.DataFrame) -> Iterator[Fault]:
    """List cases without a team and codes without a criterion, each once."""
    asked = {
        "teams": ("case", "team_id", "a team, or the word ignore, for every case"),
        "codes": ("label", "criterion_id", "a criterion, or ignore, for every code"),
    }
    for section, (column, meaning, expected) in asked.items():
        for name in sorted(set(kept.loc[kept[meaning].isna(), column])):
            number = int((kept[column] == name).sum())
            got = f"{named(name)} with {number} summaries and none"
            yield Fault(FILE, expected, got, "Fill it in.", column=section)
