"""A report is up to date until a file of it, or what it is made from, changes."""

import pytest

from hiteval.report.pages.cache import Store
from hiteval.report.publishing.up_to_date import is_up_to_date, remember

INPUTS = {"bundle": "a"}


@pytest.fixture
def report(tmp_path):
    """Put a report in place; return the question whether it is up to date."""
    (tmp_path / "_build" / "html").mkdir(parents=True)
    (tmp_path / "_build" / "html" / "index.html").write_text("page")
    store = Store(tmp_path / "_build" / "cache")
    remember(store, INPUTS, tmp_path)
    return lambda inputs=INPUTS: is_up_to_date(store, inputs, tmp_path)


def test_a_report_of_the_same_inputs_is_up_to_date(report):
    assert report()
    assert not report({"bundle": "b"})


def test_a_report_with_a_file_changed_by_hand_does_not_stand(report, tmp_path):
    (tmp_path / "_build" / "html" / "index.html").write_text("Page")
    assert not report()


@pytest.mark.parametrize("place", ["_build/html", "_build/bundle", "book/teams"])
def test_a_report_with_a_file_too_many_does_not_stand(report, tmp_path, place):
    (tmp_path / place).mkdir(parents=True, exist_ok=True)
    (tmp_path / place / "more").touch()
    assert not report()


def test_a_report_with_a_file_too_few_does_not_stand(report, tmp_path):
    (tmp_path / "_build" / "html" / "index.html").unlink()
    assert not report()
