"""Hold passages back, so that what two editions differ by is not what one person said.

Who keeps an earlier edition sees which passages came and which went. If all that went
are of one person who withdrew consent, they are known to belong together, and perhaps
to whom. So passages that were said in confidence are put into groups: those that a
reader has seen in the same editions, which nobody can tell apart. An edition may part a
group only into sides that mix several people. What must go takes others with it; what
is new, or comes back, waits until others come too.

A group that is parted once is smaller ever after. So every edition is compared with all
earlier ones together, and not only with the last.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from hiteval.disclosure.clearance import SHOWN, text_hash
from hiteval.disclosure.earlier_releases import PastRelease, ShownPassage
from hiteval.disclosure.mixing import going_along, mixes
from hiteval.disclosure.pooling import said
from hiteval.study.study import Study

HELD = "held back: an earlier edition would tell it apart"
What = Literal["passages", "quotes"]
UNSEEN, SEEN, QUOTED = "-", "s", "q"  # how an edition showed a passage
VISIBLE: dict[What, str] = {"passages": SEEN + QUOTED, "quotes": QUOTED}


@dataclass(frozen=True, slots=True)
class Parting:
    """What an edition would tell apart from the rest, beside earlier editions.

    ``gone`` are the passages (or ``quotes`` of passages) that were shown and may not be
    now; empty if the others are new, or would come back. ``held`` are those
    that may be shown, and are held back. Ids of segments; ``people`` are behind the
    first, or behind the second if there is no first.
    """

    what: What
    gone: tuple[str, ...]
    held: tuple[str, ...]
    people: tuple[str, ...]


def said_in_confidence(study: Study, decided: pd.DataFrame) -> dict[str, ShownPassage]:
    """Return what an edition shows of passages said in confidence, by segment.

    ``decided`` says which: see `hiteval.disclosure.clearance.decisions`.
    """
    rows = said(study).join(decided.set_index("segment_id"))
    rows = rows[rows["segment"] == SHOWN]
    rows = rows.assign(
        people=rows["people"].map(sorted).map(tuple),
        text_sha256=rows["summary"].map(text_hash),
        quoted=rows["quote"].eq(SHOWN).fillna(False).astype("bool"),
        coded_sha256=_coded(study).reindex(rows.index).fillna("").map(text_hash),
    )
    recorded = rows[list(ShownPassage.model_fields)].to_dict("records")
    shown = [ShownPassage.model_validate(row) for row in recorded]
    return dict(zip(rows.index, shown, strict=True))


def hold_back(
    study: Study, decided: pd.DataFrame, past: Sequence[PastRelease]
) -> tuple[pd.DataFrame, list[Parting]]:
    """Hold back what would tell apart, beside earlier editions, what somebody said.

    Parameters
    ----------
    study : Study
        With everything in it. A side of a parted group mixes people if there are as
        many of them as must hold a role for it to be named (``min_role_holders``), and
        more than half of its passages are of no single one.
    decided : DataFrame
        Which segments and quotes pass: see `hiteval.disclosure.clearance.decisions`.
    past : sequence of PastRelease
        What was published before, in that order. A strand that was never shown has
        nothing to be compared with.

    Returns
    -------
    DataFrame
        ``decided``, with the reason `HELD` where a segment or its quote is held back.
    list of Parting
        Why, for the evaluators alone.
    """
    releases = _told(past)
    if not any(releases):
        return decided, []
    rows = _compared(study, decided, releases)
    least = study.settings.editions.public.min_role_holders
    shown, parted = _kept(rows, "may", "passages", least)
    new = rows["before"].str.strip(UNSEEN) == ""
    there = rows[rows.index.isin(shown) & ~new]
    quoted, quotes_parted = _kept(there, "quoted", "quotes", least)
    silent = rows["may"] & ~rows.index.isin(shown)
    mute = rows["quoted"] & ~new & ~rows.index.isin(quoted)
    held = decided["segment_id"].isin(rows.index[silent])
    mute = held | decided["segment_id"].isin(rows.index[mute])
    decided = decided.assign(
        segment=decided["segment"].mask(held, HELD),
        quote=decided["quote"].mask(mute & decided["quote"].notna(), HELD),
    )
    return decided, [*parted, *quotes_parted]


def reworded(
    study: Study, decided: pd.DataFrame, past: Sequence[PastRelease]
) -> list[str]:
    """List passages that read, or are coded, otherwise than in the last edition.

    Only if they are of few people.

    Nothing can be held back for them: what was corrected must not stay. One alone
    says nothing of others, and is not listed.
    """
    now, last = said_in_confidence(study, decided), [{}, *_told(past)][-1]
    changed = [
        name for name in now.keys() & last.keys() if _differ(now[name], last[name])
    ]
    least = study.settings.editions.public.min_role_holders
    few = not mixes([frozenset(now[name].people) for name in changed], least)
    return sorted(changed) if few and len(changed) > 1 else []


def _differ(now: ShownPassage, last: ShownPassage) -> bool:
    coded = last.coded_sha256 is not None and now.coded_sha256 != last.coded_sha256
    return coded or now.text_sha256 != last.text_sha256


def _coded(study: Study) -> pd.Series:
    """Write what coders, and those who settled it, gave each segment."""
    columns = ["segment_id", "criterion_id", "about", "rating"]
    rows = pd.concat([study.codings[columns], study.adjudications[columns]])
    lines = [
        " ".join(map(str, row)) for row in rows[columns[1:]].itertuples(index=False)
    ]
    gave = pd.Series(lines, rows.index, dtype="str")
    return gave.groupby(rows["segment_id"]).agg(lambda of: "\n".join(sorted(of)))


def _told(past: Sequence[PastRelease]) -> list[dict[str, ShownPassage]]:
    return [release.passages for release in past if release.passages is not None]


def _compared(
    study: Study,
    decided: pd.DataFrame,
    releases: Sequence[Mapping[str, ShownPassage]],
) -> pd.DataFrame:
    """Return every passage of a strand that was shown, now in the study or not.

    By segment: ``strand, team_id, people``; whether it ``may`` be shown and ``quoted``
    now; and ``before``, a letter for each release.
    """
    known = {name: shown for passages in releases for name, shown in passages.items()}
    rows = {
        name: (shown.strand, shown.team_id, frozenset(shown.people))
        for name, shown in known.items()
    }
    now = said(study)[["strand", "team_id", "people"]]
    rows |= {str(row[0]): row[1:] for row in now.itertuples(name=None)}
    table = pd.DataFrame.from_dict(rows, orient="index", columns=list(now.columns))
    table = table[table["strand"].isin([shown.strand for shown in known.values()])]
    passes = decided.set_index("segment_id")[["segment", "quote"]] == SHOWN
    passes = passes.reindex(table.index, fill_value=False).fillna(False).astype("bool")
    before = ["".join(_seen(r.get(name)) for r in releases) for name in table.index]
    return table.assign(may=passes["segment"], quoted=passes["quote"], before=before)


def _seen(shown: ShownPassage | None) -> str:
    if shown is None:
        return UNSEEN
    return QUOTED if shown.quoted else SEEN


def _kept(
    rows: pd.DataFrame, may: str, what: What, least: int
) -> tuple[list[str], list[Parting]]:
    """Return the passages that may be shown, or quoted, without telling any apart.

    ``may`` is the column that says which could be, taken by themselves.
    """
    kept: list[str] = []
    partings = []
    for (_, history), group in rows.groupby(["strand", "before"]):
        before = str(history)
        there, gone = group[group[may]], group[~group[may]]
        seen = before.strip(UNSEEN) != ""
        stays = before[-1] in VISIBLE[what]
        if _may_part(there, gone if seen else None, least):
            kept += [*there.index]
            continue
        held = going_along(there, gone, least) if stays else [*there.index]
        kept += [*there.index.difference(held)]
        lost = gone if stays else gone.iloc[:0]
        behind = lost if len(lost) else there
        people = frozenset[str]().union(*behind["people"])
        partings.append(
            Parting(what, tuple(lost.index), tuple(sorted(held)), tuple(sorted(people)))
        )
    return kept, partings


def _may_part(there: pd.DataFrame, gone: pd.DataFrame | None, least: int) -> bool:
    """Say whether a group may be parted; ``gone`` is None if nobody saw the group."""
    if there.empty or (gone is not None and gone.empty):
        return True  # the group is not parted
    sides = [there] if gone is None else [there, gone]
    return all(mixes([*side["people"]], least) for side in sides)
