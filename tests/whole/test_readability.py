"""Plain sentences: 25 words or fewer, wherever a reader meets them."""

import re

import nbformat
import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from stated import QUOTED

from hiteval.bundle.earlier_edition import Earlier
from hiteval.display import (
    audit,
    checklists,
    claims,
    coders,
    first_page,
    halves,
    involvement,
    lifecycle,
    main_messages,
    method,
    missing_evidence,
    needs,
    network,
    newest,
    other_choices,
    people_heard,
    proposal_rule,
    prose,
    robustness,
    settling,
    small_profiles,
    strands,
    theory,
)
from hiteval.display import changes as differences
from hiteval.results.changes import changes
from hiteval.results.findings import findings_with_facts
from hiteval.results.sureness import (
    how_coders_agree,
    what_coders_disagree_on,
    where_evidence_is_missing,
)

MOST = 25
PROSE = sorted(
    [
        *(ROOT / "notebooks").glob("*.ipynb"),
        *(ROOT / "book").glob("*.md"),
        *(ROOT / "book" / "guide").glob("*.md"),
    ]
)


def long_sentences(text):
    """Find sentences that are too long; a colon or a semicolon ends one too."""
    parts = re.split(r"(?<=[.!?:;])[\s*_)]+|\n+|\|", text)
    return [part for part in parts if len(re.findall(r"\w[\w'’+-]*", part)) > MOST]


def written(path):
    if path.suffix == ".md":
        return path.read_text(encoding="utf-8")
    cells = nbformat.read(path, as_version=4).cells
    return "\n".join(c.source for c in cells if c.cell_type == "markdown")


@pytest.mark.parametrize("path", PROSE, ids=lambda path: path.stem)
def test_no_sentence_that_we_wrote_is_long(path):
    assert long_sentences(written(path)) == []


def begun(evaluation):
    written = findings_with_facts(evaluation)
    yield first_page.cover(written, evaluation)
    yield first_page.numbers(evaluation)
    yield first_page.doors(written, evaluation)


def said(evaluation):
    teams = evaluation.all_teams()
    counts = prose.criterion_counts(teams)
    yield main_messages.main_messages(
        counts, robustness.variants(evaluation.all_teams()), evaluation
    )
    yield prose.area_messages(counts, evaluation)
    yield prose.model(evaluation.model())
    yield needs.opening(evaluation)
    yield needs.overview(needs.counts(evaluation), evaluation)
    yield theory.diagram(theory.links(evaluation), evaluation)
    yield lifecycle.overview(lifecycle.standing(evaluation), evaluation)
    yield network.overview(network.partners(evaluation), evaluation)
    yield involvement.overview(evaluation.study.involvement, evaluation)
    yield coders.overview(coders.compared(how_coders_agree(evaluation)), evaluation)
    yield settling.settle_overview(what_coders_disagree_on(evaluation), evaluation)
    yield missing_evidence.overview(where_evidence_is_missing(teams), teams)
    yield robustness.overview(robustness.variants(teams), teams)
    yield robustness.grades(evaluation)
    yield strands.codes_in_words(teams)
    yield strands.overview(strands.compared(teams), teams)
    yield claims.opening(evaluation)
    for words in (proposal_rule.in_words, proposal_rule.source, method.areas_in_words):
        yield words(evaluation)
    yield people_heard.heard_in_confidence(evaluation.study.people, evaluation)
    yield audit.withheld({}, evaluation)
    earlier = Earlier("2010-01-01", "2019-12-31", "")
    found = changes(evaluation.study, evaluation.study)
    yield from (differences.overview(t, evaluation) for t in (None, (earlier, found)))
    for team_id in teams.teams["team_id"][:3]:
        team = evaluation.team(team_id)
        yield prose.team(team)
        yield other_choices.of_team(robustness.variants(team), team)
        placed = halves.placed(team)
        yield halves.compared(halves.rated(team), placed, team)


def said_of_all(teams):
    yield newest.by_team(newest.years(teams), teams)
    yield small_profiles.every(teams.cells, teams)
    placed = halves.placed(teams)
    yield halves.across(halves.rated(teams), placed, teams)


def test_no_sentence_that_is_made_is_long(tiny, shipped):
    every = [
        *(m for evaluation in (tiny, shipped) for m in begun(evaluation)),
        *(m for evaluation in (tiny, shipped) for m in said(evaluation)),
        *(
            message
            for evaluation in (tiny, shipped)
            for message in said_of_all(evaluation.all_teams())
        ),
    ]
    for message in every:
        for part in BeautifulSoup(message.text, "html.parser").find_all(["p", "li"]):
            # Names of criteria and teams are somebody else's, however many there are.
            plain = re.sub(r": [^.]*\.", ".", part.text)
            assert long_sentences(plain) == []


def test_no_sentence_of_a_checklist_is_long():
    said = checklists.items()[["asks", "answer"]].to_numpy().ravel()
    assert [text for text in said if long_sentences(text)] == []


@pytest.mark.book
def test_no_sentence_of_the_report_is_long_outside_of_what_is_quoted(built):
    """Also captions, and what pictures are said to show."""
    read = 0
    for path in sorted((built / "_build" / "html" / "book").rglob("*.html")):
        page = BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser").article
        for quoted in page.select(f"td, pre, .limits, {QUOTED}"):
            quoted.decompose()
        parts = page.find_all(["p", "li", "caption", "summary"])
        said = [" ".join(part.text.split()) for part in parts]
        drawn = [svg["aria-label"] for svg in page.select(".picture svg")]
        for text in [*said, *drawn, *(image["alt"] for image in page.find_all("img"))]:
            plain = re.sub(r": [^.]*\.", ".", text)  # names, as above
            assert long_sentences(plain) == [], path.stem
            read += 1
    assert read > 1000


def test_a_long_sentence_is_found():
    assert long_sentences("Short. " + "word " * 26 + ".") == ["word " * 26 + "."]
