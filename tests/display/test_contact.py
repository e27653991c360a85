"""Readers are led to a mail or an issue form that says what it is about."""

from dataclasses import replace
from datetime import date
from pathlib import PurePosixPath
from urllib.parse import parse_qs, urlsplit

import pytest
from answered import answered
from hostile_strings import ALL
from hypothesis import given
from hypothesis import strategies as st
from shown import page, view

from hiteval.disclosure.editions import release
from hiteval.display import contact, team_ratings
from hiteval.report.gate.page_markup import unknown_markup
from hiteval.report.markup.cleaning import clean_html
from hiteval.results.evaluation import evaluate
from hiteval.study.settings import CONTACT

MAIL, FORM = "us@example.org", "https://example.org/new?labels=report"


def of(study, to, team_id="alpha"):
    return evaluate(release(answered(study, to), "public").study).team(team_id)


def asked(made):
    """Read the parts of the address that a link leads to, as a mail program does."""
    address = urlsplit(page(made).a["href"])
    query = parse_qs(address.query)
    return address.scheme, address.path, {name: one for name, (one,) in query.items()}


def test_a_mail_names_team_study_and_edition(study):
    assert asked(contact.of_page(of(study, MAIL))) == (
        "mailto",
        "us@example.org",
        {
            "subject": "Alpha",
            "body": "Team: Alpha\r\nStudy: A tiny study\r\n"
            "Edition: public; it covers 1 January 2019 to 31 December 2020\r\n\r\n"
            "What is wrong or missing, and where can we read of it?\r\n",
        },
    )


def test_an_issue_form_keeps_its_own_query_and_names_the_criterion(study):
    scheme, path, query = asked(contact.of_rating(of(study, FORM), "Means"))
    assert (scheme, path, query["labels"]) == ("https", "/new", "report")
    assert query["title"] == "Alpha, Means"
    assert query["body"].splitlines()[:2] == ["Team: Alpha", "Criterion: Means"]


def test_every_rating_has_its_link(study):
    made = page(view(team_ratings.by_criterion, of(study, MAIL)))
    links = [a["href"] for a in made.select(".contact a")]
    subjects = [parse_qs(urlsplit(a).query)["subject"][0] for a in links]
    assert subjects == ["Alpha, Public voice", "Alpha, Means", "Alpha, Results"]


def test_without_a_contact_there_is_no_link(study):
    team = of(study, None)
    assert contact.of_page(team).text == contact.of_rating(team, "Means").text == ""
    assert "wrong or missing" not in view(team_ratings.by_criterion, team).text


def test_the_partnership_is_named_as_such_and_without_one_the_study(study):
    evaluation = evaluate(answered(study, MAIL))
    whole = asked(contact.of_page(evaluation.model()))[2]
    assert whole["body"].splitlines()[0] == "Partnership: The partnership"
    nobody = asked(contact.of_page(evaluation.all_teams().model()))[2]
    assert nobody["subject"] == "A tiny study"


def test_the_day_of_publication_is_named(study):
    whole = answered(study, MAIL)
    day = {"published": date(2021, 5, 1)}
    published = replace(whole, settings=whole.settings.model_copy(update=day))
    made = contact.of_page(evaluate(published).team("alpha"))
    body = asked(made)[2]["body"].splitlines()
    assert body[2] == (
        "Edition: not released, published on 1 May 2021; "
        "it covers 1 January 2019 to 31 December 2020"
    )


def refused(html):
    body = f"<html lang='en'><body>{html}</body></html>"
    return [*unknown_markup(body.encode(), PurePosixPath("a.html"))]


TEXTS = st.sampled_from(ALL) | st.text(st.characters(exclude_categories=["Cs"]))


@given(st.from_regex(CONTACT, fullmatch=True), TEXTS, st.lists(TEXTS, max_size=3))
def test_the_gate_lets_every_contact_through_whatever_it_names(to, title, lines):
    where = contact.address(to, title, lines)
    assert where.isascii()
    assert refused(f'<a href="{where}" rel="noreferrer">x</a>') == []


@pytest.mark.parametrize(
    "address",
    [
        "mailto:us@example.org",
        "mailto:us@example.org?cc=them@evil.example",
        "mailto:us@example.org,them@evil.example?subject=a&body=b",
        "mailto:us@example.org?subject=a&body=b&attach=/etc/passwd",
        "mailto:us@example.org?subject=a b&body=c",
        "mailto:?subject=a&body=b",
        "MAILTO:us@example.org?subject=a&body=b",
    ],
)
def test_no_other_mail_passes(address):
    assert refused(f'<a href="{address}">x</a>') == ["<a href>"]


def test_no_mail_of_another_library_passes():
    made = contact.address(MAIL, "a", ["b"])
    assert refused(f'<a href="{made}">x</a>') == []
    assert "mailto" not in clean_html(f'<a href="{made}">x</a>')


def test_a_hostile_name_stays_within_the_address(study):
    team = of(study, MAIL)
    for text in ALL:
        named = team.study.with_tables({"teams": team.study.teams.assign(name=text)})
        made = contact.of_page(replace(team, study=named))
        assert [tag.name for tag in page(made).find_all(True)] == ["p", "a"]
        assert refused(made) == []
