"""Put imported evidence into a study: add what is new, leave what is there."""

import re
import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from hiteval.importers.mapped_evidence import Evidence
from hiteval.study import schema
from hiteval.study.placeholders import PLACEHOLDER

Tables = Mapping[str, pd.DataFrame]
# In the order of references.
ADDED = ("teams", "sources", "segments", "codings", "unrated", "summaries")
HASH = re.compile(r"-([0-9a-f]{10})$")
# Of a row that is in the study already: the column in which a difference matters.
TOLD = {"segments": "team_id", "codings": "rating", "summaries": "summary"}


@dataclass(frozen=True, slots=True)
class Merged:
    """The tables that changed, whole, and what happened to the imported rows.

    ``added`` and ``already_there`` count rows by table, and ``repeated`` those that
    several files have; ``differing`` counts rows that the study holds with another team
    or rating than the file and mapping now say. ``no_longer`` numbers the rows of the
    study's codings, of passages and by coders of the files, that these do not give any
    more: they may be of an earlier mapping. ``summarised`` counts the segments whose
    summary was yet to be written, and is that of the files now.
    """

    tables: dict[str, pd.DataFrame]
    added: dict[str, int]
    already_there: dict[str, int]
    repeated: dict[str, int]
    differing: dict[str, int]
    no_longer: tuple[int, ...]
    summarised: int


def merged(
    held: Tables,
    found: Iterable[Evidence],
    names: Mapping[str, str],
    wave: str | None = None,
) -> Merged:
    """Add evidence to the tables that a study holds.

    Parameters
    ----------
    held : mapping of str to DataFrame of str
        The study's tables as read; a table that it lacks is left out.
    found : iterable of Evidence
        Of one file or several.
    names : mapping of str to str
        What teams are called in the files, for a study without a table of teams.
    wave : str, optional
        Which wave of the study the evidence is for: the latest, if it has waves.

    Returns
    -------
    Merged
        Rows that a study holds are never changed, as an evaluator may have worked on
        them; but for summaries that nobody has written yet.
    """
    tables: dict[str, pd.DataFrame] = {}
    counts: dict[str, dict[str, int]] = {
        "added": {},
        "already_there": {},
        "repeated": {},
        "differing": {},
    }
    rows = _new_rows(held, list(found), names, wave)
    held, summarised = _summarised(held, rows["segments"])
    for name, every in rows.items():
        new = every.drop_duplicates(schema.key(name), ignore_index=True)
        old = held.get(name, pd.DataFrame(columns=list(new.columns), dtype="str"))
        key = schema.whole_key(name)
        known = pd.MultiIndex.from_frame(_filled(old, key))
        if name == "unrated":  # somebody rated it, in the study or in another file
            rated = tables["codings"] if "codings" in tables else held["codings"]
            known = known.append(pd.MultiIndex.from_frame(_filled(rated, key)))
        if name == "codings" and "unrated" in held:  # what people took out stays out
            out = held["unrated"][held["unrated"]["withdrawn"].fillna("") != ""]
            known = known.append(pd.MultiIndex.from_frame(_filled(out, key)))
        index = pd.MultiIndex.from_frame(_filled(new, key))
        fresh = new[~index.isin(known)]
        counts["added"][name] = len(fresh)
        counts["already_there"][name] = len(new) - len(fresh)
        counts["repeated"][name] = len(every) - len(new)
        counts["differing"][name] = _differing(name, old, new)
        written = name == "segments" and summarised
        if len(fresh) or name not in held or written:
            tables[name] = _together(name, old, fresh)
    gone = _no_longer(held, rows)
    return Merged(tables, **counts, no_longer=gone, summarised=summarised)


def _summarised(held: Tables, new: pd.DataFrame) -> tuple[dict[str, pd.DataFrame], int]:
    """Put summaries of the files in place of those that are yet to be written.

    Their quotes come with them: a summary that is the passage itself has none. Where
    somebody changed the quote, to hide a name perhaps, the row stays as it is.
    """
    if "segments" not in held:
        return {**held}, 0
    old = held["segments"]
    given = new[~new["summary"].fillna("").str.match(PLACEHOLDER)]
    given = given.drop_duplicates("segment_id").set_index("segment_id")
    waits = old["summary"].fillna("").str.match(PLACEHOLDER)
    ours = old["quote"].fillna("") if "quote" in old else pd.Series("", old.index)
    theirs = given[["quote", "summary"]].fillna("").map(_one_line_end)
    same = [ours == old["segment_id"].map(theirs[column]) for column in theirs]
    taken = waits & old["segment_id"].isin(given.index) & (same[0] | same[1])
    written = old.copy()
    for column in {"summary", "quote"} & {*old.columns}:
        found = old["segment_id"].map(given[column])
        written[column] = old[column].mask(taken, found)
    return {**held, "segments": written}, int(taken.sum())


