"""A report as one document: every page, its contents, links within it."""

import os
import re
import subprocess
import sys

import pytest
from pypdf import PdfReader

from hiteval.errors import HitevalError
from hiteval.report.print import pdf

SIDE = (
    '<link rel="stylesheet" href="_static/a.css?v=1"><header><a class="title">A study'
    '</a></header><nav id="navigation"><a href="#">First</a>'
    '<a href="second.html">Second</a></nav>'
)


@pytest.fixture
def site(tmp_path):
    """Make a site of two pages that lead to each other."""
    folder = tmp_path / "html"
    (folder / "book").mkdir(parents=True)
    (folder / "search.html").write_text(SIDE)
    (folder / "index.html").write_text(
        '<meta http-equiv="Refresh" content="0; url=book/first.html" />'
    )
    body = "<article><h1>{}</h1><p id='place'>{}</p><a href='{}'>go</a></article>"
    for name, title, to in (
        ("first", "First page", "second.html#place"),
        ("second", "Second page", "gone.html"),
    ):
        text = body.format(title, f"Text of {name}.", to)
        (folder / "book" / f"{name}.html").write_text(SIDE + text)
    return folder


def test_links_lead_within_the_document_or_nowhere(site):
    first, second = pdf._parts(site)
    assert first["id"] == "book-first"
    assert first.a["href"] == "#book-second--place"
    assert second.find(id="book-second--place")
    assert not second.a.has_attr("href")


def test_a_choice_for_a_script_leads_to_its_page(site):
    page = site / "book" / "first.html"
    page.write_text(page.read_text().replace("#place", "#teams=ckd&amp;differ=yes"))
    assert pdf._parts(site)[0].a["href"] == "#book-second"


def test_the_document_is_styled_as_the_pages_are(site):
    style = (site / "_static" / "a.css").as_uri()
    assert pdf.styles(site) == f'<link rel="stylesheet" href="{style}">'


def print_apart(*places, **variables):
    """Print in a process of its own: playwright cannot run in the tests' twice."""
    code = (
        "import sys; from pathlib import Path; from hiteval.report.print import pdf; "
        "print(pdf.write_pdf(*map(Path, sys.argv[1:])))"
    )
    return subprocess.run(
        [sys.executable, "-c", code, *map(str, places)],
        env=os.environ | variables,
        capture_output=True,
        text=True,
    )


@pytest.mark.browser
def test_the_document_holds_every_page_and_says_where(chromium, site, tmp_path):
    del chromium  # skips where there is none
    done = print_apart(site, tmp_path / "report.pdf")
    pages = int(done.stdout)
    texts = [page.extract_text() for page in PdfReader(tmp_path / "report.pdf").pages]
    assert len(texts) == pages
    contents = next(text for text in texts if "Contents" in text)
    for title in ("First page", "Second page"):
        (number,) = re.findall(rf"{title} (\d+)", contents)
        assert title in texts[int(number) - 1]


def test_a_missing_package_is_named_with_its_remedy(monkeypatch):
    monkeypatch.setitem(sys.modules, "pypdf", None)
    with pytest.raises(HitevalError) as error:
        pdf.check_pdf()
    assert str(error.value) == (
        "--pdf: expected the package pypdf; got none. "
        "Install it with: pip install 'hiteval[pdf]'."
    )


@pytest.mark.browser
def test_a_missing_browser_is_named_with_its_remedy(site, tmp_path):
    nowhere = {"PATH": str(tmp_path), "PLAYWRIGHT_BROWSERS_PATH": str(tmp_path)}
    done = print_apart(site, tmp_path / "report.pdf", **nowhere)
    assert done.stderr.endswith(
        "--pdf: expected Chromium; got none that starts. "
        "Install it with: playwright install chromium.\n"
    )
    assert not (tmp_path / "report.pdf").exists()
