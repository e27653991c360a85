"""Small files of each kind that are made to cost whoever reads them much."""

import random
import sqlite3
import zipfile
import zlib
from contextlib import closing

from foreign.workbooks import replace_in_sheet, write_workbook

PROJECT = '<Project xmlns="urn:QDA-XML:project:1.0" name="x">{}</Project>'
BYTES = 300_000


def packed(path, **members):
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        for name, content in members.items():
            made.writestr(name.replace("__", "/").replace("_", "."), content)
    return path


def mixed(*parts, number):
    """Repeat parts in a random order, so that they shrink less than a bomb does."""
    return "".join(random.Random(1).choices(parts, k=number))


def elements(place):
    tags = [f"<{a}{b}/>" for a in "abcdefgh" for b in "abcd"]
    inside = f"<Sources>{mixed(*tags, number=450_000)}</Sources>"
    return packed(place / "a.qdpx", project_qde=PROJECT.format(inside))


def attributes(place):
    names = (f'a{n:x}=""' for n in range(200_000))
    inside = f"<Sources {' '.join(names)}/>"
    return packed(place / "a.qdpx", project_qde=PROJECT.format(inside))


def nested(place):
    inside = "<Code>" * 100_000 + "</Code>" * 100_000
    return packed(place / "a.qdpx", project_qde=PROJECT.format(inside))


def selections(place):
    """Many passages of a long text."""
    chance = random.Random(1)
    rows = []
    for n in range(3000):
        start = chance.randrange(900_000)
        rows.append(
            f'<PlainTextSelection guid="{n}" startPosition="{start}" '
            f'endPosition="{start + 90_000}"><Coding guid="c{n}"><CodeRef '
            'targetGUID="9"/></Coding></PlainTextSelection>'
        )
    source = (
        '<Sources><TextSource guid="1" name="I" plainTextPath="internal://t.txt">'
        f"{''.join(rows)}</TextSource></Sources>"
    )
    words = mixed("a ", "be ", "sea ", "\r\n", "😀 ", number=400_000)
    made = {"project_qde": PROJECT.format(source), "sources__t_txt": words}
    return packed(place / "a.qdpx", **made)


def bomb(place):
    return packed(place / "a.qdpx", project_qde=b" " * 300_000_000)


def many_members(place):
    return packed(place / "a.qdpx", **{f"m{n}": b"" for n in range(3000)}, a_qde=b"<")


def far_cell(place):
    path = write_workbook(place / "a.xlsx", One=[["Document", "Text", "Code"], [1]])
    return replace_in_sheet(path, 'r="A2"', 'r="XFD1048576"')


def wide_rows(place):
    path = write_workbook(place / "a.xlsx", One=[["Document", "Text", "Code"], [1]])
    rows = mixed("<row/>", "<row><c/></row>", '<row><c t="n"/></row>', number=400_000)
    return replace_in_sheet(path, "</sheetData>", f"{rows}</sheetData>")


def paragraphs(place):
    inside = mixed("<p/>", "<p><r/></p>", "<p><t>a</t></p>", "<q/>", number=500_000)
    body = f"<document>{inside}</document>"
    return packed(place / "a.docx", word__document_xml=body)


def commas(place):
    (path := place / "a.csv").write_text("Document,Text,Code\n" + "," * BYTES)
    return path


def short_rows(place):
    (path := place / "a.csv").write_text("Document,Text,Code\n" + "a,b,c\n" * 50_000)
    return path


def open_quotes(place):
    (path := place / "a.csv").write_text("Document,Text,Code\n" + 'a,"' * 100_000)
    return path


def blank_lines(place):
    (path := place / "a.txt").write_text("a\n\n" * (BYTES // 3))
    return path


def tabs(place):
    (path := place / "a.txt").write_text("a\n" + " " * BYTES + "b")
    return path


def tags(place):
    (path := place / "a.html").write_text("<html>" + "<p>" * (BYTES // 3))
    return path


def items(place):
    (path := place / "a.html").write_text("<html>" + "<li>a" * (BYTES // 5))
    return path


def pdf_bomb(place):
    stream = zlib.compress(b"BT /F 1 Tf (a) Tj ET " * 14_000_000, 9)
    return pdf_of(place, stream, b"/Filter /FlateDecode")


def pdf_operators(place):
    return pdf_of(place, b"BT (a) Tj ET " * (BYTES // 13))


def pdf_loop(place):
    path = pdf_of(place, b"")
    path.write_bytes(path.read_bytes().replace(b"/Kids [3 0 R]", b"/Kids [2 0 R]"))
    return path


def pdf_of(place, stream, more=b""):
    """Write a PDF of one page."""
    objects = [
        b"<< /Type /Catalog /Pages 2 0 R >>",
        b"<< /Type /Pages /Kids [3 0 R] /Count 1 >>",
        b"<< /Type /Page /Parent 2 0 R /MediaBox [0 0 9 9] /Contents 4 0 R "
        b"/Resources << /Font << /F 5 0 R >> >> >>",
        b"<< /Length %d %s >>\nstream\n%s\nendstream" % (len(stream), more, stream),
        b"<< /Type /Font /Subtype /Type1 /BaseFont /Helvetica >>",
    ]
    made, places = b"%PDF-1.4\n", []
    for number, inside in enumerate(objects, start=1):
        places.append(len(made))
        made += b"%d 0 obj\n%s\nendobj\n" % (number, inside)
    table = b"".join(b"%010d 00000 n \n" % at for at in places)
    end = b"trailer << /Size 6 /Root 1 0 R >>\nstartxref\n%d\n%%%%EOF\n" % len(made)
    path = place / "a.pdf"
    path.write_bytes(made + b"xref\n0 6\n0000000000 65535 f \n" + table + end)
    return path


def endless_view(place):
    path = place / "a.sqlite3"
    with closing(sqlite3.connect(path)) as connection:
        connection.executescript(
            "CREATE TABLE projects (id); CREATE TABLE documents (id);"
            "CREATE TABLE tags (id); CREATE TABLE highlight_tags (id);"
            "CREATE TABLE commands (id); CREATE TABLE users (login);"
            "CREATE VIEW highlights AS WITH RECURSIVE n(i) AS (SELECT 1 UNION ALL "
            "SELECT i + 1 FROM n) SELECT i AS id FROM n;"
        )
    return path


HOSTILE = {
    "bomb by ratio": bomb,
    "XML of many small elements": elements,
    "XML of many attributes": attributes,
    "XML nested 100,000 deep": nested,
    "long passages of a long text": selections,
    "archive of many members": many_members,
    "workbook with a far cell": far_cell,
    "workbook of empty rows": wide_rows,
    "document of empty paragraphs": paragraphs,
    "CSV of commas": commas,
    "CSV of short rows": short_rows,
    "CSV of open quotation marks": open_quotes,
    "text of short paragraphs": blank_lines,
    "text of one blank run": tabs,
    "web page of nested tags": tags,
    "web page of items": items,
    "PDF with a bomb in a page": pdf_bomb,
    "PDF of many operators": pdf_operators,
    "PDF whose pages hold each other": pdf_loop,
    "SQLite view without end": endless_view,
}
