"""The life of teams: where each stands, and what happened when."""

import pandas as pd

from hiteval.analysis import lifecycle
from hiteval.analysis.lifecycle import (
    CONCLUDED,
    NO_END,
    NOT_LIFE,
    PAUSED,
    UNKNOWN,
    USUAL,
)
from hiteval.catalogue import N_, _, ngettext
from hiteval.display.kit import addresses
from hiteval.display.kit.html import TEXT_FILLER, Html, link, markup, paragraphs
from hiteval.display.kit.lifelines import lifelines
from hiteval.display.kit.maps import MOST_ROWS
from hiteval.display.kit.palette import ACCENT, BROWN, OCHRE
from hiteval.display.kit.picture import Told, picture
from hiteval.display.kit.quantity import counted
from hiteval.display.kit.rows import Rows
from hiteval.display.kit.table import table
from hiteval.display.kit.words import dates, listed, spoken
from hiteval.display.team_facts import told
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity

LOOKS = {  # shape and colour of each event, so that either says what it is
    "proposed": ("o", ACCENT, N_("Proposed")),
    "accredited": ("s", ACCENT, N_("Accredited")),
    "launched": (">", ACCENT, N_("Launched")),
    "renamed": ("D", OCHRE, N_("Renamed")),
    "paused": ("v", OCHRE, N_("Paused")),
    "restarted": ("^", OCHRE, N_("Restarted")),
    "concluded": ("X", BROWN, N_("Concluded")),
    "business_as_usual": ("P", BROWN, N_("Business as usual")),
}
STANDS = {  # each status, within a sentence and where a line begins
    NO_END: (N_("no end recorded"), N_("No end recorded")),
    PAUSED: (N_("paused"), N_("Paused")),
    USUAL: (N_("business as usual"), N_("Business as usual")),
    CONCLUDED: (N_("concluded"), N_("Concluded")),
    UNKNOWN: (N_("nothing recorded"), N_("Nothing recorded")),
}


def standing(evaluation: Evaluation) -> pd.DataFrame:
    """Say where each team stands in its life.

    Returns
    -------
    DataFrame
        One row a team, in alphabetical order of name: ``team_id, standing``; see
        `hiteval.analysis.lifecycle.statuses`.
    """
    team_ids = evaluation.teams["team_id"].tolist()
    found = lifecycle.statuses(evaluation.study.team_events, team_ids)
    return pd.DataFrame({"team_id": team_ids, "standing": found.to_numpy()})


def events(evaluation: Evaluation) -> pd.DataFrame:
    """Place the events of teams' lives in time.

    Returns
    -------
    DataFrame
        The columns of the study's table; ``row``, the place of the team in the alphabet
        of names; ``start, end``, the years and parts of years that the date may mean.
    """
    rows = {t: n for n, t in enumerate(evaluation.teams["team_id"])}
    found = evaluation.study.team_events
    found = found[found["event"].isin(LOOKS) & found["team_id"].isin(rows)]
    date = pd.to_datetime(found["date"], format="ISO8601")
    start = date.dt.year + (date.dt.day_of_year - 1) / 366
    length = found["date_precision"].map({"day": 0.0, "month": 1 / 12, "year": 1.0})
    return found.assign(
        row=found["team_id"].map(rows), start=start, end=start + length
    ).sort_values(["row", "date", "event"], kind="stable", na_position="last")


