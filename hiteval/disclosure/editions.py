"""What an edition may show: everything else is removed before a notebook starts.

The public edition is built from what is allowed, not by striking out what is not: a
column that is not named here is not published. Which segments and quotes pass is
decided in `hiteval.disclosure.clearance`. Coders' notes and raters' rationales never
pass, and raters are numbered, since an id may be a name.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

import pandas as pd

from hiteval.disclosure import clearance, names, people_counts, pooling
from hiteval.disclosure.earlier_releases import PastRelease, ShownCount
from hiteval.disclosure.public_columns import PUBLIC_COLUMNS
from hiteval.disclosure.secrets import Secret, secrets_of
from hiteval.disclosure.small_counts import Rule
from hiteval.errors import DisclosureError
from hiteval.study.cited import only_shown
from hiteval.study.columns import AS_TEXT
from hiteval.study.resting import resting_on
from hiteval.study.schema import PRIVATE
from hiteval.study.settings import Edition
from hiteval.study.study import Study
from hiteval.study.written_tables import RESTING

# By evaluators, who clear each row by itself; and what a row is called.
RECORDED = {
    "actions": "actions",
    "involvement": "entries of involvement",
    "interpretations": "interpretations",
    "findings": "findings",
    "theory": "links of the theory of change",
    "responses": "responses",
}


@dataclass(frozen=True, slots=True)
class Release:
    """A study reduced for an edition, and an account of what was withheld.

    ``withheld`` counts by rule; ``decisions`` says it for each segment (see
    `hiteval.disclosure.clearance.decisions`), with the id that it has in this edition;
    ``counts`` are the true numbers behind the study's ``people``; ``secrets`` must not
    be found in anything published. All but ``study`` stay private.
    """

    study: Study
    withheld: dict[str, int]
    decisions: pd.DataFrame
    counts: pd.Series
    secrets: tuple[Secret, ...]

    def as_past_release(self, release_id: str) -> PastRelease:
        """Return what is recorded of this release."""
        rules = self.study.settings.editions.public
        rule = Rule(rules.small_count, rules.round_to)
        shown = self.study.people.dropna(subset="people")
        counts = {}
        for group, name, number in shown.itertuples(index=False):
            low, high = rule.range_of(int(number))
            true = int(self.counts[f"{group}:{name}"])
            counts[f"{group}:{name}"] = ShownCount(true=true, low=low, high=high)
        return PastRelease(id=release_id, counts=counts)


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
        ``internal`` shows everything but the private tables, and is marked on every
        page.
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
        roster; if earlier releases give a small count away.
    """
    settings = study.settings.model_copy(update={"edition": edition})
    heard = people_counts.count_people(study)
    decided = clearance.decisions(study)
    whole = _without_people(replace(study, settings=settings))
    if edition == "internal":
        whole = whole.with_tables({"people": people_counts.table(heard.counts)})
        decided = decided.assign(shown_as=decided["segment_id"])
        return Release(whole, {}, decided, heard.counts, ())
    cleared = clearance.cleared(study.segments, decided)
    if cleared.empty:
        raise DisclosureError(
            "segments.csv, clearance: expected 'public' for at least one segment; got "
            "none. Clear what may be published, or build --edition internal."
        )
    pooled = pooling.pool(_cited(_cleared(whole, cleared), study))
    earlier = [release.still_true(heard.counts) for release in past]
    shown = people_counts.shown_people(heard, settings.editions.public, earlier)
    involved = people_counts.shown_involvement(
        pooled.study.involvement, settings.editions.public
    )
    counted = {"people": shown, "involvement": involved}
    public = _public_columns(pooled.study.with_tables(counted))
    _check_names(public, study, pooled.new_ids)
    return Release(
        public,
        _withheld(study, public, decided),
        decided.assign(shown_as=decided["segment_id"].replace(pooled.new_ids)),
        heard.counts,
        secrets_of(study, public),
    )


def _without_people(study: Study) -> Study:
    """Empty the private tables, and remove the people behind sources."""
    empty = {name: study.tables[name].iloc[:0] for name in PRIVATE}
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
    recorded = {n: clearance.cleared_rows(study.tables[n]) for n in RECORDED}
    resting = {name: resting_on(recorded[name], passed) for name in RESTING}
    return study.with_tables(
        kept
        | {"segments": cleared, "codings": codings}
        | {"adjudications": clearance.cleared_reasons(decided)}
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


def _public_columns(study: Study) -> Study:
    # reindex brings a withheld column back as a blank one, to keep the form
    return study.with_tables(
        {
            name: table[PUBLIC_COLUMNS[name]]
            .reindex(columns=table.columns)
            .astype(table.dtypes)
            .reset_index(drop=True)
            for name, table in study.tables.items()
        }
    )


def _numbered_raters(ratings: pd.DataFrame) -> pd.DataFrame:
    raters = sorted(ratings["rater_id"].unique())
    numbers = {rater: f"rater-{n:02}" for n, rater in enumerate(raters, start=1)}
    return ratings.assign(rater_id=ratings["rater_id"].map(numbers).astype("str"))


def _check_names(public: Study, study: Study, new_ids: dict[str, str]) -> None:
    """Refuse a release that names a person on the roster."""
    known = [name for _, name in names.roster_names(study.roster)]
    old_ids = {new: old for old, new in new_ids.items()}
    if found := [
        f"  {file}, {old_ids.get(key, key)}, {column}"
        for file, key, column in names.texts_that_name(public, known)
    ]:
        raise DisclosureError(
            f"{len(found)} of the texts to be published name somebody in "
            "private/roster.csv. Reword them, or set their clearance to internal:\n"
            + "\n".join(found)
        )


def _withheld(study: Study, public: Study, decided: pd.DataFrame) -> dict[str, int]:
    """Count what is withheld, by rule."""
    passages = decided.loc[decided["segment"] != clearance.SHOWN, "segment"]
    quotes = decided["quote"].dropna()
    counts = {
        **_by_reason("segments", passages),
        **_by_reason("quotes", quotes[quotes != clearance.SHOWN]),
        "codings of withheld segments": len(study.codings) - len(public.codings),
        "events, partners and measures of sources that are not shown": sum(
            len(study.tables[name]) - len(public.tables[name])
            for name in pooling.UNCLEARED
        ),
        "coders' notes": int(study.codings["note"].notna().sum()),
        "summaries of cells": len(study.summaries) - len(public.summaries),
        **{
            rows: len(study.tables[name]) - len(public.tables[name])
            for name, rows in RECORDED.items()
        },
        "the model in words": int(bool(study.model) and not public.model),
        "raters' rationales": int(study.ratings["rationale"].notna().sum()),
    }
    return {rule: number for rule, number in counts.items() if number}


def _by_reason(what: str, reasons: pd.Series) -> dict[str, int]:
    numbers = reasons.value_counts().sort_index()
    return {f"{what}: {reason}": int(n) for reason, n in numbers.items()}
