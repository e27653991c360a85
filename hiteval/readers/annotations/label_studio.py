"""Label Studio's export in JSON: tasks, and what each person marked in them.

A *region* is a passage; labels, choices, a rating and a note may be put on it.
Positions are those of JavaScript, which counts UTF-16 units; where there are
``globalOffsets``, they are those of the text, and the others are not.
"""

from collections.abc import Iterator
from typing import Any

from hiteval.readers.annotations.json_file import (
    Object,
    object_of,
    objects_in,
    said,
    texts_of,
)
from hiteval.readers.databases.find_passage import doubts, find_row_passages
from hiteval.readers.project import NOBODY, Count, Project, table
from hiteval.readers.text_positions import Text

WHOLE = "the whole document"
LONGEST_FACT = 80
Row = dict[str, Any]


def is_label_studio(value: Any) -> bool:
    """Tell whether JSON is a list of tasks with their data and annotations."""
    tasks = value if isinstance(value, list) else []
    return bool(tasks) and all(
        {"data", "annotations"} <= {*object_of(t)} for t in tasks
    )


def read_label_studio(file: str, tasks: list[Object]) -> Project:
    """Read the tasks of an export.

    Of a task that one person did twice, what was saved last counts; what was skipped
    does not.

    Parameters
    ----------
    file : str
        Its name.
    tasks : list of dict
        What it holds; see `is_label_studio`.
    """
    sources = [_source(task, number) for number, task in enumerate(tasks, start=1)]
    texts = {row["source"]: Text.of(row["text"]) for row in sources if row["text"]}
    counted, left = [], 0
    for task, source in zip(tasks, sources, strict=True):
        all_of_it = [object_of(one) for one in task["annotations"] or []]
        kept = _last_of_each(all_of_it)
        left += len(all_of_it) - len(kept)
        counted += [(source["source"], one) for one in kept]
    marks = [mark for source, one in counted for mark in _marks(source, one)]
    columns = ("source", "start", "end", "quote")
    places = find_row_passages(texts, marks, columns)
    codings = [
        mark | (place.columns if mark["place"] is None else {})
        for mark, place in zip(marks, places, strict=True)
    ]
    paths = {mark["code"]: tuple(mark["code"].split("\n")) for mark in marks}
    held = sum(map(_held, (one for _, one in counted)))
    told = {
        "annotations were skipped, or saved again by the same person": left,
        "ratings and numbers stand beside no label or choice, and are not read": sum(
            _loose(one) for _, one in counted
        ),
    }
    variables = [
        row for task, s in zip(tasks, sources, strict=True) for row in _facts(task, s)
    ]
    for row in sources:
        row["text"] = texts[row["source"]].content if row["text"] else None
    return Project(
        file=file,
        origin="Label Studio",
        users=tuple(sorted({row["user"] for row in codings})),
        sources=table("sources", sources),
        codes=table("codes", [{"code": c, "path": p} for c, p in paths.items()]),
        codings=table("codings", codings),
        groups=table("groups"),
        variables=table("variables", variables),
        memos=table("memos"),
        warnings=(*(f"{n} {why}." for why, n in told.items() if n), *doubts(codings)),
        ledger=(Count("labels and choices", held, len(codings)),),
    )


def _source(task: Object, number: int) -> Row:
    data = object_of(task["data"])
    words = [text for text in data.values() if isinstance(text, str)]
    key = str(task.get("id") or number)
    return {
        "source": f"{number}",
        "name": said(task.get("file_upload")) or f"task {key}",
        "kind": "text",
        "text": said(data.get("text")) or max(words, key=len, default=None),
        "created": said(task.get("created_at")),
    }


def _facts(task: Object, source: Row) -> Iterator[Row]:
    """Offer the other short fields of a task's data, such as team, as variables."""
    for name, value in object_of(task["data"]).items():
        short = isinstance(value, int | str) and len(str(value)) <= LONGEST_FACT
        if short and value != source["text"]:
            told = {"variable": name, "type": "text", "value": str(value)}
            yield told | {"source": source["source"]}


def _loose(annotation: Object) -> int:
    """Count ratings and numbers on regions without a label or choice."""
    loose = 0
    for region in _regions(annotation).values():
        values = [object_of(result.get("value")) for result in region]
        if not any(code for result in region for code in _codes(result)):
            loose += sum("rating" in value or "number" in value for value in values)
    return loose


def _regions(annotation: Object) -> dict[object, list[Object]]:
    regions: dict[object, list[Object]] = {}
    results = annotation.get("result")
    for number, one in enumerate(results if isinstance(results, list) else []):
        result = object_of(one)
        regions.setdefault(result.get("id") or number, []).append(result)
    return regions


def _last_of_each(annotations: list[Object]) -> list[Object]:
    """Take the last annotation of each person; without a person, all of them."""
    found: dict[object, Object] = {}
    for number, one in enumerate(annotations):
        if not one.get("was_cancelled"):
            user = _user(one)
            key = number if user == NOBODY else user
            before = found.setdefault(key, one)
            if str(one.get("updated_at")) >= str(before.get("updated_at")):
                found[key] = one
    return [*found.values()]


def _user(annotation: Object) -> str:
    """Name who annotated: by name or address, or else by number."""
    who = annotation.get("completed_by")
    if isinstance(who, dict):
        names = [said(who.get(name)) for name in ("username", "email")]
        who = next((name for name in names if name), who.get("id"))
    return f"annotator {who}" if isinstance(who, int) else said(who) or NOBODY


def _marks(source: str, annotation: Object) -> Iterator[Row]:
    """Yield each label and choice, with all that was put on its region."""
    for region in _regions(annotation).values():
        values = [object_of(result.get("value")) for result in region]
        told: Row = {key: v for value in reversed(values) for key, v in value.items()}
        at = object_of(told.get("globalOffsets")) or told
        notes = [note for value in values for note in texts_of(value.get("text"))]
        weight = told.get("rating", told.get("number"))
        for code in (code for result in region for code in _codes(result)):
            yield {
                "source": source,
                "start": at.get("start"),
                "end": at.get("end"),
                "quote": said(told.get("text")),
                "place": None if "start" in told else WHOLE,
                "code": code,
                "user": _user(annotation),
                "created": said(annotation.get("updated_at")),
                "comment": "\n".join(notes) or None,
                "weight": None if weight is None else f"{weight}",
            }


def _codes(result: Object) -> Iterator[str]:
    """Yield what was put on a region; a choice stands below the question's name."""
    value = object_of(result.get("value"))
    for kind, names in value.items():
        if kind.endswith("labels"):
            yield from texts_of(names)
        elif kind == "choices":
            above = said(result.get("from_name")) or kind
            yield from (f"{above}\n{name}" for name in texts_of(names))


def _held(annotation: Object) -> int:
    """Count labels and choices, wherever in an annotation they are."""
    return sum(
        len(texts_of(names))
        for one in objects_in(annotation)
        for kind, names in one.items()
        if kind == "choices" or kind.endswith("labels")
    )
