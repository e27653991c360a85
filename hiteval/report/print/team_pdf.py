"""One printed page for each team: overview, profile, contrary and missing evidence.

It is made of parts of the team's page in the built site, so that it holds nothing that
the gate has not read. What does not fit is left out by whole passages, and counted; if
that is not enough, everything is printed smaller.
"""

import shutil
import tempfile
from html import escape
from pathlib import Path
from typing import Any

from bs4 import BeautifulSoup, Tag

from hiteval.catalogue import _
from hiteval.errors import HitevalError
from hiteval.report.print import pdf

# The language, styles, the study, a warning, its limits.
Heads = tuple[str, str, str, str, str]
# Font sizes and numbers of contrary passages, in the order in which they are tried.
TRIES = (
    *((1.0, 8), (1.0, 5), (1.0, 3), (0.9, 3), (0.9, 2), (0.8, 2), (0.8, 1), (0.8, 0)),
    *((0.65, 0), (0.5, 0), (0.35, 0), (0.2, 0)),
)
PARSER = "html.parser"
SPARE = "a.headerlink, details:not(.fold), figcaption, .anchor, .given, .used"
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
    heads = (
        *(pdf.language(site), pdf.styles(site), pdf.site_title(site)),
        *(pdf.warning(site), pdf.limits(site)),
    )
    with pdf.open_page() as page, tempfile.TemporaryDirectory() as folder:
        made = Path(folder, "teams")
        made.mkdir()
        for path in sorted((site / "book" / "teams").glob("*.html")):
            article = pdf.soup(path).find("article")
            if isinstance(article, Tag) and article.select_one("#glance"):
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
    lang, styles, study, warning, limits = heads
    parts = BeautifulSoup(str(article), PARSER)
    for spare in parts.select(SPARE):
        spare.decompose()
    for folding in parts.select("details.fold, details.fold > summary"):
        folding.unwrap()
    for a in parts.select("svg a"):
        a.unwrap()
    for a in parts.select("a"):  # a link leads nowhere from here
        a.name = "span"
        del a["href"]
    contrary = _contrary(parts, passages)
    contrary = contrary and f"<h2>{_('Contrary evidence')}</h2>{contrary}"
    picture = _html(parts, "#profile-picture")
    for shown in parts.select("#profile-picture"):
        shown.decompose()
    title = _html(parts, "h1", inside=True)
    both = _("Supporting and contrary sources")
    whole = _(
        "The whole report has the passages behind each rating, and how sure it is."
    )
    return (
        f'<html lang="{lang}" data-theme="light"><head><meta charset="utf-8">'
        f"<title>{title}</title>{styles}</head><body class='one-page'><main>"
        f"<h1>{title}</h1>{warning}<p>{study}</p><div class='beside'>"
        f"<section><h2>{_('At a glance')}</h2>{_html(parts, '#glance')}</section>"
        f"<section><h2>{_('What stands out, and what is missing')}</h2>"
        f"{_outputs(parts, '#what-the-evidence-shows')}</section></div>"
        f"<h2>{both if contrary else _('Sources')}</h2>"
        f"{picture}{contrary}"
        f"</main><footer><p>{whole}</p>{limits}</footer></body></html>"
    )


def _contrary(parts: BeautifulSoup, most: int) -> str:
    """Return the most contrary passages, and say how many are left out.

    Where a team has none, that is said, if its scale has such.
    """
    found = sorted(parts.select("li.contrary"), key=_level)
    if not found:
        return _html(parts, ".contested p")
    more = len(found) - most
    said = _("Contrary passages not shown here: {number}.", number=more)
    left = f"<p>{said}</p>" if more > 0 else ""
    shown = "".join(map(_with_criterion, found[:most]))
    return f"<ul class='passage-list'>{shown}</ul>{left}"


def _level(passage: Tag) -> float:
    """Read the rating of a passage; a minus sign is longer than a hyphen."""
    rating = passage.select_one(".rating")
    return float(rating.get_text().replace("−", "-")) if rating else 0


def _with_criterion(passage: Tag) -> str:
    """Return a passage, with the name of the criterion that it stands under."""
    section = passage.find_parent("section", class_="criterion")
    heading = section.h3 if section else None
    named = heading.find_all(string=True, recursive=False) if heading else []
    name, words = " ".join("".join(named).split()), passage.find("div")
    if isinstance(words, Tag):
        words.insert(0, BeautifulSoup(f"<strong>{escape(name)}</strong> ", PARSER))
    return str(passage)


def _html(parts: BeautifulSoup, selector: str, inside: bool = False) -> str:
    found = parts.select_one(selector)
    if found is None:
        return ""
    return found.decode_contents() if inside else str(found)


def _outputs(parts: BeautifulSoup, selector: str) -> str:
    """Return what the cells of a section show, without headings and code."""
    return "".join(map(str, parts.select(f"{selector} .cell_output")))
