"""What `mapping.yml` says line by line, as words that a cell can hold."""

from collections.abc import Iterable
from pathlib import Path

from hiteval.errors import Fault, StudyError
from hiteval.files.yaml_file import CORRECT, MAX_BYTES, parse_yaml
from hiteval.importers.mapping import FILE, IGNORE, LATER, Mapping, SourceFacts, fits
from hiteval.regular import read_regular

Place = tuple[str, str]  # a section and a name in it
Values = dict[str, str]  # by field; blank where nobody has said it yet

FACTS = tuple(name for name in SourceFacts.model_fields if name != IGNORE)
EVERY = ("all_sources", "")
CASE = "case: "  # how a team's label begins that rows of a table name
# The first field of a line may say ignore, which is then said of the whole line.
FIELDS = {
    "codes": ("criterion", "rating"),
    "coders": ("coder",),
    "teams": ("team",),
    "weights": ("rating",),
    "all_sources": FACTS,
    "sources": FACTS,
}


def read_with_text(study: Path) -> tuple[Mapping, str]:
    """Read a study's mapping, and its text as it is, with its line ends.

    Raises
    ------
    StudyError
        If there is none, or as `hiteval.importers.mapping.read_mapping`.
    """
    path = study / FILE
    if not path.exists():
        remedy = "Run hiteval import FILE --into STUDY first."
        expected = "the file that hiteval import drafts"
        raise StudyError([Fault(FILE, expected, "none", remedy)])
    content = read_regular(path, MAX_BYTES, CORRECT, CORRECT)
    return mapping_in(content), content.decode("utf-8")


def mapping_in(content: bytes) -> Mapping:
    """Read a mapping from the bytes of its file."""
    return Mapping.from_yaml(parse_yaml(content, FILE), FILE)


def values_of(mapping: Mapping) -> dict[Place, Values]:
    """Return what each line says, the line of all sources included.

    Space around a text and the form of its line ends are no difference.
    """
    said: dict[Place, Values] = {EVERY: _of_record("all_sources", mapping.all_sources)}
    for name, meaning in mapping.codes.items():
        said["codes", name] = _of_record("codes", meaning)
    for section in ("coders", "teams", "weights"):
        for name, value in getattr(mapping, section).items():
            said[section, name] = {FIELDS[section][0]: _text(value)}
    for name, facts in mapping.sources.items():
        said["sources", name] = _of_record("sources", facts)
    return said


def still_blank(mapping: Mapping) -> dict[str, int]:
    """Count the codes, coders and weights of which nobody has said anything yet.

    Of what may tell a team, those that rows of a table name; others need not.
    """
    cases = (team for name, team in mapping.teams.items() if name.startswith(CASE))
    codes = [mapping.code(name) for name in mapping.codes if "*" not in name]
    return {
        "codes": sum(code is None or code.is_blank for code in codes),
        "coders": _blank(mapping.coders.values()),
        "weights": _blank(mapping.weights.values()),
        "teams": _blank(cases),
    }


def without_rating(mapping: Mapping) -> int:
    """Count the codes that have a criterion, and no rating of their own."""
    codes = [mapping.code(name) for name in mapping.codes if "*" not in name]
    known = [code for code in codes if code and code.criterion and not code.later]
    return sum(code.rating is None for code in known)


def idle_patterns(mapping: Mapping) -> list[str]:
    """List the patterns that fit no code."""
    names = [name for name in mapping.codes if "*" not in name]
    patterns = (name for name in mapping.codes if "*" in name)
    return [p for p in patterns if not any(fits(name, p) for name in names)]


def _blank(values: Iterable[object]) -> int:
    return sum(value is None for value in values)


def _of_record(section: str, record: object) -> Values:
    said = {field: _text(getattr(record, field)) for field in FIELDS[section]}
    if getattr(record, LATER, False):
        said["rating"] = LATER
    if getattr(record, IGNORE):
        said[FIELDS[section][0]] = IGNORE
    return said


def _text(value: object) -> str:
    text = "" if value is None else str(value).strip()
    return text.replace("\r\n", "\n").replace("\r", "\n")
