"""What a study calls its teams stands wherever readers look."""

import json
import re
from dataclasses import replace

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from cells import shown
from conftest import ROOT

from hiteval.bundle.bundle import write_bundle
from hiteval.bundle.opening import open_evaluation
from hiteval.display.checklists import items
from hiteval.display.kit.html import escape
from hiteval.errors import StudyError
from hiteval.files.yaml_file import read_yaml
from hiteval.report.book.book import lay_out, write_contents
from hiteval.report.make_pages import give_rooms
from hiteval.report.pages.only_for import fit_page
from hiteval.report.pages.pages import all_pages, room
from hiteval.study.labels import Labels
from hiteval.study.reading import read_study
from hiteval.study.settings import Settings
from hiteval.workbooks.matrix_export import matrix_book

TEAM = re.compile(r"(?<!Rows of )\bteams?\b(?!\.csv)", re.IGNORECASE)
SPOKEN = ("alt", "aria-label", "title")  # what screen readers say


@pytest.fixture
def services(folder, tmp_path, monkeypatch):
    """Lay out a study of services, none of whose own texts says what a team is."""
    for file in ("framework.yml", "segments.csv", "teams.csv", "actions.csv"):
        text = (folder / file).read_text(encoding="utf-8")
        text = re.sub(r"\b[Tt]eams?\b(?!,)|(?<= )teams", "people", text)
        (folder / file).write_text(text, encoding="utf-8")
    with (folder / "study.yml").open("a", encoding="utf-8") as file:
        file.write("\nlabels: {team: service}\n")
    work = tmp_path / "work"
    (work / "_build").mkdir(parents=True)
    write_bundle(folder, "public", work / "_build" / "bundle", ROOT)
    monkeypatch.chdir(work)
    evaluation = open_evaluation("_build/bundle")
    lay_out(ROOT, work, evaluation.study)
    give_rooms(all_pages(evaluation, ROOT), evaluation, work)
    return evaluation, work


def said(notebook, parameters):
    """Yield what readers of a notebook see, and what screen readers say."""
    for part in shown(notebook, parameters):
        if isinstance(part, str):
            yield part
            continue
        # Workings show their tables as they are; what a passage is about is a code.
        if isinstance(part, pd.DataFrame):
            html = part.drop(columns="about", errors="ignore").to_html()
        else:
            html = escape(part).text
        page = BeautifulSoup(html, "html.parser")
        for packed in page.select("script.packed"):  # its keys are for the script alone
            data = json.loads(packed.extract().text)
            yield " ".join(
                [*data["says"].values(), *(f["label"] for f in data["filters"])]
            )
        yield page.get_text(" ")
        yield from (tag[a] for a in SPOKEN for tag in page.find_all(attrs={a: True}))


def test_no_page_says_team_where_the_study_says_service(services, monkeypatch):
    evaluation, work = services
    for page in all_pages(evaluation, ROOT):
        monkeypatch.chdir(room(page, work))
        notebook = work / "_build" / "notebooks" / f"{page.notebook}.ipynb"
        text = "\n".join(said(notebook, page.parameters))
        assert TEAM.findall(text) == [], page.path
        assert "$" not in text.replace("$title", "")


def test_hand_written_pages_and_the_side_bar_follow(services):
    evaluation, work = services
    write_contents(ROOT, work, all_pages(evaluation, ROOT), evaluation.labels)
    assert "caption: Services" in (work / "_toc.yml").read_text(encoding="utf-8")
    for name in ("how-to-read", "accessibility"):
        path = work / "book" / f"{name}.md"
        study = evaluation.study
        text = fit_page(path.read_text("utf-8"), study.framework, study.settings)
        assert "service" in text
        assert not TEAM.search(text)


def test_the_framework_matrix_follows(study):
    settings = study.settings.model_copy(update={"labels": Labels(team="service")})
    made = matrix_book(replace(study, settings=settings), "m.xlsx")
    texts = [str(c.value) for s in made for row in s for c in row if c.value]
    assert "Service" in texts
    assert "Team" not in texts
    assert any("of a service on a criterion" in text for text in texts)
    assert not any("$" in text for text in texts)


def test_other_signs_of_money_survive():
    assert Labels(team="site").fill("$5, $$team, $teamwork") == "$5, $site, $teamwork"


def test_a_place_named_after_a_heading_follows_the_heading():
    places = items(Labels(team="Équipe d’appui"))["places"]
    assert "method#how-a-rating-is-proposed-for-an-equipe-dappui" in set(places)


@pytest.mark.parametrize(
    "team", ["", " team", "a  b", "<b>", "$x", "a\nb", "x" * 41, "a*b*", "Criterion"]
)
def test_a_label_is_a_few_plain_words(folder, team):
    values = read_yaml(folder / "study.yml") | {"labels": {"team": team}}
    with pytest.raises(
        StudyError, match=r"study\.yml, labels\.team: expected"
    ) as error:
        Settings.from_yaml(values, "study.yml")
    assert len(error.value.faults) == 1


def test_no_criterion_has_the_name_of_a_team(spoil):
    folder = spoil("study.yml", "id: tiny", "labels: {team: results}\nid: tiny")
    with pytest.raises(StudyError) as error:
        read_study(folder)
    assert str(error.value.faults[0]) == (
        "framework.yml, criteria.change.results.name: expected a name for each "
        "criterion that is not what study.yml calls a team; got 'Results'. Rename "
        "one of the two."
    )
