"""Draft `mapping.yml`: every name that a file uses, with what it may mean.

What the evaluators wrote is never changed: new names are added under the headings.
"""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from typing import NamedTuple

import yaml

from hiteval.importers.labels import code_labels, group_labels, source_labels
from hiteval.importers.mapping import Mapping as MappingFile
from hiteval.importers.merge import slug
from hiteval.importers.suggestions import Known, meaning, nearest_ids, same
from hiteval.readers.project import NOBODY, Project
from hiteval.readers.sheets.dates import ISO
from hiteval.signs import level
from hiteval.study.framework import Framework


class Line(NamedTuple):
    """A line of the draft: what a name means, how often it is used, and a hint."""

    section: str
    name: str
    value: str
    counts: Mapping[str, int]
    hint: str = ""

    @property
    def written(self) -> str:
        """The line as it stands below the heading of its section."""
        counts = ", ".join(f"{what}: {number}" for what, number in self.counts.items())
        return f"{quoted(self.name)}: {self.value} # {counts}{self.hint}"


def extended(
    text: str,
    mapping: MappingFile,
    projects: Sequence[Project],
    known: Known,
) -> str:
    """Add the names of some projects that a mapping lacks.

    Parameters
    ----------
    text : str
        The text of the mapping file.
    mapping : Mapping
        What it says.
    projects : sequence of Project
        What is to be imported; of a name in several, uses are counted together.
    known : Known
        What the study names itself: filled in where a name is the same, offered where
        it is near.

    Returns
    -------
    str
        The file with the new names, under headings on lines of their own.
    """
    lines = [
        line
        for project in projects
        for line in (
            *_codes(project, known.framework),
            *_coders(project, known.coders),
            *_teams(project, known.teams),
            *_weights(project),
            *_sources(project),
        )
    ]
    new = [*_unwritten(_counted(lines), mapping)]
    for section in dict.fromkeys(line.section for line in new):
        rows = [line.written for line in new if line.section == section]
        text = _inserted(text, section, rows)
    return text


def _counted(lines: Iterable[Line]) -> Iterable[Line]:
    """Count the uses of a name together; codes may differ in capital letters."""
    found: dict[tuple[str, str], Line] = {}
    for line in lines:
        name = line.name.casefold() if line.section == "codes" else line.name
        first = found.setdefault((line.section, name), line)
        if first is not line:
            kinds = {**first.counts, **line.counts}
            counts = {k: first.counts.get(k, 0) + line.counts.get(k, 0) for k in kinds}
            found[line.section, name] = first._replace(counts=counts)
    return found.values()


def _unwritten(lines: Iterable[Line], mapping: MappingFile) -> Iterator[Line]:
    """Give the lines that a mapping lacks."""
    written = {code.casefold() for code in mapping.codes}
    for line in lines:
        if line.section == "codes":
            meant = mapping.code(line.name)
            told = meant is not None and not meant.is_blank
            known = told or line.name.casefold() in written
        else:
            known = line.name in getattr(mapping, line.section)
        if not known:
            yield line


def _codes(project: Project, framework: Framework) -> Iterator[Line]:
    counts = Counter(project.codings["code"].dropna())
    written = Counter(project.summaries["code"])
    labels = code_labels(project)
    used = {*counts, *written} or set(project.codes["code"])  # a codebook has neither
    codes = project.codes[project.codes["code"].isin(used)]
    for key, path in zip(codes["code"], codes["path"], strict=True):
        criterion, rating = meaning(path, framework)
        found = nearest_ids(path[-1], {c.id: c.name for c in framework.criteria})
        nearest = f"; nearest: {', '.join(found)}" if found and not criterion else ""
        both = {"codings": counts[key]}
        both |= {"summaries": written[key]} if written else {}
        value = f"{{criterion: {criterion}, rating: {rating}}} "
        yield Line("codes", labels[key], value, both, nearest)


