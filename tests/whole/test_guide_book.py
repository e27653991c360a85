"""The guide as a site of its own: it builds without a warning, and fits a phone."""

import subprocess
import sys
from pathlib import Path

import pytest
from bs4 import BeautifulSoup
from conftest import ROOT
from guide_lines import ELSEWHERE, PAGES, lines
from guide_tables import GUIDE

from hiteval.files.yaml_file import read_yaml
from hiteval.report.pages.contents import lines as pages_of
from hiteval.starter.new_project import new_project

pytestmark = pytest.mark.book
BIN = Path(sys.executable).parent
STRICT = ["-W", "--keep-going"]


@pytest.fixture(scope="module")
def guide(tmp_path_factory):
    """Build it in a new project, as its README says, and return the site."""
    folder = tmp_path_factory.mktemp("guide") / "project"
    new_project(folder)
    (line,) = [line for line in lines("starter") if line in ELSEWHERE]
    program, *words = line.split()
    done = subprocess.run(
        [BIN / program, *words, *STRICT], cwd=folder, capture_output=True, text=True
    )
    assert done.returncode == 0, done.stdout + done.stderr
    return folder / "_build" / "guide" / "_build" / "html"


def test_every_page_of_the_guide_has_a_place_in_its_contents():
    named = set(pages_of(read_yaml(GUIDE / "_toc.yml")))
    assert named == {path.stem for path in GUIDE.glob("*.md")}


def test_every_page_is_built_and_every_picture_is_there(guide):
    for path in GUIDE.glob("*.md"):
        page = (guide / f"{path.stem}.html").read_text(encoding="utf-8")
        for picture in BeautifulSoup(page, "html.parser").select("article img"):
            assert picture["alt"]
            assert (guide / picture["src"]).is_file()


@pytest.mark.browser
@pytest.mark.parametrize("width", [1440, 390])
def test_every_page_fits_the_screen_and_asks_no_other_host(chromium, guide, width):
    window, asked = chromium.new_page(viewport={"width": width, "height": 844}), []
    window.on("request", lambda r: r.url.startswith("http") and asked.append(r.url))
    for page in pages_of(read_yaml(GUIDE / "_toc.yml")):
        window.goto((guide / f"{page}.html").as_uri())
        root = "document.documentElement"
        assert window.evaluate(f"{root}.scrollWidth <= {root}.clientWidth"), page
    assert asked == []
    window.close()


def test_make_builds_the_same_site():
    recipe = (ROOT / "Makefile").read_text(encoding="utf-8")
    (line,) = [line for line in lines("starter") if line in ELSEWHERE]
    assert f"$(BIN)/{line} {' '.join(STRICT)}\n" in recipe
    assert "`make guide-book`" in PAGES["README"].read_text(encoding="utf-8")
