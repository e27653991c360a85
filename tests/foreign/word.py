"""Word documents built by hand, with no more than a reader looks at."""

import zipfile

W = 'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"'


def docx(path, *paragraphs, **members):
    """Write a Word document of given XML, with a title and a day."""
    core = (
        '<c xmlns:d="dc" xmlns:t="terms"><d:title>Our year</d:title>'
        "<t:created>2015-03-02T09:00:00Z</t:created></c>"
    )
    inside = f"<w:document {W}><w:body>{''.join(paragraphs)}</w:body></w:document>"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as made:
        made.writestr("word/document.xml", inside)
        made.writestr("docProps/core.xml", core)
        for name, content in members.items():
            made.writestr(f"word/{name}.xml", content)
    return path


def p(inside):
    return f"<w:p>{inside}</w:p>"


def r(words):
    return f"<w:r><w:t>{words}</w:t></w:r>"


PARAGRAPHS = ["Patients chair the board.", "Money ran out\tin May."]
TWO = (
    p(r("Patients chair ") + r("the board.")),
    p(r("Money ran out<!---->").replace("</w:t>", "</w:t><w:tab/><w:t>in May.</w:t>")),
)