def _coders(project: Project, coders: dict[str, str]) -> Iterator[Line]:
    authors = [user for user in project.summaries["user"] if user != NOBODY]
    counts = Counter([*project.codings["user"].dropna(), *authors])
    for user in sorted(counts):
        alike = [other for other in sorted(counts) if _alike(user, other)]
        hint = f"; the same person as {', '.join(alike)}?" if alike else ""
        known = same(user, coders)
        label = user
        if user == NOBODY:
            label, known, hint = f"{project.file}: {user}", "", "; who coded this file?"
        count = {"codings": counts[user]}
        yield Line("coders", label, known, count, hint * (not known))


def _alike(one: str, other: str) -> bool:
    """Tell whether two names may be one person: by a shared word, or by spelling."""
    if one == other:
        return False
    a, b = one.casefold(), other.casefold()
    shared = set(re.findall(r"\w{3,}", a)) & set(re.findall(r"\w{3,}", b))
    return bool(shared) or difflib.SequenceMatcher(None, a, b).ratio() >= 0.8


def _teams(project: Project, teams: dict[str, str]) -> Iterator[Line]:
    of_cases = Counter(project.codings["case"].dropna())
    for label, sources in sorted(group_labels(project).items()):
        kind, _, name = label.partition(": ")
        # A variable may speak of a team without telling whose the source is.
        known = "" if kind.startswith("variable") else same(name, teams)
        found = nearest_ids(name, teams)
        nearest = f"; nearest: {', '.join(found)}" if found and not known else ""
        count = {"sources": len(sources)}
        if kind == "case" and of_cases[name]:
            count = {"codings": of_cases[name]}
        yield Line("teams", label, known, count, nearest)


def _weights(project: Project) -> Iterator[Line]:
    written = map(level, project.codings["weight"].dropna())
    for weight, number in sorted(Counter(written).items()):
        yield Line("weights", weight, "", {"codings": number})


def _sources(project: Project) -> Iterator[Line]:
    counts = Counter(project.codings["source"])
    labels = source_labels(project)
    rows = project.sources.set_index("source")[["created", "date", "type"]]
    told = rows.astype("object").where(rows.notna(), "")
    for key, label in sorted(labels.items(), key=lambda item: item[1]):
        if counts[key]:
            day, date, kind = map(str, told.loc[key])
            hint = f"; made {day[:10]}" if re.match(r"\d{4}-\d\d-\d\d", day) else ""
            dated = date if ISO.fullmatch(date) else ""
            sort = f", type: {slug(kind).replace('-', '_')}" if kind else ""
            facts = f"{{team: , title: , date: {dated}{sort}}}"
            yield Line("sources", label, f"{facts} ", {"codings": counts[key]}, hint)


def quoted(name: str) -> str:
    """Write a name as a YAML key that holds anything."""
    written = yaml.safe_dump(
        name, default_style='"', allow_unicode=True, width=1_000_000
    )
    return written.strip()


def _inserted(text: str, section: str, rows: list[str]) -> str:
    """Put rows under the heading of a section, indented as its others are."""
    heading = re.search(rf"^{section}:[ \t]*(?:\{{\}})?[ \t]*(?:#.*)?$", text, re.M)
    if heading is None and re.search(rf"^{section}:", text, re.M):
        return text  # written in braces, where no line can be added
    if heading is None:
        text = f"{text.rstrip()}\n\n{section}:\n"
        at, indent = len(text) - 1, "  "
    else:
        at = heading.end()
        below = re.match(r"\n(?:[ \t]*(?:#.*)?\n)*([ ]+)", text[at:])
        indent = below.group(1) if below else "  "
        text = text[: heading.start()] + f"{section}:" + text[at:]
        at = heading.start() + len(section) + 1
    # A comment must not run on over a line end within a name.
    lines = [indent + re.sub(r"[\r\n\x85\u2028\u2029]+", " ", row) for row in rows]
    return text[:at] + "\n" + "\n".join(lines) + text[at:]
