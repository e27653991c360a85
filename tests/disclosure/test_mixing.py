"""Passages mix people if nobody said most of them, and enough people spoke."""

import pytest

from hiteval.disclosure.mixing import mixes

LEAST = 3


def people(*passages: str) -> list[frozenset[str]]:
    return [frozenset(passage) for passage in passages]


@pytest.mark.parametrize(
    ("passages", "mixed"),
    [
        (people("a", "b", "c"), True),
        (people("a", "b"), False),  # two people
        (people("a", "a", "a", "b", "c"), False),  # more than half are a's
        (people("a", "a", "b", "c"), True),
        (people("ab", "ab", "ac", "d"), False),  # in three of four a spoke
        (people("abc", "abc", "a"), True),  # three together
        ([], False),
    ],
)
def test_passages_mix_people_if_nobody_said_most_of_them(passages, mixed):
    assert mixes(passages, LEAST) is mixed
