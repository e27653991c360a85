"""Write a study as REFI-QDA, so that the work can move on to any coding tool.

Each source becomes a text of its segments, a paragraph each, which belongs to its
team's case. Each coding of a segment has a selection of its own, since some tools take
the coder from there and read one code of each; selection and coding name the coder. The
codebook is area > criterion > rating, so that nothing is lost: REFI-QDA has no ratings.
A coding that waits for one is of the criterion itself.
Ids are made of the study's own, and times are left out: the same study gives the same
bytes.
"""

import re
import uuid
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from importlib.metadata import version
from pathlib import Path
from typing import Any
from xml.etree.ElementTree import Element, SubElement, tostring

import pandas as pd

from hiteval.study.study import Study
from hiteval.study.waiting import waiting
from hiteval.study.waves import latest

NAMESPACE = "urn:QDA-XML:project:1.0"
IDS = uuid.UUID("6f0d4a52-8a0f-5f0c-9a53-2f1f0f6f3a10")
NOT_XML = re.compile("[^\t\n\r\x20-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")
BETWEEN = "\n\n"
LONG_AGO = (1980, 1, 1, 0, 0, 0)
GIVEN = ["coder_id", "criterion_id"]  # what tells codings of a segment apart
FACTS = ("strand", "type", "publisher", "date", "url", "role", "consent")
Row = Mapping[Any, Any]
WRITTEN = {
    "teams": ("name",),
    "sources": ("title", *FACTS),
    "segments": ("summary", "quote"),
}


def write_refi(study: Study, path: Path) -> None:
    """Write a study as a ``.qdpx`` file.

    Parameters
    ----------
    study : Study
        With everything in it: what is not cleared for publication is written too. Of a
        study with waves, the latest is written.
    path : Path
        Replaced if it exists, once the new file is whole.
    """
    study = latest(study)
    root = Element("Project", xmlns=NAMESPACE, name=clean(study.settings.title))
    root.set("origin", f"hiteval {version('hiteval')}")
    users = SubElement(root, "Users")
    people = _users(study)
    for user in people:
        # What they did is too long for the lists of coders that tools show.
        told = {"guid": guid("coder", user), "name": clean(user), "id": clean(user)}
        SubElement(users, "User", told)
    _write_codebook(root, study)
    _write_variables(root)
    _write_cases(root, study)
    texts = dict(_write_sources(root, study))
    did = "\n".join(f"{user}: {name}" for user, name in people.items())
    SubElement(root, "Description").text = clean(did)
    beside = path.with_name(f".{path.name}.new")
    with zipfile.ZipFile(beside, "w", zipfile.ZIP_DEFLATED) as packed:
        _pack(packed, "project.qde", tostring(root, "utf-8", xml_declaration=True))
        for file, text in texts.items():
            _pack(packed, f"sources/{file}", text.encode())
    beside.replace(path)


def texts_to_change(study: Study) -> list[str]:
    """Name the cells that hold a character which XML cannot, to be replaced.

    Returns
    -------
    list of str
        Such as ``segments.csv, a1-s1, summary``: of what `write_refi` writes.
    """
    return [
        f"{name}.csv, {key}, {column}"
        for name, columns in WRITTEN.items()
        for column in columns
        for key, cell in study.tables[name][[f"{name[:-1]}_id", column]].to_numpy()
        if isinstance(cell, str) and NOT_XML.search(cell)
    ]


def guid(kind: str, *key: str) -> str:
    """Make the id of a thing of its kind and its own id in the study."""
    return str(uuid.uuid5(IDS, "\n".join((kind, *key))))


def clean(text: object) -> str:
    """Replace characters that XML cannot hold; line ends become line feeds."""
    return NOT_XML.sub("\ufffd", re.sub("\r\n?", "\n", str(text)))


def _pack(packed: zipfile.ZipFile, name: str, content: bytes) -> None:
    info = zipfile.ZipInfo(name, LONG_AGO)
    info.compress_type = zipfile.ZIP_DEFLATED
    packed.writestr(info, content)


def _code(above: Element, name: str, *key: str, codable: bool = False) -> Element:
    flag = "true" if codable else "false"
    named = {"guid": guid("code", *key), "name": clean(name), "isCodable": flag}
    return SubElement(above, "Code", named)


def _users(study: Study) -> dict[str, str]:
    """Return who coded, and who settled single segments, by their ids."""
    known = study.settings.authors | study.settings.coders
    settled = study.adjudications["decided_by"].dropna().unique()
    names = {user: user for user in settled}
    used = [*study.settings.coders, *settled]
    return names | {user: who.did for user, who in known.items() if user in used}


