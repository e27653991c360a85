"""A team on one printed page: it fits, says what it leaves out, and warns."""

import subprocess
import sys

import pytest
from bs4 import BeautifulSoup
from pypdf import PdfReader

from hiteval.report.print import pdf, team_pdf

ROW = (
    '<li class="contrary"><span class="rating">{}</span><div>Passage {}. {}'
    '<span class="given">ann −2</span></div></li>'
)
PAGE = """
<aside class="warning">Internal edition</aside><article>
<h1>{name}<a class="headerlink" href="#x">#</a></h1>
<div class="glance" id="glance"><p class="focus">Focus</p></div>
<details class="fold"><summary><h2>Area</h2></summary><section class="criterion">
<h3><span class="anchor" id="rating-x"></span>Reach &amp; more <a
class="rating" href="#x">−1</a></h3><details class="fold passages"><summary>2</summary>
<ul>{rows}</ul></details></section></details>
<section id="what-the-evidence-shows"><details class="fold"><summary><h2>Shown</h2>
</summary><details>code</details><div class="cell_output"><p>No evidence was found:
Reach.</p></div><div class="cell_output"><figure class="picture" id="profile-picture">
<img alt="Bars" src=""></figure></div></details></section>
<a href="../results/x.html">elsewhere</a>
</article>
"""
LIMITS = '<aside class="limits"><p>Self-reports flatter.</p></aside>'


def team_page(passages, words=5, name="A &amp; B"):
    rows = "".join(
        ROW.format("−2" if n > 1 else "−1", n, "word " * words)
        for n in range(1, passages + 1)
    )
    return PAGE.format(name=name, rows=rows)


def document(passages, shown):
    article = BeautifulSoup(team_page(passages), "html.parser").find("article")
    heads = ("en-GB", "", "A study", "<p>Internal edition</p>", LIMITS)
    made = team_pdf._document(article, heads, shown)
    return BeautifulSoup(made, "html.parser")


def test_the_page_has_every_part_and_warns():
    text = document(2, 2).get_text(" ")
    for part in ("A & B", "Internal edition", "A study", "Focus", "Passage 2"):
        assert part in text
    assert "No evidence was found: Reach." in " ".join(text.split())
    assert "Self-reports flatter." in text
    assert "not shown here" not in text


def test_the_most_contrary_passages_come_first_with_their_criterion():
    made = document(3, 2)
    said = [li.find("div").get_text(" ", strip=True) for li in made.select("li")]
    assert [s.split(".")[0] for s in said] == [
        "Reach & more Passage 2",
        "Reach & more Passage 3",
    ]
    assert len(made.select("#profile-picture")) == 1


def test_code_coders_and_addresses_are_left_out():
    made = document(2, 2)
    assert made.select("a, details") == []
    assert "ann" not in made.get_text()


@pytest.mark.parametrize(("shown", "more"), [(3, 2), (0, 5)])
def test_what_is_left_out_is_counted(shown, more):
    text = document(5, shown).get_text(" ")
    assert text.count("Passage") == shown
    assert f"Contrary passages not shown here: {more}." in text


def test_a_team_without_contrary_evidence_leaves_nothing_out():
    assert "not shown here" not in document(0, 8).get_text()


@pytest.fixture
def site(tmp_path):
    teams = tmp_path / "html" / "book" / "teams"
    teams.mkdir(parents=True)
    (tmp_path / "html" / "search.html").write_text(
        '<aside class="warning">Internal edition</aside>'
        '<header><a class="title">A study</a></header>'
    )
    (tmp_path / "html" / "index.html").write_text(LIMITS)
    (teams / "short.html").write_text(team_page(1))
    (teams / "long.html").write_text(team_page(60, words=80))
    (teams / "endless.html").write_text(team_page(1, name="word " * 900))
    (teams / "missing.html").write_text("<article><h1>Not available</h1></article>")
    return tmp_path / "html"


@pytest.mark.browser
def test_every_team_fits_on_one_page_whatever_it_holds(chromium, site, tmp_path):
    del chromium  # skips where there is none
    place = tmp_path / "teams"
    place.mkdir()
    (place / "gone.pdf").write_text("of a team that is no more")
    code = (
        "import sys; from pathlib import Path; "
        "from hiteval.report.print import team_pdf; "
        "print(team_pdf.write_team_pdfs(*map(Path, sys.argv[1:])))"
    )
    # In a process of its own: playwright cannot run in the tests' twice.
    command = [sys.executable, "-c", code, str(site), str(place)]
    done = subprocess.run(command, capture_output=True, text=True, check=True)
    assert done.stdout == "3\n"
    pages = {path.stem: PdfReader(path).pages for path in place.iterdir()}
    assert {name: len(p) for name, p in pages.items()} == {
        "short": 1,
        "long": 1,
        "endless": 1,
    }
    assert "Contrary passages not shown here" in pages["long"][0].extract_text()
    assert "Internal edition" in pages["short"][0].extract_text()


def test_a_printed_team_has_the_limits_of_the_first_page(site):
    assert pdf.limits(site) == LIMITS
    (site / "index.html").write_text("<p>None</p>")
    assert pdf.limits(site) == ""


def test_the_whole_document_warns_too(site):
    assert pdf.warning(site) == "<p><strong>Internal edition</strong></p>"
    (site / "search.html").write_text('<header><a class="title">A study</a></header>')
    assert pdf.warning(site) == ""
