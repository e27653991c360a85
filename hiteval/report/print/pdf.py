"""One document of a whole report, to print or to send: Chromium prints it.

The articles of all pages are put into one page, under a list of contents, and links
between them become links within it. It is printed twice: the first time says on which
page each part begins. The evidence table and the framework matrix are left out, as the
pages of the teams hold the same passages and summaries.
"""

import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from html import escape
from pathlib import Path
from typing import Any
from urllib.parse import unquote, urlsplit

from bs4 import BeautifulSoup, Tag

from hiteval.catalogue import _
from hiteval.errors import HitevalError

CHROMIUM = ("chromium", "chromium-browser", "google-chrome")
SAFE = ["--no-sandbox", "--disable-gpu"]
LEFT_OUT = tuple(
    f"book/results/{name}.html"
    for name in ("evidence-table", "framework-matrix", "downloads")
)
MARGIN = {"top": "18mm", "bottom": "18mm", "left": "16mm", "right": "16mm"}
FOOT = (
    '<div style="font-size:8px;width:100%;text-align:center">'
    '<span class="pageNumber"></span> / <span class="totalPages"></span></div>'
)
OPTIONS: dict[str, Any] = {
    "format": "A4",
    "margin": MARGIN,
    "display_header_footer": True,
    "header_template": "<span></span>",
    "footer_template": FOOT,
    "print_background": True,
    "outline": True,
    "tagged": True,
}


def check_pdf() -> None:
    """Say what is missing for a PDF, before a report is built for it.

    Raises
    ------
    HitevalError
        If playwright, pypdf or Chromium is not installed.
    """
    with open_page():
        pass


def write_pdf(site: Path, place: Path) -> int:
    """Print a built site as one document, and return how many pages it has.

    Parameters
    ----------
    site : Path
        The folder of the site.
    place : Path
        The file to write; an earlier one is replaced once the new one is whole.
    """
    parts = _parts(site)
    with open_page() as page, tempfile.TemporaryDirectory() as folder:
        made, document = Path(folder, "report.pdf"), Path(folder, "report.html")
        starts = [0] * len(parts)
        for _ in range(2):
            document.write_text(_document(site, parts, starts), encoding="utf-8")
            page.goto(document.as_uri())
            page.pdf(path=made, **OPTIONS)
            starts, pages = _starts(made)
        shutil.move(made, place)
    return pages


@contextmanager
def open_page() -> Iterator[Any]:
    """Open an empty page in Chromium, without scripts."""
    try:
        import pypdf  # noqa: F401
        from playwright.sync_api import Error, sync_playwright
    except ImportError as missing:
        raise HitevalError(
            f"--pdf: expected the package {missing.name}; got none. "
            "Install it with: pip install 'hiteval[pdf]'."
        ) from None
    path = next(filter(None, map(shutil.which, CHROMIUM)), None)
    with sync_playwright() as playwright:
        try:
            browser = playwright.chromium.launch(executable_path=path, args=SAFE)
        except Error:
            raise HitevalError(
                "--pdf: expected Chromium; got none that starts. "
                "Install it with: playwright install chromium."
            ) from None
        yield browser.new_context(java_script_enabled=False).new_page()
        browser.close()


def _parts(site: Path) -> list[Tag]:
    """Return the articles of all pages in the order of the side bar."""
    start = _first_page(site)
    links = soup(start).select("#navigation a")
    places = [start, *((start.parent / unquote(str(a["href"]))) for a in links)]
    found: dict[Path, None] = {}
    for place in places:
        path = Path(str(place).split("#")[0]).resolve()
        if (
            path.is_file()
            and path.relative_to(site.resolve()).as_posix() not in LEFT_OUT
        ):
            found[path] = None
    return [_part(site.resolve(), path, set(found)) for path in found]


