"""What teams need, as far as evidence tells."""

import pandas as pd

from hiteval.analysis import needs
from hiteval.display import actions
from hiteval.display.kit import addresses, drawing
from hiteval.display.kit.html import Html, Text, join, link, markup, paragraphs
from hiteval.display.kit.picture import Told, picture
from hiteval.display.kit.quantity import counted, numeral
from hiteval.display.kit.sheet import Rows
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import listed, verb
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
    if evaluation.framework.rating_scale.two_sided:
        where, by = "the evidence tells of difficulty", "with contrary evidence"
        first = "Capacity stands first"
    else:
        where = f"{labels.teams} stand at the lowest level"
        by = "at the lowest level"
        first = "Capacity stands first, if it is a criterion"
    return paragraphs(
        [
            f"This page gathers where {where}, and where there is none. {first}: "
            "people, time and money are what others can give "
            f"{labels.a_team}. The rest follows by the number of {labels.teams} {by}.",
            "Missing evidence is a need of the evaluation before it is one of the "
            f"{labels.team}. It does not show that {labels.a_team} does nothing there.",
        ]
    )


def overview(counts: pd.DataFrame, evaluation: Evaluation) -> Html:
    """State where teams may need most: the table of `counts`."""
    labels, say, teams = evaluation.labels, evaluation.language, evaluation.all_teams()
    named = counts.rename(index=_names(evaluation))
    there, missing = named.drop(columns=needs.MISSING).sum(axis=1), named[needs.MISSING]
    first = str(counts.index[0])
    low = quantity("teams-low", teams, there.iloc[0], first)
    none = quantity("teams-missing", teams, missing.iloc[0], first)
    sentences: list[Text] = [
        markup(
            "{}: of {}, {} {}, and {} {} no evidence.",
            *(named.index[0], counted(quantity("teams", teams), say)),
            *(numeral(low, say), _meet(low.number, evaluation)),
            *(numeral(none, say), _have(none.number)),
        ),
        _most(there, *_most_of(evaluation)),
        _most(missing, f"No evidence for the most {labels.teams}", "is missing"),
    ]
    silent = quantity("teams-silent", teams)
    if silent.number:
        sentences.append(
            markup(
                "{} {} no evidence at all, and {} as missing on every criterion.",
                *(counted(silent, say), _have(silent.number)),
                verb(silent.number, "counts", "count"),
            )
        )
    return paragraphs([*sentences, actions.in_words(evaluation)])


