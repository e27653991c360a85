"""What teams need, as far as evidence tells."""

import pandas as pd

from hiteval.analysis import needs
from hiteval.catalogue import _, ngettext
from hiteval.display import actions, needs_in_words
from hiteval.display.kit import addresses, drawing
from hiteval.display.kit.html import Html, Text, join, link, markup, paragraphs
from hiteval.display.kit.picture import Told, picture
from hiteval.display.kit.quantity import counted
from hiteval.display.kit.rows import Rows
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import listed
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity

NAMED = 12  # teams in one line


def of_teams(evaluation: Evaluation) -> pd.DataFrame:
    """Return the cells in which a team may need something.

    Returns
    -------
    DataFrame
        Some columns of ``cells``, and ``kind``, one of `hiteval.analysis.needs.names`.
    """
    cells = evaluation.all_teams().cells
    columns = ["team_id", "criterion_id", "rating", "contrary", "segments"]
    kinds = needs.kinds(cells, evaluation.framework.rating_scale)
    return cells.reindex(columns=columns).assign(kind=kinds).dropna(subset=["kind"])


def counts(evaluation: Evaluation) -> pd.DataFrame:
    """Count the teams in need by criterion and kind.

    See `hiteval.analysis.needs.by_criterion`, which also says in which order.
    """
    framework = evaluation.framework
    cells = evaluation.all_teams().cells
    return needs.by_criterion(cells, framework.criterion_ids, framework.rating_scale)


def opening(evaluation: Evaluation) -> Html:
    """Say what the page gathers, and in which order, by the sides of the scale."""
    labels = evaluation.labels
    words = {"teams": labels.teams, "team": labels.team, "a_team": labels.a_team}
    gathers = _(
        "This page gathers where {teams} stand at the lowest level, and where there is "
        "no evidence. Capacity stands first, if it is a criterion: people, time and "
        "money are what others can give {a_team}. The rest follows by the number of "
        "{teams} at the lowest level.",
        **words,
    )
    if evaluation.framework.rating_scale.two_sided:
        gathers = _(
            "This page gathers where the evidence tells of difficulty, and where there "
            "is none. Capacity stands first: people, time and money are what others "
            "can give {a_team}. The rest follows by the number of {teams} with "
            "contrary evidence.",
            **words,
        )
    missing = _(
        "Missing evidence is a need of the evaluation before it is one of the {team}. "
        "It does not show that {a_team} does nothing there.",
        **words,
    )
    return paragraphs([gathers, missing])


def overview(counts: pd.DataFrame, evaluation: Evaluation) -> Html:
    """State where teams may need most: the table of `counts`."""
    say, teams = evaluation.language, evaluation.all_teams()
    silent = quantity("teams-silent", teams)
    sentences: list[Text] = [
        needs_in_words.first(counts, evaluation),
        needs_in_words.most(counts, evaluation),
        needs_in_words.most_missing(counts, evaluation),
    ]
    if silent.number:
        told = ngettext(
            "{teams} has no evidence at all, and counts as missing on every criterion.",
            "{teams} have no evidence at all, and count as missing on every criterion.",
            silent.number,
        )
        sentences.append(markup(told, teams=counted(silent, say)))
    return paragraphs([*sentences, actions.in_words(evaluation)])


