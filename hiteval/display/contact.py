"""Where readers say that something is wrong or missing: a mail, or an issue form."""

from urllib.parse import quote, urlencode, urlsplit, urlunsplit

from hiteval.catalogue import N_, _
from hiteval.display.kit.html import NOTHING, Html, link, markup, outside_link
from hiteval.display.kit.table import records
from hiteval.display.kit.visible import visible
from hiteval.results.evaluation import Evaluation

LABEL = N_("Something wrong or missing?")
ASKED = N_("What is wrong or missing, and where can we read of it?")
EDITIONS = {
    "": N_("not released"),
    "public": N_("public"),
    "internal": N_("internal"),
}
IN_URL = ":/?&=#%+,;@!$'()*~"  # what an address may hold beside letters and digits
MAIL_LINE, FORM_LINE = "\r\n", "\n"


def of_page(team: Evaluation) -> Html:
    """Show the way to answer a team's page; nothing where the study has no contact."""
    shown = way(team)
    return markup("<p>{}</p>", shown) if shown else NOTHING


def of_rating(team: Evaluation, criterion: str) -> Html:
    """Show the way to answer one rating, of the criterion of this name, or nothing."""
    shown = way(team, criterion)
    return markup('<span class="contact">{}</span>', shown) if shown else NOTHING


def address(contact: str, title: str, lines: list[str]) -> str:
    """Return the address at which a mail, or an issue form, opens filled in.

    Parameters
    ----------
    contact : str
        A mail address, or a web address, perhaps with a query of its own.
    title : str
        The subject of the mail, or the title of the issue.
    lines : list of str
        Of its body.

    >>> address("us@example.org", "Falls & Balance", ["Team: Falls", ""])
    'mailto:us@example.org?subject=Falls%20%26%20Balance&body=Team%3A%20Falls%0D%0A'
    >>> address("https://example.org/new?kind=report", "A", ["b", "c"])
    'https://example.org/new?kind=report&title=A&body=b%0Ac'
    """
    if not contact.startswith("https://"):
        filled = {"subject": title, "body": MAIL_LINE.join(lines)}
        query = urlencode(filled, quote_via=quote, safe="")
        return f"mailto:{quote(contact, safe='@')}?{query}"
    filled = {"title": title, "body": FORM_LINE.join(lines)}
    query = urlencode(filled, quote_via=quote, safe="")
    form = urlsplit(quote(contact, safe=IN_URL))
    return urlunsplit(form._replace(query="&".join(filter(None, [form.query, query]))))


def way(page: Evaluation, criterion: str = "") -> Html:
    """Link to the study's contact, filled in with what the page is about, or nothing.

    ``criterion`` is the name of the one that it is about, if it is.
    """
    settings = page.study.settings
    if not settings.contact:
        return NOTHING
    about = _about(page) | ({_("Criterion"): criterion} if criterion else {})
    told = about | {_("Study"): settings.title, _("Edition"): _edition(page)}
    title = ", ".join(map(visible, about.values())) or visible(settings.title)
    lines = [f"{what}: {visible(said)}" for what, said in told.items()]
    where = address(settings.contact, title, [*lines, "", _(ASKED), ""])
    mail = where.startswith("mailto:")
    return link(where, _(LABEL)) if mail else outside_link(where, _(LABEL))


def _about(page: Evaluation) -> dict[str, str]:
    """Name the team, or the partnership; nothing in a study that has none."""
    kinds = {"team": page.labels.Team, "partnership": _("Partnership")}
    return {kinds[of.kind]: of.name for of in records(page.study.teams)}


def _edition(page: Evaluation) -> str:
    """Name the edition that a page is of: its kind, its day, the time it covers."""
    settings, say = page.study.settings, page.language
    start, end = say.day(settings.period.start), say.day(settings.period.end)
    published = settings.published
    parts = {"edition": _(EDITIONS[settings.edition or ""]), "start": start, "end": end}
    if not published:
        return _("{edition}; it covers {start} to {end}", **parts)
    return _(
        "{edition}, published on {day}; it covers {start} to {end}",
        day=say.day(published),
        **parts,
    )
