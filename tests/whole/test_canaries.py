"""Every secret holds a canary: in a safe report there is none, in a leaky one all."""

import sys
from base64 import b64encode

import plain_search
import pytest
from conftest import ROOT
from disturbed import report, small_project
from PIL import Image
from PIL.PngImagePlugin import PngInfo
from secrets_study import CANARY, tell_all, write_study_of_secrets
from wrappings import WRAPPINGS

from hiteval.disclosure.earlier_releases import read_releases
from hiteval.disclosure.editions import release
from hiteval.study.reading import read_study

book = pytest.mark.book
COMMAND = [sys.executable, str(ROOT / "tests" / "leaky_hiteval.py")]


@pytest.fixture(scope="module")
def leaky(tmp_path_factory):
    """Build with disclosure off: the site that was refused, what was said, secrets."""
    folder = tmp_path_factory.mktemp("leaky")
    study, canaries = write_study_of_secrets(folder)
    project = small_project(study.parent / "project")
    tell_all(project / "notebooks" / "main_messages.ipynb")
    status, told = report(project, "--study", "../study", command=COMMAND)
    assert status == 4, told
    assert not (project / "_build" / "html").exists()
    site = project / "_build" / "leaky"
    return site, told, canaries, release(read_study(study), "public").secrets


@book
@pytest.mark.parametrize("folder", ["_build/html", "_build/bundle", "book"])
def test_no_canary_is_in_anything_of_a_safe_report(of_secrets, folder):
    assert plain_search.words(CANARY, of_secrets / folder) == {}


@book
def test_what_a_published_report_told_of_people_is_noted_for_the_next(of_secrets):
    study = next(of_secrets.parent.glob("qzx*")) / "study"
    (noted,) = read_releases(study)
    assert noted.counts["all:people"].true == 9


@book
def test_every_canary_is_found_in_a_leaky_report(leaky):
    site, _, canaries, _ = leaky
    found = plain_search.words(CANARY, site)
    assert {canaries[word] for word in canaries.keys() - found.keys()} == set()


@book
def test_a_leak_is_found_wherever_a_report_has_room_for_one(leaky):
    found = plain_search.words(CANARY, leaky[0])
    ends = {place.rsplit(".", 1)[1] for places in found.values() for place in places}
    assert ends == {"html", "js", "csv", "xlsx", "ipynb", "json", "zip"}


@book
def test_the_gate_finds_every_secret_in_a_leaky_report_and_tells_none(leaky):
    _, told, canaries, secrets = leaky
    named = {line.split(": ", 1)[-1] for line in told.splitlines()}
    assert {secret.where for secret in secrets} - named == set()
    assert "a folder of this machine" in named
    kinds = {canaries[word].split()[0] for word in CANARY.findall(told)}
    assert kinds == {"id"}


PLAINLY = [
    *["plain", "entities", "json", "url", "base64", "base64 for urls", "gzip", "zip"],
    *["name in a zip", "notebook", "notebook in a zip"],
    *["html, each letter in a tag", "html attribute"],
]


def test_the_plain_search_reads_what_a_picture_says_beside_its_pixels(tmp_path):
    said = PngInfo()
    said.add_text("Title", "qzx000k", zip=True)
    Image.new("L", (1, 1)).save(tmp_path / "a.png", pnginfo=said)
    picture = b64encode((tmp_path / "a.png").read_bytes()).decode()
    (tmp_path / "b.html").write_text(f'<img src="data:image/png;base64,{picture}">')
    assert plain_search.words(CANARY, tmp_path) == {"qzx000k": {"a.png", "b.html"}}


@pytest.mark.parametrize("wrapping", PLAINLY)
def test_the_plain_search_opens_each_wrapping(tmp_path, wrapping):
    name, wrapped = WRAPPINGS[wrapping]
    (tmp_path / name).write_bytes(wrapped("qzx000k"))
    assert plain_search.words(CANARY, tmp_path) == {"qzx000k": {name}}
