"""What an edition may show of changes since an earlier one: no withdrawn text or id.

A text may have been withdrawn since, and an id may be a name. So only
ratings, dates and counts of the earlier edition pass, and ids that the new one shows.
"""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from typing import Any

import pandas as pd

from hiteval.analysis.coded_segments import CELL
from hiteval.bundle.places import find_bundle
from hiteval.bundle.provenance import bundle_hash
from hiteval.disclosure.editions import Release, release
from hiteval.disclosure.secrets import secrets_of
from hiteval.errors import DisclosureError, Fault, StudyError
from hiteval.results.causes import EVIDENCE
from hiteval.results.changes import Changes, changes
from hiteval.results.rating_inputs import IN_CONFIDENCE, OF_SEGMENTS
from hiteval.results.written_changes import REMOVED
from hiteval.study.reading import read_study
from hiteval.study.settings import Edition
from hiteval.study.study import Study

FILE = "changes.json"
NO_LONGER_SHOWN = "no longer shown"
ELSEWHERE = "a source that is no longer shown"
TABLES: dict[str, dict[str, str]] = {
    "ratings": {
        **dict.fromkeys([*CELL, "basis_before", "basis_after"], "str"),
        **dict.fromkeys(["cause", "then"], "str"),
        **dict.fromkeys(["rating_before", "rating_after"], "Float64"),
    },
    "inputs": dict.fromkeys([*CELL, "part", "input", "before", "after"], "str"),
    "rule": dict.fromkeys(["parameter", "before", "after"], "str"),
    "tables": {
        "table": "str",
        **dict.fromkeys(["added", "removed", "changed"], "int64"),
    },
    "written": dict.fromkeys(
        ["table", "id", "change", "columns", "before", "after"], "str"
    ),
}


@dataclass(frozen=True, slots=True)
class Earlier:
    """Which edition this one was compared with: its period, and the hash of its bundle.

    The hash is empty where only a study folder was known; ``published``, the day of its
    publication, where its study does not say it.
    """

    start: str
    end: str
    bundle_hash: str
    published: str = ""


@dataclass(frozen=True, slots=True)
class EarlierEdition:
    """An earlier edition of a study, as it may have been published.

    ``study`` is what it showed, and ``whole`` what it was made from, as far as known.
    ``bundle_hash`` is that of its bundle, empty if it has none.
    """

    study: Study
    whole: Study
    bundle_hash: str = ""


def read_earlier(folder: Path, new: Study, edition: Edition) -> EarlierEdition:
    """Read an earlier edition: the bundle it was published from, or its study folder.

    Parameters
    ----------
    folder : Path
        A bundle of the same edition, or a study to make this edition from.
    new : Study
        The study that is compared with it.
    edition : {"public", "internal"}
        The edition that is made of it.

    Raises
    ------
    StudyError
        If it is invalid, of another study or of another edition.
    DisclosureError
        If no such edition may be made of it.
    """
    try:
        whole = read_study(folder)
    except StudyError as error:
        faults = [replace(f, file=f"{folder}: {f.file}") for f in error.faults]
        raise StudyError(faults) from None
    _expect(folder, "study", new.settings.id, whole.settings.id)
    _expect(folder, "edition", edition, whole.settings.edition or edition)
    if whole.settings.edition:
        return EarlierEdition(whole, whole, bundle_hash(folder))
    try:
        return EarlierEdition(release(whole, edition).study, whole)
    except DisclosureError as error:
        raise DisclosureError(f"--since {folder}: {error}") from None


def with_earlier_secrets(released: Release, since: EarlierEdition) -> Release:
    """Return a release that must not show anything that only an earlier one held."""
    if released.study.settings.edition != "public":
        return released
    earlier = secrets_of(since.whole, released.study)
    told = (replace(s, where=f"earlier edition, {s.where}") for s in earlier)
    return replace(released, secrets=(*released.secrets, *told))


