"""Sentences made from the results: plain words, 25 words or fewer, no adjectives."""

import pandas as pd

from hiteval.analysis.consensus import UNCERTAIN
from hiteval.catalogue import N_, _, ngettext
from hiteval.display.kit import addresses, rating_groups
from hiteval.display.kit.html import (
    Html,
    Text,
    bullets,
    fold,
    join,
    joined,
    link,
    markup,
    own_words,
    paragraphs,
)
from hiteval.display.kit.quantity import counted, ratio, share
from hiteval.display.kit.words import called, cut, listed
from hiteval.language import Language
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import Quantity, quantity

THIN = 0.5  # coverage under which a team's record is called thin
MOST_NAMED = 6  # names in one sentence
COUNTED = ["teams", "evidenced", "rated", "strong", "contrary", "level", "missing"]
KINDS_APART = N_(
    "Areas of process say how {teams} work. Areas of outcome say what they bring "
    "about. The two are never averaged into one number."
)
AREAS_APART = N_("Areas are never averaged into one number.")
KINDS = {
    "process": N_("It is an area of process: how successful {teams} work."),
    "outcome": N_("It is an area of outcome: what successful {teams} bring about."),
}


def area_messages(counts: pd.DataFrame, evaluation: Evaluation) -> Html:
    """State for each area how its criteria are rated over all teams.

    ``counts`` is from `criterion_counts`, of all teams.
    """
    areas = evaluation.framework.areas
    lead = KINDS_APART if any(area.kind for area in areas) else AREAS_APART
    messages = bullets(
        markup(
            "{}{}: {}",
            link(addresses.area_page(area.id), area.name),
            f" ({called(area.kind)})" if area.kind else "",
            join(_area_sentences(counts, evaluation.all_teams().area(area.id)), " "),
        )
        for area in areas
    )
    said = _(lead, teams=evaluation.labels.teams)
    number = evaluation.language.numeral(len(areas))
    label = _("The ratings of each area, {number} in all", number=number)
    return fold(label, "", joined([paragraphs([said]), messages]))


def area(counts: pd.DataFrame, area: Evaluation) -> Html:
    """State what one area is and how its criteria are rated over all teams.

    ``counts`` is from `criterion_counts`.
    """
    (only,) = area.framework.areas
    kind = [_(KINDS[only.kind], teams=area.labels.teams)] if only.kind else []
    definition = markup("<strong>{}</strong>", own_words(only.definition))
    return paragraphs([definition, *kind, *_area_sentences(counts, area)])


def team(team: Evaluation) -> Html:
    """State what is strong, what is contrary and what is missing for one team."""
    if not team.cells["segments"].any():
        return paragraphs(
            [
                _(
                    "No evidence about this {team} was found. "
                    "That is not evidence of absence.",
                    team=team.labels.team,
                )
            ]
        )
    return paragraphs(_standing(team))


def model(model: Evaluation) -> Html:
    """State how much evidence speaks of the model as a whole."""
    study = model.study
    if study.segments.empty:
        return paragraphs([_("No evidence about the model as a whole was coded.")])
    said = markup(
        ngettext(
            "{segments} from {sources} speaks of {names}.",
            "{segments} from {sources} speak of {names}.",
            len(study.segments),
        ),
        segments=counted(quantity("segments", model), model.language),
        sources=counted(quantity("sources", model), model.language),
        names=listed(study.teams["name"]),
    )
    return paragraphs([said, *_standing(model)])


def _standing(team: Evaluation) -> list[Text]:
    """State which criteria of one team are strong, mixed or contrary, and missing."""
    names = {c.id: c.name for c in team.framework.criteria}
    scale = team.framework.rating_scale
    cells = team.cells.assign(name=team.cells["criterion_id"].map(names))
    by_level = rating_groups.groups(cells[cells["rating"].notna()], scale)
    evidenced = quantity("cells-evidenced", team)
    sentences: list[Text] = [
        join([_with_evidence(evidenced, team), on_one_source(team)], " "),
        *(_named(rows, lead) for lead, rows in by_level.items()),
        _named(cells[cells["basis"] == UNCERTAIN], _("Raters disagree")),
        _named(cells[cells["segments"] == 0], _("No evidence was found")),
    ]
    if evidenced.number < THIN * len(cells):
        sentences.append(
            _("The record is thin. What it lacks may still exist in practice.")
        )
    return [sentence for sentence in sentences if sentence]


