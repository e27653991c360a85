import base64
import io
import re

import pytest
from bs4 import BeautifulSoup
from PIL import Image

from hiteval.display import figures, timeline


def image(made):
    data = re.search('base64,([^"]+)', made.text)[1]
    return Image.open(io.BytesIO(base64.b64decode(data)))


def alt(made):
    return BeautifulSoup(made.text, "html.parser").img["alt"]


FIGURES = {
    figures.levels: lambda of: of.cells,
    figures.profile: lambda of: of.cells,
    timeline.bars: timeline.years,
}


def draw(figure, of):
    return figure(FIGURES[figure](of), of)


@pytest.mark.parametrize("figure", FIGURES)
def test_a_picture_has_question_text_alternative_and_numbers(figure, tiny):
    page = BeautifulSoup(draw(figure, tiny.team("alpha")).text, "html.parser")
    assert page.figcaption.text.endswith("?")
    assert page.img["alt"].endswith(".")
    assert len(page.details.find_all("tr")) > 1


@pytest.mark.parametrize("figure", FIGURES)
def test_a_picture_is_the_same_at_every_run(figure, tiny):
    assert (
        draw(figure, tiny.team("alpha")).text == draw(figure, tiny.team("alpha")).text
    )


def test_a_picture_tells_nothing_of_how_it_was_made(tiny):
    assert image(draw(figures.profile, tiny.team("alpha"))).text == {}


def test_the_profile_says_in_words_what_it_shows(tiny):
    assert alt(draw(figures.profile, tiny.team("alpha"))) == (
        "Bars for 3 criteria: supporting sources to the right, contrary ones to the "
        "left. Most support: Public voice (3). Contrary sources on: Means. "
        "No evidence on: Results."
    )
