"""What every page carries: the study's title, its limits and any warning.

A Sphinx extension, named in `_config.yml`, so that a book built by hand with
``jupyter-book build .`` carries them too.
"""

from functools import cache
from pathlib import Path
from typing import Any

import markupsafe
from markupsafe import Markup
from sphinx.application import Sphinx
from sphinx.errors import ExtensionError

from hiteval.display.kit.visible import visible
from hiteval.files.yaml_file import read_yaml
from hiteval.language import Language
from hiteval.report.pages.only_for import fit_page
from hiteval.study.framework import Framework
from hiteval.study.settings import Settings

# What their rows say is on the pages of the teams too, which are searched.
FILTERED = ("book/results/evidence-table", "book/results/framework-matrix")
SCRIPTS = dict.fromkeys(FILTERED, ("folding.js", "sorting.js", "filtered-table.js")) | {
    "book/results/across-teams": ("sorting.js", "sortable-tables.js"),
}
BUNDLE = Path("_build", "bundle")
INTERNAL = "Internal edition: not for publication"
LIMITS = Markup(
    '<aside class="limits" aria-label="Limits of this study">'
    "<p>Limits of this study</p><ul>{}</ul></aside>"
)
SIMULATED = "Simulated study: invented for tests and demonstrations, about nobody"


def setup(app: Sphinx) -> dict[str, Any]:
    """Register with Sphinx."""
    app.connect("config-inited", _announce)
    app.connect("source-read", _fit)
    # After the theme, which puts the title of a page in place as it is.
    app.connect("html-page-context", _frame, priority=900)
    return {"parallel_read_safe": True, "parallel_write_safe": True}


def limits_html(settings: Settings) -> str:
    """Show a study's limits as the foot of a page."""
    item = Markup("<li>{}</li>")
    limits = (settings.who_read, *settings.limits)
    items = Markup().join(item.format(escape(limit)) for limit in limits)
    return str(LIMITS.format(items))


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


def _frame(app: Sphinx, page: str, _template: str, context: Any, _tree: Any) -> None:
    for script in SCRIPTS.get(page, ()):
        app.add_js_file(script, loading_method="defer")
    context["numeral"] = Language(_settings(app).language).numeral
    # Templates put it in place as it is, or escape what is plain text.
    context["docstitle"] = context["shorttitle"] = escape(_settings(app).title)
    if "pagetitle" in context:
        context["pagetitle"] = escape(context["pagetitle"])
    if "body" in context:
        context["body"] += limits_html(_settings(app))
