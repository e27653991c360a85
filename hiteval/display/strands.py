"""Two strands of evidence compared: where they agree, and where they do not."""

import pandas as pd

from hiteval.analysis.strands import FAR, PROMINENCE_FACTOR, SILENCE
from hiteval.catalogue import N_, _
from hiteval.display.kit import addresses, palette
from hiteval.display.kit.chips import chip
from hiteval.display.kit.html import Html, markup, own_words, paragraphs
from hiteval.display.kit.maps import category_map
from hiteval.display.kit.quantity import counted
from hiteval.display.kit.table import records, table
from hiteval.display.kit.words import dates
from hiteval.results import sureness
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import quantity

ONE_STRAND = N_("The study has one strand of evidence: there is nothing to compare.")
BY_SIDES = (
    "Two kinds of source were read apart and then compared. They <em>agree</em> where "
    "they say the same with the same weight, and agree <em>in part</em> where only one "
    "of these holds. They are <em>dissonant</em> where they contradict each other, or "
    "differ in both. Where one strand says nothing, it is <em>silent</em>."
)
BY_LEVELS = (
    "Two kinds of source were read apart and then compared. They <em>agree</em> where "
    "they put {a_team} at the same level with the same weight, and agree <em>in "
    "part</em> where only one of these holds. They are <em>dissonant</em> where they "
    "lie {far} levels or more apart, or differ in both. Where one strand says nothing, "
    "it is <em>silent</em>."
)
OF_ALL = "Of {cells}, {number} have evidence in both strands ({first} and {second})."


def codes_in_words(evaluation: Evaluation) -> Html:
    """Say what it means that two strands agree, by the sides of the scale."""
    a_team = evaluation.labels.a_team
    if evaluation.framework.rating_scale.two_sided:
        codes = markup(BY_SIDES)
        same = _(
            "Weights are the same if neither is more than {factor} times the other, or "
            "if both strands reach an outermost level.",
            factor=PROMINENCE_FACTOR,
        )
    else:
        codes = markup(BY_LEVELS, a_team=a_team, far=FAR)
        same = _(
            "Weights are the same if neither is more than {factor} times the other.",
            factor=PROMINENCE_FACTOR,
        )
    weight = _(
        "Each strand alone is rated by the rule of the method page. Its weight is the "
        "share of its sources about the {team} that speak of the criterion.",
        team=evaluation.labels.team,
    )
    return paragraphs([codes, f"{weight} {same}"])


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
        return paragraphs([_(ONE_STRAND)])
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
                OF_ALL,
                cells=counted(quantity("cells", evaluation), evaluation.language),
                number=numeral(both),
                first=pair[0],
                second=pair[1],
            ),
            _(
                "They agree in {same}, in part in {partly}, and differ in {apart}.",
                same=said["agreement"],
                partly=said["partial agreement"],
                apart=said["dissonance"],
            ),
            _opposite(numeral(against), evaluation),
            _(
                "In {silent} one strand says nothing; in {unread} of these it was not "
                "read for the {team} at all.",
                silent=said["silence"],
                unread=numeral(unread),
                team=team,
            ),
            _(
                "In {number} there is no evidence in either.",
                number=said["no evidence"],
            ),
        ]
    )


def _opposite(number: str, evaluation: Evaluation) -> str:
    if evaluation.framework.rating_scale.two_sided:
        return _(
            "In {number} of these, one strand supports what the other contradicts.",
            number=number,
        )
    return _(
        "In {number} of these, they lie {far} levels or more apart.",
        number=number,
        far=FAR,
    )


def matrix(compared: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show how two strands compare for each team and criterion."""
    if sureness.strand_pair(evaluation) is None:
        return paragraphs([_(ONE_STRAND)])
    return category_map(
        evaluation,
        compared.set_index(["team_id", "criterion_id"])["code"],
        palette.STRAND_CODES,
        "strands-picture",
        _("Do the two strands of evidence say the same?"),
        _finding(compared, evaluation),
    )


def _finding(compared: pd.DataFrame, evaluation: Evaluation) -> str:
    """Say in how many cells the strands agree, at least in part, and where not."""
    numeral, codes = evaluation.language.numeral, compared["code"].value_counts()
    same = codes.get("agreement", 0) + codes.get("partial agreement", 0)
    apart = codes.get("dissonance", 0)
    return _(
        "The two strands agree, at least in part, in {cells}; they differ in {number}.",
        cells=evaluation.language.count(same, "cell"),
        number=numeral(apart),
    )


def dissonances(dissonant: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show both sides wherever two strands differ."""
    if sureness.strand_pair(evaluation) is None:
        return paragraphs([_(ONE_STRAND)])
    if dissonant.empty:
        return paragraphs([_("There is no dissonance between the strands.")])
    study, scale = evaluation.study, evaluation.framework.rating_scale
    teams = study.teams.set_index("team_id")["name"]
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    summaries = study.segments.set_index("segment_id")["summary"]
    where = (
        dissonant["team_id"].map(teams) + ": " + dissonant["criterion_id"].map(criteria)
    )
    shown = pd.DataFrame(
        {
            _("Where"): where,
            _("Strand"): dissonant["strand"],
            _("Rating"): [chip(rating, scale) for rating in dissonant["rating"]],
            _("Summary of the passage"): [
                own_words(summaries[s]) for s in dissonant["segment_id"]
            ],
            _("Source"): _sources(dissonant, evaluation),
        }
    )
    team = evaluation.labels.team
    caption = _("Both sides of every dissonance, {team} by {team}", team=team)
    return table(shown, "dissonances", caption, group=_("Where"), css="stacked")


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
            own_words(sources.loc[r.source_id, "title"]),
            when[r.source_id],
        )
        for r in records(rows)
    ]
