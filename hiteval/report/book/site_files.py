"""Files of a finished site that no page of the book makes.

The first page, pages that lead on from the former ids of teams, the page for addresses
that lead nowhere, the feed of editions, and a sign for GitHub Pages.
"""

import posixpath
from pathlib import Path

from markupsafe import Markup

from hiteval.catalogue import _
from hiteval.display.changes import Told as Changed
from hiteval.display.kit import addresses
from hiteval.display.kit.html import markup
from hiteval.display.kit.table import records
from hiteval.report.book import citation
from hiteval.report.book.feed import feed
from hiteval.report.book.sharing import (
    CANONICAL,
    FEED,
    INDEX,
    Told,
    at_home,
    head,
    is_hidden,
)
from hiteval.results.evaluation import Evaluation
from hiteval.study.schema import ids
from hiteval.study.settings import Settings

NO_JEKYLL = ".nojekyll"  # GitHub Pages would leave out folders such as _static
LOST = "404.html"
TEAMS = "book/teams"
LEADS_ON = Markup(
    '<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
    "<title>{title}</title>\n"
    '<meta http-equiv="Refresh" content="0; url={to}">\n{head}</head>\n'
    '<body><p><a href="{to}">{title}</a></p></body></html>\n'
)
# Shown at addresses of any depth, from where no style sheet can be found.
NOT_FOUND = (
    '<!DOCTYPE html>\n<html lang="{lang}"><head><meta charset="utf-8">'
    '<meta name="viewport" content="width=device-width, initial-scale=1">'
    '<meta name="robots" content="noindex"><title>{title}</title>\n'
    "</head>\n<body><main><p>{study}</p>"
    "<h1>{title}</h1><p>{said}</p>{ways}</main></body></html>\n"
)
LOST_TITLE = "Page not found"
LOST_SAID = (
    "This report has no page at this address. It may have been renamed, or withdrawn."
)
WAYS = (
    '<p><a href="{0}" rel="noreferrer">The first page of the report</a>, or '
    '<a href="{0}search.html" rel="noreferrer">search it</a>.</p>'
)
NO_WAYS = (
    "<p>To reach its first page, shorten the address in your browser: take away its "
    "end, from <code>/book/</code> on.</p>"
)


def write_site_files(
    evaluation: Evaluation, told: Told, changed: Changed, root: str, site: Path
) -> None:
    """Write them all into a site.

    Parameters
    ----------
    evaluation : Evaluation
        Of the edition that is published.
    told : Told
        What is told of pages.
    changed : tuple of Earlier and Changes, or None
        What changed since an earlier edition.
    root : str
        The path of the first page of the book.
    site : Path
        The folder of the built site.
    """
    whole = evaluation.study.settings
    settings = at_home(whole, told.preview)
    about = head(
        *(settings, INDEX, whole.title, told.card(root)),
        is_hidden(whole, told.preview),
    )
    _write(site / f"{INDEX}.html", leads_on(whole, whole.title, f"{root}.html", about))
    _write(site / LOST, not_found(settings))
    _write(site / NO_JEKYLL, "")
    for former, page in former_pages(evaluation, settings, site).items():
        _write(site / TEAMS / f"{former}.html", page)
    if editions := feed(settings, changed):
        (site / FEED).write_bytes(editions)


def former_pages(
    evaluation: Evaluation, settings: Settings, site: Path
) -> dict[str, str]:
    """Return for each former id of a team the page that leads on to the team's own.

    A team whose own page is not in the site has none.
    """
    pages = {}
    for team in records(evaluation.study.teams):
        to = addresses.team_page(team.team_id, team.kind)
        place = posixpath.normpath(posixpath.join(TEAMS, to))
        there = CANONICAL.format(f"{settings.address}{place}")
        told = there if settings.address else Markup()
        for former in ids(team.former_ids) if (site / place).is_file() else ():
            pages[former] = leads_on(settings, team.name, to, told)
    return pages


def leads_on(settings: Settings, title: str, to: str, told: Markup) -> str:
    """Write a page that leads on at once, for whoever follows an older address."""
    title, lang = citation.line(title), settings.page_language
    return str(LEADS_ON.format(lang=lang, title=title, to=to, head=told))


def not_found(settings: Settings) -> str:
    """Write the page that a host shows at every address that leads nowhere."""
    there = settings.address
    page = markup(
        NOT_FOUND,
        lang=settings.page_language,
        title=_(LOST_TITLE),
        study=citation.line(settings.title),
        said=_(LOST_SAID),
        ways=markup(WAYS, there) if there else markup(NO_WAYS),
    )
    return page.text


def _write(place: Path, text: str) -> None:
    place.write_text(text, encoding="utf-8", newline="\n")
