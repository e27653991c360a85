"""Hostile strings in every field, to find text that is taken for anything else.

They are shifted by a number: a field that has string 3 at shift 0 has string 4 at
shift 1. As many studies as there are strings, each shifted by another number, have each
string in every field.
"""

from collections.abc import Iterator, Sequence
from itertools import cycle
from typing import Any

import pandas as pd

from hiteval.study import schema
from hiteval.study.framework import Framework
from hiteval.study.settings import Settings

STRINGS = (
    "<script>alert(1)</script>",
    '"><img src=x onerror=alert(1)>',
    "</td></tr></table><iframe src=https://evil.example></iframe>",
    "<svg/onload=alert(1)>",
    "<!-- ",
    "&lt;b&gt; &amp;",
    "javascript:alert(1)",
    "[a](javascript:alert(1)) <https://evil.example>",
    "![](https://evil.example/x.png)",
    "{{ cycler.__init__.__globals__.os.popen('true') }}",
    "{% include 'x' %}",
    "```{include} /etc/passwd\n```",
    "\n---\n",
    "# Heading\n\n- item",
    "{eval-rst}`x` :ref:`y` |z|",
    "$x$ \\(y\\) $$z$$ \\begin{equation}",
    "{0} {name!r} %s %(x)s ${HOME} $(true) `true`",
    "=HYPERLINK(1)",
    "+1-1@SUM(1)",
    "'; DROP TABLE teams; --",
    "../../etc/passwd",
    "\u202egnp.exe\u202c",
    "\u200bzero\u200dwidth\ufeff",
    "\u0001\u0008\u001b[31m",
    "a\rb\tc",
    "\U0001f9ff\u0301\u0338 \ufdfd",
    "null: [1, 2] # no",
    "NA",
    "a, b; 'c' \"d\"",
)
OF_A_ROSTER = [string for string in STRINGS if not {*",;"} & {*string}]
NOT_TEXT = {"date", "former_ids", "segment_ids"}  # ruled by more than their own column


def text_columns(name: str) -> list[str]:
    """List the columns of a table that may hold any text."""
    return [
        column
        for column, spec in schema.TABLES[name].columns.items()
        if not spec.rule and not spec.to and column not in NOT_TEXT
    ]


def in_turn(shift: int, strings: Sequence[str] = STRINGS) -> Iterator[str]:
    """Repeat strings without end, shifted by a number.

    >>> from itertools import islice
    >>> [*islice(in_turn(4, "abc"), 3)]
    ['b', 'c', 'a']
    """
    start = shift % len(strings)
    return cycle([*strings[start:], *strings[:start]])


def spoilt_table(name: str, table: pd.DataFrame, shift: int) -> pd.DataFrame:
    """Insert a hostile string before every text of a table.

    Each cell has another than the one above it and the one before it.

    Blank cells get the string alone. A roster is different: its texts are searched for
    in all others, so a hostile string alone would be found; a semicolon ends a name,
    and a comma a surname; and people who share a role still share it.
    """
    columns = [c for c in text_columns(name) if c in table]
    if name == "roster":
        turns = {c: in_turn(shift + n, OF_A_ROSTER) for n, c in enumerate(columns)}
        spoilt = {c: _by_value(turn, table[c]) for c, turn in turns.items()}
    else:
        turns = {c: in_turn(shift + n) for n, c in enumerate(columns)}
        spoilt = {c: _before(turn, table[c]) for c, turn in turns.items()}
    return table.assign(**spoilt)


def spoilt_record(values: Any, strings: Iterator[str], plain: frozenset[str]) -> Any:
    """Insert a hostile string before every text in a record, except in plain fields."""
    if isinstance(values, dict):
        return {
            key: value if key in plain else spoilt_record(value, strings, plain)
            for key, value in values.items()
        }
    if isinstance(values, list):
        return [spoilt_record(value, strings, plain) for value in values]
    return f"{next(strings)} {values}" if isinstance(values, str) else values


def spoilt_settings(settings: Settings, shift: int) -> Settings:
    """Insert hostile strings into every text of `study.yml`."""
    plain = frozenset(
        [
            *["id", "period", "confidential", "labels", "language", "editions", "csv"],
            *["kind", "saw"],
        ]
    )
    values = settings.model_dump(mode="json", by_alias=True)
    return Settings.model_validate(spoilt_record(values, in_turn(shift), plain))


def spoilt_framework(framework: Framework, shift: int) -> Framework:
    """Insert hostile strings into every text of `framework.yml`."""
    values = framework.model_dump(mode="json")
    spoilt = spoilt_record(values, in_turn(shift), frozenset({"id", "kind"}))
    return Framework.model_validate(spoilt)


def _before(strings: Iterator[str], cells: pd.Series) -> pd.Series:
    """Insert strings before texts, or alone where there is none."""
    texts = [
        f"{string} {cell}" if there else string
        for cell, there, string in zip(cells, cells.notna(), strings, strict=False)
    ]
    return pd.Series(texts, cells.index, dtype="str")


def _by_value(strings: Iterator[str], cells: pd.Series) -> pd.Series:
    """Insert one string before all equal texts, and none where there is no text."""
    values = cells.dropna().unique()
    return cells.map({v: f"{s} {v}" for v, s in zip(values, strings, strict=False)})
