"""Cases, sets and variables of a REFI-QDA project.

Tools use them in every way: a case with a name and sources; a case without a name and
one source, which only carries that source's variables; a case that is also a code, by
which passages are assigned to it; values in the source itself; sets that are folders.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.etree.ElementTree import Element

from hiteval.readers.refi.sources import SOURCES, guid

Row = dict[str, Any]


@dataclass(slots=True)
class Groups:
    """Members of cases and sets; codings that say only which case a passage is of.

    ``case_codings`` holds ids of codings that are no evidence. ``cases`` and ``owners``
    lead from a case element to its name, or to the one source it stands for.
    """

    rows: list[Row] = field(default_factory=list)
    case_codings: set[int] = field(default_factory=set)
    cases: dict[Element, str] = field(default_factory=dict)
    owners: dict[Element, str | None] = field(default_factory=dict)
    sets: int = 0
    case_members: int = 0
    set_members: int = 0


def read_groups(
    root: Element, codings: list[Row], selections: Mapping[str, Row], codes: list[Row]
) -> Groups:
    """Read cases and sets; a coding's ``case`` is filled where it has no range.

    Parameters
    ----------
    root : Element
        The project.
    codings : list of dict
        The rows of codings, with ``selection`` and ``id``.
    selections : mapping
        For each selection's id, its ``source``, ``start`` and ``end``.
    codes : list of dict
        The rows of codes.
    """
    groups = Groups()
    for element in root.iterfind("Cases/Case"):
        _read_case(groups, element)
    _read_case_passages(groups, codings, selections, codes)
    for element in root.iterfind("Sets/Set"):
        groups.sets += 1
        name = element.get("name") or "unnamed"
        for member in element:
            if member.tag in ("MemberSource", "MemberCode", "MemberNote"):
                groups.set_members += 1
                kind = member.tag.removeprefix("Member").lower()
                row = {"kind": "set", "name": name, kind: _target(member)}
                groups.rows += [row] if kind != "note" else []
    return groups


def read_variables(root: Element, groups: Groups) -> list[Row]:
    """Read every value of a variable, with its type, of a case or of a source."""
    known = {
        guid(e.get("guid")): (e.get("name"), (e.get("typeOfVariable") or "").lower())
        for e in root.iterfind("Variables/Variable")
    }
    rows = []
    for case in groups.cases:
        source = groups.owners[case]
        of: Row = {"source": source} if source else {"case": groups.cases[case]}
        rows += [of | _value(e, known) for e in case.iterfind("VariableValue")]
    for element in root.iterfind("Sources/*"):
        of = {"source": guid(element.get("guid"))}
        if element.tag in SOURCES:
            rows += [of | _value(e, known) for e in element.iter("VariableValue")]
    return rows


def _value(element: Element, known: Mapping[str | None, tuple[str | None, str]]) -> Row:
    reference = element.find("VariableRef")
    key = _target(reference) if reference is not None else None
    name, kind = known.get(key, (None, ""))
    value = next((e.text for e in element if e.tag.endswith("Value")), None)
    return {
        "variable": name or f"unknown variable {(key or '')[:8]}",
        "type": kind or "text",
        "value": value,
    }


def _read_case(groups: Groups, element: Element) -> None:
    sources = [_target(e) for e in element.iterfind("SourceRef")]
    name = element.get("name")
    alone = not name and len(sources) == 1 and element.find("SelectionRef") is None
    groups.owners[element] = sources[0] if alone else None
    groups.cases[element] = name or f"case {(guid(element.get('guid')) or '')[:8]}"
    groups.case_members += sum(e.tag in ("SourceRef", "SelectionRef") for e in element)
    if not alone:
        groups.rows += [
            {"kind": "case", "name": groups.cases[element], "source": key}
            for key in sources
        ]


def _read_case_passages(
    groups: Groups, codings: list[Row], selections: Mapping[str, Row], codes: list[Row]
) -> None:
    """Assign passages to cases by selections that cases name, and by case codes."""
    names: dict[str | None, str] = {}
    places: list[tuple[str, Row | None]] = []
    titles = {row["code"]: row["path"][-1] for row in codes}
    for case, name in groups.cases.items():
        names[guid(case.get("guid"))] = name
        # A case may also refer to themes; only a code of its own name stands for it.
        own = [key for key in map(_target, case.iterfind("CodeRef")) if key]
        names |= {
            k: name for k in own if titles.get(k, "").casefold() == name.casefold()
        }
        refs = [_target(e) for e in case.iterfind("SelectionRef")]
        places += [(name, selections.get(key or "")) for key in refs]
    names.pop(None, None)
    for row in codings:
        case_name = names.get(row["code"]) or names.get(row["guid"])
        if case_name:
            groups.case_codings.add(row["id"])
            places.append((case_name, row))
    _assign(groups, codings, [(name, row) for name, row in places if row])


def _assign(
    groups: Groups, codings: list[Row], places: Iterable[tuple[str, Row]]
) -> None:
    by_selection: dict[str | None, str] = {}
    for name, row in places:
        if row["start"] is None:
            by_selection[row["selection"]] = name
        else:
            place = {key: row[key] for key in ("source", "start", "end")}
            groups.rows.append({"kind": "case", "name": name, **place})
    by_selection.pop(None, None)
    for row in codings:
        row["case"] = by_selection.get(row["selection"])


def _target(element: Element) -> str | None:
    return guid(element.get("targetGUID"))
