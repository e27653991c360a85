"""What a report begins with: its answer, three numbers and three ways in."""

import pandas as pd

from hiteval.catalogue import N_, _
from hiteval.display import finding_cards, main_messages
from hiteval.display.findings import ANSWER, answer, level
from hiteval.display.kit import addresses
from hiteval.display.kit.html import (
    NOTHING,
    Html,
    Text,
    anchor,
    join,
    link,
    markup,
    own_words,
)
from hiteval.display.kit.quantity import counted, numeral, share
from hiteval.display.kit.table import records
from hiteval.display.kit.words import percent
from hiteval.results.evaluation import Evaluation
from hiteval.results.quantities import Quantity, quantity

TEAMS = "teams"  # a place on the page
EDITIONS = {"public": N_("Public edition"), "internal": N_("Internal edition")}
NUMBER = (
    '<li><strong class="number">{}</strong> <span class="unit">{}</span> '
    '<span class="what">{}</span></li>'
)
WAYS = '<nav aria-label="{}"><ul class="doors">{}</ul></nav>'
DOOR = '<li><a class="door" href="{}">{}</a> <span class="behind">{}</span></li>'


def cover(findings: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Say what the study is, what a team is, what was asked, and the answer.

    What `study.yml` does not say is left out. Without an answer in it the leading
    finding stands in its place; without findings, what a rule counts.

    Parameters
    ----------
    findings : DataFrame
        From `hiteval.results.findings.findings_with_facts`.
    evaluation : Evaluation
        The whole study.
    """
    settings = evaluation.study.settings
    about = markup('<p class="about">{}</p>', own_words(settings.about))
    question = markup('<p class="question">{}</p>', own_words(settings.question))
    said = answer(evaluation) or _leading(findings, evaluation) or _by_rule(evaluation)
    parts = [_imprint(evaluation), about if settings.about else NOTHING, question, said]
    return markup('<div class="cover">{}</div>', join(parts))


def numbers(evaluation: Evaluation) -> Html:
    """Show how many teams there are, how many sources, and the share of cells known."""
    teams, say = evaluation.all_teams(), evaluation.language
    period, criteria = evaluation.study.settings.period, evaluation.framework.criteria
    every, sources = quantity("teams", teams), quantity("sources", evaluation)
    cells = quantity("cells-evidenced", teams)
    read = markup(
        "cut into {segments}, {first} to {last}",
        segments=counted(quantity("segments", evaluation), say),
        first=period.start.year,
        last=period.end.year,
    )
    count = say.count(len(criteria), "criterion", "criteria")
    on = _("each on the same {criteria}", criteria=count)
    shown: list[tuple[Text, Text, Text]] = [
        (numeral(every, say), every.noun, on),
        (numeral(sources, say), sources.noun, read),
        (_percent(cells), _("of cells have evidence"), share(cells, say)),
    ]
    return markup(
        '<ul class="key-numbers">{}</ul>', join(markup(NUMBER, *one) for one in shown)
    )


def doors(findings: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show three ways into the report, by the time and the purpose of a reader.

    ``findings`` is as for `cover`.
    """
    say, page = evaluation.language, addresses.result_page
    every = counted(quantity("teams", evaluation.all_teams()), say)
    quick: tuple[str, Text] = main_messages.PLACE, _("What is rated, in numbers")
    if len(findings):
        count = say.count(len(findings), "finding")
        quick = finding_cards.PLACE, _("{findings} and the evidence", findings=count)
    check = markup(
        "{}, {}, {}",
        link(page("how-sure"), _("How sure")),
        link(page("evidence-table"), _("evidence")),
        link(page("method"), _("method")),
    )
    mine = _("My {team}", team=evaluation.labels.team)
    ways = [
        (f"#{quick[0]}", _("Five minutes"), quick[1]),
        (f"#{TEAMS}", mine, markup("All {teams}, by name", teams=every)),
        (page("how-sure"), _("Check the evidence"), check),
    ]
    listed = join(markup(DOOR, *way) for way in ways)
    return markup(WAYS, _("Ways in"), listed)


def teams(evaluation: Evaluation) -> Html:
    """List all teams by name, each leading to its page."""
    pages = addresses.team_pages(evaluation.teams)
    items = join(
        markup("<li>{}</li>", link(pages[team.team_id], team.name))
        for team in records(evaluation.teams)
    )
    return markup('{}<ul class="team-list">{}</ul>', anchor(TEAMS), items)


def _imprint(evaluation: Evaluation) -> Html:
    """Say where, by whom and when the report was published, and which edition it is."""
    settings = evaluation.study.settings
    published, publisher = settings.published, settings.publisher
    said = [
        settings.place,
        _("Published by {publisher}", publisher=publisher) if publisher else "",
        evaluation.language.day(published) if published else "",
        _(EDITIONS.get(settings.edition or "", "")),
    ]
    items = join(markup("<li>{}</li>", part) for part in said if part)
    return markup('<ul class="imprint">{}</ul>', items) if items else NOTHING


def _leading(findings: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Show the first finding, if there is one."""
    if findings.empty:
        return NOTHING
    first = next(records(findings))
    said = _(
        "This study gives no answer in words: this is its leading finding. "
        "Confidence: {level}.",
        level=level(first.confidence),
    )
    caveat = f"{evaluation.study.settings.who_read} {said}"
    return markup(ANSWER, own_words(first.statement), caveat)


def _by_rule(evaluation: Evaluation) -> Html:
    """Show what a rule counts where nothing is written that answers."""
    counts, _basis = main_messages.answer(evaluation.all_teams())
    said = _("This study gives no answer in words: this is a count by a fixed rule.")
    caveat = f"{evaluation.study.settings.who_read} {said}"
    return markup(ANSWER, markup("{}.", counts), caveat)


def _percent(of: Quantity) -> str:
    """Write a share in per cent; a dash where there is nothing to have a share of."""
    whole = of.whole.number if of.whole else 0
    return percent(of.number / whole if whole else None)