def _with_evidence(evidenced: Quantity, team: Evaluation) -> Html:
    said = ngettext(
        "{number} criteria has evidence.",
        "{number} criteria have evidence.",
        evidenced.number,
    )
    return markup(said, number=ratio(evidenced, team.language))


def criterion_counts(evaluation: Evaluation) -> pd.DataFrame:
    """Count teams for each criterion, in the framework's order.

    Returns
    -------
    DataFrame
        ``area_id, criterion_id, criterion`` (its name), ``teams``; and of these teams
        ``evidenced`` (with any evidence), ``rated`` (with a rating), ``strong``,
        ``contrary`` and ``level`` (see `hiteval.display.kit.rating_groups.flags`) and
        ``missing`` (without evidence, whoever rated them).
    """
    cells, framework = evaluation.cells, evaluation.framework
    flags = rating_groups.flags(cells, framework.rating_scale).assign(
        teams=True,
        evidenced=cells["segments"] > 0,
        rated=cells["rating"].notna(),
        missing=cells["segments"] == 0,
    )
    counted = flags.groupby(cells["criterion_id"])[COUNTED].sum()
    counted = counted.reindex(framework.criterion_ids, fill_value=0)
    names = [(a.id, c.id, c.name) for a in framework.areas for c in a.criteria]
    criteria = pd.DataFrame(names, columns=["area_id", "criterion_id", "criterion"])
    return criteria.join(counted, on="criterion_id")


def _area_sentences(counts: pd.DataFrame, area: Evaluation) -> list[Text]:
    counts = counts[counts["criterion_id"].isin(area.framework.criterion_ids)]
    strong, say = quantity("ratings-strong", area), area.language
    sentences: list[Text] = [
        markup(
            ngettext(
                "{cells} have evidence; {ratings} is {levels}.",
                "{cells} have evidence; {ratings} are {levels}.",
                strong.number,
            ),
            cells=share(quantity("cells-evidenced", area), say),
            ratings=share(strong, say),
            levels=rating_groups.strong(area.framework.rating_scale),
        ),
        _strong(counts, area),
    ]
    if counts["contrary"].any():
        names, number = leading(counts, "contrary", say)
        said = ngettext(
            "{criteria} meets contrary evidence for the most {teams}: {number}.",
            "{criteria} meet contrary evidence for the most {teams}: {number}.",
            number,
        )
        of = of_teams(counts, "contrary", area)
        named = {"criteria": names, "teams": area.labels.teams}
        sentences.append(markup(said, **named, number=of))
    return sentences


def _strong(counts: pd.DataFrame, evaluation: Evaluation) -> Text:
    strong = rating_groups.strong(evaluation.framework.rating_scale)
    if not counts["strong"].any():
        return _(
            "No criterion is rated {levels} for any {team}.",
            levels=strong,
            team=evaluation.labels.team,
        )
    names, number = leading(counts, "strong", evaluation.language)
    said = ngettext(
        "{criteria} is rated {levels} for the most {teams}: {number}.",
        "{criteria} are rated {levels} for the most {teams}: {number}.",
        number,
    )
    most, teams = of_teams(counts, "strong", evaluation), evaluation.labels.teams
    return markup(said, criteria=names, levels=strong, teams=teams, number=most)


def on_one_source(evaluation: Evaluation) -> Html:
    """Say how many proposed ratings rest on one source, the only one."""
    one = quantity("proposed-one-source", evaluation)
    said = ngettext(
        "{ratings} rests on one source.", "{ratings} rest on one source.", one.number
    )
    return markup(said, ratings=share(one, evaluation.language))


def leading(counts: pd.DataFrame, which: str, language: Language) -> tuple[str, int]:
    """Name the criteria with the highest count, ties included, and count them."""
    names = counts.loc[counts[which] == counts[which].max(), "criterion"].tolist()
    return listed(cut(names, MOST_NAMED, language)), len(names)


def of_teams(counts: pd.DataFrame, which: str, evaluation: Evaluation) -> Html:
    """Write the highest count beside the number of teams: 3 of 23."""
    by_criterion = counts.set_index("criterion_id")[which]
    most, first = int(by_criterion.max()), str(by_criterion.idxmax())
    number = quantity(f"teams-{which}", evaluation, most, first)
    return ratio(number, evaluation.language)


def _named(cells: pd.DataFrame, lead: str) -> str:
    """Name every criterion; a list has no sentence to be long."""
    return f"{lead}: {listed(cells['name'])}." if len(cells) else ""