def picture_of(counts: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show for each criterion how many teams stand low or have no evidence."""
    counts = counts.rename(index=_names(evaluation))
    scale, teams = evaluation.framework.rating_scale, evaluation.labels.teams
    low = [scale.below[-1], scale.below[0]] if scale.two_sided else scale.ratings[:1]
    looks = dict(zip(needs.names(scale), [*low, "missing"], strict=True))

    signs = {kind: (drawing.paint(look, scale), kind) for kind, look in looks.items()}
    rows = Rows(counts.index.tolist())
    parts = [
        f"{name}: {', '.join(f'{n} {kind}' for kind, n in row.items())}"
        for name, row in counts.head(3).iterrows()
    ]
    criteria = evaluation.language.count(len(counts), "criterion", "criteria")
    alt = (
        f"Stacked bars of {teams} for {criteria}, "
        f"{_order_of(evaluation)} on top. {'. '.join(parts)}."
    )
    return picture(
        "needs-picture",
        lambda ax: drawing.stacked_bars(ax, counts, rows, signs, f"no {teams}"),
        Told(
            title=_finding(counts, evaluation),
            how=f"Each bar counts the {teams} that may need something, and why.",
            alt=alt,
            question=f"For how many {teams} is {_what(evaluation)}, and for how many "
            "is there none?",
        ),
        counts.rename_axis(index="Criterion", columns=None).reset_index(),
    )


def _finding(counts: pd.DataFrame, evaluation: Evaluation) -> str:
    """Say on which criteria the most teams have contrary evidence, or stand lowest."""
    lead, none = _most_of(evaluation)
    return _most(counts.drop(columns=needs.MISSING).sum(axis=1), lead, none)


def by_criterion(found: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Name the teams in need by criterion: the table of `of_teams`."""
    scale, labels = evaluation.framework.rating_scale, evaluation.labels
    planned = evaluation.study.actions["criterion_id"].value_counts()
    order, names = counts(evaluation).index, _names(evaluation)
    shown = pd.DataFrame(
        {
            "Criterion": [names[criterion] for criterion in order],
            f"For which {labels.teams}": [
                _teams(evaluation, found[found["criterion_id"] == criterion])
                for criterion in order
            ],
        }
    )
    if len(planned):
        count = evaluation.language.count
        shown["Actions"] = [count(planned.get(c, 0), "action") for c in order]
    low = "contrary" if scale.two_sided else "the lowest"
    caption = (
        f"Criteria with {low} or missing evidence, and the {labels.teams} it is about"
    )
    return table(shown, "needs", caption, css="stacked")


def _names(evaluation: Evaluation) -> dict[str, str]:
    return {c.id: c.name for c in evaluation.framework.criteria}


def _meet(number: int, evaluation: Evaluation) -> str:
    """Say what teams in need have, other than no evidence."""
    scale = evaluation.framework.rating_scale
    if scale.two_sided:
        return f"{verb(number, 'meets', 'meet')} contrary evidence or a low rating"
    return f"{verb(number, 'stands', 'stand')} {needs.names(scale)[0]}"


def _most_of(evaluation: Evaluation) -> tuple[str, str]:
    scale = evaluation.framework.rating_scale
    if scale.two_sided:
        return f"Contrary evidence for the most {evaluation.labels.teams}", "was coded"
    return f"Most {evaluation.labels.teams} {needs.names(scale)[0]}", "stands there"


def _what(evaluation: Evaluation) -> str:
    scale = evaluation.framework.rating_scale
    return "evidence contrary" if scale.two_sided else f"it {needs.names(scale)[0]}"


def _order_of(evaluation: Evaluation) -> str:
    if evaluation.framework.rating_scale.two_sided:
        return "those with the most contrary evidence"
    return f"those with the most {evaluation.labels.teams} at the lowest level"


def _have(number: int) -> str:
    return verb(number, "has", "have")


def _most(numbers: pd.Series, lead: str, none: str) -> str:
    if not numbers.any():
        return f"{lead}: none {none}."
    names = numbers.index[numbers == numbers.max()]
    return f"{lead}: {listed(names)} ({numbers.max()})."


def _teams(evaluation: Evaluation, cells: pd.DataFrame) -> Text:
    """Name the teams in need on one criterion, a line for each kind of need."""
    lines = []
    for kind in needs.names(evaluation.framework.rating_scale):
        of_kind = cells[cells["kind"] == kind]
        if len(of_kind):
            label = f"{kind[0].upper()}{kind[1:]} ({len(of_kind)})"
            lines.append(markup("{}: {}.", label, _named(evaluation, of_kind, kind)))
    return join(lines, markup("<br>")) if lines else "None."


def _named(evaluation: Evaluation, cells: pd.DataFrame, kind: str) -> Text:
    """Lead to the rating of each team; where there are many, to all at once."""
    criterion = cells["criterion_id"].iloc[0]
    teams = evaluation.teams[evaluation.teams["team_id"].isin(cells["team_id"])]
    pages, place = addresses.team_pages(teams), addresses.rating_place(criterion)
    links: list[Text] = [
        markup(
            "{}{}",
            link(f"{pages[t.team_id]}#{place}", t.name),
            " (concluded)" * (t.team_id in evaluation.concluded),
        )
        for t in records(teams.head(NAMED))
    ]
    if (more := len(teams) - NAMED) > 0:
        number = f"{evaluation.language.numeral(more)} more"
        links.append(link(_all_of(evaluation, criterion, kind), number))
    return listed(links)


def _all_of(evaluation: Evaluation, criterion: str, kind: str) -> str:
    """Return where all the teams of one kind of need are shown."""
    if kind == needs.MISSING:
        return f"{addresses.result_page('missing-evidence')}#gaps-picture"
    scale = evaluation.framework.rating_scale
    low = "below" if scale.two_sided else str(scale.ratings[0])
    return addresses.evidence_choice(criterion=criterion, rating=low)
