"""Label Studio's export in JSON: tasks, and what each person marked in them.

A *region* is a passage; labels, choices, a rating and a note may be put on it.
Positions are those of JavaScript, which counts UTF-16 units; where there are
``globalOffsets``, they are those of the text, and the others are not. The file does not
say which of several texts a region is in, nor how a page looked: there the words that
it stores decide, and without any the passage is in doubt.
"""

from collections.abc import Iterator
from typing import Any

from hiteval.readers.annotations.json_file import (
    Object,
    list_of,
    object_of,
    objects_in,
    said,
    texts_of,
)
from hiteval.readers.databases.find_passage import doubts, find_row_passages
from hiteval.readers.project import NOBODY, WHOLE, Count, Project, table
from hiteval.readers.text_positions import Text

LONGEST_FACT = 80
KNOWN = ("choices", "taxonomy", "rating", "number", "text")
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
    sources = [_source(task, n, file) for n, task in enumerate(tasks, start=1)]
    texts = {row["source"]: Text.of(row["text"]) for row in sources if row["text"]}
    pairs = list(zip(tasks, sources, strict=True))
    counted, left = [], 0
    for task, source in pairs:
        all_of_it = [object_of(one) for one in list_of(task["annotations"])]
        kept = _last_of_each(all_of_it)
        left += len(all_of_it) - len(kept)
        counted += [(source["source"], one) for one in kept]
    several = {source["source"] for task, source in pairs if _texts(task) > 1}
    marks = [m for s, one in counted for m in _marks(s, one, sure=s not in several)]
    columns = ("source", "start", "end", "quote")
    places = find_row_passages(texts, marks, columns, utf16=True)
    codings = [
        mark | (place.columns if mark["place"] is None else {})
        for mark, place in zip(marks, places, strict=True)
    ]
    paths = {mark["code"]: tuple(mark["code"].split("\n")) for mark in marks}
    held = sum(map(_held, (one for _, one in counted)))
    told = {
        "annotations were skipped, or saved again by the same person": left,
        "ratings and numbers stand beside no label or choice, or beside a first "
        "rating, and are not read": sum(_loose(one) for _, one in counted),
        "results are of a type that is not read": sum(_unread(o) for _, o in counted),
    }
    variables = [row for task, source in pairs for row in _facts(task, source)]
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


def _source(task: Object, number: int, file: str) -> Row:
    data = object_of(task["data"])
    words = [text for text in data.values() if isinstance(text, str)]
    key = str(task.get("id") or number)
    return {
        "source": f"{number}",
        "name": said(task.get("file_upload")) or f"{file}: task {key}",
        "kind": "text",
        "text": said(data.get("text")) or max(words, key=len, default=None),
        "created": said(task.get("created_at")),
    }


def _texts(task: Object) -> int:
    """Count the fields of a task that may be texts to be read."""
    data = object_of(task["data"]).values()
    return sum(isinstance(text, str) and len(text) > LONGEST_FACT for text in data)


def _facts(task: Object, source: Row) -> Iterator[Row]:
    """Offer the other short fields of a task's data, such as team, as variables."""
    for name, value in object_of(task["data"]).items():
        short = isinstance(value, int | str) and len(str(value)) <= LONGEST_FACT
        if short and value != source["text"]:
            told = {"variable": name, "type": "text", "value": str(value)}
            yield told | {"source": source["source"]}


def _loose(annotation: Object) -> int:
    """Count ratings and numbers that are no weight of a label or choice."""
    loose = 0
    for region in _regions(annotation).values():
        values = [object_of(result.get("value")) for result in region]
        rated = sum("rating" in value or "number" in value for value in values)
        coded = any(code for result in region for code in _codes(result))
        loose += max(rated - coded, 0)
    return loose


def _regions(annotation: Object) -> dict[object, list[Object]]:
    regions: dict[object, list[Object]] = {}
    for number, one in enumerate(list_of(annotation.get("result"))):
        result = object_of(one)
        regions.setdefault(said(result.get("id")) or number, []).append(result)
    return regions


def _unread(annotation: Object) -> int:
    """Count the results of which nothing is read."""
    results = [object_of(one) for one in list_of(annotation.get("result"))]
    values = [object_of(one.get("value")) for one in results]
    return sum(not any(map(_is_known, value)) for value in values)


def _is_known(kind: str) -> bool:
    return kind in KNOWN or kind.endswith("labels")


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


def _marks(source: str, annotation: Object, sure: bool) -> Iterator[Row]:
    """Yield each label and choice, with all that was put on its region.

    Where it is not sure in which text positions are, only words tell the passage.
    """
    for region in _regions(annotation).values():
        values = [object_of(result.get("value")) for result in region]
        told: Row = {key: v for value in reversed(values) for key, v in value.items()}
        offsets = object_of(told.get("globalOffsets"))
        words = next((w for v in values if (w := said(v.get("text")))), None)
        at = (offsets or told) if words or (sure and not offsets) else {}
        notes = [n for value in values for n in texts_of(list_of(value.get("text")))]
        weight = told.get("rating", told.get("number"))
        for code in (code for result in region for code in _codes(result)):
            yield {
                "source": source,
                "start": at.get("start"),
                "end": at.get("end"),
                "quote": words,
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
        above = said(result.get("from_name")) or kind
        if kind.endswith("labels"):
            yield from texts_of(names)
        elif kind == "choices":
            yield from (f"{above}\n{name}" for name in texts_of(names))
        elif kind == "taxonomy":
            yield from ("\n".join(texts_of(path)) for path in list_of(names))


def _held(annotation: Object) -> int:
    """Count the labels, choices and places in a taxonomy."""
    values = [object_of(o.get("value")) for o in objects_in(annotation.get("result"))]
    return sum(
        1 if isinstance(names, str) else len(list_of(names))
        for value in values
        for kind, names in value.items()
        if kind in ("choices", "taxonomy") or kind.endswith("labels")
    )
