"""What every page carries: the study's title, its limits and any warning.

A Sphinx extension, named in `_config.yml`, so that a book built by hand with
``jupyter-book build .`` carries them too.
"""

import html
import re
from collections.abc import Callable
from functools import cache
from pathlib import Path
from typing import IO, Any

import markupsafe
from docutils import nodes
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.builders.html import StandaloneHTMLBuilder
from sphinx.errors import ExtensionError

from hiteval.display.kit.visible import visible
from hiteval.files.yaml_file import read_yaml
from hiteval.language import Language
from hiteval.report.book import datatables
from hiteval.report.pages.only_for import fit_page
from hiteval.study.framework import Framework
from hiteval.study.settings import Settings

# A line break before one of these tags shows nowhere.
BLOCK = re.compile(
    r"(?<=\S)<(?:blockquote|br|caption|div|details|li|ol|p|summary|t[dhr]|ul)\b"
)
# What their rows say is on the pages of the teams too, which are searched.
FILTERED = ("book/results/evidence-table", "book/results/framework-matrix")
SCRIPTS = dict.fromkeys(FILTERED, "filtered-table.js") | {
    "book/results/across-teams": "sortable-tables.js",
}
BUNDLE = Path("_build", "bundle")
INTERNAL = "Internal edition: not for publication"
LIMITS = Markup(
    '<aside class="limits" id="limits" aria-label="Limits of this study">'
    "<p>Limits of this study</p><ul>{}</ul></aside>"
)
WAY_TO_LIMITS = Markup(
    '<aside class="limits brief" aria-label="Limits of this study">'
    '<p>{} <a href="{}#limits">The limits of this study</a></p></aside>'
)
# Its heading is the study's title; this is its name in the side bar and elsewhere.
FIRST_PAGE, FIRST_NAME = "book/results/main-messages", "Main messages"
HOW_TO_READ = "book/how-to-read"
SIMULATED = "Simulated study: invented for tests and demonstrations, about nobody"


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.connect("config-inited", _announce)
    app.connect("builder-inited", _put_table_script)
    app.connect("builder-inited", _escape_searched_titles)
    app.connect("source-read", _fit)
    app.connect("doctree-read", _prepare_for_search)
    app.connect("env-updated", _name_first_page)
    # After the theme, which puts the title of a page in place as it is.
    app.connect("html-page-context", _frame, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def limits_html(settings: Settings) -> str:
    """Show a study's limits in full, as the foot of a page."""
    item = Markup("<li>{}</li>")
    limits = (settings.who_read, *settings.limits)
    items = Markup().join(item.format(escape(limit)) for limit in limits)
    return str(LIMITS.format(items))


def way_to_limits_html(settings: Settings, page: str) -> str:
    """Say who read the evidence, and lead to the page that has all limits."""
    return str(WAY_TO_LIMITS.format(settings.who_read, page))


def announcement(settings: Settings) -> str:
    """Return the warning above every page; empty where there is none."""
    warnings = {INTERNAL: settings.edition == "internal", SIMULATED: settings.simulated}
    return ". ".join(warning for warning, applies in warnings.items() if applies)


def escape(text: str) -> Markup:
    """Turn study text into HTML that no template escapes again.

    It is `display.kit.html.escape` for Jinja, without pandas, which takes a second.
    """
    return markupsafe.escape(visible(text))


@cache  # it is asked for on every page
def _settings(app: Sphinx) -> Settings:
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
        source[0] = fit_page(source[0], _framework(app), _settings(app))


def _announce(app: Sphinx, config: Any) -> None:
    settings = _settings(app)
    config.html_title = str(escape(settings.title))
    if warning := announcement(settings):
        config.html_theme_options["announcement"] = warning


def _put_table_script(app: Sphinx) -> None:
    folder = Path(app.outdir) / "_static"
    folder.mkdir(parents=True, exist_ok=True)
    (folder / datatables.FILE).write_bytes(datatables.table_script())


def _prepare_for_search(app: Sphinx, tree: nodes.document) -> None:
    """Have the search index keep cells apart, and list each text once.

    Sphinx strips the tags of HTML before it looks for words, and would join words that
    only a tag separates.
    """
    if app.env.docname in FILTERED:
        app.env.metadata[app.env.docname]["nosearch"] = True
    for html_of in tree.findall(nodes.raw):
        html_of[:] = [nodes.Text(BLOCK.sub(r"\n\g<0>", html_of.astext()))]


class EscapedIndex:
    """Sphinx's form of the search index, whose script shows titles as HTML."""

    def __init__(self, form: Any) -> None:
        self._form = form

    def dump(self, index: dict[str, Any], file: IO[str]) -> None:
        """Write an index with escaped titles."""
        titles: dict[str, list[Any]] = {}
        for title, places in index["alltitles"].items():
            titles.setdefault(str(escape(title)), []).extend(places)
        self._form.dump(index | {"alltitles": titles}, file)

    def load(self, file: IO[str]) -> dict[str, Any]:
        """Read an index of an earlier run, with titles as they are."""
        index: dict[str, Any] = self._form.load(file)
        titles = index["alltitles"].items()
        return index | {"alltitles": {html.unescape(t): at for t, at in titles}}


def _escape_searched_titles(app: Sphinx) -> None:
    if isinstance(app.builder, StandaloneHTMLBuilder):
        app.builder.indexer_format = EscapedIndex(app.builder.indexer_format)


def _frame(app: Sphinx, page: str, _template: str, context: Any, _tree: Any) -> None:
    if page in SCRIPTS:
        for script in (datatables.FILE, "levels.js", SCRIPTS[page]):
            app.add_js_file(script)
    context["numeral"] = Language(_settings(app).language).numeral
    # Templates put it in place as it is, or escape what is plain text.
    context["docstitle"] = context["shorttitle"] = escape(_settings(app).title)
    if page == FIRST_PAGE and app.env.titles[page].astext() == FIRST_NAME:
        # On paper, `pagetitle` is the heading.
        context |= {"title": FIRST_NAME, "pagetitle": _settings(app).title}
    if "pagetitle" in context:
        context["pagetitle"] = escape(context["pagetitle"])
    if "body" in context:
        context["body"] += _limits(app, page, context["pathto"])


def _limits(app: Sphinx, page: str, way_to: Callable[[str], str]) -> str:
    """Show the limits in full on the first page and on the one that says how to read.

    A book may be without the second: then every other page leads to the first.
    """
    settings, first = _settings(app), str(app.config.root_doc)
    if page in (first, HOW_TO_READ):
        return limits_html(settings)
    there = HOW_TO_READ if HOW_TO_READ in app.env.titles else first
    return way_to_limits_html(settings, way_to(there))


def _name_first_page(app: Sphinx, environment: Any) -> None:
    name_first_page(environment.titles, _settings(app).title)


def name_first_page(titles: dict[str, nodes.title], study: str) -> None:
    """Name the first page by what it is, where its heading is the study's title."""
    heading = titles.get(FIRST_PAGE)
    if heading is not None and heading.astext() == " ".join(study.split()):
        titles[FIRST_PAGE] = nodes.title("", FIRST_NAME)
