"""Two strands of evidence compared: where they agree, and where they do not."""

import pandas as pd

from hiteval.analysis.strands import DISSONANCE, FAR, SILENCE
from hiteval.display.kit import addresses, palette
from hiteval.display.kit.html import Html, escape, link, paragraphs
from hiteval.display.kit.maps import category_map
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import dates
from hiteval.display.ratings import chip
from hiteval.language import numeral
from hiteval.results import sureness
from hiteval.results.evaluation import Evaluation

ONE_STRAND = "The study has one strand of evidence: there is nothing to compare."


def overview(evaluation: Evaluation) -> Html:
    """Count how two strands compare over all teams and criteria."""
    pair = sureness.strand_pair(evaluation)
    if pair is None:
        return paragraphs([ONE_STRAND])
    compared = sureness.strands_compared(evaluation, pair)
    team = evaluation.labels.team
    codes = (
        compared["code"]
        .value_counts()
        .reindex(list(palette.STRAND_CODES), fill_value=0)
    )
    both = int(codes[["agreement", "partial agreement", "dissonance"]].sum())
    against = int(compared["opposite"].fillna(False).sum())
    said = codes.map(numeral)
    none_read = (compared["first_of"] == 0) | (compared["second_of"] == 0)
    unread = int((none_read & (compared["code"] == SILENCE)).sum())
    return paragraphs(
        [
            f"Of {numeral(len(compared))} pairs of {team} and criterion, "
            f"{numeral(both)} have evidence in both strands "
            f"({escape(pair[0])} and {escape(pair[1])}).",
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


def matrix(evaluation: Evaluation) -> Html:
    """Show how two strands compare for each team and criterion."""
    pair = sureness.strand_pair(evaluation)
    if pair is None:
        return paragraphs([ONE_STRAND])
    compared = sureness.strands_compared(evaluation, pair)
    return category_map(
        evaluation,
        compared.set_index(["team_id", "criterion_id"])["code"],
        palette.STRAND_CODES,
        "strands-picture",
        "Do the two strands of evidence say the same?",
    )


def dissonances(evaluation: Evaluation) -> Html:
    """Show both sides wherever two strands differ."""
    pair = sureness.strand_pair(evaluation)
    if pair is None:
        return paragraphs([ONE_STRAND])
    rows = sureness.strands_dissonant(evaluation, pair)
    if rows.empty:
        return paragraphs([f"There is no {DISSONANCE} between the strands."])
    study, scale = evaluation.study, evaluation.framework.rating_scale
    teams = study.teams.set_index("team_id")["name"]
    names = {c.id: c.name for c in evaluation.framework.criteria}
    pages = addresses.team_pages(study.teams)
    sources = study.sources.set_index("source_id")
    when = dates(sources["date"], sources["date_precision"])
    summaries = study.segments.set_index("segment_id")["summary"]
    where = rows["team_id"].map(teams) + ": " + rows["criterion_id"].map(names)
    shown = pd.DataFrame(
        {
            "Where": where,
            "Strand": rows["strand"],
            "Rating": [chip(rating, scale) for rating in rows["rating"]],
            "Passage": rows["segment_id"].map(summaries),
            "Source": [
                link(
                    f"{pages[r.team_id]}#{addresses.segment_place(r.segment_id)}",
                    sources.loc[r.source_id, "title"],
                )
                + f" ({when[r.source_id]})"
                for r in records(rows)
            ],
        }
    )
    team = evaluation.labels.team
    caption = f"Both sides of every dissonance, {team} by {team}"
    html_columns = ["Rating", "Source"]
    return table(
        shown, "dissonances", caption, html_columns, group="Where", css="stacked"
    )
