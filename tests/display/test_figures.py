import re

import pytest
from shown import page

from hiteval.display import figures, timeline

FIGURES = {
    figures.levels: lambda of: of.cells,
    figures.profile: lambda of: of.cells,
    timeline.bars: timeline.years,
}


def draw(figure, of):
    return figure(FIGURES[figure](of), of)


def alt(made):
    return page(made).svg["aria-label"]


@pytest.fixture
def shown(tiny):
    return tiny.all_teams()


@pytest.mark.parametrize("figure", FIGURES)
def test_a_picture_has_a_title_a_text_alternative_and_numbers(figure, tiny):
    made = page(draw(figure, tiny.team("alpha")))
    assert made.figcaption.b.text.endswith(".")
    assert {svg["aria-label"][-1] for svg in made.find_all("svg")} == {"."}
    assert len(made.details.find_all("tr")) > 1


@pytest.mark.parametrize("figure", FIGURES)
def test_a_picture_is_the_same_at_every_run(figure, tiny):
    assert (
        draw(figure, tiny.team("alpha")).text == draw(figure, tiny.team("alpha")).text
    )


@pytest.mark.parametrize("figure", FIGURES)
def test_a_picture_has_no_style_and_no_id_of_its_own(figure, tiny):
    drawings = page(draw(figure, tiny.team("alpha"))).find_all("svg")
    attributes = {a for svg in drawings for part in svg.find_all() for a in part.attrs}
    assert attributes <= {
        *("class", "d", "font-size", "href", "stroke-dasharray", "stroke-width"),
        *("transform", "x", "y"),
    }


def test_the_profile_says_in_words_what_it_shows(tiny):
    made = draw(figures.profile, tiny.team("alpha"))
    assert alt(made) == (
        "Bars for 3 criteria: supporting sources to the right, contrary ones to the "
        "left. Most support: Public voice (3). Contrary sources on: Means. "
        "No evidence on: Results."
    )
    assert page(made).figcaption.b.text == (
        "Public voice has the most support (3 sources); 1 criterion meets contrary "
        "evidence."
    )


def test_a_criterion_leads_to_its_passages_if_there_are_any(tiny):
    made = page(draw(figures.profile, tiny.team("alpha")))
    links = {a["href"]: a.get_text(" ") for a in made.select("svg.wide a")}
    assert links == {
        "#evidence-working.public": "Public voice",
        "#evidence-working.means": "Means",
    }


def test_a_bar_is_as_long_as_its_number(shown):
    """Of three teams, two parts of one row: their widths are read from the drawing."""
    made = page(draw(figures.levels, shown)).select_one("svg.narrow")
    widths = {
        float(width)
        for path in made.select("path.plus-1, path.minus-2, path.plus-2")
        for width in re.findall(r"M[^M]*?h([\d.]+)", path["d"])
        if float(width) > 11
    }
    assert {round(width / 343 * 3, 2) % 1 for width in widths} <= {0.0, 1.0}
