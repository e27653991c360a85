"""Study text is shown verbatim and inert, whichever field it stands in."""

import json
from pathlib import PurePosixPath

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from hostile_strings import hostile
from shown import view

from hiteval.display import (
    actions,
    compare,
    context,
    contrary,
    criteria,
    evidence_table,
    framework_matrix,
    involvement,
    leading_passages,
    lifecycle,
    main_messages,
    matrix,
    measure_lines,
    method,
    missing_evidence,
    needs,
    network,
    newest,
    passages,
    prose,
    ratings,
    settling,
    small_profiles,
    strands,
    team_facts,
    team_ratings,
    theory,
)
from hiteval.display.kit.html import outside_link
from hiteval.display.kit.visible import UNSEEN
from hiteval.report.gate.page_markup import unknown_markup
from hiteval.results.evaluation import evaluate
from hiteval.results.sureness import (
    how_robust,
    what_coders_rate_farthest_apart,
    where_evidence_is_missing,
)

pytestmark = pytest.mark.integration

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ cycler.__init__.__globals__.os.popen('true') }}",
    "```{include} /etc/passwd\n```",
    "$x$ \\(y\\) $$z$$",
    "[a](javascript:alert(1)) <https://evil>",
    "&lt;b&gt; &amp;",
]
OURS = {
    *["b", "g", "path", "rect", "svg", "text", "tspan"],
    *["a", "blockquote", "br", "caption", "code", "details", "div", "em"],
    *[
        "figcaption",
        "figure",
        "h2",
        "h3",
        "img",
        "li",
        "p",
        "path",
        "rect",
        "section",
        "span",
        "strong",
        "summary",
        "svg",
        "table",
        "tbody",
    ],
    *["td", "th", "thead", "tr", "ul", "i", "path", "svg"],
}


def everything(evaluation):
    alpha, teams = evaluation.team("alpha"), evaluation.all_teams()
    facts = team_facts
    for show in (facts.at_a_glance, facts.timeline, facts.partners, facts.measures):
        yield view(show, alpha)
    for show in (passages.by_criterion, contrary.segments, team_ratings.by_criterion):
        yield view(show, alpha)
    yield from first_screen(alpha)
    for show in (matrix.matrix, ratings.coverage, ratings.profile):
        yield view(show, teams)
    for show in (main_messages.main_messages, passages.register, method.study):
        yield view(show, evaluation)
    counts, partners = needs.counts(evaluation), network.partners(evaluation)
    for show in (needs.overview, needs.picture_of):
        yield show(counts, evaluation)
    yield needs.by_criterion(needs.of_teams(evaluation), evaluation)
    yield theory.diagram(theory.links(evaluation), evaluation)
    yield theory.by_criterion(theory.weights(evaluation), evaluation)
    yield lifecycle.picture_of(lifecycle.events(evaluation), evaluation)
    yield lifecycle.by_team(lifecycle.standing(evaluation), evaluation)
    for show in (network.picture_of, network.by_organisation):
        yield show(partners, evaluation)
    yield actions.of_all(evaluation.study.actions, evaluation)
    yield actions.of_team(alpha.study.actions, alpha)
    yield involvement.by_stage(evaluation.study.involvement, evaluation)
    yield prose.model(evaluation.model())
    yield framework_matrix.matrix(framework_matrix.cells(evaluation), evaluation)
    yield compare.side_by_side(compare.cells(how_robust(teams), teams), teams)
    yield small_profiles.every(teams.cells, teams)
    yield newest.by_team(newest.years(teams), teams)
    yield from of_sources(evaluation)


def first_screen(team):
    """Show what a team's page begins with, and its areas behind their headings."""
    sides = leading_passages.strongest(team), leading_passages.contrary(team)
    yield leading_passages.both_sides(*sides, team)
    yield context.set_out(team.beside, team)
    twice = pd.concat([team.study.measures.assign(period=y) for y in ("2018", "2019")])
    yield measure_lines.over_time(twice.assign(series=0).reset_index(drop=True), team)
    yield view(criteria.by_area, team)


def of_sources(evaluation):
    """Show where coders and sources differ, the framework, and every passage."""
    farthest = what_coders_rate_farthest_apart(evaluation)
    yield settling.to_settle(farthest, evaluation)
    yield strands.dissonances(strands.dissonant(evaluation), evaluation)
    yield missing_evidence.matrix(where_evidence_is_missing(evaluation), evaluation)
    yield method.framework(method.criteria(evaluation))
    segments = evidence_table.segments(evaluation)
    yield evidence_table.evidence_table(segments, evaluation)


def tags(html):
    """Give every tag of a view, and those of the cells that its script will show."""
    for tag in BeautifulSoup(html, "html.parser").find_all(True):
        if tag.get("class") == ["packed"]:
            for column in json.loads(tag.text)["columns"]:
                yield from tags("".join(column["cells"]))
        else:
            yield tag


@pytest.mark.parametrize("text", HOSTILE)
def test_no_tag_attribute_or_address_comes_from_the_study(study, text):
    for made in everything(hostile(study, text)):
        for tag in tags(made.text):
            assert tag.name in OURS or tag.get("type") == "application/json"
            assert not [name for name in tag.attrs if name.startswith("on")]
            assert tag.get("href", "#").startswith(("#", "../", "https://example.org/"))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_passage_is_shown_verbatim(study, text):
    made = view(passages.by_criterion, hostile(study, text).team("alpha"))
    shown = BeautifulSoup(made.text, "html.parser").blockquote
    assert shown.text == text.replace("\n", "\n")


def test_a_missing_name_is_not_an_error(study):
    teams = study.teams.assign(acronym=pd.NA)
    assert list(everything(evaluate(study.with_tables({"teams": teams}))))


@pytest.mark.parametrize("text", ["safe\u202etxt", "\u2069out", "bell\x07", "\x85"])
def test_what_turns_the_direction_is_shown_by_its_number(study, text):
    for made in everything(hostile(study, text)):
        assert not UNSEEN.search(made.text)
    assert "[U+" in team_facts.at_a_glance(hostile(study, text).team("alpha")).text


@pytest.mark.parametrize(
    "text",
    [
        "https://example.org/a b",
        "https://example.org/\u202egpj.exe",
        "https://",
        "//x.y",
    ],
)
def test_an_address_that_is_not_whole_is_text(text):
    assert str(outside_link(text, "a page")) == "a page"


def test_without_escaping_text_would_bite(study, monkeypatch):
    text = hostile(study, HOSTILE[0])
    page = PurePosixPath("x.html")
    shown = team_facts.at_a_glance(text.team("alpha")).text
    assert not list(unknown_markup(shown.encode(), page))
    monkeypatch.setattr("hiteval.display.kit.html.markupsafe.escape", str)
    shown = team_facts.at_a_glance(text.team("alpha")).text
    assert "<script>" in unknown_markup(shown.encode(), page)
