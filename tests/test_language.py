import subprocess
import sys
from datetime import date

import pytest
from babel.localedata import locale_identifiers
from conftest import ROOT
from hypothesis import given
from hypothesis import strategies as st
from shown import page

import hiteval
from hiteval.display import downloads, involvement
from hiteval.errors import StudyError
from hiteval.language import Language, known
from hiteval.study.reading import read_study

MAY = date(2020, 5, 18)
TAGS = sorted(tag.replace("_", "-") for tag in locale_identifiers())
# Every module of the library, in a process that has imported nothing else.
IMPORT_ALL = """
import importlib, pkgutil, sys
import pandas as pd
import hiteval
before = pd.describe_option("", _print_desc=False)
for module in pkgutil.walk_packages(hiteval.__path__, "hiteval."):
    if module.name != "hiteval.__main__":
        importlib.import_module(module.name)
for name in ("hiteval.cli", "hiteval.display.needs", "hiteval.report.build"):
    assert name in sys.modules, name
assert pd.describe_option("", _print_desc=False) == before
assert [name for name, module in sys.modules.items() if module is None] == []
"""


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
    say = Language(tag)
    # Releases of the CLDR differ in the apostrophe of Swiss numbers.
    numeral = say.numeral(-1098.5, 2).replace("'", "’")
    assert (say.day(MAY), say.month(MAY), numeral) == (day, month, number)


@given(st.sampled_from(TAGS), st.dates())
def test_every_known_language_writes_every_day_and_number(tag, when):
    say = Language(known(tag))
    assert all([say.day(when), say.month(when)])
    assert say.numeral(1098).replace("\u200e", "")[0] == "1"


@pytest.mark.parametrize("tag", ["", "klingon", "en_GB", "../en", "en-GB\n"])
def test_a_language_that_nobody_knows_is_refused(spoil, tag):
    folder = spoil("study.yml", "id: tiny", f"language: {tag!r}\nid: tiny")
    expected = r"study\.yml, language: expected a language's tag, such as en-GB, cy"
    with pytest.raises(StudyError, match=expected):
        read_study(folder)


@pytest.fixture
def german(spoil):
    """Return the folder of a German study with 1,098 entries of involvement."""
    folder = spoil("study.yml", "id: tiny", "language: de-DE\nid: tiny")
    entry = "coding,group {},,unknown,,,They read.,,,public\n"
    with (folder / "involvement.csv").open("a", encoding="utf-8") as file:
        file.writelines(entry.format(number) for number in range(1095))
    return folder


def entries(evaluation):
    """Say how many entries of involvement there are, as two pages do."""
    told = involvement.overview(evaluation.study.involvement, evaluation)
    table = page(downloads.by_table(downloads.files(evaluation), evaluation))
    row = next(row for row in table("tr") if "involvement.csv" in row.text)
    return page(told).p.text.split(" tell ")[0], row("td")[-1].text


def test_a_study_is_shown_in_its_language_without_further_ado(german):
    evaluation = hiteval.evaluate(hiteval.read_study(german))
    assert entries(evaluation) == ("1.098 entries", "1.098")


def test_two_studies_in_one_process_keep_each_its_language(german):
    study = hiteval.read_study(german)
    settings = study.settings.model_copy(update={"language": "en-GB"})
    english = hiteval.evaluate(study.with_tables({"settings": settings}))
    assert entries(hiteval.evaluate(study)) == ("1.098 entries", "1.098")
    assert entries(english) == ("1,098 entries", "1,098")
    assert entries(hiteval.evaluate(study)) == ("1.098 entries", "1.098")


def test_the_parts_of_a_study_speak_its_language(german):
    evaluation = hiteval.evaluate(hiteval.read_study(german))
    assert evaluation.team("alpha").language == Language("de-DE")
    assert evaluation.model().area("working").language == Language("de-DE")


@pytest.mark.integration
def test_importing_the_library_changes_nothing_that_is_not_its_own():
    made = subprocess.run(
        [sys.executable, "-c", IMPORT_ALL], cwd=ROOT, capture_output=True, text=True
    )
    assert made.stderr == ""
    assert made.returncode == 0
