"""Ratings of codings that waited for one: each becomes its coder's coding."""

from collections.abc import Mapping
from typing import NamedTuple

import pandas as pd

from hiteval.errors import Fault
from hiteval.study import schema
from hiteval.study.choices import ABOUT_TEAM
from hiteval.study.study import Study
from hiteval.study.waiting import waiting
from hiteval.study.waves import latest, latest_id
from hiteval.workbooks.decision_sheets import NONE, Lines, faults_of, level
from hiteval.workbooks.matrix_cells import one_line_end
from hiteval.workbooks.opening import EXPORT_AGAIN

Tables = dict[str, pd.DataFrame]
Id = tuple[str, str, str]  # segment_id, coder_id, criterion_id
KEY = schema.key("unrated")


class Decision(NamedTuple):
    """What is said of a coding: `NONE` for a rating is that it does not belong."""

    about: str
    rating: str
    reason: str

    def stands_in(self, held: "Decision") -> bool:
        """Whether the study holds it already; a note may hold more than the reason."""
        return held[:2] == self[:2] and self.reason in held.reason


Known = Mapping[Id, Decision | None]  # None of what waits


def rate(lines: Lines, whole: Study) -> tuple[Tables, int, list[Fault]]:
    """Move what was rated to the codings, and withdraw what does not belong.

    Parameters
    ----------
    lines : Lines
        Of the sheet of `hiteval.workbooks.waiting_sheet`.
    whole : Study
        With every wave.

    Returns
    -------
    dict of str to DataFrame
        The tables that change; the codings come first, so that none is ever lost.
    int
        How many decisions are new.
    list of Fault
        If there are any, no table changes.
    """
    study = latest(whole)
    known = dict.fromkeys(_ids(waiting(study))) | _held(study)
    fresh: dict[Id, Decision] = {}
    faults: list[Fault] = []
    for row in lines.filled:
        key, decision = _id(lines, row), _decision(lines, row)
        wrong = [*faults_of(lines, row, study)]
        faults += wrong or _misfits(lines, row, known, fresh)
        if known.get(key) is None:
            fresh[key] = decision
    return ({} if faults or not fresh else _moved(whole, fresh)), len(fresh), faults


def _misfits(
    lines: Lines, row: int, known: Known, fresh: Mapping[Id, Decision]
) -> list[Fault]:
    """Find whether a row is of no coding, of one already told, or decided otherwise."""
    key, decision = _id(lines, row), _decision(lines, row)
    if key not in known:
        expected, got = "a coding of the study", "a row without its hidden ids"
        return [lines.fault(row, "coder_id", expected, got, EXPORT_AGAIN)]
    if key in fresh:
        expected, got = "each row once", "the same again"
        return [lines.fault(row, "segment_id", expected, got, "Delete one.")]
    held = known[key]
    if held is None or decision.stands_in(held):
        return []
    table = "unrated.csv" if held.rating == NONE else "codings.csv"
    expected, got = "one decision on a coding", f"another than {table} has of {key[0]}"
    remedy = f"Correct {table}, or empty the row."
    return [lines.fault(row, lines.rating, expected, got, remedy)]


def _ids(rows: pd.DataFrame) -> list[Id]:
    return list(rows[KEY].itertuples(index=False, name=None))


def _id(lines: Lines, row: int) -> Id:
    segment, coder, criterion = (lines.words(row, name) for name in KEY)
    return segment, coder, criterion


def _decision(lines: Lines, row: int) -> Decision:
    rating = level(lines, row)
    reason = one_line_end(lines.words(row, "Reason"))
    if rating is None:
        return Decision(ABOUT_TEAM, NONE, reason)
    return Decision(lines.text(row, "Tells of") or ABOUT_TEAM, str(rating), reason)


def _held(study: Study) -> dict[Id, Decision | None]:
    """Return what is known of each coding that waits no longer."""
    gone = study.unrated.dropna(subset="withdrawn")
    gone = gone.assign(about=ABOUT_TEAM, rating=NONE, note=gone["withdrawn"])
    told = pd.concat([gone, study.codings.astype("str")])
    told = told.fillna({"about": ABOUT_TEAM, "note": ""})
    texts = told[["about", "rating", "note"]].itertuples(index=False, name=None)
    return dict(zip(_ids(told), (Decision(*text) for text in texts), strict=True))


def _moved(whole: Study, fresh: dict[Id, Decision]) -> Tables:
    """Put what was rated among the codings, and say of the rest why it is withdrawn."""
    key = schema.whole_key("unrated")
    rows = [(*of, latest_id(whole), *decision) for of, decision in fresh.items()]
    said = pd.DataFrame(rows, columns=[*key, *Decision._fields], dtype="str")
    told = whole.unrated.merge(said, on=key, how="left")
    is_rated, gone = told["rating"].notna(), told["rating"] == NONE
    below = told["note"].fillna("") + "\n" + told["reason"].fillna("")
    rated = told.assign(note=below.str.strip("\n"))[is_rated & ~gone]
    withdrawn = told["withdrawn"].mask(gone, told["reason"])
    left = told.assign(withdrawn=withdrawn)[~is_rated | gone]
    codings = [whole.codings.astype("str"), rated.reindex(columns=[*whole.codings])]
    every = {"codings": pd.concat(codings), "unrated": left}
    return {name: schema.typed(name, table) for name, table in every.items()}
