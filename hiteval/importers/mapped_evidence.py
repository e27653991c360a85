"""From a project and a mapping to rows of a study; what is not mapped is reported.

Ids are made from content, since tools make new ones at every export: a source's from
its text, a segment's from its source and range. So a file that is imported twice adds
nothing, and two coders' files of the same sources share their segments.
"""

import hashlib
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

import pandas as pd

from hiteval.errors import Fault, StudyError
from hiteval.importers.labels import code_labels, short, source_hashes, source_labels
from hiteval.importers.mapping import FILE, IGNORE, Mapping
from hiteval.importers.study_rows import PASSAGE, coding_rows, segment_rows, source_rows
from hiteval.importers.suggestions import nearest_ids
from hiteval.importers.summaries import Summaries, summaries_of
from hiteval.importers.teams import team_of_each_coding
from hiteval.readers.project import NOBODY, Project, named
from hiteval.signs import level
from hiteval.study.framework import Framework

PLACES = 3  # of what lacks a rating, to be named


@dataclass(frozen=True, slots=True)
class Evidence:
    """Rows for a study's tables, and what became of each coding of a ``file``.

    ``segments`` and ``sources`` have ``source_hash`` in place of a source's id, which
    depends on what the study holds already. Codings that wait for a rating have none.
    """

    file: str
    sources: pd.DataFrame
    segments: pd.DataFrame
    codings: pd.DataFrame
    outcomes: dict[str, int]
    summaries: Summaries


def evidence_of(project: Project, mapping: Mapping, framework: Framework) -> Evidence:
    """Turn a project into rows of a study.

    Raises
    ------
    StudyError
        With one fault for each name that the mapping does not account for, and for
        each passage that cannot be evidence.
    """
    summaries = summaries_of(project, mapping)
    codings = _described(project, mapping)
    faults = [*_unmapped(codings, project, framework)]
    if faults:
        raise StudyError(faults)
    ignored = {
        "ignored, as the mapping says of their code": codings["ignored_code"],
        "ignored, as the mapping says of their coder": codings["coder_id"] == IGNORE,
        "ignored, as the mapping says of their source": codings["ignored_source"],
        "ignored, as the mapping says of their weight": codings["weight"].isin(
            [weight for weight, told in mapping.weights.items() if told == IGNORE]
        ),
    }
    outcomes, left = {}, pd.Series(True, index=codings.index)
    for why, mask in ignored.items():
        outcomes[why] = int((mask & left).sum())
        left &= ~mask
    waits = left & codings["code"].isna()
    rates = left & ~waits & codings["criterion_id"].isna()
    outcomes["waiting for codes"] = int(waits.sum())
    outcomes["giving only a rating to other codes"] = int(rates.sum())
    kept, raters = codings[left & ~rates], codings[rates]
    kept = kept.assign(
        team_id=team_of_each_coding(project, mapping, kept),
        rating=_ratings(kept, raters, mapping),
    )
    coded = kept[kept["code"].notna()]
    if faults := [*_unfit(kept, coded, project, mapping)]:
        raise StudyError(faults)
    rows, outcomes["repeating another coding"] = coding_rows(
        coded, project, mapping, framework.rating_scale.middle
    )
    outcomes["without a rating"] = int(rows["rating"].isna().sum())
    outcomes["taken as evidence"] = int(rows["rating"].notna().sum())
    segments = segment_rows(kept, mapping)
    sources = source_rows(kept, mapping, project)
    return Evidence(project.file, sources, segments, rows, outcomes, summaries)


def _described(project: Project, mapping: Mapping) -> pd.DataFrame:
    """Join each coding with what the mapping says of its code, coder and source."""
    codings = project.codings.copy()
    labels, sources = code_labels(project), source_labels(project)
    codings["code_label"] = codings["code"].map(labels)
    codings["source_label"] = codings["source"].map(sources)
    codings["source_hash"] = codings["source"].map(source_hashes(project))
    codings["passage"] = _passage_ids(codings)
    codings["weight"] = codings["weight"].map(level, na_action="ignore").astype("str")
    codes = {label: mapping.code(label) for label in set(labels.values())}
    told = {label: code for label, code in codes.items() if code and not code.is_blank}
    codings["known_code"] = codings["code"].isna() | codings["code_label"].isin(told)
    codings["ignored_code"] = codings["code_label"].isin(
        [label for label, code in told.items() if code.ignore]
    )
    criteria = {label: code.criterion for label, code in told.items()}
    ratings = {label: code.rating for label, code in told.items()}
    codings["rated_later"] = codings["code_label"].isin(
        [label for label, code in told.items() if code.later]
    )
    codings["criterion_id"] = codings["code_label"].map(criteria).astype("str")
    codings["code_rating"] = codings["code_label"].map(ratings).astype("Float64")
    users = set(codings["user"].dropna())
    people = {user: mapping.coder(project.file, short(user)) for user in users}
    codings["coder_id"] = codings["user"].map(people).astype("str")
    ignored = {label for label in set(sources.values()) if mapping.facts(label).ignore}
    codings["ignored_source"] = codings["source_label"].isin(ignored)
    return codings


