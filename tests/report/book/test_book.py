import pytest
from conftest import ROOT

from hiteval.errors import BuildError
from hiteval.files.yaml_file import read_yaml
from hiteval.report.book import book
from hiteval.report.pages.pages import all_pages, preview_pages


def chapters(work):
    parts = read_yaml(work / "_toc.yml")["parts"]
    return [
        listed["file"]
        for part in parts
        for chapter in part["chapters"]
        for listed in (chapter, *chapter.get("sections", []))
    ]


def test_teams_stand_in_order_of_their_names(shipped, tmp_path):
    book.write_contents(ROOT, tmp_path, all_pages(shipped, ROOT), shipped.labels)
    teams = [file for file in chapters(tmp_path) if "/teams/" in file]
    assert teams[0] == "book/teams/active-lives"  # "Active Lives" before "Adversity"
    assert teams[1] == "book/teams/ace"
    assert len(teams) == 23


def test_every_page_has_a_place_in_the_contents(shipped, tmp_path):
    book.write_contents(ROOT, tmp_path, all_pages(shipped, ROOT), shipped.labels)
    by_hand = {
        path.relative_to(ROOT).with_suffix("").as_posix()
        for path in (*ROOT.glob("book/*.md"), ROOT / "book/guide/confidentiality.md")
    }
    made = {f"book/{page.path}" for page in all_pages(shipped, ROOT)}
    root = read_yaml(tmp_path / "_toc.yml")["root"]
    assert {root, *chapters(tmp_path)} == by_hand | made


def test_a_preview_leads_nowhere_that_was_not_made(shipped, tmp_path):
    book.write_contents(
        ROOT, tmp_path, preview_pages(shipped, ROOT, ["stroke"]), shipped.labels
    )
    made = [f for f in chapters(tmp_path) if f.split("/")[1] in book.GENERATED]
    assert made == [
        *["book/teams/stroke", "book/results/workings-stroke"],
        "book/results/evidence-register",
    ]


def test_what_else_is_made_for_a_team_comes_below_its_page(shipped, tmp_path):
    book.write_contents(ROOT, tmp_path, all_pages(shipped, ROOT), shipped.labels)
    parts = read_yaml(tmp_path / "_toc.yml")["parts"]
    (teams,) = [part["chapters"] for part in parts if part["caption"] == "Teams"]
    below = [{"file": "book/results/workings-stroke"}]
    assert len(teams) == 4 + 23  # areas come first
    assert {"file": "book/teams/stroke", "sections": below} in teams


def site(tmp_path, *paths):
    for path in paths:
        (tmp_path / "book" / path).parent.mkdir(parents=True, exist_ok=True)
        (tmp_path / "book" / path).with_suffix(".html").touch()
    return tmp_path


def test_a_site_with_every_page_and_no_other_passes(tiny, tmp_path):
    pages = preview_pages(tiny, ROOT, ["alpha"])
    book.check_site(site(tmp_path, *(page.path for page in pages)), pages)


def test_a_missing_page_and_an_unknown_one_are_named(tiny, tmp_path):
    pages = preview_pages(tiny, ROOT, ["alpha"])
    paths = [page.path for page in pages if page.path != "teams/alpha"]
    made = [*paths, "teams/removed"]
    with pytest.raises(BuildError) as error:
        book.check_site(site(tmp_path, *made), pages)
    assert str(error.value) == (
        "pages missing from the book: ['teams/alpha.html']; "
        "unknown: ['teams/removed.html']"
    )


def test_a_page_that_is_not_available_keeps_its_place_and_its_title(shipped, tmp_path):
    pages = [page for page in all_pages(shipped, ROOT) if page.path == "teams/stroke"]
    book.stand_in(tmp_path, pages)
    assert (tmp_path / "book" / "teams" / "stroke.md").read_text() == (
        "# Stroke\n\n"
        "This page is not available in this edition of the report. "
        "The reason is in the evaluators' private log.\n"
    )
