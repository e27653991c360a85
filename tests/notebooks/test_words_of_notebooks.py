"""Whatever a notebook shows is a message, or what the study says, or an id."""

import re
from itertools import chain

import pandas as pd
import pytest
import yaml
from cells import html_of
from conftest import ROOT
from made_up import MadeUp, in_greek, words_left
from two_waves import two_waves

from hiteval import catalogue, language
from hiteval.bundle.bundle import write_bundle

NOTEBOOKS = sorted((ROOT / "notebooks").glob("*.ipynb"))
WORD = re.compile(r"[A-Za-z][\w.–/@-]*[\w]|10\.\d+/\S+")
# Names of methods, formats and programs, and how works and addresses are written.
NAMES = {
    *("GRADE-CERQual", "SRQR", "COREQ", "GRIPP2", "Gwet", "Krippendorff", "Cohen"),
    *("Python", "pandas", "matplotlib", "papermill", "jupyter-book"),
    *("hiteval", "CSV", "XLSX", "JSON", "RO-Crate", "Excel", "doi", "https"),
}
ID_COLUMN = re.compile(r".*_ids?|.*_by|url")
REFERENCE = re.compile(r"[A-Z]\w+( and [A-Z]\w+)? \d{4}, .*")
ID = re.compile(r"\bid: ([\w.-]+)")
NO_WORD = re.compile(  # an acronym, a file or a parameter
    r"[A-Z][A-Z0-9-]*s?|[A-Z]?\d+\w*|s\d+|10\.\d+/[\w.()/-]+,?|[\w-]+\.(csv|xlsx|yml|json|ipynb|lock)|\w+_\w+"
)

pytestmark = pytest.mark.book


@pytest.fixture(scope="module")
def made(tmp_path_factory):
    """Bundles in Greek letters, by the study that they are of."""
    folder = tmp_path_factory.mktemp("words")
    studies = {"shipped": ROOT / "data", "waves": two_waves(folder / "study")}
    for name, study in studies.items():
        place = folder / name / "_build" / "bundle"
        place.parent.mkdir(parents=True)
        write_bundle(study, "public", place, ROOT)
        in_greek(place)
    return folder


def ids(bundle):
    """Return the words of a study's ids."""
    tables = [pd.read_csv(path, dtype="str") for path in bundle.glob("*.csv")]
    columns = [t[c].dropna() for t in tables for c in t if ID_COLUMN.fullmatch(c)]
    settings = [path.read_text("utf-8") for path in bundle.glob("*.yml")]
    study = yaml.safe_load((bundle / "study.yml").read_text("utf-8"))
    strands = [f"{strand}{end}" for strand in study["strands"] for end in ("", "s")]
    named = [[*study["coders"], *study.get("authors", []), *strands]]
    named += [WORD.findall(cell) for column in columns for cell in column.unique()]
    return {*chain(*named), *chain(*map(ID.findall, settings))}


def without_message(path, bundle):
    """Return each text with a word that is neither an id nor the name of a thing."""
    kept, left = NAMES | ids(bundle), []
    html = html_of(path, {"bundle": str(bundle)})
    for text in words_left(html):
        words = {word for word in WORD.findall(text) if not NO_WORD.fullmatch(word)}
        if words - kept and not REFERENCE.fullmatch(text):
            left.append(text)
    return sorted(set(left))


@pytest.mark.parametrize("path", NOTEBOOKS, ids=lambda path: path.stem)
def test_all_that_a_notebook_shows_is_a_message(made, path, monkeypatch):
    made_up = MadeUp()
    monkeypatch.setattr(catalogue, "_catalogue", lambda _tag: made_up)
    monkeypatch.setattr(language, "answering", lambda: "el")  # for lists
    monkeypatch.chdir(made / "shipped")
    with catalogue.speaking("en"):
        found = without_message(path, made / "shipped" / "_build" / "bundle")
    assert found == []


def test_all_that_is_shown_of_two_waves_is_a_message(made, monkeypatch):
    made_up = MadeUp()
    monkeypatch.setattr(catalogue, "_catalogue", lambda _tag: made_up)
    monkeypatch.setattr(language, "answering", lambda: "el")  # for lists
    monkeypatch.chdir(made / "waves")
    with catalogue.speaking("en"):
        path = ROOT / "notebooks" / "waves.ipynb"
        found = without_message(path, made / "waves" / "_build" / "bundle")
    assert found == []
