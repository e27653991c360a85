"""Few passages lead: the strongest on each side, no two of one criterion or source."""

import pandas as pd
import pytest

from hiteval.analysis.leading_evidence import MOST, contrary, strongest

SOURCES = pd.DataFrame(
    {"source_id": ["s1", "s2", "s3", "s4"], "date": ["2019", "2021", None, "2020"]}
)


@pytest.fixture
def framework(tiny):
    return tiny.framework


def rated(*rows):
    """Rows of: segment, source, criterion, rating, and the lowest that a coder gave."""
    columns = ["segment_id", "source_id", "criterion_id", "rating", "lowest"]
    made = pd.DataFrame(rows, columns=columns)
    return made.assign(team_id="a", coders=2, highest=made["rating"])


def chosen(made):
    return made["segment_id"].tolist()


def test_the_highest_lead_and_none_is_of_a_criterion_or_source_again(framework):
    public, means, results = framework.criterion_ids
    made = rated(
        ("x1", "s1", public, 2, 2),
        ("x2", "s2", public, 2, 1),
        ("x3", "s1", means, 2, 0),
        ("x4", "s4", means, 1, 1),
        ("x5", "s3", results, 0, 0),
    )
    assert chosen(strongest(made, SOURCES, framework)) == ["x1", "x4"]
    assert strongest(made, SOURCES, framework).columns.equals(made.columns)


def test_of_equals_the_newest_leads_and_the_undated_comes_last(framework):
    one, two, three = framework.criterion_ids
    made = rated(
        ("x1", "s3", one, 2, 2), ("x2", "s1", two, 2, 2), ("x3", "s2", three, 2, 2)
    )
    assert chosen(strongest(made, SOURCES, framework)) == ["x3", "x2", "x1"]
    shuffled = made.sample(frac=1, random_state=3)
    assert chosen(strongest(shuffled, SOURCES, framework)) == ["x3", "x2", "x1"]
    assert MOST == 3


def test_contrary_is_what_is_below_the_neutral_level(framework):
    one, two, three = framework.criterion_ids
    made = rated(
        ("x1", "s1", one, -1, -1), ("x2", "s2", two, -2, -2), ("x3", "s4", three, 0, 0)
    )
    assert chosen(contrary(made, SOURCES, framework)) == ["x2", "x1"]


def test_a_scale_of_one_side_has_no_contrary_side(framework):
    scale = framework.rating_scale
    levels = tuple(level for level in scale.levels if level.value >= 0)
    one_sided = scale.model_copy(update={"levels": levels})
    of = framework.model_copy(update={"rating_scale": one_sided})
    made = rated(("x1", "s1", framework.criterion_ids[0], 0, 0))
    assert contrary(made, SOURCES, of).empty
    assert strongest(made, SOURCES, of).empty
