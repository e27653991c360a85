"""Segments cited in a text: their ids in brackets, with semicolons between them."""

import re
from collections.abc import Callable, Collection, Iterable

from hiteval.errors import Fault, shown
from hiteval.study.record import ID_FORM
from hiteval.study.schema import ids
from hiteval.study.table_checks import nearest

BRACKETS = re.compile(r"\[([^\[\]]*)\](?!\()")  # and no link of Markdown
LIKE_AN_ID = re.compile(rf"(?=.*[0-9]){ID_FORM}")


def cited(text: str) -> list[list[str]]:
    """List what stands in each pair of brackets, as ids or other words.

    >>> cited("Money ran out [a1-s2; b1-s1], it was [sic] said.")
    [['a1-s2', 'b1-s1'], ['sic']]
    """
    return [ids(found) for found in BRACKETS.findall(text)]


def cited_anew(
    text: str,
    known: Collection[str],
    written: Callable[[list[str]], Iterable[str]],
) -> str:
    """Write every citation of a text anew; other brackets stay.

    Parameters
    ----------
    text : str
        With citations.
    known : collection of str
        The ids of segments: brackets that hold one of them are a citation.
    written : callable
        From the ids of a citation to what is to be written of them.
    """

    def again(found: re.Match[str]) -> str:
        named = ids(found[1])
        if not any(name in known for name in named):
            return found[0]
        return f"[{'; '.join(written(named))}]"

    return BRACKETS.sub(again, text)


def only_shown(named: list[str], there: Collection[str]) -> list[str]:
    """Keep the ids that are there, and say how many others there were.

    >>> only_shown(["a1-s1", "b1-s1"], {"a1-s1"})
    ['a1-s1', '1 not shown']
    """
    kept = [name for name in named if name in there]
    lost = len(named) - len(kept)
    return [*kept, *([f"{lost} not shown"] if lost else [])]


def check_cited(file: str, text: str, known: Collection[str]) -> list[Fault]:
    """Check that every segment that a text cites exists.

    Brackets are a citation if they hold an id that exists, or one like it.
    """
    faults = []
    for named in cited(text):
        unknown = [name for name in named if name not in known]
        offers = {name: nearest(name, known) for name in unknown if _like(name)}
        if len(unknown) == len(named) and not any(offers.values()):
            continue
        faults += [
            Fault(
                file,
                "ids of segments in brackets, with ; between",
                shown(name),
                offers.get(name) or "Correct it, or add the segment first.",
            )
            for name in unknown
        ]
    return faults


def _like(name: str) -> bool:
    return LIKE_AN_ID.fullmatch(name) is not None
