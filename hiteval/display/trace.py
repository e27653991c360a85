"""From a number to what made it, and from a segment to every place it is used, as text.

For a terminal, so that what is traced can be searched, copied and compared.
"""

from collections.abc import Callable, Iterator
from functools import partial
from typing import Any

import numpy as np
import pandas as pd

from hiteval.analysis.consensus import CONSENSUS, MISSING, PROPOSED, RATERS, UNCERTAIN
from hiteval.analysis.evidence import flags
from hiteval.display.kit import addresses
from hiteval.display.kit.quantity import sources
from hiteval.display.kit.table import records
from hiteval.display.kit.words import listed
from hiteval.display.uses import pages_of_writing
from hiteval.results import sureness
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import RatingScale
from hiteval.study.schema import ids
from hiteval.study.study import Study

BASIS = {
    CONSENSUS: "the latest consensus",
    RATERS: "the median of the raters, who agree",
    UNCERTAIN: "none: the raters disagree",
    PROPOSED: "proposed from the evidence",
    MISSING: "none: no segment was coded and nobody rated it",
}


def cell(evaluation: Evaluation, team_id: str, criterion_id: str) -> str:
    """Trace a team's rating on a criterion down to codings and summaries.

    Parameters
    ----------
    evaluation : Evaluation
        Of the whole study.
    team_id, criterion_id : str
        Both known to the study.
    """
    which = (team_id, criterion_id)
    (found,) = records(_of(evaluation.cells, which))
    scale = evaluation.framework.rating_scale
    rule, level = scale.proposal_rule, partial(_level, scale=scale)
    page = _page(addresses.team_pages(evaluation.study.teams)[team_id])
    say = evaluation.language
    lines = [
        f"{team_id}, {criterion_id}: {level(found.rating)}",
        f"  from: {BASIS[found.basis]}",
        f"  evidence proposes: {level(found.proposed)} "
        f"({found.finding}: {found.because})",
        f"  rule: {', '.join(map(' '.join, rule.at_work.items()))}",
        f"  counts: {say.count(found.segments, 'segment')}, "
        f"{sources(found.sources, found.in_confidence, say)}; {_sides(found, scale)}",
        f"  page: {page}#{addresses.rating_place(criterion_id)}",
        *_people(evaluation.study, which, level),
        *_sources(evaluation, which),
    ]
    return "\n".join(lines)


def segment(evaluation: Evaluation, segment_id: str) -> str:
    """Trace a segment to the cells, summaries and pages that it is used in.

    Parameters
    ----------
    evaluation : Evaluation
        Of the whole study.
    segment_id : str
        Known to the study.
    """
    study, scale = evaluation.study, evaluation.framework.rating_scale
    (found,) = records(study.segments[study.segments["segment_id"] == segment_id])
    (source,) = records(study.sources[study.sources["source_id"] == found.source_id])
    lines = [
        f"{segment_id}: {found.summary}",
        *([] if pd.isna(found.quote) else [f"  quote: {found.quote}"]),
        f"  team: {found.team_id}",
        f"  source: {found.source_id}, {source.strand}: {source.title}",
    ]
    cells = evaluation.cells[evaluation.cells["team_id"] == found.team_id]
    used = evaluation.rated[evaluation.rated["segment_id"] == segment_id]
    used = used.merge(
        cells[["criterion_id", "rating", "basis"]],
        on="criterion_id",
        suffixes=("", "_shown"),
    )
    for row in records(used):
        shown = f"{_level(row.rating_shown, scale)}, {BASIS[row.basis]}"
        lines.append(f"  {row.criterion_id}: {_codings(study.codings, row, scale)}")
        lines.append(f"    in the rating of {row.team_id}: {shown}")
    beside = evaluation.beside[evaluation.beside["segment_id"] == segment_id]
    for row in records(beside):
        lines.append(f"  {row.criterion_id}: {_codings(study.codings, row, scale)}")
        lines.append(f"    tells of the {row.about}: in no rating")
    if used.empty and beside.empty:
        lines.append("  no coder coded it")
    lines += [
        f"  in the summary of {row.team_id}, {row.criterion_id}"
        for row in records(study.summaries)
        if segment_id in ids(row.segment_ids)
    ]
    lines += [f"  its source also gives {f}" for f in _facts(study, found.source_id)]
    lines += [f"  page: {page}" for page in _pages(evaluation, found, used, beside)]
    return "\n".join(lines)


def _people(
    study: Study, which: tuple[str, str], level: Callable[[Any], str]
) -> Iterator[str]:
    """Say what consensus, raters and the written summary hold of a cell."""
    for row in _dated(_of(study.consensus, which), "team_id"):
        yield f"  consensus {row.agreed_on}: {level(row.rating)}{row.note}"
        yield f"    {row.reason}"
    for row in _dated(_of(study.ratings, which), "rater_id"):
        yield f"  rater {row.rater_id} {row.rated_on}: {level(row.rating)}{row.note}"
    for row in records(_of(study.summaries, which)):
        named = ids(row.segment_ids)
        yield f"  summary ({listed(named) if named else 'no segments'}):"
        yield f"    {row.summary}"


def _dated(rows: pd.DataFrame, who: str) -> Iterator[Any]:
    """Mark rows, in order of their date, that a later one replaces."""
    replaced = rows.duplicated(who, keep="last")
    return records(rows.assign(note=replaced.map({True: " (replaced)", False: ""})))


