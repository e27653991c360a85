"""The life of teams: where each stands, and what happened when."""

import pandas as pd
from matplotlib.axes import Axes

from hiteval.analysis import lifecycle
from hiteval.analysis.lifecycle import NOT_LIFE, STATUSES
from hiteval.display.kit import addresses, diagrams
from hiteval.display.kit.grid import MOST_ROWS
from hiteval.display.kit.html import Html, escape, link, paragraphs
from hiteval.display.kit.picture import picture
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import count, dates, listed, short, spoken, verb
from hiteval.display.team_facts import told
from hiteval.results.evaluation import Evaluation

BLUE, OCHRE, BROWN = "#35618f", "#b07d1c", "#7a3e0c"
LOOKS = {  # shape and colour of each event, so that either says what it is
    "proposed": ("o", BLUE, "Proposed"),
    "accredited": ("s", BLUE, "Accredited"),
    "launched": (">", BLUE, "Launched"),
    "renamed": ("D", OCHRE, "Renamed"),
    "paused": ("v", OCHRE, "Paused"),
    "restarted": ("^", OCHRE, "Restarted"),
    "concluded": ("X", BROWN, "Concluded"),
    "business_as_usual": ("P", BROWN, "Business as usual"),
}


def overview(evaluation: Evaluation) -> Html:
    """Count where teams stand."""
    found, labels = _standing(evaluation).value_counts(), evaluation.labels
    names = labels.team, labels.teams
    renamed = evaluation.study.team_events.query("event == 'renamed'")["team_id"]
    number = int(evaluation.teams["team_id"].isin(renamed).sum())
    parts = [f"{found[name]} {name}" for name in STATUSES if name in found]
    return paragraphs(
        [
            f"{count(len(evaluation.teams), *names)}: {listed(parts)}.",
            f"{count(number, *names)} {verb(number, 'was', 'were')} renamed. None of "
            f"this says by itself that {labels.a_team} failed.",
        ]
    )


def picture_of(evaluation: Evaluation) -> Html:
    """Show the events of every team, each as precisely as its date is known."""
    teams, labels = evaluation.teams, evaluation.labels
    events = _events(evaluation)
    if events.empty:
        return paragraphs([f"No events in the life of {labels.a_team} are recorded."])
    if len(teams) > MOST_ROWS:
        many = count(len(teams), labels.team, labels.teams)
        return paragraphs([f"Of {many} no picture could be read."])
    names = [short(name, 34) for name in teams["name"]]
    looks = {e: look for e, look in LOOKS.items() if e in set(events["event"])}

    def draw(ax: Axes) -> None:
        diagrams.lifelines(ax, events, names, looks)
        diagrams.mark_legend(ax, looks)

    tally = spoken(events["event"]).str.lower().value_counts().sort_index()
    undated = int(events["start"].isna().sum())
    alt = (
        f"Timeline of {count(len(teams), labels.team, labels.teams)}: "
        f"{listed([f'{n} {event}' for event, n in tally.items()])}. "
        f"{count(undated, 'event')} undated, in a column of their own."
    )
    numbers = pd.DataFrame(
        {
            labels.Team: events["row"].map(teams["name"]),
            "Event": spoken(events["event"]),
            "Date": dates(events["date"], events["date_precision"]),
        }
    )
    size = (7.6, 1.5 + 0.32 * len(teams))
    question = f"What happened to each {labels.team}, and when?"
    return picture("lifecycle-picture", size, draw, question, alt, numbers)


def by_team(evaluation: Evaluation) -> Html:
    """Show where each team stands, and what is recorded of its life."""
    teams, labels = evaluation.teams, evaluation.labels
    pages = addresses.team_pages(teams)
    events = evaluation.study.team_events
    events = events[~events["event"].isin(NOT_LIFE)]
    lives = {team: "; ".join(told(rows)) for team, rows in events.groupby("team_id")}
    standing = _standing(evaluation)
    shown = pd.DataFrame(
        {
            labels.Team: [link(pages[t.team_id], t.name) for t in records(teams)],
            "Where it stands": [
                escape(standing[t][0].upper() + standing[t][1:])
                for t in teams["team_id"]
            ],
            "Recorded life": [lives.get(t, "–") for t in teams["team_id"]],
        }
    )
    caption = f"Where each {labels.team} stands, by the events that sources tell"
    return table(
        shown, "lifecycle", caption, [labels.Team, "Where it stands"], css="stacked"
    )


def _standing(evaluation: Evaluation) -> pd.Series:
    team_ids = evaluation.teams["team_id"].tolist()
    return lifecycle.statuses(evaluation.study.team_events, team_ids)


def _events(evaluation: Evaluation) -> pd.DataFrame:
    """Place the events of teams' lives: the row, and the years that a date may mean."""
    rows = {t: n for n, t in enumerate(evaluation.teams["team_id"])}
    events = evaluation.study.team_events
    events = events[events["event"].isin(LOOKS) & events["team_id"].isin(rows)]
    date = pd.to_datetime(events["date"], format="ISO8601")
    start = date.dt.year + (date.dt.day_of_year - 1) / 366
    length = events["date_precision"].map({"day": 0.0, "month": 1 / 12, "year": 1.0})
    return events.assign(
        row=events["team_id"].map(rows), start=start, end=start + length
    ).sort_values(["row", "date", "event"], kind="stable", na_position="last")
