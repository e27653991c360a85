"""Collect the messages of a report into ``hiteval/locale``: run by ``make words``.

A message is a literal that is handed to ``_``, ``N_``, ``ngettext``, ``count`` or
``markup``; a string of a template or a script in ``_("...")``; a caption of the
contents; a text of the checklists; a line of Markdown, in notebooks and in the pages
that are written by hand.
"""

import ast
import csv
import json
import re
from io import BytesIO
from pathlib import Path

import yaml
from babel.messages.catalog import Catalog
from babel.messages.pofile import read_po, write_po

from hiteval.catalogue import FOLDER, has_words, markdown_messages

ROOT = Path(__file__).resolve().parents[1]
TEMPLATE = FOLDER / "hiteval.pot"
IN_TEXT = re.compile(r"""\b_\((?:"([^"]*)"|'([^']*)')\)""")
HEADER = """msgid ""
msgstr ""
"Project-Id-Version: hiteval\\n"
"Language: {language}\\n"
"Plural-Forms: {plurals}\\n"
"MIME-Version: 1.0\\n"
"Content-Type: text/plain; charset=utf-8\\n"
"Content-Transfer-Encoding: 8bit\\n"

"""
# Which arguments of a call are the message, or its forms for one and for many.
CALLS = {"_": (0,), "N_": (0,), "markup": (0,), "ngettext": (0, 1), "count": (1, 2)}


def collected():
    """Return a catalogue of every message, with the files that it is in."""
    catalogue = Catalog(project="hiteval", header_comment="# The words of a report.")
    for path, message in sorted(_messages(), key=lambda found: str(found[0])):
        catalogue.add(message, locations=[(path.relative_to(ROOT).as_posix(), None)])
    return catalogue


def _messages():
    for path in (ROOT / "hiteval").rglob("*.py"):
        yield from ((path, message) for message in in_python(path.read_text("utf-8")))
    for folder, kind in (("_templates", "*.html"), ("_static", "*.js")):
        for path in (ROOT / "book" / folder).glob(kind):
            found = IN_TEXT.findall(path.read_text("utf-8"))
            yield from ((path, one or other) for one, other in found)
    contents = ROOT / "_toc.yml"
    parts = yaml.safe_load(contents.read_text("utf-8"))["parts"]
    yield from ((contents, part["caption"]) for part in parts)
    yield from _of_checklists(ROOT / "hiteval" / "display" / "checklists.csv")
    yield from _of_markdown()


def _of_checklists(path):
    for row in csv.DictReader(path.read_text("utf-8").splitlines()):
        told = (row[column] for column in ("name", "asks", "answer"))
        yield from ((path, text) for text in told if has_words(text))


def _of_markdown():
    for path in (ROOT / "book").glob("*.md"):
        yield from ((path, m) for m in markdown_messages(path.read_text("utf-8")))
    for path in (ROOT / "notebooks").glob("*.ipynb"):
        for cell in json.loads(path.read_text("utf-8"))["cells"]:
            if cell["cell_type"] == "markdown":
                text = "".join(cell["source"])
                yield from ((path, message) for message in markdown_messages(text))


def in_python(text):
    """List the messages of a module."""
    tree = ast.parse(text)
    constants = {
        target.id: node.value.value
        for node in tree.body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Constant)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    calls = (node for node in ast.walk(tree) if isinstance(node, ast.Call))
    found = []
    for call in calls:
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        given = [
            _literal(call.args[n], constants)
            for n in CALLS.get(name, ())
            if n < len(call.args)
        ]
        if not given or not isinstance(given[0], str) or not has_words(given[0]):
            continue
        if name in ("ngettext", "count"):
            many = given[1] if len(given) > 1 else f"{given[0]}s"
            found.append((given[0], many))
        else:
            found.append(given[0])
    return found


def _literal(node, constants):
    if isinstance(node, ast.Name):
        return constants.get(node.id)
    return getattr(node, "value", None)


def written(catalogue):
    """Return the text of a catalogue, in the order of its messages."""
    text = BytesIO()
    write_po(text, catalogue, width=0, sort_output=True, omit_header=True)
    return text.getvalue()


def translated(catalogue):
    """Return the text of a language's catalogue, without the day it was written on."""
    language, plurals = catalogue.locale, catalogue.plural_forms
    return HEADER.format(language=language, plurals=plurals).encode() + written(
        catalogue
    )


def main():
    """Write the template anew, and bring the catalogue of each language up to it."""
    template = collected()
    TEMPLATE.write_bytes(written(template))
    for path in FOLDER.glob("*.po"):
        with path.open("rb") as file:
            catalogue = read_po(file, path.stem)
        catalogue.update(template, no_fuzzy_matching=True)
        catalogue.obsolete.clear()
        path.write_bytes(translated(catalogue))


if __name__ == "__main__":
    main()
