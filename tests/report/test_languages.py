"""A report in several languages: a site for each, and a way between all its pages."""

import subprocess
import sys
from urllib.parse import unquote, urlsplit

import pytest
from bs4 import BeautifulSoup
from disturbed import COMMAND, small_project

from hiteval.report.book.links import check_links

pytestmark = pytest.mark.integration
LANGUAGES = "languages: [en-GB, cy]\n"


def speaking_project(place, languages):
    project = small_project(place)
    settings = project / "data" / "study.yml"
    settings.write_text(settings.read_text("utf-8") + languages, encoding="utf-8")
    return project


def run(project, *arguments, command=COMMAND):
    return subprocess.run(
        [*command, *arguments], cwd=project, capture_output=True, text=True
    )


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    place = tmp_path_factory.mktemp("languages") / "project"
    project = speaking_project(place, LANGUAGES)
    done = run(project, "report", "--jobs", "2")
    assert done.returncode == 0, done.stdout + done.stderr
    return project


@pytest.fixture(scope="module")
def site(project):
    return project / "_build" / "html"


def pages(site):
    """Return the pages that have a frame, by their paths in each of the two sites."""
    found = {path: parsed(path) for path in site.glob("**/*.html")}
    return {path: page for path, page in found.items() if page.find("header")}


def parsed(path):
    return BeautifulSoup(path.read_text("utf-8"), "html.parser")


def ways(page, path):
    """Return where a page leads to in other languages, by the language's tag."""
    return {
        str(a["lang"]): (path.parent / unquote(urlsplit(str(a["href"])).path))
        .resolve()
        .relative_to(path.anchor)
        for a in page.select("a.language")
    }


def test_both_sites_have_the_same_pages(site):
    told = [path.relative_to(site) for path in pages(site)]
    welsh = {path.relative_to("cy") for path in told if path.parts[0] == "cy"}
    assert welsh == {path for path in told if path.parts[0] != "cy"} != set()


def test_every_page_names_its_language(site):
    for path, page in pages(site).items():
        welsh = path.relative_to(site).parts[0] == "cy"
        assert page.html["lang"] == ("cy" if welsh else "en-GB"), path


def test_every_page_leads_to_itself_in_the_other_language_and_back(site):
    for path, page in pages(site).items():
        inside = path.relative_to(site)
        welsh = inside.parts[0] == "cy"
        other = site / (inside.relative_to("cy") if welsh else "cy" / inside)
        tag = "en-GB" if welsh else "cy"
        assert ways(page, path) == {tag: other.resolve().relative_to(path.anchor)}


def test_all_links_arrive(site):
    check_links(site)


def test_the_words_of_the_frame_are_in_the_language_and_the_study_s_are_not(site):
    english, welsh = (
        parsed(site / folder / "book/results/main-messages.html")
        for folder in ("", "cy")
    )
    assert english.header.select_one(".title") == welsh.header.select_one(".title")
    assert english.find("footer").text != welsh.find("footer").text


def test_the_report_is_what_its_bundle_gives(project):
    done = run(project, "verify")
    assert done.returncode == 0, done.stdout + done.stderr


def test_a_language_without_a_catalogue_is_refused(tmp_path):
    project = speaking_project(tmp_path / "project", "languages: [en-GB, tlh]\n")
    done = run(project, "check", command=[sys.executable, "-m", "hiteval"])
    assert done.returncode != 0
    assert "study.yml, languages" in done.stderr
    assert "expected a language" in done.stderr
