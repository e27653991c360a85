"""Change single values in the text of `mapping.yml`; all else stays to the byte.

YAML's own places of keys and values say where to write. What was written is read again:
a file in a form that this cannot change is left alone.
"""

import re
from collections.abc import Mapping as Dict
from typing import Any, NamedTuple

import yaml

from hiteval.errors import Fault, StudyError
from hiteval.files.yaml_file import MAX_BYTES
from hiteval.importers.mapping import FILE, IGNORE, Mapping
from hiteval.importers.mapping_draft import quoted
from hiteval.importers.mapping_values import (
    EVERY,
    FIELDS,
    Place,
    Values,
    mapping_in,
    values_of,
)
from hiteval.signs import level

COMMENT = re.compile(r"[ \t]*,?[ \t]+#[ \t]*([^\r\n]*)")
GAP_IN_BRACES = re.compile(r" *(?=[,}])")
PLAIN = re.compile(r"(?!(?:null|true|false)\Z)[a-z][a-z0-9._-]*|\d{4}-\d\d(?:-\d\d)?")


class Entry(NamedTuple):
    """A key of the file and its value, as YAML places them."""

    key: yaml.Node
    value: yaml.Node

    @property
    def held(self) -> dict[str, "Entry"]:
        """The entries within the value."""
        within = self.value.value if isinstance(self.value, yaml.MappingNode) else []
        return {key.value: Entry(key, value) for key, value in within}


class Edit(NamedTuple):
    """A text to put in place of another."""

    start: int
    end: int
    text: str


def comments_of(text: str) -> dict[Place, str]:
    """Return the comment behind each line of a mapping that has one."""
    found = {}
    for place, entry in _entries(text).items():
        key, value = entry
        below = value.start_mark.line > key.end_mark.line  # on lines of its own
        at = key.end_mark.index + 1 if below else value.end_mark.index
        if comment := COMMENT.match(text, at):
            found[place] = comment[1].strip()
    return found


def with_values(text: str, changes: Dict[Place, Values]) -> str:
    """Write values into the text of a mapping.

    Parameters
    ----------
    text : str
        The text of the mapping file, which can be read.
    changes : mapping of (section, name) to values
        The fields that change; blank takes a value out. A name that the mapping lacks
        is added under the heading of its section.

    Raises
    ------
    StudyError
        If the file is written in a form in which these cannot be changed alone, or
        would be too large to be read.
    """
    before = mapping_in(text.encode())
    said = values_of(before)
    lines = {
        place: dict.fromkeys(FIELDS[place[0]], "") | said.get(place, {}) | changed
        for place, changed in changes.items()
    }
    after = _edited(text, _edits(text, changes, lines))
    if not _says(after, before, said | lines):
        expected = "a code, coder, team, weight or source on each line"
        remedy = "Write its lines as hiteval drafts them, one below the other."
        raise StudyError([Fault(FILE, expected, "another form", remedy)])
    if (size := len(after.encode())) > MAX_BYTES:
        remedy = "Let patterns, such as Barriers/*, speak of more of the codes."
        expected = f"at most {MAX_BYTES} bytes"
        raise StudyError([Fault(FILE, expected, str(size), remedy)])
    return after


def _edits(
    text: str, changes: Dict[Place, Values], lines: Dict[Place, Values]
) -> list[Edit]:
    """Say what to change in a text; ``lines`` are all that changed lines will say."""
    entries = _entries(text)
    edits: list[Edit] = []
    new: dict[str, dict[str, str]] = {}
    for place, values in lines.items():
        section, name = place
        if place in entries:
            edits += _changed(text, section, entries[place], values, changes[place])
        elif place == EVERY:
            new[""] = {section: _line(section, values)}
        else:
            new.setdefault(section, {})[quoted(name)] = _line(section, values)
    return edits + [_added_to_section(text, at, rows) for at, rows in new.items()]


def _root(text: str) -> Entry:
    node: Any = yaml.compose(text, yaml.SafeLoader)
    return Entry(node, node)


def _entries(text: str) -> dict[Place, Entry]:
    """Return where each line of a mapping is."""
    sections = _root(text).held
    found = {
        (section, level(name) if section == "weights" else name): entry
        for section in FIELDS
        if section in sections and section != EVERY[0]
        for name, entry in sections[section].held.items()
    }
    every = {EVERY: sections[EVERY[0]]} if EVERY[0] in sections else {}
    return found | every


