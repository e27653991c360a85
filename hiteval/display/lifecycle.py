"""The life of teams: where each stands, and what happened when."""

import pandas as pd
from matplotlib.axes import Axes

from hiteval.analysis import lifecycle
from hiteval.analysis.lifecycle import NOT_LIFE, STATUSES
from hiteval.display.kit import addresses, diagrams
from hiteval.display.kit.grid import MOST_ROWS
from hiteval.display.kit.html import TEXT_FILLER, Html, link, markup, paragraphs
from hiteval.display.kit.picture import picture
from hiteval.display.kit.quantity import counted
from hiteval.display.kit.table import table
from hiteval.display.kit.words import dates, listed, short, spoken, verb
from hiteval.display.team_facts import told
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity

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
    parts = [f"{say.numeral(numbers[s])} {s}" for s in STATUSES if s in numbers]
    return paragraphs(
        [
            markup("{}: {}.", counted(teams, say), listed(parts)),
            f"{say.count(number, *names)} {verb(number, 'was', 'were')} renamed. None "
            f"of this says by itself that {labels.a_team} failed.",
        ]
    )


def picture_of(events: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show the events of every team, each as precisely as its date is known."""
    teams, labels = evaluation.teams, evaluation.labels
    if events.empty:
        return paragraphs([f"No events in the life of {labels.a_team} are recorded."])
    many = evaluation.language.count(len(teams), labels.team, labels.teams)
    if len(teams) > MOST_ROWS:
        return paragraphs([f"Of {many} no picture could be read."])
    names = [short(name, 34) for name in teams["name"]]
    looks = {e: look for e, look in LOOKS.items() if e in set(events["event"])}

    def draw(ax: Axes) -> None:
        diagrams.lifelines(ax, events, names, looks)
        diagrams.mark_legend(ax, looks)

    written = dates(events["date"], events["date_precision"], evaluation.language)
    numbers = pd.DataFrame(
        {
            labels.Team: events["row"].map(teams["name"]),
            "Event": spoken(events["event"]),
            "Date": written,
        }
    )
    size = (7.6, 1.5 + 0.32 * len(teams))
    question = f"What happened to each {labels.team}, and when?"
    alt = f"Timeline of {many}: {_tally(events, evaluation)}"
    return picture("lifecycle-picture", size, draw, question, alt, numbers)


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
            "Where it stands": [s[0].upper() + s[1:] for s in found["standing"]],
            "History": [lives.get(t, TEXT_FILLER) for t in found["team_id"]],
        }
    )
    caption = f"Where each {labels.team} stands, by the events that sources tell"
    return table(shown, "lifecycle", caption, css="stacked")


def _tally(events: pd.DataFrame, evaluation: Evaluation) -> str:
    """Count events by kind, for the text beside the picture."""
    say = evaluation.language
    tally = spoken(events["event"]).str.lower().value_counts().sort_index()
    parts = [f"{say.numeral(number)} {event}" for event, number in tally.items()]
    undated = say.count(int(events["start"].isna().sum()), "event")
    return f"{listed(parts)}. {undated} undated, in a column of their own."