def may_be_told(found: Changes, new: Study) -> Changes:
    """Reduce changes to what the new edition may show.

    Ratings of a team or a criterion that it does not have are left out with what led
    to them; ``tables`` counts these teams and criteria. A coding or an
    adjudication whose segment or coder it does not show has the input
    `NO_LONGER_SHOWN`, and ``before`` is their number. A finding, link or response that
    it does not show has no ``id``.
    """
    ratings = found.ratings.dropna(subset="basis_after").reset_index(drop=True)
    inputs = found.inputs.merge(ratings[["team_id", "criterion_id"]])
    named = inputs["part"].isin(OF_SEGMENTS) & (inputs["input"] != IN_CONFIDENCE)
    segments, coders = set(new.segments["segment_id"]), set(new.settings.coders)
    who = inputs["input"].str.partition(" by ").reindex(columns=range(3))
    shown = who[0].isin(segments) & ((who[1] == "") | who[2].isin(coders))
    lost = named & ~shown
    kept = inputs[~lost]
    evidence = kept["part"] == EVIDENCE
    values = kept[["before", "after"]].map(_known_sources(new), na_action="ignore")
    values = values.where(evidence, kept[["before", "after"]])
    inputs = pd.concat([kept.assign(**values), _counted(inputs[lost])])
    inputs = inputs.sort_values(list(inputs.columns[:4]), kind="stable")
    removed = found.written["change"] == REMOVED
    written = found.written.assign(id=found.written["id"].mask(removed))
    inputs = inputs.reset_index(drop=True)
    return Changes(ratings, inputs, found.rule, found.tables, written)


def write_changes(since: EarlierEdition, new: Study, bundle: Path) -> None:
    """Write into a bundle what may be shown of changes since an earlier edition."""
    found = may_be_told(changes(since.study, new), new)
    period, day = since.study.settings.period, since.study.settings.published
    told = {
        "earlier": Earlier(
            str(period.start), str(period.end), since.bundle_hash, str(day or "")
        ),
        **{name: _plain(getattr(found, name)) for name in TABLES},
    }
    text = json.dumps(told, indent=1, ensure_ascii=False, default=asdict) + "\n"
    (bundle / FILE).write_text(text, encoding="utf-8", newline="\n")


def open_changes(bundle: str) -> tuple[Earlier, Changes] | None:
    """Read the changes from a bundle, if it has them."""
    path = find_bundle(bundle) / FILE
    if not path.is_file():
        return None
    told = json.loads(path.read_text(encoding="utf-8"))
    tables = {name: pd.DataFrame(told[name]) for name in TABLES}
    for name, types in TABLES.items():
        tables[name] = tables[name].astype(types)
    return Earlier(**told["earlier"]), Changes(**tables)


def _expect(folder: Path, what: str, expected: object, got: object) -> None:
    if got != expected:
        remedy = "Name an earlier bundle or study folder of the same kind."
        of = f"the {what} '{expected}'"
        raise StudyError([Fault(f"--since {folder}", of, f"'{got}'", remedy)])


def _counted(lost: pd.DataFrame) -> pd.DataFrame:
    """Count by cell the codings that may not be named."""
    many = lost.groupby([*CELL, "part"], as_index=False).size()
    number = many["size"].astype("str")
    return many.assign(input=NO_LONGER_SHOWN, before=number, after=None)[lost.columns]


def _known_sources(new: Study) -> Callable[[str], str]:
    """Return a function that hides a source that is not shown in an input's value."""
    known = set(new.sources["source_id"])

    def told(value: str) -> str:
        rating, among, source_id = value.partition(" in ")
        return f"{rating}{among}{source_id if source_id in known else ELSEWHERE}"

    return told


def _plain(table: pd.DataFrame) -> dict[str, list[Any]]:
    values = table.astype("object").where(table.notna(), None)
    return {str(column): values[column].tolist() for column in values}
