"""Find the people of the roster in text that would be published.

A gate, not an editor: it finds the names that it was given, in their usual forms. It
cannot know a nickname that nobody listed, or who "the former chair" was.
"""

import re
import unicodedata
from collections.abc import Iterator
from functools import cache

import pandas as pd
from ahocorasick_rs import AhoCorasick

from hiteval.study.study import Study

HONORIFICS = (
    "dr|prof|professor|mr|mrs|ms|miss|mx|sir|dame|lord|lady|rev|cllr|councillor"
)
# Between the words of a name: "Jones, Ann", "Jones-Smith", "O'Brien" and "OBrien".
BETWEEN = r"[\W_]{0,3}"
COLUMNS = ("name", "aliases", "title", "email")


def folded(text: str) -> str:
    """Fold what makes no difference to a reader: case, accents, invisible characters.

    >>> folded("Zoë O’BRIEN\u200b")
    'zoe o’brien'
    """
    wide = unicodedata.normalize("NFKD", unicodedata.normalize("NFKC", text).casefold())
    unseen = [c for c in set(wide) if unicodedata.category(c) in ("Mn", "Cf")]
    for character in unseen:
        wide = wide.replace(character, "")
    return wide


def name_pattern(names: list[str]) -> re.Pattern[str] | None:
    """Return a pattern that finds any of some names in folded text, if there are any.

    Parameters
    ----------
    names : list of str
        Names of persons, titles, addresses. Of two words and more, the last is taken
        for the surname: "Ann Jones" is also found as "Jones, Ann", "A. Jones" and
        "Dr Jones". A single word is found as it is.
    """
    forms = sorted({form for name in names for form in _forms(name)})
    return re.compile(rf"(?<!\w)(?:{'|'.join(forms)})(?!\w)") if forms else None


def roster_names(roster: pd.DataFrame) -> Iterator[tuple[str, str]]:
    """Yield each name, alias, title and address of a roster, with its place."""
    for column in COLUMNS:
        cells = roster.set_index("person_id")[column].dropna()
        for person_id, cell in cells.items():
            for part in cell.split(";"):
                if part.strip():
                    yield f"private/roster.csv, {person_id}, {column}", part.strip()


def texts_that_name(study: Study, known: list[str]) -> list[tuple[str, str, str]]:
    """List where a study fit for publication holds any of some names.

    Returns
    -------
    list of (file, key, column)
        Never the text.
    """
    pattern = name_pattern(known)
    if pattern is None:
        return []
    # One reading for thousands of surnames: the pattern tries one after the other.
    surnames = AhoCorasick(sorted({piece for name in known for piece in _piece(name)}))

    @cache
    def named(cell: str) -> bool:
        text = folded(cell)
        likely = surnames.find_matches_as_indexes(text)
        return bool(likely) and pattern.search(text) is not None

    found: list[tuple[str, str, str]] = []
    for name, table in study.tables.items():
        for column in [c for c in table.columns if table[c].dtype == "str"]:
            cells = table[column].dropna()
            keys = table.loc[cells.index[[named(cell) for cell in cells]]].iloc[:, 0]
            found += [(f"{name}.csv", key, column) for key in keys]
    if named(study.model):
        found.append(("model.md", "", "any of its texts"))
    for file, record in (("study", study.settings), ("framework", study.framework)):
        if named(record.model_dump_json()):
            found.append((f"{file}.yml", "", "any of its texts"))
    return found


def _forms(name: str) -> set[str]:
    """Write the usual forms of a name as expressions over folded text."""
    words = [word for word in map(_word, folded(name).split()) if word]
    if len(words) < 2:
        return set(words)
    first, surname = words[0], words[-1]
    ways = [
        *(words, [surname, *words[:-1]], [first, surname]),
        *([first[0], surname], [f"(?:{HONORIFICS})", surname]),
    ]
    return {BETWEEN.join(way) for way in ways}


def _piece(name: str) -> list[str]:
    """Return the piece of a name that all of its forms share, if there is one."""
    words = [re.findall(r"[^\W_]+", word) for word in folded(name).split()]
    return [max(pieces, key=len) for pieces in words if pieces][-1:]


def _word(word: str) -> str:
    return BETWEEN.join(map(re.escape, re.findall(r"[^\W_]+", word)))
