"""Every form of a name is found in every kind of file that a report has."""

import html
import io
import json

import openpyxl
import pytest
from people_named import PAIRS
from wrappings import PAGE, WRAPPINGS, zipped

from hiteval.disclosure.secrets import Secret
from hiteval.display.kit.visible import visible
from hiteval.report.book.search import written
from hiteval.report.gate.decoding import readings
from hiteval.report.gate.leaks import wanted
from hiteval.report.gate.words import Text


def workbook(text):
    book, content = openpyxl.Workbook(), io.BytesIO()
    book.active.append(["a", text])
    book.save(content)
    return content.getvalue()


def index(text):
    return written({"pages": [("a.html", "")], "texts": [(0, 0, "a", text)]}).encode()


def page(text):
    return PAGE.format(f"<p>said <b>{html.escape(text)}</b></p>").encode()


def titled(text):
    return PAGE.replace(">t<", f">{html.escape(text)}<").format("").encode()


def drawn(text):
    return page("").replace(
        b"<p>", f"<svg><text>{html.escape(text)}</text></svg><p>".encode()
    )


CHANNELS = {
    "page": page,
    "title of a page": titled,
    "picture": drawn,
    "search index": index,
    "csv": lambda text: f'"a","{text}"\n'.encode(),
    "workbook": workbook,
    "json": lambda text: json.dumps({"k": text}).encode(),
    "json as it is": lambda text: json.dumps({"k": text}, ensure_ascii=False).encode(),
    "notebook": lambda text: WRAPPINGS["notebook"][1](text),
    "archive": lambda text: zipped("a.csv", text),
    "file name": lambda text: f"book/{text}.html".encode(),
}


@pytest.mark.parametrize(("name", "text"), PAIRS)
def test_a_name_in_any_form_is_found_in_any_file(name, text):
    search = wanted([Secret("x", "name", name)], [])
    missed = [
        channel
        for channel, made in CHANNELS.items()
        if not any(
            [*search.people_in(Text(shown))]
            for shown in readings(made(f"So said {visible(text)}: yes."))
        )
    ]
    assert missed == []


def test_a_phrase_is_found_as_it_stands():
    search = wanted([Secret("x", "phrase", "Chief of Staff")], [])
    assert [*search.people_in(Text("the chief  of staff"))]
    assert not [*search.people_in(Text("C. Staff"))]


def test_an_id_is_not_made_of_joined_or_look_alike_letters():
    search = wanted([Secret("x", "id", "s5")], [])
    assert [*search.people_in(Text("see s5"))]
    assert not [*search.people_in(Text("see s-5"))]
