"""The theory of change: what is counted on its parts and links, and how it is drawn."""

import pandas as pd
import pytest
from shown import page, rows
from written_theory import with_theory

from hiteval.analysis import theory_of_change
from hiteval.display import theory as shown
from hiteval.results.evaluation import evaluate


def diagram(evaluation):
    return shown.diagram(shown.links(evaluation), evaluation)


def rated(*rows):
    names = ["team_id", "criterion_id", "source_id", "segment_id"]
    return pd.DataFrame(rows, columns=names)


def test_a_source_and_a_segment_count_once_for_each_part():
    found = rated(
        ("a", "working.public", "s1", "g1"),
        ("a", "working.means", "s1", "g1"),
        ("a", "working.means", "s1", "g2"),
        ("b", "change.results", "s2", "g3"),
    )
    weight = theory_of_change.by_part(
        found, found["criterion_id"].str.split(".").str[0]
    )
    assert weight.to_dict("index") == {
        "change": {"sources": 1, "segments": 1},
        "working": {"sources": 1, "segments": 2},
    }


@pytest.mark.parametrize(
    ("other", "sources", "teams"),
    [
        (("a", "change.results", "s1", "g2"), 1, 1),
        (("b", "change.results", "s1", "g2"), 0, 0),  # of another team
        (("a", "change.results", "s2", "g2"), 0, 0),  # in another source
        (("a", "working.means", "s1", "g2"), 0, 0),  # of the same area
    ],
)
def test_a_link_needs_one_source_that_speaks_of_both_for_one_team(
    tiny, other, sources, teams
):
    found = rated(("a", "working.public", "s1", "g1"), other)
    (link,) = theory_of_change.links(found, tiny.framework).to_dict("records")
    assert link == {
        "process": "working",
        "outcome": "change",
        "sources": sources,
        "teams": teams,
    }


def test_the_diagram_says_what_it_shows(shipped):
    assert (
        page(diagram(shipped))
        .svg["aria-label"]
        .startswith(
            "Diagram: boxes for process (Whole system engagement, Collaboration) with "
            "arrows to boxes for outcome (Integration, Innovation). Whole system "
        )
    )
    assert len(rows(diagram(shipped))) == 5  # a heading, and two times two links


def test_the_table_has_every_criterion_also_without_evidence(tiny):
    assert rows(shown.by_criterion(shown.weights(tiny), tiny))[1:] == [
        ["Working together (process)"],
        ["Public voice", "4", "4"],
        ["Means", "3", "3"],
        ["Change (outcome)"],
        ["Results", "0", "0"],
    ]


def counts(evaluation):
    found, by_part = shown.links(evaluation), shown.weights(evaluation)
    return page(shown.counts(found, by_part, evaluation))


def test_counts_are_folded_away_only_where_people_wrote_the_theory(study, tiny):
    folded = counts(with_theory(study))
    assert [child.name for child in folded.find_all(recursive=False)] == ["details"]
    assert folded.details.summary.text == (
        "How many sources speak of each part, and of two together"
    )
    assert not counts(tiny).select("details > figure")


def test_areas_of_one_kind_have_nothing_to_link(tiny):
    areas = tuple(a for a in tiny.framework.areas if a.kind == "process")
    framework = tiny.framework.model_copy(update={"areas": areas})
    only = evaluate(tiny.study.with_tables({"framework": framework}))
    assert page(diagram(only)).text == (
        "The framework has areas of one kind. It does not say that one leads to "
        "another."
    )
