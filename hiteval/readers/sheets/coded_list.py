"""Spreadsheets of coded passages: one row per passage, or a passage under a code.

ATLAS.ti, MAXQDA, NVivo and people write such lists. A sheet without known headings
is not read, and a warning says so.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from hiteval.errors import StudyError
from hiteval.readers.project import NOBODY, Count, Project, named, table
from hiteval.readers.sheets.document_facts import FACTS, facts_told
from hiteval.readers.sheets.row_codes import Levels, codes_by_row
from hiteval.readers.sheets.segment_table import SegmentTable
from hiteval.readers.sheets.table_form import Role, TableForm
from hiteval.readers.sheets.workbook import Sheet

PAIRS = {'"': '"', "“": "”", "„": "“", "«": "»"}
COPIED: dict[Role, str] = {
    "case": "case",
    "comment": "comment",
    "weight": "weight",
    "date": "created",
}
Row = dict[str, Any]


@dataclass(frozen=True, slots=True)
class Segments:
    """What the tables of coded passages of one file hold."""

    sources: dict[str, Row] = field(default_factory=dict)
    groups: set[tuple[str, str]] = field(default_factory=set)
    codes: dict[str, Levels] = field(default_factory=dict)
    codings: list[Row] = field(default_factory=list)
    summaries: list[Row] = field(default_factory=list)
    uncoded: list[int] = field(default_factory=list)

    def code(self, path: Levels) -> str:
        """Note a code and return its key."""
        key = "\n".join(path)
        self.codes[key] = path
        return key


def read_segments(
    file: str, tables: list[SegmentTable], others: list[Sheet], form: TableForm
) -> Project:
    """Read the tables of coded passages of one file.

    Parameters
    ----------
    file : str
        Its name.
    tables : list of SegmentTable
        What it holds; of several tables without a column of coders, each is its
        sheet's coder's.
    others : list of Sheet
        Sheets that hold no such table.
    form : TableForm
        What the mapping says of spreadsheets.

    Raises
    ------
    StudyError
        If a cell that is to be read holds no value, or codes in a cell cannot be told
        apart.
    """
    if faults := [f for t in tables for f in t.sheet.faults(t.used)]:
        raise StudyError(faults)
    found, ledger = Segments(), []
    known = _by_id(tables)
    for each in tables:
        user = each.sheet.name if len(tables) > 1 else NOBODY
        _Reading(each, form, found, known, user).read()
        ledger.append(_counts(each))
    ledger += _code_count(tables, found)
    sources, in_doubt = facts_told(found.sources.values(), form.day_first)
    paths = found.codes.items()
    codes = [{"code": key, "path": path, "codable": "yes"} for key, path in paths]
    sets = [{"kind": "set", "name": n, "source": s} for n, s in sorted(found.groups)]
    return Project(
        file=file,
        origin="a spreadsheet of coded passages",
        users=tuple(sorted({row["user"] for row in found.codings + found.summaries})),
        sources=table("sources", sources),
        codes=table("codes", codes),
        codings=table("codings", found.codings),
        groups=table("groups", sets),
        variables=table("variables"),
        memos=table("memos"),
        warnings=(*_warnings(tables, others, found, form), *in_doubt),
        ledger=tuple(ledger),
        summaries=table("summaries", found.summaries),
    )


def _by_id(tables: list[SegmentTable]) -> dict[str, tuple[SegmentTable, int]]:
    """Find where the passage of each id is described first."""
    found: dict[str, tuple[SegmentTable, int]] = {}
    for each in tables:
        for row in each.rows():
            if key := each.value(row, "id"):
                found.setdefault(key, (each, row))
    return found


@dataclass(frozen=True, slots=True)
class _Reading:
    """The reading of one table."""

    table: SegmentTable
    form: TableForm
    found: Segments
    known: dict[str, tuple[SegmentTable, int]]
    user: str

    def read(self) -> None:
        codes = codes_by_row(self.table, self.form)
        unquote = self._are_quoted()
        for row in self.table.rows():
            blank = self.is_summary and not self.table.value(row, "summary")
            if blank or not codes[row]:
                self.found.uncoded.append(row)
            else:
                self._add(row, codes[row], unquote)

    @property
    def is_summary(self) -> bool:
        """Whether the table holds what was written of cases, and no passages."""
        return "summary" in self.table.roles and "text" not in self.table.roles

    def _add(
        self, row: int, codes: list[tuple[Levels, str | None]], unquote: bool
    ) -> None:
        user = self.table.value(row, "coder") or self.user
        text, summary = self._value(row, "text"), self._value(row, "summary")
        source = self._source(row)
        for path, rating in codes:
            code = self.found.code(path)
            if self.is_summary:
                case = self._value(row, "case") or self.found.sources[source]["name"]
                written = {"case": case, "code": code, "text": summary, "user": user}
                self.found.summaries.append(written)
                continue
            coding: Row = {
                "source": source,
                "quote": text[1:-1] if text and unquote and _is_quoted(text) else text,
                "code": code,
                "user": user,
                "summary": summary,
                "place": self._place(row, text),
                "row": f"row {row}",
            }
            coding |= {name: self._value(row, role) for role, name in COPIED.items()}
            self.found.codings.append(coding | ({"weight": rating} if rating else {}))

    def _value(self, row: int, role: Role) -> str | None:
        """Return what a row says, or the first row that has its id."""
        if said := self.table.value(row, role):
            return said
        if role in ("comment", "weight", "date") or "id" not in self.table.roles:
            return None
        other, place = self.known.get(
            self.table.value(row, "id") or "", (self.table, row)
        )
        return other.value(place, role)

    def _source(self, row: int) -> str:
        name = self._value(row, "document") or self.table.sheet.file
        group = self._value(row, "group")
        key = f"{group}\n{name}" if group else name
        known = {"source": key, "name": name, "kind": "table"}
        source = self.found.sources.setdefault(key, known)
        for fact, role in FACTS.items():
            if said := self.table.value(row, role):
                source.setdefault(fact, set()).add(said)
        if group:
            self.found.groups.add((group, key))
        return key

    def _place(self, row: int, text: str | None) -> str | None:
        """Say where a passage is; without words it needs a place to be known by."""
        place, end = self._value(row, "place"), self._value(row, "end")
        if place and end and end not in place:
            place = f"{place} to {end}"
        if place or text:
            return place
        key = self.table.value(row, "id")
        return f"passage {key}" if key else f"row {row}"

    def _are_quoted(self) -> bool:
        """Tell whether passages are in quotation marks, as ATLAS.ti writes them."""
        said = (self.table.value(row, "text") for row in self.table.rows())
        texts = [text for text in said if text]
        return 2 * sum(map(_is_quoted, texts)) > len(texts)


def _is_quoted(text: str) -> bool:
    closing = PAIRS.get(text[0])
    return len(text) > 2 and text[-1] == closing and closing not in text[1:-1]


def _counts(table: SegmentTable) -> Count:
    """Compare the rows of a sheet with those that were read."""
    above = sum(row <= table.top for row in table.sheet.held)
    kind = f"rows of {named(table.sheet.name, 40)}"
    read = table.repeated + sum(1 for _ in table.rows())
    note = f"{table.repeated} repeat the headings" if table.repeated else ""
    return Count(kind, table.sheet.filled - above, read, note)


def _code_count(tables: list[SegmentTable], found: Segments) -> Iterator[Count]:
    """Compare the numbers that ATLAS.ti writes beside codes with those read."""
    if all("count" in table.roles for table in tables):
        told = [table.value(row, "count") for table in tables for row in table.rows()]
        held = sum(int(number or 0) for number in told)
        yield Count("codes in their cells", held, len(found.codings))


def _warnings(
    tables: list[SegmentTable], others: list[Sheet], found: Segments, form: TableForm
) -> Iterator[str]:
    for sheet in (*(each.sheet for each in tables), *others):
        yield from sheet.notes()
    if others:
        names = ", ".join(named(sheet.name) for sheet in others)
        yield f"Sheets without a table of coded passages were not read: {names}."
    for each in tables:
        told = [f"{named(name)} ({number} cells)" for name, number in each.unread()]
        if told:
            where = named(each.sheet.name)
            yield f"Columns of {where} that are not read: {', '.join(told)}."
    if found.uncoded:
        number = len(found.uncoded)
        yield f"{number} rows have no code, or no summary, and are not evidence."
    joined = sum(";" in path[-1] or "," in path[-1] for path in found.codes.values())
    if joined and form.codes_between is None:
        yield (
            f"{joined} names of codes hold a comma or a semicolon. If these "
            "separate codes, say so in mapping.yml, as in "
            'spreadsheet: {codes_between: ", "}.'
        )
