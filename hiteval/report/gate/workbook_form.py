"""Take the form of a workbook away from what it says: its cells and parts by number.

Every workbook has a cell P10 and a part ``sheet1.xml``, whatever the study says. Only
values that are nothing but such a number, where only such a number belongs, are taken.
"""

import re

WORKBOOK = "xl/workbook.xml"
PARTS = re.compile(
    rb"/?(?:xl/)?(?:worksheets/sheet|theme/theme|tables/table|drawings/drawing"
    rb"|comments/comment|_rels/sheet)\d+\.(?:xml|vml)(?:\.rels)?"
)
_CELL = rb"\$?[A-Za-z]{1,3}\$?[1-9][0-9]{0,6}"
_CELLS = rb"%b(?:[: ]%b)*" % (_CELL, _CELL)
REFERENCES = re.compile(
    rb'\b(r|ref|sqref|activeCell|topLeftCell)="%b"|\b(r:id|Id)="rId[0-9]+"' % _CELLS
)
# To a cell of a sheet, whose name may be the study's.
LEADING = re.compile(rb'(\blocation="[^"<>]*!)%b"' % _CELLS)
NAMED = re.compile(rb"(<definedName [^<>]*>[^<>]*!)%b(?=</definedName>)" % _CELLS)


def without_form(content: bytes) -> bytes:
    """Return a part of a workbook, or what lists its parts, without its numbers."""
    for form in (LEADING, NAMED):
        content = form.sub(rb"\1 ", content)
    content = REFERENCES.sub(b" ", content)
    # Cells name no part: the expression would take as long for these as all others.
    named = any(kind in content for kind in (b".xml", b".vml"))
    return PARTS.sub(b" ", content) if named else content
