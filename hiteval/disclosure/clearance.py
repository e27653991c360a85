"""Which passages may be shown, and in whose words: deny by default.

Consent is what the people behind a source agreed to; clearance is what the evaluators
decided of a segment; approval is somebody's yes to one quote, word for word.
"""

import hashlib

import pandas as pd

from hiteval.catalogue import N_
from hiteval.study.placeholders import PLACEHOLDER
from hiteval.study.schema import ids
from hiteval.study.study import Study

WITHHELD = "[withheld]"  # in place of a quote: not even its length is shown
SHOWN = ""
UNCLEARED = N_("no clearance 'public'")


def decisions(study: Study) -> pd.DataFrame:
    """Decide for each segment whether it passes, and whether its quote does.

    Parameters
    ----------
    study : Study
        With everything in it.

    Returns
    -------
    DataFrame
        One row per segment, in their order: ``segment_id``; ``segment`` and ``quote``,
        why each is withheld, or ``SHOWN`` where it passes. Missing where
        there is no quote.
    """
    segments = study.segments
    consent = segments["source_id"].map(study.sources.set_index("source_id")["consent"])
    passage = pd.Series(SHOWN, index=segments.index, dtype="str")
    passage[segments["clearance"] != "public"] = UNCLEARED
    unwritten = segments["summary"].str.match(PLACEHOLDER).astype("bool")
    passage[unwritten] = N_("yet to be summarised")
    passage[consent == "none"] = N_("no consent to publish")
    quote = _quote_reasons(study, consent).mask(passage != SHOWN, passage)
    quote = quote.where(segments["quote"].notna())
    return pd.DataFrame(
        {"segment_id": segments["segment_id"], "segment": passage, "quote": quote}
    )


def cleared(segments: pd.DataFrame, decided: pd.DataFrame) -> pd.DataFrame:
    """Return the segments that pass; a quote that does not is replaced by a mark."""
    silent = decided["quote"].notna() & (decided["quote"] != SHOWN)
    segments = segments.assign(quote=segments["quote"].mask(silent, WITHHELD))
    return segments[decided["segment"] == SHOWN]


def cleared_summaries(summaries: pd.DataFrame, cleared: pd.DataFrame) -> pd.DataFrame:
    """Return the summaries that are cleared and rest only on segments that pass."""
    shown = set(cleared["segment_id"])
    rests = summaries["segment_ids"].map(lambda cell: shown.issuperset(ids(cell)))
    return summaries[rests.astype("bool") & (summaries["clearance"] == "public")]


def cleared_rows(table: pd.DataFrame) -> pd.DataFrame:
    """Return the rows of a table that evaluators cleared by themselves."""
    return table[table["clearance"] == "public"]


def named_organisations(study: Study) -> pd.DataFrame:
    """Return the organisations that a partner which passes names, or the settings do.

    An organisation that only somebody in confidence spoke of is not shown.
    """
    rules = study.settings.accreditation
    asked = {org for kind in rules.kinds for org in kind.organisations} if rules else {}
    named = {*study.team_organisations["org_id"], *asked}
    return study.organisations[study.organisations["org_id"].isin(named)]


def text_hash(text: str) -> str:
    """Return what an approval records of a quote: the SHA-256 of its UTF-8 text."""
    return hashlib.sha256(text.encode()).hexdigest()


def awaits_approval(study: Study) -> pd.Series:
    """Mark the segments whose quote needs only an approval to pass."""
    segments = study.segments
    consent = segments["source_id"].map(study.sources.set_index("source_id")["consent"])
    may = (segments["clearance"] == "public") & (consent == "quotes")
    return may & segments["quote"].notna() & (_approval(study) != SHOWN)


def _approval(study: Study) -> pd.Series:
    """Say for each segment why its quote is not approved, if so."""
    segments = study.segments
    approved = segments["segment_id"].map(
        study.approvals.set_index("segment_id")["text_sha256"]
    )
    same = segments["quote"].map(text_hash, na_action="ignore") == approved
    reasons = pd.Series(SHOWN, index=segments.index, dtype="str")
    reasons[~same.astype("bool")] = N_("changed since it was approved")
    reasons[approved.isna()] = N_("not approved")
    return reasons


def _quote_reasons(study: Study, consent: pd.Series) -> pd.Series:
    """Say why a quote may not pass; the last rule that is broken is the one named."""
    reasons = _approval(study)
    reasons[consent != "quotes"] = N_("no consent to be quoted")
    if not study.settings.editions.public.quotes:
        reasons[:] = N_("the study shows no quotes")
    return reasons