def _says(text: str, before: Mapping, said: Dict[Place, Values]) -> bool:
    """Tell whether a text says exactly this, and of all else what was said before."""
    try:
        after = mapping_in(text.encode())
    except StudyError:
        return False
    one, other = (m.model_dump(exclude=set(FIELDS)) for m in (before, after))
    return one == other and values_of(after) == said


def _edited(text: str, edits: list[Edit]) -> str:
    for start, end, new in sorted(edits, reverse=True):
        text = text[:start] + new + text[end:]
    return text


def _changed(
    text: str, section: str, entry: Entry, values: Values, changed: Values
) -> list[Edit]:
    """Change fields of a line; ``values`` is all that it will say."""
    first = FIELDS[section][0]
    only_ignored = {f: v for f, v in values.items() if v} == {first: IGNORE}
    if not isinstance(entry.value, yaml.MappingNode) or (
        only_ignored and _on_one_line(entry.value)
    ):
        return [_set(text, entry.value, _line(section, values))]
    fields = dict(changed)
    if first in fields:
        ignored = fields[first] == IGNORE
        fields |= {first: "" if ignored else fields[first]}
        if ignored or IGNORE in entry.held:
            fields[IGNORE] = "true" if ignored else "false"
    written = {name: _scalar(name, value) for name, value in fields.items()}
    here = {name: value for name, value in written.items() if name in entry.held}
    new = {n: value for n, value in written.items() if n not in here and value}
    edits = [_set(text, entry.held[name].value, value) for name, value in here.items()]
    return [*edits, _added(text, entry, new)] if new else edits


def _on_one_line(node: yaml.Node) -> bool:
    """Tell whether no comment can be within a value."""
    return node.start_mark.line == node.end_mark.line


def _line(section: str, values: Values) -> str:
    """Write all that a line says behind its name."""
    first = FIELDS[section][0]
    said = {field: value for field, value in values.items() if value}
    if section not in ("codes", "sources", "all_sources"):
        return _scalar(first, values[first])
    if said == {first: IGNORE}:
        return IGNORE
    if said.get(first) == IGNORE:
        said = {IGNORE: "true"} | {f: v for f, v in said.items() if f != first}
    written = [f"{field}: {_scalar(field, value)}" for field, value in said.items()]
    return f"{{{', '.join(written)}}}"


def _scalar(field: str, value: str) -> str:
    """Write a value so that YAML reads the same: a rating as a number, else text."""
    plain = not value or field in ("rating", IGNORE) or PLAIN.fullmatch(value)
    return value if plain else quoted(value)


def _set(text: str, node: yaml.Node, written: str) -> Edit:
    start, end = node.start_mark.index, node.end_mark.index
    if start == end:  # nothing stands there, unless a space before what comes next
        gap = GAP_IN_BRACES.match(text, start)
        return Edit(start, gap.end() if gap else start, f" {written}")
    return Edit(start, end, f" {written}" if text[start - 1] == ":" else written)


def _added_to_section(text: str, section: str, rows: Dict[str, str]) -> Edit:
    sections = _root(text).held
    if section in sections:
        return _added(text, sections[section], rows)
    heading = [f"{section}:"] if section else []
    indent = "  " if section else ""
    lines = [*heading, *(f"{indent}{name}: {value}" for name, value in rows.items())]
    before = "" if text.endswith("\n") else "\n"
    return Edit(len(text), len(text), before + _lines(text, lines))


def _added(text: str, entry: Entry, rows: Dict[str, str]) -> Edit:
    """Put rows above the others of an entry: within its braces, or on lines below."""
    key, node = entry
    written = [f"{name}: {value}" for name, value in rows.items()]
    if isinstance(node, yaml.MappingNode) and node.flow_style:
        at = node.start_mark.index + 1
        return Edit(at, at, ", ".join(written) + ", " * bool(node.value))
    first = next(iter(entry.held.values()), None)
    column = first.key.start_mark.column if first else key.start_mark.column + 2
    found = text.find("\n", key.end_mark.index)
    at = found + 1 if found >= 0 else len(text)
    body = _lines(text, [" " * column + line for line in written])
    return Edit(at, at, body if found >= 0 else f"\n{body}")


def _lines(text: str, lines: list[str]) -> str:
    """Write lines with the ends that those of the file have."""
    end = "\r\n" if "\r\n" in text else "\n"
    return "".join(line + end for line in lines)