def _sources(evaluation: Evaluation, which: tuple[str, str]) -> Iterator[str]:
    """Say how each source votes, and by which segments and codings."""
    study, scale = evaluation.study, evaluation.framework.rating_scale
    summaries = study.segments.set_index("segment_id")["summary"]
    of_sources = study.sources.set_index("source_id")
    rated = _of(evaluation.rated, which)
    for row in records(_of(evaluation.by_source, which)):
        source = of_sources.loc[row.source_id]
        date = "undated" if pd.isna(source["date"]) else source["date"]
        yield f"  source {row.source_id}: {_vote(row, scale)}"
        yield f"    {source['strand']}, {date}: {source['title']}"
        for part in records(rated[rated["source_id"] == row.source_id]):
            given = _codings(study.codings, part, scale)
            yield f"    segment {part.segment_id}: {given}"
            yield f"      {summaries[part.segment_id]}"


def _of(table: pd.DataFrame, which: tuple[str, str]) -> pd.DataFrame:
    team_id, criterion_id = which
    of_team = table["team_id"] == team_id
    return table[of_team & (table["criterion_id"] == criterion_id)]


def _sides(found: Any, scale: RatingScale) -> str:
    """Count the sources of a cell by what they show."""
    if scale.two_sided:
        return ", ".join(
            f"{side} {getattr(found, side)} "
            f"({getattr(found, f'{side}_explicitly')} explicitly)"
            for side in ("supporting", "contrary")
        )
    return ", ".join(
        f"{getattr(found, flag)} reach {scale.written(level)}"
        for flag, level in flags(scale).items()
    )


def _vote(source: Any, scale: RatingScale) -> str:
    """Say on which side of the rule, or at which level, a source counts."""
    if not scale.two_sided:
        reached = [v for flag, v in flags(scale).items() if getattr(source, flag)]
        return f"is at {scale.written([scale.ratings[0], *reached][-1])}"
    sides = [
        f"{word} {'explicitly' if explicitly else 'in general terms'}"
        for word, counts, explicitly in (
            ("supports", source.supporting, source.supporting_explicitly),
            ("is contrary", source.contrary, source.contrary_explicitly),
        )
        if counts
    ]
    return " and ".join(sides) or "is neutral"


def _codings(codings: pd.DataFrame, rated: Any, scale: RatingScale) -> str:
    """Write what each coder gave a segment on a criterion, and what it comes to."""
    given = codings[
        (codings["segment_id"] == rated.segment_id)
        & (codings["criterion_id"] == rated.criterion_id)
    ]
    write = scale.written
    each = ", ".join(f"{c.coder_id} {write(c.rating)}" for c in records(given))
    return f"{write(rated.rating)} ({each})"


def _facts(study: Study, source_id: str) -> Iterator[str]:
    """List what a source is named for beside its segments."""
    for row in records(study.team_events[study.team_events["source_id"] == source_id]):
        date = "undated" if pd.isna(row.date) else row.date
        yield f"an event of {row.team_id}: {row.event} {date}"
    for row in records(study.measures[study.measures["source_id"] == source_id]):
        yield f"a measure of {row.team_id}: {row.measure} {row.period}"
    partners = study.team_organisations
    for row in records(partners[partners["source_id"] == source_id]):
        yield f"a partner of {row.team_id}: {row.org_id} {row.role}"


def _pages(
    evaluation: Evaluation, segment: Any, used: pd.DataFrame, beside: pd.DataFrame
) -> Iterator[str]:
    """List the pages of the report that show a segment or lead to its source."""
    teams = evaluation.all_teams()
    homes = addresses.team_pages(evaluation.study.teams)
    middle = evaluation.framework.rating_scale.middle
    contrary = used[used["rating"] < (-np.inf if middle is None else middle)]
    if len(used) + len(beside):
        place = addresses.segment_place(segment.segment_id)
        yield f"{_page(homes[segment.team_id])}#{place}"
    if segment.team_id in set(teams.study.teams["team_id"]):
        area_of = evaluation.framework.area_of
        for area_id in contrary["criterion_id"].map(area_of).drop_duplicates():
            yield _page(addresses.area_page(area_id))
    dated = sureness.dates_to_check(evaluation).filter(like="segment_id")
    if len(contrary) or dated.isin([segment.segment_id]).to_numpy().any():
        yield _page(addresses.result_page("contrary-evidence"))
    if _among(sureness.what_coders_rate_farthest_apart(evaluation), segment):
        yield _page(addresses.result_page("disagreements"))
    yield from map(_page, pages_of_writing(evaluation, segment.segment_id))
    pair = sureness.strand_pair(evaluation)
    if pair and _among(sureness.strands_dissonant(teams, pair), segment):
        yield _page(addresses.result_page("strands"))
    yield _page(addresses.result_page("evidence-table"))
    yield _page(addresses.source_entry(segment.source_id))


def _among(rows: pd.DataFrame, segment: Any) -> bool:
    return bool((rows["segment_id"] == segment.segment_id).any())


def _page(address: str) -> str:
    """Write an address as seen from the folder of the report."""
    return address.replace("..", "book", 1)


def _level(rating: Any, scale: RatingScale) -> str:
    return "missing" if pd.isna(rating) else scale.written(rating)