def _passage_ids(codings: pd.DataFrame) -> pd.Series:
    """Name each passage by its range; where it has none, by what it says or where."""
    ranged = codings["start"].notna() & codings["end"].notna()
    # Padded, so that ids sort in the order of the text.
    sides = [codings[c].astype("str").str.zfill(6) for c in ("start", "end")]
    spans = sides[0] + "-" + sides[1]
    told = codings.loc[~ranged, ["quote", "place", "doubt"]].fillna("").to_numpy()
    hashes = pd.Series([_digest(words) for words in told], codings.index[~ranged])
    return spans.where(ranged, hashes.reindex(codings.index)).astype("str")


def _digest(words: Iterable[str]) -> str:
    joined = "\n".join(words).encode("utf-8", "replace")
    return hashlib.sha256(joined).hexdigest()[:10]


def _unmapped(
    codings: pd.DataFrame, project: Project, framework: Framework
) -> Iterator[Fault]:
    """List every code and coder that the mapping does not account for."""
    criteria = {c.id: c.name for c in framework.criteria}
    lost = codings[~codings["known_code"]]
    for label, number in sorted(Counter(lost["code_label"]).items()):
        near = ", ".join(nearest_ids(label.rpartition(" > ")[2], criteria))
        remedy = f"Fill in its line there{f' (nearest: {near})' if near else ''}."
        yield Fault(
            FILE,
            "a criterion, a rating or the word ignore for every code",
            f"{named(label)} with none of them (codings: {number})",
            remedy,
            column="codes",
        )
    unnamed = codings[codings["coder_id"].isna() & codings["code"].notna()]
    for user, number in sorted(Counter(unnamed["user"]).items()):
        of_file = named(f"{project.file}: {user}")
        remedy = (
            f"Fill in an id such as coder-a; to tell the files apart, as {of_file}."
        )
        if user == NOBODY:
            remedy = f"The file does not say who coded: say so at {of_file}."
        yield Fault(
            FILE,
            "a coder's id or the word ignore for everybody who coded",
            f"{named(user)} with neither (codings: {number})",
            remedy,
            column="coders",
        )


def _ratings(kept: pd.DataFrame, raters: pd.DataFrame, mapping: Mapping) -> pd.Series:
    """Rate each coding: by a rating code beside it, its weight, or its own code."""
    beside = [*PASSAGE, "user"]
    rates = raters.groupby(beside)["code_rating"].agg(["min", "max"])
    found = kept[beside].join(rates, on=beside)
    agreed = found["min"].where(found["min"] == found["max"])
    numbers = {w: told for w, told in mapping.weights.items() if told != IGNORE}
    weights = kept["weight"].map(numbers).astype("Float64")
    rated = agreed.fillna(weights).fillna(kept["code_rating"])
    # Two rating codes that differ leave the question open, whatever else is known.
    return rated.mask((found["min"] != found["max"]).fillna(False)).astype("Int64")


def _unfit(
    kept: pd.DataFrame, coded: pd.DataFrame, project: Project, mapping: Mapping
) -> Iterator[Fault]:
    """List codings that lack a rating, and passages about two teams."""
    lost = coded[coded["rating"].isna()]
    told = {weight for weight, rating in mapping.weights.items() if rating is not None}
    blank = lost["weight"].notna() & ~lost["weight"].isin(told)
    for weight, rows in lost[blank].groupby("weight"):
        places = ", ".join(rows["row"].fillna(rows["place"]).dropna().unique()[:PLACES])
        yield Fault(
            FILE,
            "a rating or the word ignore for every weight",
            f"{named(str(weight))} with neither (codings: {len(rows)} of {project.file}"
            f"{f': {places}' if places else ''})",
            "Fill in its line there.",
            column="weights",
        )
    lost = lost[~blank & ~lost["rated_later"]]
    for label, number in sorted(Counter(lost["code_label"]).items()):
        yield Fault(
            FILE,
            "one rating for every coding: of its code, of its weight, or of a rating "
            "code on the same passage",
            f"{named(label)} with none, or with two (codings: {number})",
            "Give the code a rating, or ignore; or write rating: later, and rate each "
            "coding with hiteval settle.",
            column="codes",
        )
    teams = kept.groupby(PASSAGE)["team_id"].nunique()
    for source, passage in teams.index[teams > 1]:
        yield Fault(
            project.file,
            "each passage about one team",
            f"two teams for {source}-{passage}",
            "Assign the passage to one case.",
        )
