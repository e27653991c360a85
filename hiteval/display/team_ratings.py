"""A team's row of the framework matrix: each rating, its reason, how sure it is."""

from typing import Any

import pandas as pd

from hiteval.analysis.coded_segments import read_by_people
from hiteval.analysis.robustness import ONE_SOURCE
from hiteval.catalogue import _
from hiteval.display import contact, responses
from hiteval.display.context import with_not_counted
from hiteval.display.kit import addresses
from hiteval.display.kit.chips import because, chip_link
from hiteval.display.kit.html import (
    NOTHING,
    Html,
    anchor,
    join,
    joined,
    link,
    markup,
    own_words,
    paragraphs,
)
from hiteval.display.kit.quantity import sources
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import capital, dates
from hiteval.language import Language
from hiteval.results.evaluation import Evaluation
from hiteval.results.over_time import newest_sources
from hiteval.study.schema import ids

NOT_READ = "No person has read the evidence in this table."
RESTS = '<span class="rests">{}</span>'


def by_criterion(cells: pd.DataFrame, variants: pd.DataFrame, team: Evaluation) -> Html:
    """Show a team's rating on each criterion, its reason, the way to its passages.

    Where evaluators wrote summaries, each is beside its rating. What the team responds
    to a rating stands under its reason; where the study has a contact, its row says
    where to respond.

    Parameters
    ----------
    cells : DataFrame
        Of `Evaluation.cells`, of one team.
    variants : DataFrame
        From `hiteval.results.sureness.how_robust`, of the same team.
    team : Evaluation
        The slice of that team.
    """
    scale = team.framework.rating_scale
    criteria = {c.id: c.name for c in team.framework.criteria}
    areas = {c.id: area.name for area in team.framework.areas for c in area.criteria}
    sure, newest, read = how_sure(variants, team), how_new(team), who_read(team)
    answered = responses.to_ratings(team.study.responses, team)
    cells = with_not_counted(cells, team)
    shown = pd.DataFrame(
        {
            _("Area"): cells["criterion_id"].map(areas),
            _("Criterion"): [
                join([anchor(addresses.rating_place(name)), criteria[name]])
                for name in cells["criterion_id"]
            ],
            _("Rating"): [
                chip_link(c, f"#{addresses.evidence_place(c.criterion_id)}", scale)
                for c in records(cells)
            ],
            _("Because"): [
                join(
                    [
                        because(c, scale, team.language),
                        answered.get(c.criterion_id, NOTHING),
                    ]
                )
                for c in records(cells)
            ],
            _("How sure"): [sure.get(name, NOTHING) for name in cells["criterion_id"]],
            _("Evidence"): [
                join(
                    [
                        how_much(c, team.language),
                        newest.get(c.criterion_id, ""),
                        read.get(c.criterion_id, ""),
                        contact.of_rating(team, criteria[c.criterion_id]),
                    ]
                )
                for c in records(cells)
            ],
        }
    )
    if not team.study.summaries.empty:
        written = _summaries(team)
        summaries = [written.get(c, NOTHING) for c in cells["criterion_id"]]
        shown.insert(3, _("Summary"), summaries)
    rows = table(
        shown,
        "ratings",
        _(
            "Rating on each criterion and where it comes from; a rating leads to the "
            "passages behind it"
        ),
        group=_("Area"),
        css="stacked",
    )
    unread = team.study.settings.models and len(team.rated) and not read
    return joined([paragraphs([_(NOT_READ)]), rows]) if unread else rows


def how_much(cell: Any, language: Language) -> str:
    """Say how many segments and sources a rating has behind it."""
    segments = language.count(cell.segments, "segment")
    told = sources(cell.sources, cell.in_confidence, language)
    return _("{segments} from {sources}", segments=segments, sources=told)


def how_sure(variants: pd.DataFrame, team: Evaluation) -> dict[str, str]:
    """Say for each criterion how steady its proposed rating is."""
    known = team.study.sources
    titles = dict(zip(known["source_id"], known["title"], strict=True))
    rated = records(variants[variants["rating"].notna()])
    return {row.criterion_id: _steadiness(row, titles, team) for row in rated}


def _steadiness(row: Any, titles: dict[str, str], team: Evaluation) -> str:
    """Name the grade and, where single sources matter, which."""
    if row.rests_on_one_source:
        return _("Depends on one source, the only one")
    if row.steadiness != ONE_SOURCE:
        return capital(_(row.steadiness))
    decisive = row.decisive.split("; ")
    named = "; ".join(dict.fromkeys(titles[source] for source in decisive))
    pools = team.study.pools.keys() & set(decisive)
    if pools == set(decisive):
        return _("Depends on what was said in confidence: {sources}", sources=named)
    if len(decisive) == 1:
        return _("Depends on one source: {sources}", sources=named)
    pooled = "; ".join(sorted(team.study.pools[pool] for pool in pools)) or None
    told = sources(len(decisive), pooled, team.language)
    return _("Depends on each of {number}: {sources}", number=told, sources=named)


def how_new(team: Evaluation) -> dict[str, str]:
    """Say for each criterion how new its evidence is."""
    found = newest_sources(team)
    found["when"] = dates(found["date"], found["date_precision"], team.language)
    said = {}
    for row in records(found):
        parts = [""]
        if isinstance(row.date, str):
            parts.append(_("newest {date}", date=row.when))
        if row.undated:
            number = team.language.numeral(row.undated)
            parts.append(_("{number} undated", number=number))
        said[row.criterion_id] = "; ".join(parts)
    return said


def who_read(team: Evaluation) -> dict[str, str]:
    """Say for each criterion whether a person read its evidence; models may code.

    Nothing where no person read any of it: that is said once.
    """
    codings, models = team.study.codings, team.study.settings.models
    if not models:
        return {}
    say = team.language.numeral
    said: dict[str, str] = {}
    found = read_by_people(team.rated, codings, models)
    if not found["read"].any():
        return said
    for row in records(found):
        some = _(
            "a person read {number} of {whole}",
            number=say(row.read),
            whole=say(row.segments),
        )
        part = some if row.read else _("no person has read it")
        said[row.criterion_id] = f"; {part}"
    return said


def _summaries(team: Evaluation) -> dict[str, Html]:
    """Return a team's summaries by criterion, each with links to its segments."""
    shown = set(team.rated["segment_id"])
    written = {}
    for row in records(team.study.summaries):
        links = [
            link(f"#{addresses.segment_place(s)}", s) if s in shown else s
            for s in ids(row.segment_ids)
        ]
        parts = [join(map(own_words, row.summary.split("\n")), Html("<br>"))]
        if links:
            rests = markup("Rests on {segments}", segments=join(links, ", "))
            parts.append(markup(RESTS, rests))
        written[row.criterion_id] = join(parts, " ")
    return written