def _new_rows(
    held: Tables, found: list[Evidence], names: Mapping[str, str], wave: str | None
) -> dict[str, pd.DataFrame]:
    ids = _source_ids(held.get("sources"))
    sources = _all([each.sources for each in found])
    for mark, title in sources[["source_hash", "title"]].to_numpy():
        ids.setdefault(mark, f"{slug(title)}-{mark}")
    sources["source_id"] = sources["source_hash"].map(ids)
    segments = _all([each.segments for each in found])
    segments["source_id"] = segments["source_hash"].map(ids)
    codings = _all([each.codings for each in found])
    for rows in (segments, codings):
        rows["segment_id"] = rows["source_hash"] + "-" + rows["passage"]
    waits = codings["rating"].isna()
    summaries = _all([each.summaries.rows for each in found])
    about = pd.concat([segments["team_id"], summaries["team_id"]])
    teams = sorted(about.dropna().unique())
    new = {
        "sources": sources,
        "segments": segments,
        "codings": codings[~waits],
        "unrated": codings[waits],
        "summaries": summaries,
        "teams": pd.DataFrame(
            {"team_id": teams, "name": [names.get(t, t) for t in teams], "kind": "team"}
        ),
    }
    left = {"teams"} & held.keys()
    left |= {name for name in ("unrated", "summaries") if new[name].empty}
    for name in ADDED:
        if name in schema.WAVED:
            new[name] = new[name].assign(wave=wave)
    return {
        name: new[name]
        .reindex(columns=list(schema.TABLES[name].columns))
        .astype("str")
        .sort_values(schema.key(name), kind="stable", ignore_index=True)
        for name in ADDED
        if name not in left
    }


def _source_ids(sources: pd.DataFrame | None) -> dict[str, str]:
    """Return the ids of a study's sources by the hash of their text."""
    ids = [] if sources is None else list(sources["source_id"])
    return {found.group(1): id_ for id_ in ids if (found := HASH.search(id_))}


def _all(tables: list[pd.DataFrame]) -> pd.DataFrame:
    return pd.concat(tables, ignore_index=True)


def _differing(name: str, old: pd.DataFrame, new: pd.DataFrame) -> int:
    if name not in TOLD or old.empty:
        return 0
    key, column = schema.whole_key(name), TOLD[name]
    here, there = (_filled(t, key).assign(**{column: t[column]}) for t in (new, old))
    both = here.merge(there, on=key, suffixes=("", "_old"))
    plain = both[[column, f"{column}_old"]].apply(lambda cells: cells.str.lstrip("+"))
    return int((plain[column] != plain[f"{column}_old"]).sum())


def _no_longer(held: Tables, rows: Tables) -> tuple[int, ...]:
    """Find the codings of these passages and coders that the files do not give."""
    old = held.get("codings", pd.DataFrame())
    if old.empty:
        return ()
    key = schema.whole_key("codings")
    every = [rows[name] for name in ("codings", "unrated") if name in rows]
    given, old = _filled(pd.concat(every), key), _filled(old, key)
    theirs = old["segment_id"].isin(rows["segments"]["segment_id"])
    theirs &= old["coder_id"].isin(given["coder_id"])
    index = pd.MultiIndex.from_frame(old)
    old_ones = theirs & ~index.isin(pd.MultiIndex.from_frame(given))
    return tuple(n for n, is_old in enumerate(old_ones, start=2) if is_old)


def _filled(table: pd.DataFrame, columns: list[str]) -> pd.DataFrame:
    """Return columns of a table, of which it may lack some, without missing cells."""
    return table.reindex(columns=columns).astype("str").fillna("")


def _together(name: str, old: pd.DataFrame, fresh: pd.DataFrame) -> pd.DataFrame:
    """Add new rows below the old ones, whose columns and order stay."""
    text = fresh.fillna("").map(_one_line_end)
    filled = [c for c in text.columns if (text[c] != "").any()]
    declared = [c for c in schema.TABLES[name].columns if c in {*old.columns, *filled}]
    return pd.concat([old, text]).reindex(columns=declared).fillna("")


def _one_line_end(cell: str) -> str:
    """Write every line end as one: a lone carriage return would end a row."""
    return re.sub("\r\n?", "\n", cell)


def slug(name: str, otherwise: str = "source") -> str:
    """Make the readable part of an id; of no Latin letter or digit, something else.

    >>> slug("Entrevista nº 3: Lucía")
    'entrevista-no-3-lucia'
    """
    plain = unicodedata.normalize("NFKD", name).encode("ascii", "ignore").decode()
    words = re.sub(r"[^a-z0-9]+", "-", plain.lower()).strip("-")
    return words[:50].strip("-") or otherwise
