"""Texts that must not be in anything published, by names that may be shown."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from hiteval.disclosure.names import roster_names
from hiteval.disclosure.pooling import confidential_sources
from hiteval.study.choices import COMPONENTS
from hiteval.study.study import Study

FINDING_REASONS = [f"{name}_reason" for name in (*COMPONENTS, "confidence")]


@dataclass(frozen=True, slots=True)
class Secret:
    """A text that may not be published.

    ``where`` names it in a message: table, id and column, never the text. ``kind`` says
    how it would be recognised: a ``passage`` by six words in a row, a ``name`` of a
    person in any of its usual forms, an ``id`` as it is.
    """

    where: str
    kind: Literal["passage", "name", "id"]
    text: str


def secrets_of(study: Study, public: Study) -> tuple[Secret, ...]:
    """List every text of a study that its public edition does not hold.

    Parameters
    ----------
    study : Study
        With everything in it.
    public : Study
        What may be published of it.
    """
    names = (Secret(where, "name", name) for where, name in roster_names(study.roster))
    return (*_passages(study, public), *names, *_ids(study))


def _passages(study: Study, public: Study) -> Iterator[Secret]:
    for name, columns in {
        "segments": ["summary", "quote", "locator"],
        "codings": ["note"],
        "adjudications": ["reason"],
        "ratings": ["rationale"],
        "summaries": ["summary"],
        "actions": ["action", "owner_role"],
        "involvement": ["group", "aim", "what_they_did", "what_changed", "reflection"],
        "interpretations": ["text"],
        "findings": ["statement", *FINDING_REASONS, "so_what"],
        "theory": ["statement", "mechanism", "context", "then"],
        "responses": ["role", "response", "answer", "what_changed"],
        "team_events": ["note"],
        "sources": ["title", "role", "publisher", "url"],
        "measures": ["measure", "qualifier", "comparator"],
    }.items():
        for column in columns:
            shown = set(public.tables[name][column].dropna())
            table = study.tables[name]
            for key, text in table.set_index(table.columns[0])[column].dropna().items():
                if text not in shown:
                    yield Secret(f"{name}.csv, {key}, {column}", "passage", text)

    if study.model != public.model:
        yield Secret("model.md", "passage", study.model)


def _ids(study: Study) -> Iterator[Secret]:
    """List ids that would reveal who said what, except plain words."""
    hidden = confidential_sources(study)
    spoken = study.segments["segment_id"][study.segments["source_id"].isin(hidden)]
    ids = {
        "sources.csv": hidden,
        "segments.csv": spoken,
        "private/roster.csv": study.roster["person_id"],
    }
    for file, column in ids.items():
        for value in column[_has_digit(column)]:
            yield Secret(f"{file}, {value}", "id", value)


def _has_digit(column: pd.Series) -> pd.Series:
    return column.str.contains("[0-9]", regex=True).astype("bool")
