import base64
import io

import pytest
from nbformat.v4 import new_code_cell, new_output
from PIL import Image, PngImagePlugin

from hiteval.display.kit.html import FINISHED
from hiteval.errors import BuildError
from hiteval.report.pages.outputs import is_finished, published

WHERE = "notebooks/own.ipynb, cell 4 (x)"
WHAT_WORKS = (
    "Show a table of pandas or great-tables, a figure of matplotlib or seaborn, HTML "
    "without scripts, Markdown or text instead."
)


def shown(*outputs, source="x"):
    cell = new_code_cell(source, outputs=list(outputs))
    return [output.data["text/html"] for output in published(cell, WHERE)]


def result(**forms):
    data = {
        name.replace("_", "/").replace("svg", "svg+xml"): v for name, v in forms.items()
    }
    return new_output("execute_result", data=data)


def printed(text, name="stdout"):
    return new_output("stream", text=text, name=name)


def png(**told):
    info = PngImagePlugin.PngInfo()
    for name, value in told.items():
        info.add_text(name, value)
    content = io.BytesIO()
    Image.new("RGB", (4, 2), "red").save(content, "png", pnginfo=info)
    return base64.b64encode(content.getvalue()).decode()


def test_what_hiteval_shows_is_published_byte_for_byte():
    html = "<p id='x' onclick=\"it is the gate that refuses\">&#39;</p>"
    metadata = {FINISHED: True}
    output = new_output("display_data", data={"text/html": html}, metadata=metadata)
    assert is_finished(output)
    assert shown(output) == [html]


def test_the_best_form_of_a_result_is_shown():
    forms = {"text_html": "<b>a</b>", "text_plain": "a"}
    assert shown(result(**forms)) == ["<b>a</b>"]
    assert shown(result(text_markdown="**a**", text_plain="a")) == [
        "<p><strong>a</strong></p>"
    ]
    assert shown(result(text_plain="a < b")) == ["<pre>a &lt; b</pre>"]


def test_what_is_printed_is_shown_in_one_piece_however_it_arrived():
    assert shown(printed("a\n"), printed("b\n")) == ["<pre>a\nb</pre>"]


def test_colours_of_a_terminal_and_places_in_memory_are_gone():
    assert shown(printed("\x1b[31mred\x1b[0m <x at 0x7fAB12>")) == [
        "<pre>red &lt;x&gt;</pre>"
    ]


def test_a_picture_keeps_its_pixels_and_nothing_else():
    (ours,) = shown(result(image_png=png(Software="a library, 3.1")))
    (again,) = shown(result(image_png=png(Date="another day")))
    assert ours == again
    content = base64.b64decode(ours.split("base64,")[1].split('"')[0])
    assert Image.open(io.BytesIO(content)).convert("RGB").getpixel((1, 1)) == (
        255,
        0,
        0,
    )


def test_a_picture_is_described_as_quarto_does_it():
    (described,) = shown(result(image_png=png()), source='#| fig-alt: "A & B"\nplot()')
    assert '<img alt="A &amp; B" width="4" height="2" ' in described


def test_a_drawing_is_an_image_in_which_nothing_runs():
    svg = "<svg xmlns='http://www.w3.org/2000/svg'><script>x</script></svg>"
    (html,) = shown(result(image_svg=svg))
    drawn = base64.b64decode(html.split("base64,")[1].split('"')[0]).decode()
    assert drawn == '<svg xmlns="http://www.w3.org/2000/svg" />'


@pytest.mark.parametrize(
    ("output", "got"),
    [
        (
            new_output("display_data", data={"application/javascript": "x"}),
            "application/javascript",
        ),
        (result(text_html="<p>a<SCRIPT>x</SCRIPT>"), "text/html with <script>"),
        (result(text_html="<iframe src=x>"), "text/html with <iframe>"),
        (result(text_latex="$x$"), "text/latex"),
        (result(image_svg="<svg"), "image/svg+xml that is not valid"),
        (new_output("display_data"), "nothing"),
    ],
)
def test_what_a_page_cannot_hold_is_told_with_a_remedy(output, got):
    with pytest.raises(BuildError) as error:
        shown(output)
    assert str(error.value) == (
        f"{WHERE}: expected an output that needs no script; got {got}. {WHAT_WORKS}"
    )


@pytest.mark.parametrize(
    ("text", "got"),
    [
        ("x.py:1: FutureWarning: somebody's words\n", "a FutureWarning"),
        ("somebody's words", "16 characters"),
    ],
)
def test_a_warning_stops_the_page_and_is_not_quoted(text, got):
    with pytest.raises(BuildError) as error:
        shown(printed(text, "stderr"))
    assert str(error.value) == (
        f"{WHERE}: expected nothing on stderr, as a warning is not published; got "
        f"{got}. Run the notebook in Jupyter to read it; then correct its cause, or "
        "silence it with warnings.filterwarnings."
    )
