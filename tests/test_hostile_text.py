"""Study text is shown verbatim and inert, whichever field it stands in."""

from dataclasses import replace

import pandas as pd
import pytest
from bs4 import BeautifulSoup

from hiteval.display import facts, figures, method, passages, prose, ratings
from hiteval.evaluation import evaluate

HOSTILE = [
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "{{ cycler.__init__.__globals__.os.popen('true') }}",
    "```{include} /etc/passwd\n```",
    "$x$ \\(y\\) $$z$$",
    "[a](javascript:alert(1)) <https://evil>",
    "&lt;b&gt; &amp;",
]
FREE_TEXT = {
    "teams": ["name", "acronym", "focus", "aliases"],
    "sources": ["title", "publisher", "url"],
    "segments": ["summary", "quote", "locator"],
    "team_events": ["note"],
    "organisations": ["name"],
    "summaries": ["summary"],
    "measures": ["measure", "period", "qualifier", "unit", "comparator"],
}
OURS = {
    *["a", "blockquote", "br", "caption", "code", "details", "div", "figcaption"],
    *["figure", "img", "li", "p", "span", "strong", "summary", "table", "tbody"],
    *["td", "th", "thead", "tr", "ul"],
}


def hostile(study, text):
    tables = {
        name: study.tables[name].assign(**dict.fromkeys(columns, text))
        for name, columns in FREE_TEXT.items()
    }
    return evaluate(replace(study.with_tables(tables)))


def everything(evaluation):
    alpha, teams = evaluation.team("alpha"), evaluation.all_teams()
    for show in (facts.at_a_glance, facts.timeline, facts.partners, facts.measures):
        yield show(alpha)
    for show in (passages.by_criterion, passages.contrary, ratings.by_criterion):
        yield show(alpha)
    for show in (ratings.matrix, ratings.coverage, ratings.profile, figures.matrix):
        yield show(teams)
    for show in (prose.main_messages, passages.register, method.study):
        yield show(evaluation)
    yield prose.model(evaluation.model())


@pytest.mark.parametrize("text", HOSTILE)
def test_no_tag_attribute_or_address_comes_from_the_study(study, text):
    for made in everything(hostile(study, text)):
        for tag in BeautifulSoup(made.text, "html.parser").find_all(True):
            assert tag.name in OURS
            assert not [name for name in tag.attrs if name.startswith("on")]
            assert tag.get("href", "#").startswith(("#", "../", "https://example.org/"))


@pytest.mark.parametrize("text", HOSTILE)
def test_a_passage_is_shown_verbatim(study, text):
    made = passages.by_criterion(hostile(study, text).team("alpha"))
    shown = BeautifulSoup(made.text, "html.parser").blockquote
    assert shown.text == text.replace("\n", "\n")


def test_a_missing_name_is_not_an_error(study):
    teams = study.teams.assign(acronym=pd.NA)
    assert list(everything(evaluate(study.with_tables({"teams": teams}))))
