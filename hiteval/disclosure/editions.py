"""What an edition may show: everything else is removed before a notebook starts.

The public edition is built from what is allowed, not by striking out what is not: a
column that `hiteval.disclosure.public_columns` does not name is not published. Which
segments and quotes pass is decided in `hiteval.disclosure.clearance`. Raters are
numbered, since an id may be a name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from hiteval.disclosure import (
    between_editions,
    clearance,
    names,
    people_counts,
    pooling,
)
from hiteval.disclosure.earlier_releases import (
    PastRelease,
    ShownPassage,
    past_release,
    told_by,
)
from hiteval.disclosure.name_forms import forms_of
from hiteval.disclosure.public_columns import ROW, only_public, tables_with
from hiteval.disclosure.public_fields import only_public_fields
from hiteval.disclosure.secrets import LINES, Secret, secrets_of, told
from hiteval.disclosure.who_coded import without_who_coded
from hiteval.disclosure.withheld import count_withheld, without_confidence
from hiteval.errors import DisclosureError
from hiteval.study.cited import only_shown
from hiteval.study.columns import AS_TEXT
from hiteval.study.placeholders import without_placeholders
from hiteval.study.resting import resting_on
from hiteval.study.schema import IN_NO_BUNDLE, in_order
from hiteval.study.settings import Edition
from hiteval.study.study import Study
from hiteval.study.written_tables import RESTING


@dataclass(frozen=True, slots=True)
class Release:
    """A study reduced for an edition, and an account of what was withheld.

    ``withheld`` counts by rule; ``withheld_openly`` leaves out what was said in
    confidence, and is all that readers are told; ``decisions`` says it for each segment
    (see `hiteval.disclosure.clearance.decisions`), with the id that it has in this
    edition; ``counts`` are the true numbers behind the study's ``people``; ``secrets``
    must not be found in anything published; ``passages`` are those said in confidence
    that are shown. All but ``study`` stay private.
    """

    study: Study
    withheld: dict[str, int]
    withheld_openly: dict[str, int]
    decisions: pd.DataFrame
    counts: pd.Series
    secrets: tuple[Secret, ...]
    passages: dict[str, ShownPassage]

    def as_past_release(self, release_id: str) -> PastRelease:
        """Return what is recorded of this release."""
        people, rules = self.study.people, self.study.settings.editions.public
        return past_release(release_id, people, self.counts, rules, self.passages)


@pd.option_context(*AS_TEXT)
def release(
    study: Study, edition: Edition, past: Sequence[PastRelease] = ()
) -> Release:
    """Reduce a study to what an edition may show.

    Parameters
    ----------
    study : Study
        With everything in it.
    edition : {"public", "internal"}
        ``internal`` shows everything but the private tables and the codings that wait
        for a rating, and is marked on every page.
    past : sequence of PastRelease
        What was published before.

    Returns
    -------
    Release
        Its study carries the edition in its settings.

    Raises
    ------
    DisclosureError
        If nothing may be shown; if a text that would be shown names a person of the
        roster; if one that readers need is a placeholder.
    """
    settings = study.settings.model_copy(update={"edition": edition})
    heard = people_counts.count_people(study)
    decided = clearance.decisions(study)
    whole = _without_inner_tables(replace(study, settings=settings))
    if edition == "internal":
        whole = whole.with_tables({"people": people_counts.table(heard.counts)})
        decided = decided.assign(shown_as=decided["segment_id"])
        return Release(whole, {}, {}, decided, heard.counts, (), {})
    decided, _ = between_editions.hold_back(study, decided, past)
    cleared = clearance.cleared(study.segments, decided)
    if cleared.empty:
        raise DisclosureError(_nothing_shown(decided["segment"]))
    apart = without_who_coded(_cited(_cleared(whole, cleared), study), study)
    pooled = pooling.pool(apart)
    shown = people_counts.shown_people(heard, settings.editions.public, told_by(past))
    involved = people_counts.shown_involvement(
        pooled.study.involvement, settings.editions.public
    )
    counted = {"people": shown, "involvement": involved}
    public = _written(_public(pooled.study.with_tables(counted)))
    _check_names(public, study, pooled.new_ids)
    return Release(
        public,
        count_withheld(study, public, decided),
        count_withheld(without_confidence(study), without_confidence(public), decided),
        decided.assign(shown_as=decided["segment_id"].replace(pooled.new_ids)),
        heard.counts,
        secrets_of(study, public),
        between_editions.said_in_confidence(study, decided),
    )


def _nothing_shown(reasons: pd.Series) -> str:
    """Say why no segment passes, and what to do about it."""
    counts = reasons.value_counts().sort_index()
    told = "; ".join(f"{reason}: {number}" for reason, number in counts.items())
    return (
        f"segments.csv: expected at least one segment that may be shown; got none "
        f"({told}). Write summaries, set the clearance of what may be published to "
        "public, or build --edition internal."
    )


def _without_inner_tables(study: Study) -> Study:
    """Empty the tables that no bundle has, and remove the people behind sources."""
    empty = {name: study.tables[name].iloc[:0] for name in IN_NO_BUNDLE}
    sources = study.sources.assign(people=None).astype(study.sources.dtypes)
    return study.with_tables(empty | {"sources": sources})


def _cleared(study: Study, cleared: pd.DataFrame) -> Study:
    """Keep cleared segments, their codings, and what rests on their sources."""
    shown = cleared["source_id"]
    kept = {
        name: study.tables[name][study.tables[name]["source_id"].isin(shown)]
        for name in ("sources", "team_events", "measures")
    }
    partners = study.team_organisations
    sourced = partners["source_id"].isna() | partners["source_id"].isin(shown)
    passed = cleared["segment_id"]
    codings = study.codings[study.codings["segment_id"].isin(passed)]
    decided = study.adjudications[study.adjudications["segment_id"].isin(passed)]
    recorded = {n: clearance.cleared_rows(study.tables[n]) for n in tables_with(ROW)}
    resting = {name: resting_on(recorded[name], passed) for name in RESTING}
    return study.with_tables(
        kept
        | {"segments": cleared, "codings": codings}
        | {"adjudications": decided}
        | {"summaries": clearance.cleared_summaries(study.summaries, cleared)}
        | {"team_organisations": partners[sourced]}
        | recorded
        | resting
        | {"ratings": _numbered_raters(study.ratings)}
    )


def _cited(cleared: Study, study: Study) -> Study:
    """Cite in the evaluators' texts only segments that pass; count the others."""
    shown = set(cleared.segments["segment_id"])
    known = set(study.segments["segment_id"])
    may = study.settings.editions.public.model
    kept = cleared if may else replace(cleared, model="")
    return pooling.cited_anew_in(kept, known, lambda named: only_shown(named, shown))


