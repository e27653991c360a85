"""Sentences made from the results: plain words, 25 words or fewer, no adjectives."""

import pandas as pd

from hiteval.analysis.consensus import MISSING, UNCERTAIN
from hiteval.analysis.robustness import rests_on_one_source
from hiteval.display.kit import addresses, rating_groups
from hiteval.display.kit.html import Html, bullets, joined, link, markup, paragraphs
from hiteval.display.kit.words import cut, listed, verb
from hiteval.language import Language
from hiteval.results.evaluation import Evaluation
from hiteval.study.framework import Area

THIN = 0.5  # coverage under which a team's record is called thin
MOST_NAMED = 6  # names in one sentence
COUNTED = ["teams", "evidenced", "rated", "strong", "contrary", "level", "missing"]
KINDS_APART = (
    "Areas of process say how {teams} work. Areas of outcome say what they bring "
    "about. The two are never averaged into one number."
)
AREAS_APART = "Areas are never averaged into one number."
KINDS = {
    "process": "It is an area of process: how successful {teams} work.",
    "outcome": "It is an area of outcome: what successful {teams} bring about.",
}


def question(evaluation: Evaluation) -> Html:
    """Say what was asked, over which time, on what evidence."""
    study, period = evaluation.study, evaluation.study.settings.period
    count, numeral = evaluation.language.count, evaluation.language.numeral
    about = len(evaluation.all_teams().study.segments)
    whole, labels = len(study.segments) - about, evaluation.labels
    read = (
        f"{count(len(study.sources), 'source')} gave "
        f"{count(len(study.segments), 'coded segment')}, "
        f"from {period.start.year} to {period.end.year}: {numeral(about)} about "
        f"{count(len(evaluation.teams), labels.team, labels.teams)}, "
        f"{numeral(whole)} about the model as a whole."
    )
    register = link(
        addresses.result_page("evidence-register"), "Every source is listed"
    )
    asked = markup("<strong>{}</strong>", study.settings.question)
    return paragraphs([asked, markup("{} {}.", read, register)])


def about(evaluation: Evaluation) -> Html:
    """Say what a team is, in the study's words, and what the report asks."""
    told, labels = evaluation.study.settings.about, evaluation.labels
    asked = (
        "This report asks what the evidence shows of what successful "
        f"{labels.teams} develop."
    )
    return paragraphs([told, asked] if told else [asked])


def area_messages(counts: pd.DataFrame, evaluation: Evaluation) -> Html:
    """State for each area how its criteria are rated over all teams.

    ``counts`` is from `criterion_counts`.
    """
    areas = evaluation.framework.areas
    lead = KINDS_APART if any(area.kind for area in areas) else AREAS_APART
    messages = bullets(
        markup(
            "{}{}: {}",
            link(addresses.area_page(area.id), area.name),
            _kind(area),
            " ".join(_area_sentences(counts[counts["area_id"] == area.id], evaluation)),
        )
        for area in areas
    )
    said = lead.format(teams=evaluation.labels.teams)
    return joined([paragraphs([said]), messages])


def _kind(area: Area) -> str:
    return f" ({area.kind})" if area.kind else ""


def area(counts: pd.DataFrame, area: Evaluation) -> Html:
    """State what one area is and how its criteria are rated over all teams.

    ``counts`` is from `criterion_counts`.
    """
    (only,) = area.framework.areas
    kind = [KINDS[only.kind].format(teams=area.labels.teams)] if only.kind else []
    definition = markup("<strong>{}</strong>", only.definition)
    return paragraphs([definition, *kind, *_area_sentences(counts, area)])


def team(team: Evaluation) -> Html:
    """State what is strong, what is contrary and what is missing for one team."""
    if not team.cells["segments"].any():
        return paragraphs(
            [
                f"No evidence about this {team.labels.team} was found. "
                "That is not evidence of absence."
            ]
        )
    return paragraphs(_standing(team))


def model(model: Evaluation) -> Html:
    """State how much evidence speaks of the model as a whole."""
    study = model.study
    if study.segments.empty:
        return paragraphs(["No evidence about the model as a whole was coded."])
    names, count = listed(study.teams["name"]), model.language.count
    read = count(study.segments["source_id"].nunique(), "source")
    segments = count(len(study.segments), "segment")
    speak = verb(len(study.segments), "speaks", "speak")
    return paragraphs(
        [f"{segments} from {read} {speak} of {names}.", *_standing(model)]
    )


