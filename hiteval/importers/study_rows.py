"""Rows of a study's tables, made of codings that the mapping has described.

Each coding is a row with the columns of `hiteval.readers.project`, and those that
`hiteval.importers.mapped_evidence` puts beside them: ``source_hash`` and ``passage``,
which name its place, ``team_id``, ``coder_id``, ``criterion_id``, ``rating`` and
``source_label``.
"""

from pathlib import PurePath

import pandas as pd

from hiteval.errors import Fault, StudyError
from hiteval.importers.mapping import FILE, Mapping
from hiteval.readers.project import Project
from hiteval.readers.sheets.dates import ISO

DATE_PRECISION = {4: "year", 7: "month", 10: "day"}
PASSAGE = ["source_hash", "passage"]


def coding_rows(
    kept: pd.DataFrame, project: Project, mapping: Mapping, neutral: int | None
) -> tuple[pd.DataFrame, int]:
    """Make one row of each coder's coding of a criterion, and count the repeats.

    Where all of them wait for a rating, the row has none. ``neutral`` is the level of
    mixed evidence, if the scale has one.
    """
    key = [*PASSAGE, "coder_id", "criterion_id"]
    grouped = kept.groupby(key, sort=True)
    rows = grouped.agg(lowest=("rating", "min"), highest=("rating", "max"))
    rows["note"] = _joined(kept, key, "comment").reindex(rows.index)
    rows = rows.reset_index()
    differ = (rows["lowest"] != rows["highest"]).fillna(False)
    mixed = "" if neutral is None else f", or write conflicts: mixed in {FILE}"
    if differ.any() and (mapping.conflicts == "refuse" or not mixed):
        raise StudyError(
            [
                Fault(
                    project.file,
                    "one rating by a coder of a passage on a criterion",
                    f"{low} and {high} by {coder} on {criterion}",
                    f"Correct it in the tool{mixed}.",
                )
                for coder, criterion, low, high in rows.loc[
                    differ, ["coder_id", "criterion_id", "lowest", "highest"]
                ].to_numpy()
            ]
        )
    rows["rating"] = (
        rows["lowest"].mask(differ, neutral or 0).astype("Int64").astype("str")
    )
    return rows[[*key, "rating", "note"]], len(kept) - len(rows)


def _joined(kept: pd.DataFrame, key: list[str], column: str) -> pd.Series:
    """Join what several rows say, each thing once, in an order of its own."""
    said = kept.dropna(subset=column).groupby(key)[column]
    return said.agg(lambda cells: "\n".join(sorted(set(cells)))).astype("str")


def segment_rows(kept: pd.DataFrame, mapping: Mapping) -> pd.DataFrame:
    """Make one row of each passage, as its first coding has it."""
    first = kept.sort_values([*PASSAGE, "code", "user"]).groupby(PASSAGE, sort=True)
    rows = first.agg(
        team_id=("team_id", "first"),
        quote=("quote", "first"),
        place=("place", "first"),
        start=("start", "first"),
        end=("end", "first"),
        doubt=("doubt", "first"),
        label=("source_label", "first"),
    )
    for column in ("summary", "comment"):
        rows[column] = _joined(kept, PASSAGE, column).reindex(rows.index)
    rows = rows.reset_index()
    rows["quote"] = rows["quote"].where(rows["quote"].str.strip() != "")
    span = (
        "characters " + rows["start"].astype("str") + " to " + rows["end"].astype("str")
    )
    place = rows["place"].fillna(span.where(rows["start"].notna()))
    doubt = (" (" + rows["doubt"] + ")").fillna("")
    rows["locator"] = place.fillna("somewhere") + doubt
    later = "[To be summarised: " + rows["locator"] + ".]"
    words = rows["summary"]  # a paraphrase, where the tool has such
    if mapping.summary == "comment":
        words = words.fillna(rows["comment"])
    if mapping.summary == "passage":
        words = words.fillna(rows["quote"])
        rows["quote"] = rows["quote"].mask(words == rows["quote"])
    rows["summary"] = words.fillna(later)
    clearances = {label: mapping.facts(label).clearance for label in set(rows["label"])}
    rows["clearance"] = rows["label"].map(clearances).astype("str")
    columns = ["team_id", "summary", "quote", "locator", "clearance"]
    return rows[[*PASSAGE, *columns]]


def source_rows(kept: pd.DataFrame, mapping: Mapping, project: Project) -> pd.DataFrame:
    """Describe each source that evidence comes from."""
    about = project.sources.set_index("source")
    firsts = kept.sort_values(["source_label", "source"]).drop_duplicates("source_hash")
    rows = []
    for key, label, mark in firsts[
        ["source", "source_label", "source_hash"]
    ].to_numpy():
        facts = mapping.facts(label)
        name, own, dated = about.loc[key, ["name", "title", "date"]]
        stated = dated if isinstance(dated, str) and ISO.fullmatch(dated) else None
        date = facts.date or stated
        told = facts.model_dump(exclude={"team", "clearance", "ignore", "title"})
        found = own if isinstance(own, str) else PurePath(name).stem or name
        title = facts.title or found
        precision = DATE_PRECISION.get(len(date or ""), "unknown")
        row = {"source_hash": mark, "title": title, "date": date}
        row |= {"date_precision": precision}
        rows.append(told | row | {"label": label})
    columns = ["strand", "type", "title", "publisher", "date", "date_precision"]
    columns += ["url", "role", "consent", "people"]
    return pd.DataFrame(rows, columns=["source_hash", "label", *columns])
