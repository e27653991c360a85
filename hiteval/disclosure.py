"""What an edition may show: everything else is gone before a notebook starts.

The public edition is built from what is allowed, not by striking out what is not: a
column that is not named here is not published. A segment passes only if its clearance
is exactly ``public``. Quotes, coders' notes and raters' rationales never pass, and
raters are numbered, since an id may be a name.
"""

from dataclasses import dataclass, replace

import pandas as pd

from hiteval.errors import DisclosureError
from hiteval.schema import ids
from hiteval.settings import Edition
from hiteval.study import Study

PUBLIC_COLUMNS = {
    "teams": ["team_id", "name", "acronym", "kind", "focus", "aliases"],
    "sources": [
        *["source_id", "strand", "type", "title", "publisher"],
        *["date", "date_precision", "url"],
    ],
    "segments": ["segment_id", "source_id", "team_id", "summary", "clearance"],
    "codings": ["segment_id", "coder_id", "criterion_id", "rating"],
    "team_events": ["team_id", "event", "date", "date_precision", "note", "source_id"],
    "organisations": ["org_id", "name", "sector"],
    "team_organisations": ["team_id", "org_id", "role", "source_id"],
    "ratings": ["team_id", "criterion_id", "rater_id", "rated_on", "rating"],
    "consensus": ["team_id", "criterion_id", "agreed_on", "rating", "reason"],
    "summaries": [
        *["team_id", "criterion_id", "summary", "segment_ids", "clearance"],
    ],
    "measures": [
        *["team_id", "measure", "period", "qualifier", "value", "unit"],
        *["comparator", "source_id"],
    ],
}


@dataclass(frozen=True, slots=True)
class Release:
    """A study fit for an edition, and how much was withheld for it, by rule."""

    study: Study
    withheld: dict[str, int]


def release(study: Study, edition: Edition) -> Release:
    """Reduce a study to what an edition may show.

    Parameters
    ----------
    study : Study
        With everything in it.
    edition : {"public", "internal"}
        ``internal`` shows everything and is marked on every page.

    Returns
    -------
    Release
        Its study carries the edition in its settings.

    Raises
    ------
    DisclosureError
        If nothing may be shown.
    """
    settings = study.settings.model_copy(update={"edition": edition})
    study = replace(study, settings=settings)
    if edition == "internal":
        return Release(study, {})
    cleared = study.segments[study.segments["clearance"] == "public"]
    if cleared.empty:
        raise DisclosureError(
            "segments.csv, clearance: expected 'public' for at least one segment; got "
            "none. Clear what may be published, or build --edition internal."
        )
    return _public(study, cleared)


def _public(study: Study, cleared: pd.DataFrame) -> Release:
    codings = study.codings[study.codings["segment_id"].isin(cleared["segment_id"])]
    sources = _shown_sources(study, cleared)
    tables = study.tables | {"segments": cleared, "codings": codings} | sources
    tables["ratings"] = _numbered_raters(study.ratings)
    tables["summaries"] = _cleared_summaries(study, cleared)
    withheld = {
        "segments without clearance 'public'": len(study.segments) - len(cleared),
        "codings of those segments": len(study.codings) - len(codings),
        "rows about sources that show no segment": sum(
            len(study.tables[name]) - len(table) for name, table in sources.items()
        ),
        "quotes": int(study.segments["quote"].notna().sum()),
        "coders' notes": int(study.codings["note"].notna().sum()),
        "raters' rationales": int(study.ratings["rationale"].notna().sum()),
        "summaries not cleared, or of withheld segments": (
            len(study.summaries) - len(tables["summaries"])
        ),
    }
    # reindex brings a withheld column back as a blank one, to keep the form
    public = {
        name: table[PUBLIC_COLUMNS[name]]
        .reindex(columns=table.columns)
        .astype(table.dtypes)
        .reset_index(drop=True)
        for name, table in tables.items()
    }
    return Release(study.with_tables(public), withheld)


def _numbered_raters(ratings: pd.DataFrame) -> pd.DataFrame:
    raters = sorted(ratings["rater_id"].unique())
    numbers = {rater: f"rater-{n:02}" for n, rater in enumerate(raters, start=1)}
    return ratings.assign(rater_id=ratings["rater_id"].map(numbers).astype("str"))


def _cleared_summaries(study: Study, cleared: pd.DataFrame) -> pd.DataFrame:
    """Keep summaries that are cleared themselves and rest on cleared segments alone."""
    shown = set(cleared["segment_id"])
    rests = study.summaries["segment_ids"].map(lambda c: shown.issuperset(ids(c)))
    passes = rests.astype("bool") & (study.summaries["clearance"] == "public")
    return study.summaries[passes]


def _shown_sources(study: Study, cleared: pd.DataFrame) -> dict[str, pd.DataFrame]:
    """Keep sources with a cleared segment, and what rests on those alone."""
    shown = cleared["source_id"]
    kept = {
        name: study.tables[name][study.tables[name]["source_id"].isin(shown)]
        for name in ("sources", "team_events", "measures")
    }
    partners = study.team_organisations
    sourced = partners["source_id"].isna() | partners["source_id"].isin(shown)
    return kept | {"team_organisations": partners[sourced]}
