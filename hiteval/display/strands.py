"""Two strands of evidence compared: where they agree, and where they do not."""

import pandas as pd

from hiteval.analysis.strands import DISSONANCE, FAR, PROMINENCE_FACTOR, SILENCE
from hiteval.display.kit import addresses, palette
from hiteval.display.kit.chips import chip
from hiteval.display.kit.html import Html, markup, paragraphs
from hiteval.display.kit.maps import category_map
from hiteval.display.kit.quantity import counted
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import dates, verb
from hiteval.results import sureness
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity

ONE_STRAND = "The study has one strand of evidence: there is nothing to compare."


def codes_in_words(evaluation: Evaluation) -> Html:
    """Say what it means that two strands agree, by the sides of the scale."""
    team = evaluation.labels.team
    if evaluation.framework.rating_scale.two_sided:
        same, apart = "say the same", "contradict each other"
        outermost = ", or if both strands reach an outermost level"
    else:
        same = f"put {evaluation.labels.a_team} at the same level"
        apart, outermost = f"lie {FAR} levels or more apart", ""
    return paragraphs(
        [
            markup(
                "Two kinds of source were read apart and then compared. They "
                "<em>agree</em> where they {} with the same weight, and agree <em>in "
                "part</em> where only one of these holds. They are <em>dissonant</em> "
                "where they {}, or differ in both. Where one strand says nothing, it "
                "is <em>silent</em>.",
                same,
                apart,
            ),
            "Each strand alone is rated by the rule of the method page. Its weight is "
            f"the share of its sources about the {team} that speak of the criterion. "
            "Weights are the same if neither is more than "
            f"{PROMINENCE_FACTOR} times the other{outermost}.",
        ]
    )


def compared(evaluation: Evaluation) -> pd.DataFrame:
    """Compare the first two strands, as `hiteval.analysis.strands.compare` does.

    A study of one strand has nothing to compare: no rows, and no columns.
    """
    pair = sureness.strand_pair(evaluation)
    return sureness.strands_compared(evaluation, pair) if pair else pd.DataFrame()


def dissonant(evaluation: Evaluation) -> pd.DataFrame:
    """List both sides of each dissonance; likewise nothing of one strand."""
    pair = sureness.strand_pair(evaluation)
    return sureness.strands_dissonant(evaluation, pair) if pair else pd.DataFrame()


def overview(compared: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Count how two strands compare over all teams and criteria."""
    pair = sureness.strand_pair(evaluation)
    if pair is None:
        return paragraphs([ONE_STRAND])
    team, numeral = evaluation.labels.team, evaluation.language.numeral
    tally = compared["code"].value_counts()
    codes = tally.reindex(list(palette.STRAND_CODES), fill_value=0)
    both = int(codes[["agreement", "partial agreement", "dissonance"]].sum())
    against = int(compared["opposite"].fillna(False).sum())
    said = codes.map(numeral)
    none_read = (compared["first_of"] == 0) | (compared["second_of"] == 0)
    unread = int((none_read & (compared["code"] == SILENCE)).sum())
    return paragraphs(
        [
            markup(
                "Of {}, {} have evidence in both strands ({} and {}).",
                counted(quantity("cells", evaluation), evaluation.language),
                *(numeral(both), *pair),
            ),
            f"They agree in {said['agreement']}, in part in "
            f"{said['partial agreement']}, and differ in {said['dissonance']}.",
            f"In {numeral(against)} of these, {_opposite(evaluation)}.",
            f"In {said['silence']} one strand says nothing; in {numeral(unread)} of "
            f"these it was not read for the {team} at all.",
            f"In {said['no evidence']} there is no evidence in either.",
        ]
    )


def _opposite(evaluation: Evaluation) -> str:
    if evaluation.framework.rating_scale.two_sided:
        return "one strand supports what the other contradicts"
    return f"they lie {FAR} levels or more apart"


def matrix(compared: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show how two strands compare for each team and criterion."""
    if sureness.strand_pair(evaluation) is None:
        return paragraphs([ONE_STRAND])
    return category_map(
        evaluation,
        compared.set_index(["team_id", "criterion_id"])["code"],
        palette.STRAND_CODES,
        "strands-picture",
        "Do the two strands of evidence say the same?",
        _finding(compared, evaluation),
    )


def _finding(compared: pd.DataFrame, evaluation: Evaluation) -> str:
    """Say in how many cells the strands agree, at least in part, and where not."""
    numeral, codes = evaluation.language.numeral, compared["code"].value_counts()
    same = codes.get("agreement", 0) + codes.get("partial agreement", 0)
    apart = codes.get("dissonance", 0)
    return (
        f"The two strands agree, at least in part, in {numeral(same)} "
        f"{verb(same, 'cell', 'cells')}; they differ in {numeral(apart)}."
    )


def dissonances(dissonant: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show both sides wherever two strands differ."""
    if sureness.strand_pair(evaluation) is None:
        return paragraphs([ONE_STRAND])
    if dissonant.empty:
        return paragraphs([f"There is no {DISSONANCE} between the strands."])
    study, scale = evaluation.study, evaluation.framework.rating_scale
    teams = study.teams.set_index("team_id")["name"]
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    summaries = study.segments.set_index("segment_id")["summary"]
    where = (
        dissonant["team_id"].map(teams) + ": " + dissonant["criterion_id"].map(criteria)
    )
    shown = pd.DataFrame(
        {
            "Where": where,
            "Strand": dissonant["strand"],
            "Rating": [chip(rating, scale) for rating in dissonant["rating"]],
            "Summary of the passage": dissonant["segment_id"].map(summaries),
            "Source": _sources(dissonant, evaluation),
        }
    )
    team = evaluation.labels.team
    caption = f"Both sides of every dissonance, {team} by {team}"
    return table(shown, "dissonances", caption, group="Where", css="stacked")


def _sources(rows: pd.DataFrame, evaluation: Evaluation) -> list[Html]:
    """Name the source of each segment, leading to where the segment is."""
    study = evaluation.study
    pages = addresses.team_pages(study.teams)
    sources = study.sources.set_index("source_id")
    when = dates(sources["date"], sources["date_precision"], evaluation.language)
    return [
        markup(
            '<a href="{}#{}">{}</a> ({})',
            pages[r.team_id],
            addresses.segment_place(r.segment_id),
            sources.loc[r.source_id, "title"],
            when[r.source_id],
        )
        for r in records(rows)
    ]
