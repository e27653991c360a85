"""What every page carries: the study's title, its limits and any warning.

A Sphinx extension, named in `_config.yml`, so that a book built by hand with
``jupyter-book build`` carries them too.
"""

import re
from collections.abc import Callable, Iterator
from fnmatch import fnmatch
from functools import cache
from pathlib import Path
from typing import Any

import markupsafe
from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from hiteval.catalogue import N_, _, is_draft, speak
from hiteval.display.kit.visible import visible
from hiteval.files.yaml_file import read_yaml
from hiteval.language import Language
from hiteval.report.pages.only_for import fit_page
from hiteval.study.framework import Framework
from hiteval.study.settings import Settings

# What their rows say is on the pages of the teams too, which are searched.
FILTERED = ("book/results/evidence-table", "book/results/framework-matrix")
GUIDE = "book/guide/"  # in English, whatever the language of the report
TABLE = ("sorting.js", "filtered-table.js")
SCRIPTS = dict.fromkeys(FILTERED, TABLE) | {
    "book/results/main-messages": ("matrix.js",),
    "book/results/across-teams": ("matrix.js", "sorting.js", "sortable-tables.js"),
    "book/results/compare": ("compare.js",),
    "book/areas/*": ("matrix.js",),
}
MESSAGE = re.compile(r'\b_\("([^"]*)"\)')  # of a script
AFTER_EVERY_PAGES = 900  # Sphinx puts scripts of every page in by 800
BUNDLE = Path("_build", "bundle")
# Pages load files of the site alone. Pictures by one's own notebooks are in the page.
POLICY = "default-src 'self'; img-src 'self' data:"
HIDDEN_CODE = "tag_hide-input"  # the class of a cell whose code is seen on request
PERMALINK = '<a class="headerlink"'
INTERNAL = N_("Internal edition: not for publication")
LIMITS = N_(
    '<aside class="limits" id="limits" aria-label="Limits of this study">'
    "<p>Limits of this study</p><ul>{}</ul></aside>"
)
WAY_TO_LIMITS = N_(
    '<aside class="limits brief" aria-label="Limits of this study">'
    '<p>{} <a href="{}#limits">The limits of this study</a></p></aside>'
)
# Its heading is the study's title; this is its name in the side bar and elsewhere.
FIRST_PAGE, FIRST_NAME = "book/results/main-messages", N_("Main messages")
HOW_TO_READ = "book/how-to-read"
SIMULATED = N_("Simulated study: invented for tests and demonstrations, about nobody")
DRAFT = N_("This translation is a draft that no fluent speaker has read yet")


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.connect("config-inited", _announce)
    app.connect("source-read", _fit)
    app.connect("doctree-read", _leave_code_in_place)
    app.connect("env-updated", _name_first_page)
    # After other extensions, which add files to pages.
    app.connect("html-page-context", _frame, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def limits_html(settings: Settings) -> str:
    """Show a study's limits in full, as the foot of a page."""
    item = Markup("<li>{}</li>")
    limits = (settings.who_read, *settings.limits)
    items = Markup().join(item.format(escape(limit)) for limit in limits)
    return _(LIMITS).format(items)


def way_to_limits_html(settings: Settings, page: str) -> str:
    """Say who read the evidence, and lead to the page that has all limits."""
    return _(WAY_TO_LIMITS).format(escape(settings.who_read), escape(page))


def announcement(settings: Settings) -> str:
    """Return the warning above every page; empty where there is none."""
    warnings = {
        INTERNAL: settings.edition == "internal",
        SIMULATED: settings.simulated,
        DRAFT: is_draft(settings.page_language),
    }
    return ". ".join(_(warning) for warning, applies in warnings.items() if applies)


def escape(text: str) -> Markup:
    """Turn study text into HTML that no template escapes again.

    It is `display.kit.html.escape` for Jinja, without pandas, which takes a second.
    """
    return markupsafe.escape(visible(text))


@cache  # it is asked for on every page
def settings_of(app: Sphinx) -> Settings:
    """Read the settings of the study that a book is about, from its bundle."""
    path = Path(app.srcdir) / BUNDLE / "study.yml"
    if not path.is_file():
        raise ExtensionError(f"{BUNDLE / path.name}: run `hiteval bundle` first")
    return Settings.from_yaml(read_yaml(path), path.name)


@cache
def _framework(app: Sphinx) -> Framework:
    path = Path(app.srcdir) / BUNDLE / "framework.yml"
    return Framework.from_yaml(read_yaml(path), path.name)


def _fit(app: Sphinx, page: str, source: list[str]) -> None:
    """Fit a page that is written by hand to the study; others are made for it."""
    if Path(app.env.doc2path(page)).suffix == ".md":
        source[0] = fit_page(source[0], _framework(app), settings_of(app))


def _announce(app: Sphinx, config: Any) -> None:
    settings = settings_of(app)
    speak(*settings.spoken)
    config.html_title = str(escape(settings.title))
    config.language = settings.page_language


def _leave_code_in_place(_app: Sphinx, tree: nodes.document) -> None:
    """Have code written above its result, without a fold of its own.

    One switch at the foot of a page shows it (`book/_static/frame.css`).
    """
    for cell in tree.findall(nodes.container):
        cell.attributes.pop("hide_mode", None)


def _frame(app: Sphinx, page: str, _template: str, context: Any, _tree: Any) -> None:
    settings = settings_of(app)
    for script in scripts_of(page):
        app.add_js_file(script, loading_method="defer", priority=AFTER_EVERY_PAGES)
    for files in ("css_files", "script_files"):
        context[files] = [file for file in context[files] if _is_own(app, file)]
    context["_"] = _
    context["words"] = words_of_scripts(Path(app.srcdir))
    context["languages"] = list(other_sites(settings, page))
    context["numeral"] = Language(settings.page_language).numeral
    context["policy"] = POLICY
    context["warning"] = escape(announcement(settings))
    # Templates put it in place as it is, or escape what is plain text.
    context["docstitle"] = escape(settings.title)
    if page == FIRST_PAGE:
        context["title"] = app.env.titles[page].astext()
    if "body" in context:
        context["has_code"] = HIDDEN_CODE in context["body"]
        # For a pointer: nobody wants to stop at every heading with the Tab key.
        body = context["body"].replace(PERMALINK, f'{PERMALINK} tabindex="-1"')
        context["body"] = body + _limits(app, page, context["pathto"])


def _limits(app: Sphinx, page: str, way_to: Callable[[str], str]) -> str:
    """Show the limits in full on the first page and on the one that says how to read.

    A book may be without the second: then every other page leads to the first.
    """
    settings, first = settings_of(app), str(app.config.root_doc)
    if page in (first, HOW_TO_READ):
        return limits_html(settings)
    there = HOW_TO_READ if HOW_TO_READ in app.env.titles else first
    return way_to_limits_html(settings, way_to(there))


def _name_first_page(app: Sphinx, environment: Any) -> None:
    name_first_page(environment.titles, settings_of(app).title)


def name_first_page(titles: dict[str, nodes.title], study: str) -> None:
    """Name the first page by what it is, where its heading is the study's title."""
    heading = titles.get(FIRST_PAGE)
    if heading is not None and heading.astext() == " ".join(study.split()):
        titles[FIRST_PAGE] = nodes.title("", _(FIRST_NAME))


@cache
def words_of_scripts(book: Path) -> dict[str, str]:
    """Translate the messages of the scripts; empty where the report is in English."""
    scripts = sorted(Path(book, "book", "_static").glob("*.js"))
    said = [m for path in scripts for m in MESSAGE.findall(path.read_text("utf-8"))]
    return {message: _(message) for message in said if _(message) != message}


def other_sites(settings: Settings, page: str) -> Iterator[tuple[str, str, str]]:
    """Say where a page is in each other language: its tag, its name and its address.

    The site of a study's first language is at the root, the others are below it.
    """
    shown, languages = settings.page_language, settings.languages
    up = "../" * (page.count("/") + (shown not in languages[:1]))
    for number, tag in enumerate(languages):
        if tag != shown:
            folder = f"{tag}/" if number else ""
            yield tag, Language(tag).own_name, f"{up}{folder}{page}.html"


def scripts_of(page: str) -> list[str]:
    """List the scripts that a page needs beyond those of every page."""
    return [
        script
        for pages, scripts in SCRIPTS.items()
        if fnmatch(page, pages)
        for script in scripts
    ]


def _is_own(app: Sphinx, file: Any) -> bool:
    """Tell whether a style sheet or a script is the book's own.

    Those of packages style and move what the book does not have, in a hundred times as
    many bytes.
    """
    return Path(str(file.filename)).name in _own_files(app)


@cache
def _own_files(app: Sphinx) -> frozenset[str]:
    folder = Path(app.srcdir, "book", "_static")
    return frozenset(path.name for path in folder.iterdir())
