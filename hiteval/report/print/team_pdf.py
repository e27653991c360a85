"""One printed page for each team: overview, profile, contrary and missing evidence.

It is made of parts of the team's page in the built site, so that it holds nothing that
the gate has not read. What does not fit is left out by whole passages, and counted; if
that is not enough, everything is printed smaller.
"""

import shutil
import tempfile
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag

from hiteval.errors import HitevalError
from hiteval.report.print import pdf

Heads = tuple[str, str, str, str]  # styles, the study, a warning, its limits
# Font sizes and numbers of contrary passages, in the order in which they are tried.
TRIES = (
    *((1.0, 8), (1.0, 5), (1.0, 3), (0.9, 3), (0.9, 2), (0.8, 2), (0.8, 1), (0.8, 0)),
    *((0.65, 0), (0.5, 0), (0.35, 0), (0.2, 0)),
)
SPARE = "a.headerlink, details, figcaption, .anchor, [headers$=Coders], [id$=Coders]"
OPTIONS: dict[str, Any] = {
    "format": "A4",
    "margin": dict.fromkeys(("top", "bottom", "left", "right"), "14mm"),
    "print_background": True,
    "tagged": True,
}


def write_team_pdfs(site: Path, place: Path) -> int:
    """Print a page for each team of a built site, and return how many there are.

    Parameters
    ----------
    site : Path
        The folder of the site.
    place : Path
        A folder, which is replaced: it will hold a file for each team, named by its id.
    """
    heads = pdf.styles(site), pdf.site_title(site), pdf.warning(site), pdf.limits(site)
    with pdf.open_page() as page, tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "teams")
        made.mkdir()
        for path in sorted((site / "book" / "teams").glob("*.html")):
            article = pdf.soup(path).find("article")
            if isinstance(article, Tag) and article.select_one("#glance-table"):
                _print(page, article, heads, made / f"{path.stem}.pdf")
        if place.exists():
            shutil.rmtree(place)
        shutil.move(made, place)
    return len(list(place.iterdir()))


def _print(page: Any, article: Tag, heads: Heads, place: Path) -> None:
    """Print a team's page with as much as fits, in the largest letters that do."""
    from pypdf import PdfReader

    document = place.with_suffix(".html")
    for scale, passages in TRIES:
        document.write_text(_document(article, heads, passages), encoding="utf-8")
        page.goto(document.as_uri())
        page.pdf(path=place, scale=scale, **OPTIONS)
        if len(PdfReader(place).pages) == 1:
            document.unlink()
            return
    raise HitevalError(f"--pdf: {place.stem}: this team does not fit on a page.")


def _document(article: Tag, heads: Heads, passages: int) -> str:
    """Put parts of a team's page on a page of their own."""
    styles, study, warning, limits = heads
    parts = BeautifulSoup(str(article), "html.parser")
    for spare in parts.select(SPARE):
        spare.decompose()
    for a in parts.select("a"):  # a link leads nowhere from here
        a.name = "span"
        del a["href"]
    left_out = _cut(parts, passages)
    contrary = _outputs(parts, "#contrary-evidence")  # of scales that have such
    contrary = contrary and f"<h2>Contrary evidence</h2>{contrary}{left_out}"
    title = _html(parts, "h1", inside=True)
    return (
        '<html lang="en-GB" data-theme="light"><head><meta charset="utf-8">'
        f"<title>{title}</title>{styles}</head><body class='one-page'><main>"
        f"<h1>{title}</h1>{warning}<p>{study}</p><div class='beside'>"
        f"<section><h2>At a glance</h2>{_html(parts, '#glance-table')}</section>"
        "<section><h2>What stands out, and what is missing</h2>"
        f"{_outputs(parts, '#what-the-evidence-shows')}</section></div>"
        f"<h2>{'Supporting and contrary sources' if contrary else 'Sources'}</h2>"
        f"{_html(parts, '#profile-picture')}{contrary}"
        "</main><footer><p>The whole report has the passages behind each rating, and "
        f"how sure it is.</p>{limits}</footer></body></html>"
    )


def _cut(parts: BeautifulSoup, passages: int) -> str:
    """Leave contrary passages out after a number of them, and say how many."""
    rows = parts.select("#contrary-table tbody tr")
    for row in rows[passages:]:
        row.decompose()
    if rows and not passages:
        parts.select("#contrary-table")[0].decompose()
    more = len(rows) - passages
    return f"<p>Contrary passages not shown here: {more}.</p>" if more > 0 else ""


def _html(parts: BeautifulSoup, selector: str, inside: bool = False) -> str:
    found = parts.select_one(selector)
    if found is None:
        return ""
    return found.decode_contents() if inside else str(found)


def _outputs(parts: BeautifulSoup, selector: str) -> str:
    """Return what the cells of a section show, without headings and code."""
    return "".join(map(str, parts.select(f"{selector} .cell_output")))
