"""What is known of teams beside their ratings: who, when, with whom, how much."""

from typing import Any

import pandas as pd

from hiteval.analysis.lifecycle import NOT_LIFE
from hiteval.catalogue import _
from hiteval.display.kit import addresses
from hiteval.display.kit.html import (
    NOTHING,
    Html,
    Text,
    join,
    link,
    markup,
    own_words,
    paragraphs,
)
from hiteval.display.kit.quantity import counted, ratio
from hiteval.display.kit.table import table
from hiteval.display.kit.words import amount, called, capital, dates, listed, spoken
from hiteval.language import Language
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity

DATED = "{segments} from {sources} ({strands}, {first} to {last}; {undated} undated)"
UNDATED = "{segments} from {sources} ({strands}; {undated} undated)"
GLANCE = (
    '<div class="glance" id="glance"><p class="focus">{}</p>'
    '<ul class="facts">{}</ul></div>'
)


def at_a_glance(team: Evaluation) -> Html:
    """Say in two lines what a team is about, its life, and how much is known of it."""
    facts = team.study.teams.iloc[0]
    life = team.study.team_events
    life = life[~life["event"].isin(NOT_LIFE)]
    lived = "; ".join(told(life, team.language))
    aliases = ", ".join(part.strip() for part in _parts(facts["aliases"]))
    evidenced = ratio(quantity("cells-evidenced", team), team.language)
    known: list[Text] = [
        *[capital(lived)] * bool(lived),
        *[_("Also known as {names}", names=aliases)] * bool(aliases),
        _evidence(team),
        markup("{} criteria have evidence", evidenced),
    ]
    lines = join(markup("<li>{}</li>", line) for line in known)
    focus = NOTHING if pd.isna(facts["focus"]) else own_words(facts["focus"])
    return markup(GLANCE, focus, lines)


def not_recorded(team: Evaluation) -> Html:
    """Say in a line of which kinds nothing is in the study; nothing if there is all."""
    study = team.study
    kinds = {
        _("dated events"): study.team_events,
        _("partners"): study.team_organisations,
        _("measures"): study.measures,
        _("an improvement plan"): study.actions,
        _("the need and the start"): team.beside,
    }
    missing = [kind for kind, table in kinds.items() if table.empty]
    if not missing:
        return NOTHING
    said = _(
        "Not in this study of the {team}: {kinds}.",
        team=team.labels.team,
        kinds=listed(missing),
    )
    return paragraphs([said])


def timeline(events: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show rows of ``study.team_events`` in order, undated ones last; or nothing."""
    events = events.sort_values(["date", "event"], kind="stable", na_position="last")
    if events.empty:
        return NOTHING
    shown = pd.DataFrame(
        {
            _("Date"): dates(
                events["date"], events["date_precision"], evaluation.language
            ),
            _("Event"): spoken(events["event"]),
            _("What is known"): events["note"].map(own_words, na_action="ignore"),
            _("Source"): _source_links(evaluation, events["source_id"]),
        }
    )
    caption = _("Events, each to the precision that its source gives")
    return table(shown, "timeline", caption)


def partners(links: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show the organisations in rows of ``study.team_organisations``, by sector."""
    if links.empty:
        return NOTHING
    roles = (
        links.assign(role=spoken(links["role"]))
        .groupby("org_id")["role"]
        .agg(lambda role: listed(sorted(set(role))))
        .rename("roles")
        .reset_index()
        .merge(evaluation.study.organisations, validate="1:1")
        .sort_values(["sector", "name"], kind="stable")
    )
    shown = pd.DataFrame(
        {
            _("Sector"): spoken(roles["sector"]),
            _("Organisation"): roles["name"],
            _("Named as"): roles["roles"],
        }
    )
    caption = _("Organisations that the sources name, by sector")
    return table(shown, "partners", caption, group=_("Sector"))


def measures(found: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show rows of ``study.measures``: figures, with what they are compared to."""
    if found.empty:
        return NOTHING
    columns = {}
    if found["team_id"].nunique() > 1:
        teams = evaluation.study.teams.set_index("team_id")["name"]
        columns[evaluation.labels.Team] = found["team_id"].map(teams)
    shown = pd.DataFrame(
        columns
        | {
            _("Measure"): found["measure"].map(own_words, na_action="ignore"),
            _("Period"): found["period"],
            _("Value"): stated(found, evaluation.language),
            _("Compared with"): found["comparator"].map(own_words, na_action="ignore"),
            _("Source"): _source_links(evaluation, found["source_id"]),
        }
    )
    caption = _("Figures as the sources state them")
    return table(shown, "measures", caption, css="stacked")


def stated(measures: pd.DataFrame, language: Language) -> pd.Series:
    """Write the value of each measure, with its qualifier and unit."""
    value = measures["value"].map(language.exact)
    qualified = (measures["qualifier"].fillna("") + " " + value).str.strip()
    return (qualified + " " + measures["unit"].fillna("")).str.strip().map(amount)


def _source_links(evaluation: Evaluation, ids: pd.Series) -> pd.Series:
    titles = evaluation.study.sources.set_index("source_id")["title"]
    links = [link(addresses.source_entry(i), own_words(titles[i])) for i in ids]
    return pd.Series(links, index=ids.index, dtype="object")


def told(events: pd.DataFrame, language: Language) -> list[str]:
    """Write events in order, each with its date."""
    events = events.sort_values(["date", "event"], kind="stable")
    when = dates(events["date"], events["date_precision"], language)
    pairs = zip(events["event"], when, strict=True)
    return [f"{called(event)} ({date})" for event, date in pairs]


def _evidence(team: Evaluation) -> Text:
    segments, count = team.study.segments, team.language.count
    read = team.study.sources.merge(segments[["source_id"]].drop_duplicates())
    if read.empty:
        return _("No evidence")
    strands = read["strand"].value_counts().items()
    by_strand = [count(number, str(strand)) for strand, number in strands]
    years = sorted(read["date"].dropna().str[:4])
    parts = {
        "segments": counted(quantity("segments", team), team.language),
        "sources": counted(quantity("sources", team), team.language),
        "strands": listed(sorted(by_strand)),
        "undated": int(read["date"].isna().sum()),
    }
    if not years:
        return markup(UNDATED, **parts)
    return markup(DATED, **parts, first=years[0], last=years[-1])


def _parts(aliases: Any) -> list[str]:
    return [] if pd.isna(aliases) else [p for p in str(aliases).split(";") if p.strip()]
