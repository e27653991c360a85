"""Passages said in confidence that a reader of one edition can tell from the others.

Pooling hides who said what among several people. It hides nobody where one person said
all that may be shown, or most of what is quoted or coded as nothing else is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

import pandas as pd

from hiteval.disclosure.between_editions import said_in_confidence
from hiteval.disclosure.mixing import mixes
from hiteval.study.study import Study

By = Literal["strand", "quoted", "coders"]
SIGNS: tuple[By, ...] = ("quoted", "coders")


@dataclass(frozen=True, slots=True)
class Apart:
    """Passages of a strand, by their ids, that are told apart ``by`` a sign.

    ``people`` are those who said them.
    """

    strand: str
    by: By
    passages: tuple[str, ...]
    people: tuple[str, ...]


def told_apart(study: Study, decided: pd.DataFrame) -> Iterator[Apart]:
    """Find passages that an edition tells apart and that do not mix people.

    ``decided`` says what may be shown: see `hiteval.disclosure.clearance.decisions`.
    What mixes people: see `hiteval.disclosure.mixing.mixes`.
    """
    shown = said_in_confidence(study, decided)
    coders = study.codings.groupby("segment_id")["coder_id"].nunique()
    rows = pd.DataFrame(
        {
            "strand": [passage.strand for passage in shown.values()],
            "people": [frozenset(passage.people) for passage in shown.values()],
            "quoted": [passage.quoted for passage in shown.values()],
            "coders": coders.reindex(list(shown)).fillna(0).to_numpy(),
        },
        index=list(shown),
    )
    least = study.settings.editions.public.min_role_holders
    for strand, of_strand in rows.groupby("strand"):
        if not mixes([*of_strand["people"]], least):
            yield _apart(str(strand), "strand", of_strand)
            continue
        for sign in SIGNS:
            for _, alike in of_strand.groupby(sign):
                if not mixes([*alike["people"]], least):
                    yield _apart(str(strand), sign, alike)


def _apart(strand: str, by: By, rows: pd.DataFrame) -> Apart:
    people = frozenset[str]().union(*rows["people"])
    return Apart(strand, by, tuple(sorted(rows.index)), tuple(sorted(people)))