def _public(study: Study) -> Study:
    """Keep what passes of each column and field, of rows that pass.

    The rows stood in the order of ids that this edition does not have.
    """
    named = {"organisations": clearance.named_organisations(study)}
    tables = study.with_tables(named).tables
    shown = {n: in_order(n, only_public(n, table)) for n, table in tables.items()}
    return replace(
        study.with_tables(shown),
        settings=only_public_fields(study.settings, "study.yml"),
        framework=only_public_fields(study.framework, "framework.yml"),
    )


def _written(public: Study) -> Study:
    """Leave out what is yet to be written, and refuse a release that needs it."""
    written, found = without_placeholders(public)
    if needed := [place for place, is_needed in found.items() if is_needed]:
        places = "\n  ".join(needed[:LINES])
        raise DisclosureError(
            f"texts that readers need and that are yet to be written: {len(needed)}. "
            "Write them, set their clearance to internal, or build --edition "
            f"internal:\n  {places}"
        )
    return written


def _numbered_raters(ratings: pd.DataFrame) -> pd.DataFrame:
    """Call raters by numbers, in an order of what they gave: an id may be a name."""
    given: dict[str, list[list[str]]] = {}
    rows = only_public("ratings", ratings).drop(columns="rater_id")
    told = rows.astype("str").fillna("").itertuples(index=False)
    for rater, values in zip(ratings["rater_id"], told, strict=True):
        given.setdefault(rater, []).append(list(values))
    order = sorted(given, key=lambda rater: (sorted(given[rater]), rater))
    numbers = {rater: f"rater-{n:02}" for n, rater in enumerate(order, start=1)}
    return ratings.assign(rater_id=ratings["rater_id"].map(numbers).astype("str"))


def _check_names(public: Study, study: Study, new_ids: dict[str, str]) -> None:
    """Refuse a release that names a person on the roster."""
    listed = names.roster_names(study.roster)
    known = [form for name in listed for form in forms_of(*name)]
    old_ids = {new: old for old, new in new_ids.items()}
    found = [
        (", ".join(filter(None, (file, old_ids.get(key, key), column))), where)
        for file, key, column, where in names.texts_that_name(public, known)
    ]
    if found:
        texts = {cell for cell, _where in found}
        raise DisclosureError(
            f"{len(texts)} of the texts to be published name somebody in "
            "private/roster.csv. Reword them, or set their clearance to internal. "
            "Where it is a word and no name, as Green may be, write it in small "
            "letters, or give the person's full name in the roster:\n"
            + "\n".join(told((cell, f"see {where}") for cell, where in found))
        )
