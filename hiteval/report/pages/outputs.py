"""Make what a cell showed fit to be published: the same HTML from every run.

What hiteval shows is published as it is. What pandas, matplotlib, Markdown and others
show is cleaned by the list of what a page may hold, and turned into HTML.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterable, Iterator, Mapping
from io import BytesIO
from itertools import groupby
from typing import Any

from nbformat import NotebookNode
from PIL import Image

from hiteval.display.kit.html import FINISHED, Html, escape, markup
from hiteval.errors import BuildError
from hiteval.report.markup.cleaning import clean_html, clean_markdown
from hiteval.report.markup.svg import clean_svg, svg_address

IGNORED_BY_NBVAL = (
    "nbval-ignore-output"  # it would compare what is cleaned with what is not
)
NO_ALT = "A picture; the code above says what it shows"
ALT = re.compile(r"^#\| *fig-alt: *[\"']?(.+?)[\"']? *$", re.MULTILINE)  # as in Quarto
ADDRESS = re.compile(r"(?<=.) at 0x[0-9a-fA-F]+")  # of an object, another in each run
COLOURS = re.compile(r"\x1b\[[0-9;]*m")
WARNING = re.compile(r"\b[A-Z]\w*Warning\b")
NEEDS_SCRIPT = re.compile(r"<(script|iframe|object|embed|canvas)\b", re.IGNORECASE)
WHAT_WORKS = (
    "Show a table of pandas or great-tables, a figure of matplotlib or seaborn, HTML "
    "without scripts, Markdown or text instead."
)


def published(cell: NotebookNode, where: str) -> list[NotebookNode]:
    """Return the outputs of a cell as they are published.

    Parameters
    ----------
    cell : NotebookNode
        As it was executed.
    where : str
        Names the cell in messages.

    Raises
    ------
    BuildError
        If a cell wrote to stderr, as warnings do, or showed what a page cannot hold.
    """
    found = ALT.search(cell.source)
    alt = found[1] if found else NO_ALT
    return [
        NotebookNode(
            output_type="display_data", metadata={}, data={"text/html": str(html)}
        )
        for output in _joined_streams(cell.outputs)
        for html in _html(output, where, alt)
    ]


def is_finished(output: NotebookNode) -> bool:
    """Tell whether hiteval made an output, which is published as it is."""
    data = output.get("data", {})
    return bool(output.get("metadata", {}).get(FINISHED)) and set(data) == {"text/html"}


def _joined_streams(outputs: Iterable[NotebookNode]) -> Iterator[NotebookNode]:
    """Join what was printed in one go: how it arrives in parts is chance."""
    for name, run in groupby(outputs, key=lambda output: output.get("name")):
        if name == "stdout":
            yield NotebookNode(
                output_type="stream", name=name, text="".join(o.text for o in run)
            )
        else:
            yield from run


def _html(output: NotebookNode, where: str, alt: str) -> Iterator[Html]:
    if is_finished(output):
        yield Html(output.data["text/html"])
    elif output.output_type == "stream":
        if output.name == "stderr":
            raise BuildError(_warned(where, output.text))
        yield _text(output.text)
    elif output.output_type in ("display_data", "execute_result"):
        yield _shown(output.data, output.metadata, where, alt)
    else:
        raise BuildError(f"{where}: expected a result; got {output.output_type}.")


def _shown(
    data: Mapping[str, Any], metadata: Mapping[str, Any], where: str, alt: str
) -> Html:
    """Turn the best form that an output offers into HTML."""
    html = data.get("text/html", "")
    live = sorted(form for form in data if form.startswith("application/"))
    live += [f"text/html with <{tag.lower()}>" for tag in NEEDS_SCRIPT.findall(html)]
    if live:
        raise BuildError(_unsupported(where, live[0]))
    if html:
        return Html(clean_html(html))
    if "text/markdown" in data:
        return Html(clean_markdown(data["text/markdown"]))
    if "image/svg+xml" in data:
        return _drawing(data["image/svg+xml"], where, alt)
    for form in ("image/png", "image/jpeg"):
        if form in data:
            told = metadata.get(form) or metadata
            return _picture(b64decode(data[form]), told, alt)
    if "text/plain" in data:
        return _text(data["text/plain"])
    raise BuildError(_unsupported(where, ", ".join(sorted(data)) or "nothing"))


def _text(text: str) -> Html:
    return markup("<pre>{}</pre>", ADDRESS.sub("", COLOURS.sub("", text)).rstrip("\n"))


def _drawing(text: str, where: str, alt: str) -> Html:
    drawing = clean_svg(text)
    if drawing is None:
        raise BuildError(_unsupported(where, "image/svg+xml that is not valid"))
    return _figure(svg_address(drawing), alt, Html(""))


def _picture(content: bytes, told: Mapping[str, Any], alt: str) -> Html:
    """Show a picture of nothing but its pixels: no date, no name of a program."""
    plain = Image.open(BytesIO(content)).convert("RGBA")
    plain.info.clear()
    png = BytesIO()
    plain.save(png, "png")
    width, height = told.get("width", plain.width), told.get("height", plain.height)
    size = markup(' width="{}" height="{}"', width, height)
    address = f"data:image/png;base64,{b64encode(png.getvalue()).decode()}"
    return _figure(address, told.get("alt") or alt, size)


def _figure(address: str, alt: str, size: Html) -> Html:
    return markup(
        '<figure class="picture" tabindex="0"><img alt="{}"{} src="{}"></figure>',
        *(alt, size, escape(address)),
    )


def _warned(where: str, text: str) -> str:
    found = WARNING.search(text)
    got = f"a {found[0]}" if found else f"{len(text)} characters"
    return (
        f"{where}: expected nothing on stderr, as a warning is not published; got "
        f"{got}. Run the notebook in Jupyter to read it; then correct its cause, or "
        "silence it with warnings.filterwarnings."
    )


def _unsupported(where: str, got: str) -> str:
    return f"{where}: expected an output that needs no script; got {got}. {WHAT_WORKS}"