def picture_of(counts: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show for each criterion how many teams stand low or have no evidence."""
    title = needs_in_words.most(counts, evaluation)
    counts = counts.rename(index=needs_in_words.criteria(evaluation))
    scale = evaluation.framework.rating_scale
    low = [scale.below[-1], scale.below[0]] if scale.two_sided else scale.ratings[:1]
    looks = dict(zip(needs.names(scale), [*low, "missing"], strict=True))
    words = {kind: needs_in_words.kind(kind, evaluation) for kind in looks}
    signs = {kind: (drawing.paint(looks[kind], scale), words[kind]) for kind in looks}
    rows = Rows(counts.index.tolist())
    none = _("no {teams}", teams=evaluation.labels.teams)
    numbers = counts.rename(columns=words).rename_axis(
        index=_("Criterion"), columns=None
    )
    return picture(
        "needs-picture",
        lambda ax: drawing.stacked_bars(ax, counts, rows, signs, none),
        _told(counts.rename(columns=words), title, evaluation),
        numbers.reset_index(),
    )


def _told(named: pd.DataFrame, title: str, evaluation: Evaluation) -> Told:
    """Say what the picture shows: counts by the names of criteria and kinds."""
    first = [
        f"{name}: {', '.join(f'{kind} ({n})' for kind, n in row.items())}"
        for name, row in named.head(3).iterrows()
    ]
    words = {
        "teams": evaluation.labels.teams,
        "criteria": evaluation.language.count(len(named), "criterion", "criteria"),
        "first": ". ".join(first),
        "level": needs_in_words.lowest(evaluation),
    }
    alt = _(
        "Stacked bars of {teams} for {criteria}, those with the most {teams} at the "
        "lowest level on top. {first}.",
        **words,
    )
    question = _(
        "For how many {teams} is it at {level}, the lowest level, and for how many is "
        "there none?",
        **words,
    )
    if evaluation.framework.rating_scale.two_sided:
        alt = _(
            "Stacked bars of {teams} for {criteria}, those with the most contrary "
            "evidence on top. {first}.",
            **words,
        )
        question = _(
            "For how many {teams} is evidence contrary, and for how many is there "
            "none?",
            **words,
        )
    how = _("Each bar counts the {teams} that may need something, and why.", **words)
    return Told(title, how, alt, question)


def by_criterion(found: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Name the teams in need by criterion: the table of `of_teams`."""
    teams = evaluation.labels.teams
    planned = evaluation.study.actions["criterion_id"].value_counts()
    order, names = counts(evaluation).index, needs_in_words.criteria(evaluation)
    shown = pd.DataFrame(
        {
            _("Criterion"): [names[criterion] for criterion in order],
            _("For which {teams}", teams=teams): [
                _teams(evaluation, found[found["criterion_id"] == criterion])
                for criterion in order
            ],
        }
    )
    if len(planned):
        count = evaluation.language.count
        shown[_("Actions")] = [count(planned.get(c, 0), "action") for c in order]
    caption = _(
        "Criteria with the lowest or missing evidence, and the {teams} it is about",
        teams=teams,
    )
    if evaluation.framework.rating_scale.two_sided:
        caption = _(
            "Criteria with contrary or missing evidence, and the {teams} it is about",
            teams=teams,
        )
    return table(shown, "needs", caption, css="stacked")


def _teams(evaluation: Evaluation, cells: pd.DataFrame) -> Text:
    """Name the teams in need on one criterion, a line for each kind of need."""
    lines = []
    for kind in needs.names(evaluation.framework.rating_scale):
        of_kind = cells[cells["kind"] == kind]
        if len(of_kind):
            label = f"{needs_in_words.kind(kind, evaluation)} ({len(of_kind)})"
            lines.append(markup("{}: {}.", label, _named(evaluation, of_kind, kind)))
    return join(lines, markup("<br>")) if lines else _("None.")


def _named(evaluation: Evaluation, cells: pd.DataFrame, kind: str) -> Text:
    """Lead to the rating of each team; where there are many, to all at once."""
    criterion = cells["criterion_id"].iloc[0]
    teams = evaluation.teams[evaluation.teams["team_id"].isin(cells["team_id"])]
    pages, place = addresses.team_pages(teams), addresses.rating_place(criterion)
    over = evaluation.concluded
    links: list[Text] = [
        _concluded(way) if team_id in over else way
        for team_id, way in (
            (t.team_id, link(f"{pages[t.team_id]}#{place}", t.name))
            for t in records(teams.head(NAMED))
        )
    ]
    if (more := len(teams) - NAMED) > 0:
        number = _("{number} more", number=evaluation.language.numeral(more))
        links.append(link(_all_of(evaluation, criterion, kind), number))
    return listed(links)


def _concluded(team: Html) -> Html:
    return markup("{team} (concluded)", team=team)


def _all_of(evaluation: Evaluation, criterion: str, kind: str) -> str:
    """Return where all the teams of one kind of need are shown."""
    if kind == needs.MISSING:
        return f"{addresses.result_page('missing-evidence')}#gaps-picture"
    scale = evaluation.framework.rating_scale
    low = "below" if scale.two_sided else str(scale.ratings[0])
    return addresses.evidence_choice(criterion=criterion, rating=low)
