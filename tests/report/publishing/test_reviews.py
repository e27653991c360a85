"""What was rejected is not published; what was approved is what it then showed."""

import pytest

from hiteval.errors import DisclosureError, StudyError
from hiteval.report.publishing.reviews import (
    FILE,
    add_reviews,
    check_reviewed,
    outputs_of,
    read_reviews,
    review,
    states,
)


@pytest.fixture
def site(tmp_path):
    place = tmp_path / "site"
    files = {
        "index.html": "side bar",
        "downloads/segments.csv": "rows",
        "downloads/notebooks/teams/ace.ipynb": "cells",
        "cy/downloads/notebooks/teams/ace.ipynb": "celloedd",
    }
    for name, text in files.items():
        path = place / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)
    return place


@pytest.fixture
def decide(tmp_path, site):
    def decided(decision, *names, reason=""):
        outputs = {name: outputs_of(site)[name] for name in names}
        add_reviews(tmp_path, review(outputs, decision, reason, "A. Checker"))

    return decided


def states_now(site, study):
    found = states(outputs_of(site), read_reviews(study))
    return {name: state for name, (state, _) in found.items()}


def test_outputs_are_pages_and_downloads_of_each_language(site):
    assert list(outputs_of(site)) == [
        *("cy/teams/ace", "teams/ace", "downloads/segments.csv")
    ]


def test_a_page_that_changes_waits_again_and_one_that_changes_back_does_not(
    site, tmp_path, decide
):
    decide("approved", "teams/ace")
    page = site / "downloads/notebooks/teams/ace.ipynb"
    for text, state in (("other", "changed"), ("cells", "approved")):
        page.write_text(text)
        assert states_now(site, tmp_path)["teams/ace"] == state
    assert states_now(site, tmp_path)["cy/teams/ace"] == "waits"


def test_the_last_decision_counts_and_the_log_keeps_all(site, tmp_path, decide):
    decide("rejected", "teams/ace", reason="One nurse is known")
    decide("approved", "teams/ace")
    assert states_now(site, tmp_path)["teams/ace"] == "approved"
    log = [(r.output, r.decision, r.reason) for r in read_reviews(tmp_path)]
    assert log == [
        ("teams/ace", "rejected", "One nurse is known"),
        ("teams/ace", "approved", ""),
    ]


@pytest.mark.parametrize("required", [True, False])
def test_what_was_rejected_is_refused_and_laid_aside_to_be_looked_at(
    site, tmp_path, decide, required
):
    decide("approved", "downloads/segments.csv", "cy/teams/ace")
    decide("rejected", "teams/ace", reason="One nurse is known")
    with pytest.raises(DisclosureError) as error:
        check_reviewed(tmp_path, site, tmp_path, required)
    aside = tmp_path / "_build" / "review"
    assert str(error.value) == (
        "Not published: of 3 outputs, 1 were rejected and 0 wait for a review.\n"
        "  teams/ace: One nurse is known (A. Checker)\n"
        f"Look at {aside / 'index.html'}, and run hiteval review --help."
    )
    assert (aside / "index.html").read_text() == "side bar"


def test_what_waits_is_refused_only_where_a_review_is_required(site, tmp_path, decide):
    check_reviewed(tmp_path, site, tmp_path, required=False)
    decide("approved", "teams/ace")
    with pytest.raises(DisclosureError, match="0 were rejected and 2 wait"):
        check_reviewed(tmp_path, site, tmp_path, required=True)


def test_what_is_approved_passes_and_is_laid_aside_no_more(site, tmp_path, decide):
    (tmp_path / "_build" / "review").mkdir(parents=True)
    decide("approved", *outputs_of(site))
    check_reviewed(tmp_path, site, tmp_path, required=True)
    assert site.is_dir()
    assert not (tmp_path / "_build" / "review").exists()


@pytest.mark.parametrize("content", ["", "[{}]", '{"a": 1}', "\x00"])
def test_a_damaged_log_is_told(tmp_path, content):
    (tmp_path / FILE).parent.mkdir()
    (tmp_path / FILE).write_text(content)
    with pytest.raises(StudyError) as error:
        read_reviews(tmp_path)
    assert str(error.value.faults[0]) == (
        "private/reviews.json: expected the file that hiteval wrote; got another "
        "content. Restore it from a copy: without it, nothing counts as reviewed."
    )
