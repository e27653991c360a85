"""The same four codings, by two coders in two documents, in every format that is read.

Each function writes them as a tool does; where a format has no coder, or no codes, it
says so in `FORMATS`.
"""

import json
from collections.abc import Callable, Iterator
from html import escape
from pathlib import Path

from foreign.qualcoder_file import write_qualcoder
from foreign.rqda_file import write_rqda
from foreign.taguette_file import TaguetteFile
from foreign.word import docx, p, r
from foreign.workbooks import write_workbook

DOCUMENTS = {
    "Ward A": "Minutes of May. 😀 The café was far away. Nobody trusted us at once.",
    "Ward B": "Minutes of June. The bus stops here. They said “yes” in the end.",
}
# Document, passage, code, coder.
CODINGS = (
    ("Ward A", "The café was far away.", "Access", "Ann"),
    ("Ward A", "Nobody trusted us", "Trust", "Bob"),
    ("Ward B", "The bus stops here.", "Access", "Bob"),
    ("Ward B", "They said “yes”", "Trust", "Ann"),
)
DAY = "2024-05-01 09:00:00"
COMMENT = (
    '<w:comment w:id="{0}" w:author="{1}"><w:p w14:paraId="0{0}">'
    "<w:r><w:t>{2}</w:t></w:r></w:p></w:comment>"
)
WORD = (
    'xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main" '
    'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
)
Files = Iterator[Path]


def place(document: str, passage: str, count: Callable[[str], int] = len) -> tuple:
    """Return where a passage begins and ends, as a tool counts."""
    text = DOCUMENTS[document]
    at = text.index(passage)
    return count(text[:at]), count(text[: at + len(passage)])


def in_bytes(text: str) -> int:
    """Count as Taguette does."""
    return len(text.encode())


def in_utf16(text: str) -> int:
    """Count as JavaScript does."""
    return len(text.encode("utf-16-le")) // 2


def sheet(folder: Path, headings: list, *rows: list) -> Files:
    """Write a workbook of one sheet."""
    yield write_workbook(folder / "codings.xlsx", Codings=[headings, *rows])


def people(folder: Path) -> Files:
    """Write a list as people do."""
    return sheet(folder, ["Document", "Passage", "Theme", "Coder"], *CODINGS)


def maxqda(folder: Path) -> Files:
    """Write coded segments in English."""
    head = ["Document group", "Document name", "Code", "Beginning", "End"]
    rows = [["Wards", d, c, 1, 2, 0, s, u] for d, s, c, u in CODINGS]
    return sheet(folder, [*head, "Weight score", "Segment", "Modified by"], *rows)


def maxqda_german(folder: Path) -> Files:
    """Write coded segments in German."""
    head = ["Dokumentgruppe", "Dokumentname", "Code", "Anfang", "Ende", "Gewicht"]
    rows = [["Wards", d, c, 1, 2, 0, s, u] for d, s, c, u in CODINGS]
    return sheet(folder, [*head, "Segment", "Bearbeitet von"], *rows)


def atlas_ti(folder: Path) -> Files:
    """Write quotations, their words in quotation marks."""
    head = ["ID", "Document", "Quotation Content", "Codes", "Created by"]
    rows = [[f"1:{n}", d, f'"{s}"', c, u] for n, (d, s, c, u) in enumerate(CODINGS)]
    return sheet(folder, head, *rows)


def dedoose(folder: Path) -> Files:
    """Write excerpts, with a column for each code."""
    head = ["Media Title", "Excerpt Copy", "Excerpt Creator"]
    codes = ["Code: Access Applied", "Code: Trust Applied"]
    rows = [[d, s, u, str(c == "Access"), str(c == "Trust")] for d, s, c, u in CODINGS]
    return sheet(folder, [*head, *codes], *rows)


def one_hot(folder: Path) -> Files:
    """Write a column for each code, as people do."""
    head = ["Document", "Passage", "Coder", "Access", "Trust"]
    rows = [
        [d, s, u, "x" * (c == "Access"), "x" * (c == "Trust")] for d, s, c, u in CODINGS
    ]
    return sheet(folder, head, *rows)


def qualcoder_csv(folder: Path) -> Files:
    """Write QualCoder's report of codings."""
    head = ["File", "Coder", "Coded", "Id", "Codename", "Coded_Memo", "Category"]
    rows = [[d, u, s, n, c, "", ""] for n, (d, s, c, u) in enumerate(CODINGS)]
    return sheet(folder, head, *rows)


def taguette_csv(folder: Path) -> Files:
    """Write Taguette's highlights."""
    rows = [[n, d, c, s] for n, (d, s, c, _) in enumerate(CODINGS)]
    return sheet(folder, ["id", "document", "tag", "content"], *rows)


def word_comments(folder: Path) -> Files:
    """Write a document each, coded in comments."""
    for document, text in DOCUMENTS.items():
        rest, comments, parts = text, [], []
        for key, (_, passage, code, user) in enumerate(_of(document)):
            before, rest = rest.split(passage, 1)
            comments.append(COMMENT.format(key, user, code))
            marks = [
                f'<w:commentRange{side} w:id="{key}"/>' for side in ("Start", "End")
            ]
            parts += [r(escape(before)), marks[0], r(escape(passage)), marks[1]]
        inside = f"<w:comments {WORD}>{''.join(comments)}</w:comments>"
        body = p("".join([*parts, r(escape(rest))]))
        yield docx(folder / f"{document}.docx", body, comments=inside)