def overview(found: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Count where teams stand: the table of `standing`."""
    numbers, labels = found["standing"].value_counts(), evaluation.labels
    say, names = evaluation.language, (labels.team, labels.teams)
    renamed = evaluation.study.team_events.query("event == 'renamed'")["team_id"]
    number = int(found["team_id"].isin(renamed).sum())
    teams = quantity("teams", evaluation.all_teams())
    parts = [
        f"{say.numeral(numbers[status])} {_(said)}"
        for status, (said, _begun) in STANDS.items()
        if status in numbers
    ]
    told = ngettext(
        "{teams} was renamed. None of this says by itself that {a_team} failed.",
        "{teams} were renamed. None of this says by itself that {a_team} failed.",
        number,
        teams=say.count(number, *names),
        a_team=labels.a_team,
    )
    return paragraphs([markup("{}: {}.", counted(teams, say), listed(parts)), told])


def picture_of(events: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show the events of every team, each as precisely as its date is known."""
    teams, labels = evaluation.teams, evaluation.labels
    if events.empty:
        none = _(
            "No events in the life of {a_team} are recorded.", a_team=labels.a_team
        )
        return paragraphs([none])
    many = evaluation.language.count(len(teams), labels.team, labels.teams)
    if len(teams) > MOST_ROWS:
        return paragraphs([_("Of {teams} no picture could be read.", teams=many)])
    pages = addresses.team_pages(teams)
    rows = Rows(teams["name"].tolist(), [pages[t] for t in teams["team_id"]])
    looks = {
        event: (shape, colour, _(word))
        for event, (shape, colour, word) in LOOKS.items()
        if event in set(events["event"])
    }
    written = dates(events["date"], events["date_precision"], evaluation.language)
    numbers = pd.DataFrame(
        {
            labels.Team: events["row"].map(teams["name"]),
            _("Event"): spoken(events["event"]),
            _("Date"): written,
        }
    )
    return picture(
        "lifecycle-picture",
        lambda ax: lifelines(ax, events, rows, looks),
        Told(
            title=_finding(events, evaluation),
            how=_(
                "Each line is {a_team}, each mark an event. The longer a mark's own "
                "line, the less well its date is known.",
                a_team=labels.a_team,
            ),
            alt=_(
                "Timeline of {teams}: {events}.",
                teams=many,
                events=_tally(events, evaluation),
            ),
            question=_("What happened to each {team}, and when?", team=labels.team),
        ),
        numbers,
    )


def _finding(events: pd.DataFrame, evaluation: Evaluation) -> str:
    """Say how many teams have concluded, and over which years events are dated."""
    labels, dated = evaluation.labels, events.dropna(subset=["start"])
    over = evaluation.concluded.intersection(events["team_id"])
    number = evaluation.language.count(len(over), labels.team, labels.teams)
    ended = ngettext(
        "{teams} has concluded.", "{teams} have concluded.", len(over), teams=number
    )
    if not over:
        ended = _("No {team} is known to have concluded.", team=labels.team)
    return f"{ended} {_years(dated['start'])}"


def _years(start: pd.Series) -> str:
    """Say over which years events are dated, by when each of them began."""
    if start.empty:
        return _("No event has a date.")
    first, last = int(start.min()), int(start.max())
    if first == last:
        return _("Events are dated in {year}.", year=first)
    return _("Events are dated from {first} to {last}.", first=first, last=last)


def by_team(found: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show where each team stands, the table of `standing`, and its history."""
    teams, labels = evaluation.teams, evaluation.labels
    names, pages = teams.set_index("team_id")["name"], addresses.team_pages(teams)
    life = evaluation.study.team_events
    life = life[~life["event"].isin(NOT_LIFE)]
    lives = {
        team_id: "; ".join(told(rows, evaluation.language))
        for team_id, rows in life.groupby("team_id")
    }
    shown = pd.DataFrame(
        {
            labels.Team: [link(pages[t], names[t]) for t in found["team_id"]],
            _("Where it stands"): [_(STANDS[s][1]) for s in found["standing"]],
            _("History"): [lives.get(t, TEXT_FILLER) for t in found["team_id"]],
        }
    )
    caption = _(
        "Where each {team} stands, by the events that sources tell", team=labels.team
    )
    return table(shown, "lifecycle", caption, css="stacked")


def _tally(events: pd.DataFrame, evaluation: Evaluation) -> str:
    """Count events by kind, for the text beside the picture."""
    say, tally = evaluation.language, events["event"].value_counts()
    parts = [
        f"{_(word)} {say.numeral(tally[event])}"
        for event, (_shape, _colour, word) in LOOKS.items()
        if event in tally
    ]
    undated = int(events["start"].isna().sum())
    if not undated:
        return "; ".join(parts)
    apart = ngettext(
        "{events} undated, in a column of its own",
        "{events} undated, in a column of their own",
        undated,
        events=say.count(undated, "event"),
    )
    return "; ".join([*parts, apart])
