"""What pages say of a study on a scale of one side, or on one of 1 to 5."""

import pytest
from bs4 import BeautifulSoup
from scales import LIKERT, MATURITY, on
from shown import view

from hiteval.display import (
    contrary,
    criteria,
    evidence_table,
    figures,
    main_messages,
    matrix,
    method,
    needs,
    passages,
    proposal_rule,
    prose,
    robustness,
    strands,
    trace,
)
from hiteval.display.kit.rating_groups import NO_CONTRARY_SIDE
from hiteval.results.evaluation import evaluate
from hiteval.workbooks.matrix_export import matrix_book

# Segments of the tiny study, as ratings of maturity: by hand below.
LEVELS = {-2: 0, -1: 1, 0: 2, 1: 3, 2: 5}


def shifted(study, scale, levels):
    """Put a study on another scale, with each rating at another level."""
    moved = {
        name: table.assign(rating=table["rating"].map(levels).astype("Int64"))
        for name in ("codings", "ratings", "consensus")
        for table in (study.tables[name],)
    }
    return evaluate(on(study.with_tables(moved), scale))


@pytest.fixture(scope="module")
def mature(study):
    return shifted(study, MATURITY, LEVELS)


@pytest.fixture(scope="module")
def liked(study):
    return shifted(study, LIKERT, {v: v + 3 for v in range(-2, 3)})


def text(made):
    return BeautifulSoup(made.text, "html.parser").get_text(" ", strip=True)


def sentences(made):
    found = BeautifulSoup(made.text, "html.parser").find_all(["p", "li"])
    return [p.get_text(" ", strip=True) for p in found]


def of_counts(show):
    return lambda evaluation: show(needs.counts(evaluation), evaluation)


def test_a_shifted_scale_gives_the_pages_of_the_scale_it_came_from(liked, study):
    home = evaluate(study)
    assert (liked.cells["rating"] - 3).equals(home.cells["rating"])
    assert (liked.cells["contrary"]).equals(home.cells["contrary"])
    for show in (contrary.segments, contrary.most):
        assert len(text(view(show, liked))) > 100
    assert len(text(needs.overview(needs.counts(liked), liked))) > 100
    assert "below 3" in text(view(contrary.segments, liked))
    assert "Rated below 3 (1)" in text(needs.by_criterion(needs.of_teams(liked), liked))


def test_the_page_of_needs_opens_by_the_sides_of_the_scale(liked, mature):
    assert "the evidence tells of difficulty" in text(needs.opening(liked))
    assert "stand at the lowest level" in text(needs.opening(mature))


def test_a_scale_of_one_side_is_said_to_have_no_contrary_side(mature):
    for show in (contrary.segments, contrary.most):
        assert text(view(show, mature)) == NO_CONTRARY_SIDE
    assert NO_CONTRARY_SIDE in sentences(view(main_messages.main_messages, mature))


@pytest.mark.parametrize(
    "show",
    [
        *(main_messages.main_messages, prose.area_messages, needs.opening),
        *(of_counts(needs.overview), of_counts(needs.picture_of)),
        lambda e: needs.by_criterion(needs.of_teams(e), e),
        *(figures.levels, matrix.matrix, strands.codes_in_words),
        *(passages.by_criterion, criteria.by_area),
        lambda e: strands.overview(strands.compared(e), e),
        lambda e: robustness.overview(robustness.variants(e), e),
        lambda e: method.scale(method.levels(e), e),
        lambda e: proposal_rule.as_table(proposal_rule.lines(e), e),
    ],
)
def test_no_page_of_a_scale_of_one_side_speaks_of_sides(show, mature):
    words = text(view(show, mature)).replace(NO_CONTRARY_SIDE, "").casefold()
    for word in ("contrary", "support", "above 0", "below 0", "neutral", "+1", "−"):
        assert word not in words


def test_levels_are_counted_from_the_highest(mature):
    rating = mature.all_teams().cells["rating"]
    by_hand = {level: int((rating == level).sum()) for level in (5, 4, 3, 2, 1, 0)}
    told = ", ".join(f"{n} at {level}" for level, n in by_hand.items())
    first = sentences(view(main_messages.main_messages, mature))[0]
    expected = told.replace(" at 5", " are at 5", 1)
    assert expected.rsplit(", ", 1)[0] in first


def test_the_profile_counts_sources_by_the_level_that_they_put_it_at(mature):
    picture = BeautifulSoup(
        view(figures.profile, mature.team("alpha")).text, "html.parser"
    )
    heads, public, *_ = picture.details.find_all("tr")
    assert [h.text for h in heads.find_all("th")] == ["Criterion", *"012345"]
    sources = mature.team("alpha").cells.set_index("criterion_id")["sources"]
    numbers = [int(cell.text) for cell in public.find_all("td")[1:]]
    assert sum(numbers) == sources["working.public"]


def test_a_trace_says_at_which_level_each_source_is(mature):
    told = trace.cell(mature, "alpha", "working.public")
    assert "reach 5" in told
    assert "contrary" not in told
    assert " is at " in told


def table_of(evaluation):
    segments = evidence_table.segments(evaluation)
    return evidence_table.evidence_table(segments, evaluation).text


def test_rows_of_the_evidence_table_have_no_sides(mature, liked):
    assert "rating:below" not in table_of(mature)
    assert "Contrary" not in table_of(mature)
    made = table_of(liked)
    assert "Contrary (below 3)" in made
    assert "rating:below rating:1" in made


def test_the_framework_matrix_writes_levels_as_the_scale_does(mature):
    book = matrix_book(mature.study, "m.xlsx")
    cells = [c.value for row in book.worksheets[1].iter_rows() for c in row if c.value]
    assert not [c for c in cells if c.startswith(("+", "−"))]
    assert {row[3].value for row in book["Segments"].iter_rows(min_row=2)} <= {
        *("0", "0.5", "1", "2", "3", "4", "5"),
    }