def nvivo_code(folder: Path) -> Files:
    """Write a document for each code, as NVivo exports one."""
    for code in ("Access", "Trust"):
        lines = []
        for document, passage, name, _ in CODINGS:
            if name == code:
                lines.append(
                    f"<Files\\{document}> - § 1 reference coded  [9% Coverage]"
                )
                lines += ["Reference 1 - 9% Coverage", passage]
        yield docx(folder / f"{code}.docx", *(p(r(escape(line))) for line in lines))


def label_studio(folder: Path) -> Files:
    """Write tasks in JSON."""
    tasks = []
    for document, text in DOCUMENTS.items():
        done = []
        for key, (_, passage, code, user) in enumerate(_of(document)):
            start, end = place(document, passage, in_utf16)
            value = {"start": start, "end": end, "text": passage, "labels": [code]}
            result = [{"id": f"{key}", "type": "labels", "value": value}]
            done.append({"completed_by": {"email": user}, "result": result})
        data = {"data": {"text": text}, "file_upload": document}
        tasks.append(data | {"annotations": done})
    yield _json(folder / "tasks.json", tasks)


def doccano(folder: Path) -> Files:
    """Write a file for each coder."""
    for user in ("Ann", "Bob"):
        lines = [
            {
                "text": text,
                "label": [
                    [*place(d, s), c]
                    for d, s, c, u in CODINGS
                    if (d, u) == (name, user)
                ],
            }
            for name, text in DOCUMENTS.items()
        ]
        path = folder / f"{user}.jsonl"
        path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
        yield path


def hypothesis_notes(folder: Path) -> Files:
    """Write annotations of web pages."""
    notes = [
        {
            "user": f"acct:{user}@hypothes.is",
            "uri": document,
            "tags": [code],
            "target": [{"selector": [{"type": "TextQuoteSelector", "exact": passage}]}],
        }
        for document, passage, code, user in CODINGS
    ]
    yield _json(folder / "notes.json", {"annotations": notes})


def taguette(folder: Path) -> Files:
    """Write Taguette's database."""
    made = TaguetteFile(folder / "taguette.sqlite3")
    for key, (name, text) in enumerate(DOCUMENTS.items(), start=1):
        made.document(key, f"<p>{escape(text)}</p>", name)
    for key, code in enumerate(("Access", "Trust"), start=1):
        made.tag(key, code)
    for key, (document, passage, code, user) in enumerate(CODINGS, start=1):
        number = [*DOCUMENTS].index(document) + 1
        span = place(document, passage, in_bytes)
        tags = [("Access", "Trust").index(code) + 1]
        made.highlight(key, number, span, escape(passage), tags, user)
    yield made.close()


def qualcoder(folder: Path) -> Files:
    """Write QualCoder's folder."""
    yield write_qualcoder(
        folder / "project.qda",
        source=[
            {"id": n, "name": name, "fulltext": text, "owner": "Ann", "date": DAY}
            for n, (name, text) in enumerate(DOCUMENTS.items(), start=1)
        ],
        code_name=[{"cid": 1, "name": "Access"}, {"cid": 2, "name": "Trust"}],
        code_text=[*_code_rows("pos0", "pos1")],
    )


def rqda(folder: Path) -> Files:
    """Write RQDA's database."""
    live = {"status": 1, "owner": "Ann", "date": DAY}
    yield write_rqda(
        folder / "project.rqda",
        source=[
            {"id": n, "name": name, "file": text, **live}
            for n, (name, text) in enumerate(DOCUMENTS.items(), start=1)
        ],
        freecode=[
            {"id": 1, "name": "Access", **live},
            {"id": 2, "name": "Trust", **live},
        ],
        coding=[row | {"status": 1} for row in _code_rows("selfirst", "selend")],
    )


def _code_rows(first: str, last: str) -> Iterator[dict]:
    for document, passage, code, user in CODINGS:
        start, end = place(document, passage)
        yield {
            "cid": ("Access", "Trust").index(code) + 1,
            "fid": [*DOCUMENTS].index(document) + 1,
            "seltext": passage,
            first: start,
            last: end,
            "owner": user,
            "date": DAY,
        }


def _of(document: str) -> list[tuple]:
    return [coding for coding in CODINGS if coding[0] == document]


def _json(path: Path, value: object) -> Path:
    path.write_text(json.dumps(value), encoding="utf-8")
    return path


# What writes each format, and whether it tells who coded.
FORMATS: dict[str, tuple[Callable[[Path], Files], bool]] = {
    "a list in Excel": (people, True),
    "MAXQDA, coded segments": (maxqda, True),
    "MAXQDA, coded segments in German": (maxqda_german, True),
    "ATLAS.ti, quotations": (atlas_ti, True),
    "Dedoose, excerpts": (dedoose, True),
    "a column for each code, in Excel": (one_hot, True),
    "QualCoder, report of codings": (qualcoder_csv, True),
    "Taguette, highlights": (taguette_csv, False),
    "Word, coded in comments": (word_comments, True),
    "NVivo, passages of a code": (nvivo_code, False),
    "Label Studio, JSON": (label_studio, True),
    "doccano, a file for each coder": (doccano, False),
    "Hypothesis, annotations": (hypothesis_notes, True),
    "Taguette, database": (taguette, True),
    "QualCoder, project": (qualcoder, True),
    "RQDA, database": (rqda, True),
}
