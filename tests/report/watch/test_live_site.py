"""After an edit, what a reader would see is there: pages that somebody looks at first.

The tests follow each other, as edits do; each puts back what it changed.
"""

import shutil
from contextlib import contextmanager

import pytest
from disturbed import contents, small_project

from hiteval.errors import BuildError, StudyError
from hiteval.report.kernels.workers import Way
from hiteval.report.publishing import build_lock
from hiteval.report.request import Request
from hiteval.report.watch.live_site import LiveSite

pytestmark = pytest.mark.book


@pytest.fixture(scope="module")
def project(tmp_path_factory):
    return small_project(tmp_path_factory.mktemp("live") / "project")


@pytest.fixture(scope="module")
def live(project):
    request = Request(project, project / "data", "internal", (), Way(2))
    build = project / "_build"
    with build_lock.only_builder(build), build_lock.work_folder(build) as work:
        live = LiveSite(request, work)
        live.begin(lambda *_: None)
        yield live
        live.end()


def renewed(live, *first, stop=lambda: False):
    return list(live.renew(first, stop))


@contextmanager
def edited(live, path, old, new):
    text = path.read_text("utf-8")
    assert old in text
    path.write_text(text.replace(old, new), "utf-8")
    try:
        yield
    finally:
        path.write_text(text, "utf-8")
        list(live.renew((), lambda: False))


def page(live, path):
    return (live.site / "book" / f"{path}.html").read_text("utf-8")


def test_where_nothing_was_edited_nothing_is_made_again(live):
    before = contents(live.site)
    assert renewed(live, "teams/alpha") == []
    assert contents(live.site) == before


def test_an_edit_is_on_the_page_that_is_open_before_it_is_on_others(live, project):
    with edited(
        live, project / "data" / "segments.csv", "Patients chair", "Zebras chair"
    ):
        turns = live.renew(["teams/alpha"], lambda: False)
        assert next(turns) == ["teams/alpha"]
        assert "Zebras" in page(live, "teams/alpha")
        assert "Zebras" not in page(live, "results/main-messages")
        others = [path for paths in turns for path in paths]
        assert "results/main-messages" in others
        assert "teams/beta" not in others
        assert "Zebras" in page(live, "results/main-messages")


def test_an_edit_made_meanwhile_comes_first(live, project):
    with edited(
        live, project / "data" / "segments.csv", "Patients chair", "Zebras chair"
    ):
        assert renewed(live, "teams/alpha", stop=lambda: True) == [["teams/alpha"]]
        (others, *_) = renewed(live, "teams/alpha")
        assert "teams/alpha" not in others


def test_a_fault_leaves_every_page_as_it_was(live, project):
    before = contents(live.site)
    with edited(live, project / "data" / "codings.csv", ",2,", ",9,"):
        with pytest.raises(StudyError, match=r"codings\.csv, row"):
            renewed(live)
        assert contents(live.site) == before


def test_a_notebook_that_fails_is_named_and_tried_again(live, project):
    notebook = project / "notebooks" / "team.ipynb"
    with edited(live, notebook, "import html", "import no_such_thing"):
        for _ in range(2):
            with pytest.raises(BuildError, match="teams/alpha: ModuleNotFoundError"):
                renewed(live, "teams/alpha")


def test_an_edited_style_is_in_the_site(live, project):
    style = project / "book" / "_static" / "frame.css"
    style.write_text(style.read_text("utf-8") + "/* edited */", "utf-8")
    renewed(live)
    assert "/* edited */" in (live.site / "_static" / "frame.css").read_text("utf-8")


def test_an_edit_of_a_page_written_by_hand_is_on_it(live, project):
    with edited(live, project / "book" / "how-to-read.md", "# ", "# Zebras: "):
        assert renewed(live) == [["how-to-read"]]
        assert "Zebras: " in page(live, "how-to-read")


@pytest.mark.parametrize(
    ("file", "old", "new"),
    [
        ("data/study.yml", "title: ", "title: Zebras of "),
        ("book/_templates/layout.html", "</head>", "<!-- Zebras of --></head>"),
    ],
)
def test_an_edit_of_the_frame_is_on_every_page(live, project, file, old, new):
    with edited(live, project / file, old, new):
        (made,) = renewed(live)
        assert {"teams/beta", "how-to-read", "results/main-messages"} <= {*made}
        assert all("Zebras of" in page(live, path) for path in made)


def test_a_frame_that_met_a_fault_is_on_every_page_once_it_is_mended(live, project):
    notebook = project / "notebooks" / "team.ipynb"
    with edited(live, project / "data" / "study.yml", "title: ", "title: Zebras of "):
        with (
            edited(live, notebook, "import html", "import no_such_thing"),
            pytest.raises(BuildError, match="pages that failed"),
        ):
            renewed(live)
        assert "Zebras of" in page(live, "how-to-read")


def test_a_team_that_is_renamed_is_renamed_wherever_pages_list_it(live, project):
    with edited(live, project / "data" / "teams.csv", "Alpha", "Omega"):
        (made,) = renewed(live)
        assert {"teams/alpha", "teams/beta", "results/main-messages"} <= {*made}
        assert "Omega" in page(live, "teams/beta")


def test_a_site_that_was_edited_is_the_one_that_is_made_at_once(
    live, project, tmp_path
):
    shutil.copytree(project, tmp_path / "project", ignore=shutil.ignore_patterns("_b*"))
    build = tmp_path / "project" / "_build"
    study = tmp_path / "project" / "data"
    request = Request(build.parent, study, "internal", (), Way(2))
    with build_lock.only_builder(build), build_lock.work_folder(build) as work:
        at_once = LiveSite(request, work)
        at_once.begin(lambda *_: None)
        at_once.end()
        assert pages_of(at_once) == pages_of(live)


def pages_of(live):
    """Read every page, but for what is only made at the beginning."""
    return {
        name: content
        for name, content in contents(live.site).items()
        if name.startswith("book/")
    }
