"""Compare what was exported, what came back, and the study: nothing is lost."""

from collections.abc import Mapping
from dataclasses import dataclass

from hiteval.importers.merge import slug
from hiteval.workbooks.matrix_cells import digest
from hiteval.workbooks.matrix_merging import Keep
from hiteval.workbooks.written_parts import Part, Texts, digests
from hiteval.workbooks.written_reading import Lines

WORDS, DIGITS = 6, 8  # of an id: of its text, and of a hash where no letter is left
ROW = ""  # in a conflict: the row as a whole, which one side took out


@dataclass(frozen=True, slots=True)
class Merged:
    """What comes back for one table.

    Attributes
    ----------
    changes : dict
        By id, the texts to write: all of a new row, of others those that changed.
    rows : dict
        By id, the row of the sheet where it stands.
    new, changed, gone : list of str
        Ids of new rows, of changed ones, and of those whose row was deleted and that
        the study still holds as they were exported.
    conflicts : list of (str, str)
        Ids, and the column that was changed in both, or `ROW`.
    """

    changes: dict[str, Texts]
    rows: dict[str, int]
    new: list[str]
    changed: list[str]
    gone: list[str]
    conflicts: list[tuple[str, str]]


def merge(lines: Lines, here: Mapping[str, Texts], keep: Keep | None = None) -> Merged:
    """Compare, text by text, a sheet, what was exported in it, and the study.

    Parameters
    ----------
    lines : Lines
        The sheet. Of a table that was not exported, only what it has is compared.
    here : mapping
        The study's rows by id: from `hiteval.workbooks.written_parts.texts_in`.
    keep : {"workbook", "study"}, optional
        Whose text counts in a conflict; the study's if not given.
    """
    rows = named_rows(lines, here)
    changes: dict[str, Texts] = {}
    conflicts: list[tuple[str, str]] = []
    for name, row in rows.items():
        written = {k: v for k, v in lines.rows[row].items() if k != lines.part.key}
        found, both = _of_row(written, lines.exported.get(name), here.get(name))
        conflicts += [(name, column) for column in both]
        if keep == "workbook":
            found |= {c: t for c, t in written.items() if c in both or ROW in both}
        if found:
            changes[name] = found
    missing = [n for n in lines.exported if n in here and n not in rows]
    touched = [n for n in missing if digests(here[n]) != lines.exported[n]]
    conflicts += [(name, ROW) for name in touched]
    return Merged(
        changes,
        rows,
        new=[name for name in changes if name not in here],
        changed=[name for name in changes if name in here],
        gone=[n for n in missing if n not in touched or keep == "workbook"],
        conflicts=conflicts,
    )


def _of_row(
    written: Texts, base: Mapping[str, str] | None, in_study: Texts | None
) -> tuple[Texts, list[str]]:
    """Return what a row brings, and what of it is in conflict: columns, or `ROW`."""
    if in_study is not None:
        return _compared(written, base or {}, in_study)
    if base is None:
        return dict(written), []
    changed = any(digest(text) != base.get(c) for c, text in written.items())
    return {}, [ROW] * changed


def _compared(
    written: Texts, base: Mapping[str, str], in_study: Texts
) -> tuple[Texts, list[str]]:
    """Return what changed in the sheet alone, and the columns changed in both."""
    found: Texts = {}
    both: list[str] = []
    for column, text in written.items():
        here = in_study[column]
        if text == here or digest(text) == base.get(column):
            continue
        if digest(here) == base.get(column):
            found[column] = text
        else:
            both.append(column)
    return found, both


def named_rows(lines: Lines, here: Mapping[str, Texts]) -> dict[str, int]:
    """Return the rows of a sheet by id; those without one are given theirs.

    A row without an id that says what a row of the study says, which was not exported,
    is that row: a workbook may be brought back twice.
    """
    part = lines.part
    given = {row: texts.get(part.key, "") for row, texts in lines.rows.items()}
    taken = {*filter(None, given.values()), *lines.exported, *here}
    placed = {*given.values(), *lines.exported}
    known = _by_text(part, {n: t for n, t in here.items() if n not in placed})
    rows: dict[str, int] = {}
    for row, texts in lines.rows.items():
        same = known.get(_said(part, texts), "")
        name = given[row] or (same if same not in rows else "")
        name = name or _new_id(part, texts, taken)
        taken.add(name)
        rows[name] = row
    return rows


def _by_text(part: Part, rows: Mapping[str, Texts]) -> dict[tuple[str, ...], str]:
    """Return ids by what their rows say, where no two say the same."""
    named: dict[tuple[str, ...], list[str]] = {}
    for name, texts in rows.items():
        named.setdefault(_said(part, texts), []).append(name)
    return {said: names[0] for said, names in named.items() if len(names) == 1}


def _said(part: Part, texts: Mapping[str, str]) -> tuple[str, ...]:
    """Return what a row is known by, whatever the space between its words."""
    return tuple(" ".join(texts.get(c, "").split()) for c in part.known_by)


def _new_id(part: Part, texts: Texts, taken: set[str]) -> str:
    """Make an id of the first words of a row; of another script, of a hash."""
    said = " ".join(texts.get(column, "") for column in part.named_by)
    hashed = f"{part.table}-{digest(said)[:DIGITS]}"
    name = slug(" ".join(said.split()[:WORDS]), hashed)
    tries = (f"{name}-{number}" for number in range(2, len(taken) + 3))
    return next(each for each in (name, *tries) if each not in taken)