def _write_codebook(root: Element, study: Study) -> None:
    codes = SubElement(SubElement(root, "CodeBook"), "Codes")
    scale, unrated = study.framework.rating_scale, set(waiting(study)["criterion_id"])
    form = "+d" if scale.ratings[0] < 0 else "d"
    for area in study.framework.areas:
        upper = _code(codes, area.name, area.id)
        SubElement(upper, "Description").text = clean(area.definition)
        for criterion in area.criteria:
            used = criterion.id in unrated
            key = (area.id, criterion.id)
            code = _code(upper, criterion.name, *key, codable=used)
            SubElement(code, "Description").text = clean(criterion.definition)
            for level in sorted(scale.levels, key=lambda level: level.value):
                name = f"{level.value:{form}} {level.name}"
                _code(code, name, criterion.id, str(level.value), codable=True)


def _write_variables(root: Element) -> None:
    variables = SubElement(root, "Variables")
    for name in FACTS:
        told = {"guid": guid("variable", name), "name": name, "typeOfVariable": "Text"}
        SubElement(variables, "Variable", told)


def _write_cases(root: Element, study: Study) -> None:
    cases = SubElement(root, "Cases")
    owners = study.segments.groupby("team_id")["segment_id"]
    segments = {str(team): sorted(ids) for team, ids in owners}
    first = _given(study).groupby("segment_id").first()[GIVEN].to_dict("index")
    for team, name in study.teams[["team_id", "name"]].to_numpy():
        case = SubElement(cases, "Case", guid=guid("case", team), name=clean(name))
        for segment in segments.get(team, []):
            selection = _selection(segment, first.get(segment))
            SubElement(case, "SelectionRef", targetGUID=selection)


def _selection(segment: str, coding: Row | None) -> str:
    """Make the id of the selection of a coding, or of a segment without any."""
    return guid("segment", segment, *([coding[c] for c in GIVEN] if coding else []))


def _write_sources(root: Element, study: Study) -> Iterator[tuple[str, str]]:
    """Write every source, and yield the name and content of its text file."""
    above = SubElement(root, "Sources")
    segments = {str(k): rows for k, rows in study.segments.groupby("source_id")}
    codings = {
        str(segment): rows.to_dict("records")
        for segment, rows in _given(study).groupby("segment_id")
    }
    for source in study.sources.to_dict("records"):
        key = guid("source", source["source_id"])
        told = {"guid": key, "name": clean(source["title"])}
        told["plainTextPath"] = f"internal://{key}.txt"
        element = SubElement(above, "TextSource", told)
        SubElement(element, "Description").text = source["source_id"]
        rows = segments.get(source["source_id"], study.segments.iloc[:0])
        yield f"{key}.txt", _write_segments(element, rows, codings)
        for name in FACTS:
            if isinstance(source[name], str):
                value = SubElement(element, "VariableValue")
                SubElement(value, "VariableRef", targetGUID=guid("variable", name))
                SubElement(value, "TextValue").text = clean(source[name])


def _given(study: Study) -> pd.DataFrame:
    """Return the codings, and after them what was settled, as a coder of its own gave.

    That a segment does not belong to a criterion is no coding. Those that wait for a
    rating are codings without one.
    """
    settled = study.adjudications.dropna(subset=["rating", "decided_by"])
    settled = settled.rename(columns={"decided_by": "coder_id"})
    every = pd.concat([study.codings, settled, waiting(study)])
    areas = study.framework.area_of
    given = every[[*study.codings.columns]].sort_values(["segment_id", *GIVEN])
    return given.assign(area_id=given["criterion_id"].map(areas))


def _write_segments(
    element: Element, segments: pd.DataFrame, codings: Mapping[str, Sequence[Row]]
) -> str:
    """Write segments as selections, and return the text that holds them."""
    passages: list[str] = []
    place = 0
    for segment in segments.to_dict("records"):
        has_quote = isinstance(segment["quote"], str)
        passage = clean(segment["quote" if has_quote else "summary"])
        end = place + len(passage)
        for coding in codings.get(segment["segment_id"], [None]):
            told = {"guid": _selection(segment["segment_id"], coding)}
            told |= {"startPosition": str(place), "endPosition": str(end)}
            told["name"] = segment["segment_id"]
            selection = SubElement(element, "PlainTextSelection", told)
            if has_quote and segment["summary"] != segment["quote"]:
                SubElement(selection, "Description").text = clean(segment["summary"])
            if coding:
                _write_coding(selection, coding)
        passages.append(passage)
        place = end + len(BETWEEN)
    return BETWEEN.join(passages)


def _write_coding(selection: Element, coding: Row) -> None:
    coder = guid("coder", coding["coder_id"])
    selection.set("creatingUser", coder)
    key = (coding["segment_id"], coding["coder_id"], coding["criterion_id"])
    element = SubElement(selection, "Coding", guid=guid("coding", *key))
    element.set("creatingUser", coder)
    waits = bool(pd.isna(coding["rating"]))
    named = ("area_id", "criterion_id") if waits else ("criterion_id", "rating")
    code = [str(coding[part]) for part in named]
    SubElement(element, "CodeRef", targetGUID=guid("code", *code))
