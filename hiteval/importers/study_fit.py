"""Whether what the mapping names is in the study: teams, coders, strands, criteria."""

from collections.abc import Iterable, Iterator

from hiteval.errors import Fault, shown
from hiteval.importers.mapped_evidence import Evidence
from hiteval.importers.mapping import FILE
from hiteval.readers.project import named
from hiteval.study.framework import Framework
from hiteval.study.settings import Settings
from hiteval.study.table_checks import nearest


def misfits(
    evidence: Evidence,
    settings: Settings,
    framework: Framework,
    teams: Iterable[str] | None,
) -> list[Fault]:
    """List what the mapping names and the study does not have.

    ``teams`` are those of the study; nothing where it has no table of teams yet.
    """
    levels = [str(level) for level in framework.rating_scale.ratings]
    allowed = {
        "team_id": list(teams) if teams is not None else None,
        "coder_id": list(settings.coders),
        "criterion_id": framework.criterion_ids,
        "rating": levels,
    }
    rows = evidence.segments.merge(evidence.codings, on=["source_hash", "passage"])
    written = evidence.summaries.rows
    faults = [
        fault
        for column, values in allowed.items()
        if values is not None
        for named in [{*rows[column].dropna(), *written.get(column, [])}]
        for fault in _unknown(column, named, values)
    ]
    return faults + list(_source_faults(evidence, settings))


def _unknown(column: str, used: set[str], allowed: list[str]) -> Iterator[Fault]:
    word, at = {
        "team_id": ("teams in teams.csv", "teams"),
        "coder_id": ("coders in study.yml", "coders"),
        "criterion_id": ("criteria in framework.yml", "codes"),
        "rating": (f"levels {', '.join(allowed)}", "codes"),
    }[column]
    for value in sorted(used - set(allowed)):
        remedy = nearest(value, allowed) or "Correct it, or add it there."
        if column == "coder_id":  # the nearest id is another person's
            remedy = f"Add a line for {shown(value)} under coders there."
        yield Fault(FILE, f"one of the {word}", shown(value), remedy, column=at)


def _source_faults(evidence: Evidence, settings: Settings) -> Iterator[Fault]:
    columns = ["label", "strand", "type"]
    for label, strand, kind in evidence.sources[columns].to_numpy():
        if strand not in settings.strands:
            expected = f"one of the strands {', '.join(settings.strands)}"
            got = shown(strand) if isinstance(strand, str) else "none"
            remedy = "Fill in strand under all_sources or sources."
            yield Fault(FILE, expected, f"{got} for {named(label)}", remedy)
        if not isinstance(kind, str):
            remedy = "Fill in type under all_sources or sources."
            yield Fault(
                FILE, "one word for the type", f"none for {named(label)}", remedy
            )
