"""Find what the tables of a release alone show, before a notebook runs.

What was said and is withheld, and ids of people, are looked for in every cell that
would be published; the site is read again when it is built (`check_release`).
"""

from collections.abc import Iterable, Iterator
from pathlib import Path

from hiteval.disclosure.editions import Release
from hiteval.disclosure.folding import folded
from hiteval.disclosure.secrets import Secret, told
from hiteval.errors import DisclosureError
from hiteval.report.gate.fixed_text import NUMBERED, fixed_texts
from hiteval.report.gate.leaks import Rows, keys_in, rows_of
from hiteval.report.gate.words import Text
from hiteval.study.study import Study

# Evidence; what evaluators wrote of it may share words with what they publish.
SAID = (", summary", ", quote")
FEWEST_WORDS = 4  # of a whole passage; three are hardly ever one person's alone
REWORD = "Reword it, set its clearance to internal, or clear what it shows."
REWORD_OR_RENAME = "Reword it, or rename the id in every table."
RENAME = (
    "an id that cannot be told from {}. Rename it in every table, for example with a "
    "word before it."
)


def check_tables(release: Release, project: Path) -> None:
    """Refuse a release whose tables alone show what it withholds.

    Parameters
    ----------
    release : Release
        With the secrets that it must not show.
    project : Path
        The folder with ``book/`` and ``notebooks/``, whose words every report holds.

    Raises
    ------
    DisclosureError
        Naming each row that shows something, the row that is shown, and the remedy;
        never the text.
    """
    if not release.secrets:
        return
    ids = {folded(s.text): s.where for s in release.secrets if s.kind == "id"}
    unclear = dict(_not_told_from_words(ids, fixed_texts(project)))
    sought = {key: where for key, where in ids.items() if where not in unclear}
    said = rows_of(_said(release.secrets), FEWEST_WORDS)
    found = [(where, RENAME.format(what)) for where, what in unclear.items()]
    found += _shown(release, said, sought)
    if found:
        count = f"{len(set(found))} finding{'s' * (len(set(found)) != 1)}"
        head = f"not published: {count} in the tables, before anything is made:"
        raise DisclosureError("\n".join([head, *told(found)]))


def _said(secrets: Iterable[Secret]) -> Iterator[tuple[str, str]]:
    for secret in secrets:
        where = secret.where
        if where.startswith("segments.csv") and where.endswith(SAID):
            yield where, secret.text


def _not_told_from_words(
    ids: dict[str, str], fixed: Iterable[str]
) -> Iterator[tuple[str, str]]:
    """Yield where an id is that every report might hold, and from what it is not told.

    Only ids are looked at that hold a digit (`hiteval.disclosure.secrets`).
    """
    keys = Rows(ids)
    known = {key for text in map(Text, fixed) for key in keys_in(text, keys)}
    for key, where in ids.items():
        if not any(character.isalpha() for character in key):
            yield where, "a number"
        elif key in known or NUMBERED.fullmatch(key):
            yield where, "words that every report holds"


def _shown(
    release: Release, said: Rows, ids: dict[str, str]
) -> Iterator[tuple[str, str]]:
    """Yield each cell that shows something, and what it shows, with the remedy."""
    old_ids = dict(
        zip(release.decisions["shown_as"], release.decisions["segment_id"], strict=True)
    )
    keys, approved = Rows(ids), _approved(release.study, said)
    for file, key, column, text in _cells(release.study):
        cell = Text(text)
        place = ", ".join(
            part for part in (file, old_ids.get(key, key), column) if part
        )
        for row in said.found_in(cell) - approved:
            yield place, f"words of {said.places[row]}. {REWORD}"
        for found in keys_in(cell, keys):
            yield place, f"the id of {ids[found]}. {REWORD_OR_RENAME}"


def _approved(study: Study, said: Rows) -> set[str]:
    """Return the words that stand in a quote that somebody approved."""
    quotes = study.segments["quote"].dropna()
    return {row for text in quotes for row in said.found_in(Text(text))}


def _cells(study: Study) -> Iterator[tuple[str, str, str, str]]:
    """Yield every text that would be published: file, key, column, text."""
    for name, table in study.tables.items():
        keys = table.iloc[:, 0].astype("str")
        for column in table.columns[table.dtypes == "str"]:
            cells = table[column].dropna()
            for key, text in zip(keys[cells.index], cells, strict=True):
                yield f"{name}.csv", key, column, text
    yield "model.md", "", "", study.model
    for file, record in (("study", study.settings), ("framework", study.framework)):
        yield f"{file}.yml", "", "", record.model_dump_json()
