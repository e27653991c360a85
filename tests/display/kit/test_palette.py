"""Every rating has a look of its own, in pictures and in tables alike."""

import re

import pytest
from conftest import ROOT
from scales import LIKERT, LONG, MATURITY, SCALE, UNEVEN, scale

from hiteval.display.kit.palette import COLOURS, colour, look


@pytest.mark.parametrize("of", [SCALE, MATURITY, LIKERT, LONG, UNEVEN])
def test_no_two_levels_have_one_colour(of):
    assert len({colour(level, of) for level in of.ratings}) == len(of.ratings)


@pytest.mark.parametrize(
    ("rating", "of", "expected"),
    [
        (2, SCALE, "plus-2"),
        (-1.5, SCALE, "minus-1-5"),
        (0, SCALE, "level-0"),
        (3, LIKERT, "level-0"),
        (1, LIKERT, "minus-2"),
        (3, LONG, "plus-shade-5"),
        (-0.5, LONG, "minus-shade-1"),
        (0, MATURITY, "step-shade-1"),
        (5, MATURITY, "step-shade-9"),
        (4.5, MATURITY, "step-shade-7"),
        (9, UNEVEN, "step-shade-9"),
    ],
)
def test_a_rating_looks_by_its_place_on_the_scale(rating, of, expected):
    assert look(rating, of) == expected


def luminance(hexadecimal):
    """As WCAG 2.2 defines it."""
    parts = [int(hexadecimal[i : i + 2], 16) / 255 for i in (1, 3, 5)]
    linear = [
        p / 12.92 if p <= 0.04045 else ((p + 0.055) / 1.055) ** 2.4 for p in parts
    ]
    return sum(w * p for w, p in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


STYLES = dict(
    re.findall(
        r"\.rating\.([a-z]+-(?:shade-)?\d) ?(?:, [^{]*)?\{ background: ([^}]*) \}",
        (ROOT / "book/_static/hiteval.css").read_text(),
    )
)


@pytest.mark.parametrize("name", sorted(set(COLOURS) - {"level-0"}))
def test_the_number_of_a_rating_can_be_read_on_its_ground(name):
    ground, *ink = STYLES[name].split(";")
    letters = 1.0 if ink and "#fff" in ink[0] else 0.0
    light, dark = sorted([luminance(ground.strip()), letters], reverse=True)
    assert (light + 0.05) / (dark + 0.05) >= 4.5


def test_lighter_is_lower_on_a_scale_of_one_side():
    shades = [luminance(colour(level, scale(*range(9)))) for level in range(9)]
    assert shades == sorted(shades, reverse=True)
