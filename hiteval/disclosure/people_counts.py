"""How many people spoke in confidence, in all and by strand, role and area.

These are never given by team, where ten leaders in one city could be told apart. How
many people shaped the evaluation itself is told under the same rule.
"""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

import pandas as pd

from hiteval.disclosure.inference import Relation, Told
from hiteval.disclosure.pooling import confidential_sources
from hiteval.disclosure.small_counts import Rule, protect
from hiteval.study import schema
from hiteval.study.settings import PublicRules
from hiteval.study.study import Study

ALL = "all:people"
OTHER = "other roles"


@dataclass(frozen=True, slots=True)
class PeopleCounts:
    """True numbers of distinct people by cell, and how the cells are related.

    A cell is written ``group:name``, such as ``role:director``.
    """

    counts: pd.Series
    relations: tuple[Relation, ...]


def count_people(study: Study) -> PeopleCounts:
    """Count the people behind the confidential sources of a study.

    Parameters
    ----------
    study : Study
        With everything in it. People who consented to nothing being published are not
        counted; what they said is in no edition but the internal one.

    Returns
    -------
    PeopleCounts
        Without any cell where nobody spoke in confidence.
    """
    said = _said(study)
    if said.empty:
        return PeopleCounts(pd.Series(dtype="int64"), ())
    rules = study.settings.editions.public
    groups = {
        "strand": said[["person_id", "strand"]].set_axis(["person_id", "name"], axis=1),
        "role": _roles(study, said["person_id"], rules),
        "area": _areas(study, said),
    }
    cells = {ALL: said["person_id"].nunique()}
    for group, table in groups.items():
        numbers = table.groupby("name")["person_id"].nunique()
        cells |= {f"{group}:{name}": n for name, n in numbers.items()}
    return PeopleCounts(pd.Series(cells, dtype="int64"), relations_between(cells))


def relations_between(cells: Collection[str]) -> tuple[Relation, ...]:
    """Say how counts are related: everybody has one role, and may be in two strands."""
    parts = {
        group: tuple(sorted(cell for cell in cells if cell.startswith(f"{group}:")))
        for group in ("strand", "role", "area")
    }
    relations = (
        Relation(ALL, parts["strand"], "cover"),
        Relation(ALL, parts["role"], "partition"),
        Relation(ALL, parts["area"], "share"),
    )
    return tuple(relation for relation in relations if relation.parts)


def shown_people(
    found: PeopleCounts, rules: PublicRules, earlier: Sequence[Told] = ()
) -> pd.DataFrame:
    """Return the counts as the public edition shows them.

    Returns
    -------
    DataFrame
        ``group`` (all, strand, role, area), ``name`` and ``people``: Int64, rounded,
        missing where it is hidden. What an earlier release told of stays, hidden, when
        nobody is left. Without rows where even the names of the hidden
        ones would tell too much: see `hiteval.disclosure.small_counts.protect`.
    """
    rule = Rule(rules.small_count, rules.round_to)
    found = _with_former(found, earlier)
    return table(protect(found.counts, found.relations, rule, earlier))


def shown_involvement(involvement: pd.DataFrame, rules: PublicRules) -> pd.DataFrame:
    """Hide small numbers of people who shaped the evaluation, and round the others.

    Each number is independent: no total is shown, and not who came twice, so that none
    follows from others.
    """
    rule = Rule(rules.small_count, rules.round_to)
    people = involvement["people"]
    shown = people.map(rule.rounded, na_action="ignore").astype("Int64")
    small = people.between(1, rule.threshold).fillna(False)
    return involvement.assign(people=shown.mask(small.astype("bool")))


def table(cells: pd.Series) -> pd.DataFrame:
    """Lay out counts by cell as a table of group, name and people."""
    names = pd.Series(cells.index, dtype="str").str.split(":", n=1, expand=True)
    names = names.reindex(columns=[0, 1]).set_axis(["group", "name"], axis=1)
    return schema.typed("people", names.assign(people=cells.array))


def _with_former(found: PeopleCounts, earlier: Sequence[Told]) -> PeopleCounts:
    """Count nobody where earlier releases told of somebody and nobody is left."""
    former = {cell for told in earlier for cell in told.counts}
    cells = [*found.counts.index, *sorted(former.difference(found.counts.index))]
    counts = found.counts.reindex(cells, fill_value=0)
    return PeopleCounts(counts, relations_between(cells))


def _said(study: Study) -> pd.DataFrame:
    """Return one row per source and person: ``source_id, strand, person_id``."""
    sources = study.sources
    sources = sources[sources["source_id"].isin(confidential_sources(study))]
    sources = sources[sources["consent"] != "none"]
    people = sources["people"].map(schema.ids).explode().rename("person_id")
    return sources[["source_id", "strand"]].join(people)


def _roles(study: Study, people: pd.Series, rules: PublicRules) -> pd.DataFrame:
    """Give each person the narrowest label that enough people of the roster hold."""
    roster = study.roster
    label = pd.Series(OTHER, index=roster.index, dtype="str")
    for column in ("broader_role", "role"):
        holders = roster.groupby(column)["person_id"].transform("nunique")
        label = label.mask(holders >= rules.min_role_holders, roster[column])
    labels = roster.assign(name=label)
    return labels.loc[labels["person_id"].isin(people), ["person_id", "name"]]


def _areas(study: Study, said: pd.DataFrame) -> pd.DataFrame:
    """Say who spoke of what: one row per person, segment and coding."""
    areas = {c.id: area.name for area in study.framework.areas for c in area.criteria}
    segments = study.segments[["segment_id", "source_id"]]
    spoken = said.merge(segments).merge(study.codings[["segment_id", "criterion_id"]])
    return spoken.assign(name=spoken["criterion_id"].map(areas))