def _first_page(site: Path) -> Path:
    """Find the page to which the root of a site leads."""
    refresh = soup(site / "index.html").find("meta", attrs={"http-equiv": "Refresh"})
    if isinstance(refresh, Tag):
        return site / str(refresh["content"]).split("url=")[1]
    return site / "index.html"


def _part(site: Path, path: Path, known: set[Path]) -> Tag:
    """Return a page's article, with unique ids and links within the document."""
    article = soup(path).find("article")
    if not isinstance(article, Tag):
        raise HitevalError(f"{path.name}: expected an article; got none.")
    for spare in article.select("a.headerlink, .tag_hide-input > .cell_input, script"):
        spare.decompose()
    for named in article.find_all(id=True):
        named["id"] = f"{_name(site, path)}--{named['id']}"
    for a in article.find_all("a", href=True):
        address = urlsplit(str(a["href"]))
        if not address.scheme:
            target = (path.parent / unquote(address.path)).resolve()
            target = target if address.path else path
            if target in known:
                place = f"--{address.fragment}" if address.fragment else ""
                a["href"] = f"#{_name(site, target)}{place}"
            else:
                del a["href"]
    article["id"] = _name(site, path)
    return article


def _document(site: Path, parts: list[Tag], starts: list[int]) -> str:
    title = site_title(site)
    entries = "".join(
        f'<li><a href="#{part["id"]}">{escape(_heading(part))}</a> {start}</li>'
        for part, start in zip(parts, starts, strict=True)
    )
    contents = escape(_("Contents"))
    return (
        f'<html lang="{language(site)}" data-theme="light"><head><meta charset="utf-8">'
        f"<title>{title}</title>{styles(site)}</head><body class='one-document'>"
        f"<header><p class='title'>{title}</p>{warning(site)}</header>"
        f'<nav aria-label="{contents}"><h1>{contents}</h1><ol>{entries}</ol></nav>'
        f"<main>{''.join(map(str, parts))}</main></body></html>"
    )


def _starts(made: Path) -> tuple[list[int], int]:
    """Say on which page each part begins, and how many pages there are."""
    from pypdf import PdfReader

    reader = PdfReader(made)
    tops = [item for item in reader.outline if not isinstance(item, list)]
    numbers = [reader.get_destination_page_number(item) for item in tops]
    # The first heading is that of the contents.
    return [number + 1 for number in numbers[1:] if number is not None], len(
        reader.pages
    )


def site_title(site: Path) -> str:
    """Return the study's title, as HTML."""
    return escape(_heading(soup(site / "search.html"), "header .title"))


def language(site: Path) -> str:
    """Return the language of the site, by its tag."""
    page = soup(site / "search.html").html
    return escape(str(page["lang"])) if page else ""


def warning(site: Path) -> str:
    """Return what every page warns of, as HTML: that it is internal, or simulated."""
    said = _heading(soup(site / "search.html"), "aside.warning")
    return f"<p><strong>{escape(said)}</strong></p>" if said else ""


def limits(site: Path) -> str:
    """Return the study's limits in full, as the first page has them, as HTML."""
    found = soup(_first_page(site)).select_one(".limits")
    return str(found) if found else ""


def styles(site: Path) -> str:
    """Return links to the style sheets of the site's pages."""
    links = soup(site / "search.html").select("link[rel=stylesheet]")
    places = [site / urlsplit(str(link["href"])).path for link in links]
    return "".join(
        f'<link rel="stylesheet" href="{place.resolve().as_uri()}">' for place in places
    )


def _heading(part: Tag, selector: str = "h1") -> str:
    heading = part.select_one(selector)
    return " ".join(heading.get_text().split()) if heading else ""


def _name(site: Path, path: Path) -> str:
    return path.relative_to(site).with_suffix("").as_posix().replace("/", "-")


def soup(path: Path) -> BeautifulSoup:
    """Parse a page."""
    return BeautifulSoup(path.read_text(encoding="utf-8"), "html.parser")
