from typing import Annotated, Literal

import pytest
from pydantic import Field

from hiteval.errors import StudyError
from hiteval.study.record import Id, Record, Text


class Inner(Record):
    size: int


class Thing(Record):
    id: Id = "a"
    name: Text = "A"
    size: int = 1
    ratio: float = 1.0
    on: bool = True
    kind: Literal["one", "two"] = "one"
    many: Annotated[tuple[str, ...], Field(strict=False, min_length=1)] = ("x",)
    few: Annotated[int, Field(ge=2, le=9)] = 5
    inner: Inner = Inner(size=1)


@pytest.mark.parametrize(
    ("key", "value", "message"),
    [
        ("id", "A b", "1 to 80 lower-case letters, digits, dots, hyphens and undersco"),
        ("name", " ", "some text; got ' '. Correct it."),
        ("name", 3, "text; got '3'. Correct it."),
        ("size", "x", "a whole number; got 'x'. Correct it."),
        ("ratio", "x", "a number; got 'x'. Correct it."),
        ("on", "NO", "true or false; got 'NO'. Correct it."),
        ("kind", "six", "'one' or 'two'; got 'six'. Correct it."),
        ("many", "x", "a list; got 'x'. Correct it."),
        ("many", [], "at least 1 of them; got '[]'. Correct it."),
        ("few", 1, "at least 2; got '1'. Correct it."),
        ("few", 10, "at most 9; got '10'. Correct it."),
        (
            "inner",
            "x",
            "names with values, one on each line below; got 'x'. Correct it.",
        ),
        (
            "nmae",
            "x",
            "only names that hiteval knows; got 'x'. Check its spelling, or ",
        ),
    ],
)
def test_what_is_wrong_is_said_in_plain_words(key, value, message):
    with pytest.raises(StudyError) as error:
        Thing.from_yaml({key: value}, "t.yml")
    assert str(error.value.faults[0]).startswith(f"t.yml, {key}: expected {message}")


def test_what_is_missing_is_named_with_its_place():
    with pytest.raises(StudyError) as error:
        Thing.from_yaml({"inner": {}}, "t.yml")
    assert str(error.value.faults[0]) == (
        "t.yml, inner.size: expected a value; got nothing. Add it."
    )
