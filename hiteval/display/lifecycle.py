"""The life of teams: where each stands, and what happened when."""

import pandas as pd

from hiteval.analysis import lifecycle
from hiteval.analysis.lifecycle import NOT_LIFE, STATUSES
from hiteval.display.kit import addresses
from hiteval.display.kit.html import TEXT_FILLER, Html, link, markup, paragraphs
from hiteval.display.kit.lifelines import lifelines
from hiteval.display.kit.maps import MOST_ROWS
from hiteval.display.kit.palette import ACCENT, BROWN, OCHRE
from hiteval.display.kit.picture import Told, picture
from hiteval.display.kit.quantity import counted
from hiteval.display.kit.sheet import Rows
from hiteval.display.kit.table import table
from hiteval.display.kit.words import dates, listed, spoken, verb
from hiteval.display.team_facts import told
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity

LOOKS = {  # shape and colour of each event, so that either says what it is
    "proposed": ("o", ACCENT, "Proposed"),
    "accredited": ("s", ACCENT, "Accredited"),
    "launched": (">", ACCENT, "Launched"),
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
    pages = addresses.team_pages(teams)
    rows = Rows(teams["name"].tolist(), [pages[t] for t in teams["team_id"]])
    looks = {e: look for e, look in LOOKS.items() if e in set(events["event"])}
    written = dates(events["date"], events["date_precision"], evaluation.language)
    numbers = pd.DataFrame(
        {
            labels.Team: events["row"].map(teams["name"]),
            "Event": spoken(events["event"]),
            "Date": written,
        }
    )
    return picture(
        "lifecycle-picture",
        lambda ax: lifelines(ax, events, rows, looks),
        Told(
            title=_finding(events, evaluation),
            how=f"Each line is {labels.a_team}, each mark an event. The longer a "
            "mark's own line, the less well its date is known.",
            alt=f"Timeline of {many}: {_tally(events, evaluation)}",
            question=f"What happened to each {labels.team}, and when?",
        ),
        numbers,
    )


def _finding(events: pd.DataFrame, evaluation: Evaluation) -> str:
    """Say how many teams have concluded, and over which years events are dated."""
    labels, dated = evaluation.labels, events.dropna(subset=["start"])
    over = evaluation.concluded.intersection(events["team_id"])
    number = evaluation.language.count(len(over), labels.team, labels.teams)
    said = f"{number} {verb(len(over), 'has', 'have')} concluded"
    if not over:
        said = f"No {labels.team} is known to have concluded"
    if dated.empty:
        return f"{said}; no event has a date."
    first, last = int(dated["start"].min()), int(dated["start"].max())
    years = f"in {first}" if first == last else f"from {first} to {last}"
    return f"{said}; events are dated {years}."


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
