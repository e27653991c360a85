"""The page of changes leads to what is written anew, and counts what is gone."""

import pytest
from answered import answered
from conftest import TINY
from hostile_strings import ALL
from shown import page, rows

from hiteval.bundle.earlier_edition import may_be_told
from hiteval.display import changes as all_changes
from hiteval.display import written_changes
from hiteval.results.changes import changes
from hiteval.results.evaluation import evaluate
from hiteval.study.reading import read_study

NEW = answered(read_study(TINY))
CONFIDENCE = {"f1": "moderate", "f2": "low"}
OLD = NEW.with_tables(
    {
        "findings": NEW.findings.assign(
            confidence=NEW.findings["finding_id"].map(CONFIDENCE),
            finding_id=NEW.findings["finding_id"].replace("f2", "f0"),
        ),
        "theory": NEW.theory.assign(sign="hinders", contrary_segment_ids=None),
        "responses": NEW.responses.iloc[:0],
    }
)


@pytest.fixture(scope="module")
def told():
    return changes(OLD, NEW)


def test_a_terminal_names_every_row_and_both_levels(told):
    assert written_changes.text(told.written) == [
        "findings, f0: removed",
        "findings, f1: changed: confidence from moderate to low",
        "findings, f2: added",
        "theory, t1: changed: sign from hinders to supports, segments against",
        "responses, alpha-means: added",
        "responses, alpha-page: added",
        "responses, alpha-quiet: added",
    ]


def test_they_stand_before_the_ratings(told):
    lines = all_changes.text(told, NEW).splitlines()
    assert lines[-2:] == ["responses, alpha-quiet: added", "0 ratings changed."]


def test_a_page_leads_to_what_changed_and_counts_what_is_gone(told):
    made = written_changes.by_row(may_be_told(told, NEW).written, evaluate(NEW))
    assert rows(made)[1:] == [
        ["Findings"],
        *[
            [
                "Nobody has all that it needs.",
                "Changed: confidence from moderate to low",
            ],
            ["Money comes and goes.", "New"],
        ],
        ["Links of the theory of change"],
        [
            "Patients on the board change results.",
            "Changed: sign from hinders to supports, segments against",
        ],
        ["Responses"],
        *[["Alpha, Means", "New"], ["Alpha", "New"], ["Alpha, Public voice", "New"]],
    ]
    assert page(made).p.text == "Of the earlier edition, no longer here: 1 finding."
    assert [a["href"] for a in page(made).find_all("a")][:4] == [
        "../results/findings.html#finding-f1",
        "../results/findings.html#finding-f2",
        "../results/model.html#link-t1",
        "../teams/alpha.html#rating-working.means",
    ]


def test_what_is_no_longer_shown_is_never_named(told):
    allowed = may_be_told(told, NEW).written
    assert "f0" not in allowed["id"].tolist()
    assert "f0" not in written_changes.by_row(allowed, evaluate(NEW)).text


def test_only_what_is_gone_is_a_sentence(told):
    fewer = NEW.with_tables({"responses": NEW.responses.iloc[:0]})
    allowed = may_be_told(changes(NEW, fewer), fewer).written
    assert written_changes.by_row(allowed, evaluate(fewer)).text == (
        "<p>Of the earlier edition, no longer here: 3 responses.</p>"
    )


def test_where_nothing_changed_nothing_is_shown():
    same = changes(NEW, NEW).written
    assert written_changes.by_row(same, evaluate(NEW)).text == ""
    assert written_changes.text(same) == []


def test_hostile_statements_stay_text(told):
    allowed = may_be_told(told, NEW).written
    for text in ALL[::9]:
        named = {
            n: NEW.tables[n].assign(statement=text) for n in ("findings", "theory")
        }
        made = written_changes.by_row(allowed, evaluate(NEW.with_tables(named)))
        tags = {tag.name for tag in page(made).find_all(dir=None)}
        assert tags <= {
            *("div", "table", "caption", "thead", "tbody", "tr", "th", "td", "a", "p")
        }
