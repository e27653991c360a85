from datetime import date
from shutil import copytree
from unittest.mock import Mock

import pytest
from babel.localedata import locale_identifiers
from conftest import TINY
from hypothesis import given
from hypothesis import strategies as st

from hiteval import language
from hiteval.bundle.opening import open_evaluation
from hiteval.commands import trace_and_diff
from hiteval.display.kit import words
from hiteval.errors import StudyError
from hiteval.report.book import page_frame
from hiteval.study.reading import read_study
from hiteval.workbooks.matrix_export import export_matrix

MAY = date(2020, 5, 18)
TAGS = sorted(tag.replace("_", "-") for tag in locale_identifiers())


@pytest.fixture(autouse=True)
def english_again():
    yield
    language.speak(language.ENGLISH)


@pytest.mark.parametrize(  # as on the charts of the Unicode CLDR
    ("tag", "day", "month", "number"),
    [
        ("en-GB", "18 May 2020", "May 2020", "−1,098.50"),
        ("en-US", "May 18, 2020", "May 2020", "−1,098.50"),
        ("cy", "18 Mai 2020", "Mai 2020", "−1,098.50"),
        ("de", "18. Mai 2020", "Mai 2020", "−1.098,50"),
        ("fr", "18 mai 2020", "mai 2020", "−1\u202f098,50"),
        ("de-CH", "18. Mai 2020", "Mai 2020", "−1’098.50"),
    ],
)
def test_dates_and_numbers_are_written_as_a_language_writes_them(
    tag, day, month, number
):
    language.speak(tag)
    written = (language.day(MAY), language.month(MAY), language.numeral(-1098.5, 2))
    assert written == (day, month, number)


@given(st.sampled_from(TAGS), st.dates())
def test_every_known_language_writes_every_day_and_number(tag, when):
    language.speak(language.known(tag))
    assert all([language.day(when), language.month(when)])
    assert language.numeral(1098).replace("\u200e", "")[0] == "1"


@pytest.mark.parametrize("tag", ["", "klingon", "en_GB", "../en", "en-GB\n"])
def test_a_language_that_nobody_knows_is_refused(spoil, tag):
    folder = spoil("study.yml", "id: tiny", f"language: {tag!r}\nid: tiny")
    expected = r"study\.yml, language: expected a language's tag, such as en-GB, cy"
    with pytest.raises(StudyError, match=expected):
        read_study(folder)


def book(folder):
    app = Mock(srcdir=folder.parent)
    page_frame._announce(app, Mock(html_theme_options={}))


@pytest.mark.parametrize(
    "show",
    [
        lambda folder: open_evaluation(f"_build/{folder.name}"),
        lambda folder: export_matrix(read_study(folder), folder / "m.xlsx"),
        lambda folder: trace_and_diff.trace("alpha", "working.means", folder),
        lambda folder: trace_and_diff.diff(TINY, folder),
        lambda folder: book(folder.parent),
    ],
    ids=["notebook", "matrix", "trace", "diff", "book"],
)
def test_whoever_shows_a_study_speaks_its_language(tmp_path, monkeypatch, show):
    folder = tmp_path / "_build" / "bundle"
    copytree(TINY, folder)
    with (folder / "study.yml").open("a") as settings:
        settings.write("\nlanguage: de\n")
    monkeypatch.chdir(tmp_path)
    show(folder)
    assert words.count(1098, "source") == "1.098 sources"
