"""What teams need, as far as evidence tells."""

import pandas as pd
from matplotlib.axes import Axes

from hiteval.analysis import needs
from hiteval.display import actions
from hiteval.display.kit import addresses, drawing
from hiteval.display.kit.html import Html, escape, link, paragraphs
from hiteval.display.kit.picture import ROW, picture
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import count, listed, verb
from hiteval.results.evaluation import Evaluation

NAMED = 12  # teams in one line


def overview(evaluation: Evaluation) -> Html:
    """State where teams may need most."""
    counts, labels = _counts(evaluation), evaluation.labels
    teams = count(len(evaluation.teams), labels.team, labels.teams)
    there = counts.drop(columns=needs.MISSING).sum(axis=1)
    leading = str(counts.index[0])
    sentences = [
        f"{escape(leading)}: of {teams}, {there[leading]} "
        f"{_meet(there[leading], evaluation)}, and "
        f"{counts[needs.MISSING][leading]} {_have(counts[needs.MISSING][leading])} "
        "no evidence.",
        _most(there, *_most_of(evaluation)),
        _most(
            counts[needs.MISSING],
            f"No evidence for the most {labels.teams}",
            "is missing",
        ),
    ]
    evidenced = evaluation.all_teams().study.segments["team_id"]
    silent = int((~evaluation.teams["team_id"].isin(evidenced)).sum())
    if silent:
        sentences.append(
            f"{count(silent, labels.team, labels.teams)} {_have(silent)} "
            f"no evidence at all, and {verb(silent, 'counts', 'count')} as missing on "
            "every criterion."
        )
    return paragraphs([*sentences, actions.in_words(evaluation)])


def picture_of(evaluation: Evaluation) -> Html:
    """Show for each criterion how many teams stand low or have no evidence."""
    counts, scale = _counts(evaluation), evaluation.framework.rating_scale
    teams = evaluation.labels.teams
    low = [scale.below[-1], scale.below[0]] if scale.two_sided else scale.ratings[:1]
    looks = dict(zip(needs.names(scale), [*low, "missing"], strict=True))

    def draw(ax: Axes) -> None:
        drawing.stacked_levels(ax, counts.rename(columns=looks), scale, teams)
        drawing.painted_legend(ax, {v: kind for kind, v in looks.items()}, scale)

    parts = [
        f"{name}: {', '.join(f'{n} {kind}' for kind, n in row.items())}"
        for name, row in counts.head(3).iterrows()
    ]
    alt = (
        f"Stacked bars of {teams} for {count(len(counts), 'criterion', 'criteria')}, "
        f"{_order_of(evaluation)} on top. {'. '.join(parts)}."
    )
    return picture(
        "needs-picture",
        (7.2, 1.2 + ROW * len(counts)),
        draw,
        f"For how many {teams} is {_what(evaluation)}, and for how many is there none?",
        alt,
        counts.rename_axis(index="Criterion", columns=None).reset_index(),
    )


def by_criterion(evaluation: Evaluation) -> Html:
    """Name the teams that each criterion's low or missing evidence is about."""
    scale = evaluation.framework.rating_scale
    cells = evaluation.all_teams().cells
    ids = evaluation.framework.criterion_ids
    order = needs.by_criterion(cells, ids, scale).index
    cells = cells.assign(kind=needs.kinds(cells, scale)).dropna(subset=["kind"])
    actions = evaluation.study.actions["criterion_id"].value_counts()
    names, about = _names(evaluation), f"For which {evaluation.labels.teams}"
    shown = pd.DataFrame(
        {
            "Criterion": [names[criterion] for criterion in order],
            about: [
                _teams(evaluation, cells[cells["criterion_id"] == criterion])
                for criterion in order
            ],
        }
    )
    if len(actions):
        shown["Actions"] = [count(actions.get(c, 0), "action") for c in order]
    low = "contrary" if scale.two_sided else "the lowest"
    caption = (
        f"Criteria with {low} or missing evidence, and the "
        f"{evaluation.labels.teams} it is about"
    )
    return table(shown, "needs", caption, [about], css="stacked")


def _names(evaluation: Evaluation) -> dict[str, str]:
    return {c.id: c.name for c in evaluation.framework.criteria}


def _counts(evaluation: Evaluation) -> pd.DataFrame:
    """Count teams by criterion and kind of need, criteria by name."""
    cells = evaluation.all_teams().cells
    framework = evaluation.framework
    counts = needs.by_criterion(cells, framework.criterion_ids, framework.rating_scale)
    return counts.rename(index=_names(evaluation))


def _meet(number: int, evaluation: Evaluation) -> str:
    """Say what teams in need have, other than no evidence."""
    scale = evaluation.framework.rating_scale
    if scale.two_sided:
        return f"{verb(number, 'meets', 'meet')} contrary evidence"
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


def _most(counts: pd.Series, lead: str, none: str) -> str:
    if not counts.any():
        return f"{lead}: none {none}."
    names = counts.index[counts == counts.max()]
    return f"{lead}: {escape(listed(names))} ({counts.max()})."


def _teams(evaluation: Evaluation, cells: pd.DataFrame) -> str:
    """Name the teams in need on one criterion, a line for each kind of need."""
    lines = []
    for kind in needs.names(evaluation.framework.rating_scale):
        of_kind = cells.loc[cells["kind"] == kind, ["team_id", "criterion_id"]]
        if len(of_kind):
            label = f"{kind[0].upper()}{kind[1:]} ({len(of_kind)})"
            lines.append(f"{label}: {_named(evaluation, of_kind, kind)}.")
    return "<br>".join(lines) or "None."


def _named(evaluation: Evaluation, cells: pd.DataFrame, kind: str) -> str:
    """Lead to the rating of each team; where there are many, to all at once."""
    criterion = cells["criterion_id"].iloc[0]
    teams = evaluation.teams[evaluation.teams["team_id"].isin(cells["team_id"])]
    pages, place = addresses.team_pages(teams), addresses.rating_place(criterion)
    links = [
        link(f"{pages[t.team_id]}#{place}", t.name)
        + " (concluded)" * (t.team_id in evaluation.concluded)
        for t in records(teams.head(NAMED))
    ]
    if more := len(teams) - NAMED if len(teams) > NAMED else 0:
        gaps = f"{addresses.result_page('missing-evidence')}#gaps-picture"
        scale = evaluation.framework.rating_scale
        low = "below" if scale.two_sided else str(scale.ratings[0])
        passages = addresses.evidence_choice(criterion=criterion, rating=low)
        links.append(link(gaps if kind == needs.MISSING else passages, f"{more} more"))
    return listed(links)