def _standing(team: Evaluation) -> list[str]:
    """State which criteria of one team are strong, mixed or contrary, and missing."""
    names = {c.id: c.name for c in team.framework.criteria}
    scale = team.framework.rating_scale
    cells = team.cells.assign(name=team.cells["criterion_id"].map(names))
    by_level = rating_groups.groups(cells[cells["rating"].notna()], scale)
    evidenced = int((cells["segments"] > 0).sum())
    sentences = [
        f"{evidenced} of {len(cells)} criteria {verb(evidenced, 'has', 'have')} "
        f"evidence. {on_one_source(team)}",
        *(_named(rows, lead) for lead, rows in by_level.items()),
        _named(cells[cells["basis"] == UNCERTAIN], "Raters disagree"),
        _named(cells[cells["segments"] == 0], "No evidence was found"),
    ]
    if evidenced < THIN * len(cells):
        sentences.append(
            "The record is thin. What it lacks may still exist in practice."
        )
    return [sentence for sentence in sentences if sentence]


def criterion_counts(evaluation: Evaluation) -> pd.DataFrame:
    """Count teams for each criterion, in the framework's order.

    Returns
    -------
    DataFrame
        ``area_id, criterion_id, criterion`` (its name), ``teams``; and of these teams
        ``evidenced`` (with any evidence), ``rated`` (with a rating), ``strong``,
        ``contrary`` and ``level`` (see `hiteval.display.kit.rating_groups.flags`) and
        ``missing`` (without a rating).
    """
    cells, framework = evaluation.cells, evaluation.framework
    flags = rating_groups.flags(cells, framework.rating_scale).assign(
        teams=True,
        evidenced=cells["segments"] > 0,
        rated=cells["rating"].notna(),
        missing=cells["basis"] == MISSING,
    )
    counted = flags.groupby(cells["criterion_id"])[COUNTED].sum()
    counted = counted.reindex(framework.criterion_ids, fill_value=0)
    names = [(a.id, c.id, c.name) for a in framework.areas for c in a.criteria]
    criteria = pd.DataFrame(names, columns=["area_id", "criterion_id", "criterion"])
    return criteria.join(counted, on="criterion_id")


def _area_sentences(counts: pd.DataFrame, evaluation: Evaluation) -> list[str]:
    numeral = evaluation.language.numeral
    strong = rating_groups.strong(evaluation.framework.rating_scale)
    of = f"{numeral(counts['evidenced'].sum())} of {numeral(counts['teams'].sum())}"
    number = int(counts["strong"].sum())
    ratings = evaluation.language.count(int(counts["rated"].sum()), "rating")
    sentences = [
        f"{of} pairs of {evaluation.labels.team} and criterion have evidence; "
        f"{numeral(number)} of {ratings} {verb(number, 'is', 'are')} {strong}.",
        _strong(counts, evaluation),
    ]
    if counts["contrary"].any():
        names = leading(counts, "contrary", evaluation.language, "meets", "meet")
        sentences.append(
            f"{names} contrary evidence for the most {evaluation.labels.teams}: "
            f"{of_teams(counts, 'contrary', evaluation.language)}."
        )
    return sentences


def _strong(counts: pd.DataFrame, evaluation: Evaluation) -> str:
    strong = rating_groups.strong(evaluation.framework.rating_scale)
    if not counts["strong"].any():
        return f"No criterion is rated {strong} for any {evaluation.labels.team}."
    names = leading(counts, "strong", evaluation.language, "is", "are")
    most = of_teams(counts, "strong", evaluation.language)
    return f"{names} rated {strong} for the most {evaluation.labels.teams}: {most}."


def on_one_source(evaluation: Evaluation) -> str:
    """Say how many ratings rest on one source."""
    one = rests_on_one_source(evaluation.proposed).dropna()
    rest = verb(int(one.sum()), "rests", "rest")
    number = evaluation.language.numeral(one.sum())
    of = evaluation.language.count(len(one), "rating")
    return f"{number} of {of} {rest} on one source."


def leading(
    counts: pd.DataFrame, which: str, language: Language, one: str = "", many: str = ""
) -> str:
    """Name the criteria with the highest count, ties included, and add a verb."""
    names = counts.loc[counts[which] == counts[which].max(), "criterion"].tolist()
    leading = listed(cut(names, MOST_NAMED, language))
    return f"{leading} {verb(len(names), one, many)}".strip()


def of_teams(counts: pd.DataFrame, which: str, language: Language) -> str:
    """Write the highest count beside the number of teams: 3 of 23."""
    numeral = language.numeral
    return f"{numeral(counts[which].max())} of {numeral(counts['teams'].max())}"


def _named(cells: pd.DataFrame, lead: str) -> str:
    """Name every criterion; a list has no sentence to be long."""
    return f"{lead}: {listed(cells['name'])}." if len(cells) else ""
