"""How to cite a page: as a text, and for BibTeX."""

from hiteval.catalogue import _
from hiteval.display.kit.visible import visible
from hiteval.language import Language
from hiteval.study.settings import Settings

# Braces must be even inside a field, and BibTeX counts those behind a backslash too.
TEX = str.maketrans(
    {
        "\\": r"\textbackslash{}",
        "{": r"\textbraceleft{}",
        "}": r"\textbraceright{}",
        "~": r"\textasciitilde{}",
        "^": r"\textasciicircum{}",
        **{sign: f"\\{sign}" for sign in "#$%&_"},
    }
)
ENTRY = "@misc{{{key},\n{fields}\n}}"


def edition(settings: Settings) -> str:
    """Name the edition of a report, for its foot and for citations."""
    if settings.edition == "internal":
        return _("Internal edition")
    return _("Public edition")


def reference(settings: Settings, title: str, address: str = "") -> str:
    """Write how to cite a page, in the study's own words where it says so (``cite``).

    Parameters
    ----------
    settings : Settings
        Of the edition that is published.
    title : str
        Of the page; that of the study on the first page.
    address : str
        Of the page, where that is known.
    """
    whole = line(settings.cite) or _whole(settings)
    if title != settings.title:
        whole = f"{_stopped(line(title))} {_('In: {report}', report=whole)}"
    return " ".join(filter(None, [_stopped(whole), address]))


def bibtex(settings: Settings, page: str, title: str, address: str = "") -> str:
    r"""Write an entry for BibTeX; its key is the study's id and the page's path.

    The year is that of publication; without one, there is none.

    >>> line("{a} & 50 %").translate(TEX)
    '\\textbraceleft{}a\\textbraceright{} \\& 50 \\%'
    """
    day = settings.published
    publisher, study = (line(text) for text in (settings.publisher, settings.title))
    fields = {
        "author": f"{{{publisher.translate(TEX)}}}" if publisher else "",
        "title": line(title).translate(TEX),
        "howpublished": "" if title == settings.title else study.translate(TEX),
        "year": str(day.year) if day else "",
        "date": day.isoformat() if day else "",
        "note": edition(settings),
        "url": address,
    }
    written = [f"  {name} = {{{text}}}" for name, text in fields.items() if text]
    place = "" if title == settings.title else page.removeprefix("book/")
    key = "-".join(filter(None, [settings.id, *place.split("/")]))
    return ENTRY.format(key=key, fields=",\n".join(written))


def line(text: str) -> str:
    """Put a text on one line, with what nobody sees in it made visible."""
    return visible(" ".join(text.split()))


def _whole(settings: Settings) -> str:
    """Write how to cite the whole report: who, when, what, which edition, where."""
    day, told = settings.published, edition(settings)
    if day:
        told = _(
            "{edition}, published {day}",
            edition=told,
            day=Language(settings.page_language).day(day),
        )
    year = f"({day.year})" if day else ""
    who = " ".join(filter(None, [line(settings.publisher), year]))
    parts = [who, line(settings.title), told, line(settings.place)]
    return " ".join(_stopped(part) for part in parts if part)


def _stopped(text: str) -> str:
    return text if text.endswith((".", "?", "!")) else f"{text}."
