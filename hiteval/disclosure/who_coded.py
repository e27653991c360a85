"""Hide who coded what was said in confidence, where that would part the speakers.

Where coders shared interviews out among them, the coder of a passage says from which
interviews it is. Of such a strand nobody is told who coded what: the coders of each
passage are numbered, in an order of what they gave.
"""

from dataclasses import replace

import pandas as pd

from hiteval.disclosure.public_columns import only_public
from hiteval.errors import DisclosureError
from hiteval.study.settings import Coder
from hiteval.study.study import Study

DID = "Coded what was said in confidence; who coded which passage is not told"
BOTH = ["segment_id", "coder_id"]


def without_who_coded(cleared: Study, study: Study) -> Study:
    """Give coders numbers where not all read the same sources of a strand.

    Parameters
    ----------
    cleared : Study
        What may be shown, with confidential sources still apart.
    study : Study
        With everything in it: who read what is taken from all its codings.

    Raises
    ------
    DisclosureError
        If a coder has an id that is needed.
    """
    told = _in_confidence(cleared)
    told = told[told["strand"].isin(_shared_out(study))]
    if told.empty:
        return cleared
    settings, numbers = cleared.settings, _numbers(told, cleared)
    new = numbers.drop_duplicates("number").set_index("number")["kind"].sort_index()
    _check_free(new, cleared)
    coders = {c: Coder(did=DID, kind=kind, saw="untold") for c, kind in new.items()}
    settings = settings.model_copy(update={"coders": {**settings.coders, **coders}})
    codings = cleared.codings.merge(numbers[[*BOTH, "number"]], how="left", on=BOTH)
    codings["coder_id"] = codings["number"].fillna(codings["coder_id"])
    codings = codings[cleared.codings.columns].astype(cleared.codings.dtypes)
    return replace(cleared, settings=settings).with_tables({"codings": codings})


def _in_confidence(study: Study) -> pd.DataFrame:
    """Return the codings of confidential strands, with source and strand."""
    mine = study.sources[study.sources["strand"].isin(study.settings.confidential)]
    segments = study.segments.merge(mine[["source_id", "strand"]], on="source_id")
    kept = segments[["segment_id", "source_id", "strand"]]
    return study.codings.merge(kept, on="segment_id")


def _shared_out(study: Study) -> set[str]:
    """Find the strands of which some sources were read by others than the rest."""
    coders = study.settings.coders
    everywhere = {coder for coder, who in coders.items() if who.saw == "all"}
    by: dict[tuple[str, str], set[str]] = {}
    rows = _in_confidence(study)[["strand", "source_id", "coder_id"]]
    for strand, source_id, coder_id in rows.itertuples(index=False):
        by.setdefault((strand, source_id), {*everywhere}).add(coder_id)
    first: dict[str, set[str]] = {}
    return {s for (s, _), read in by.items() if first.setdefault(s, read) != read}


def _numbers(told: pd.DataFrame, study: Study) -> pd.DataFrame:
    """Give the coders of each passage a ``kind`` and a ``number``."""
    shown = only_public("codings", told).drop(columns=BOTH).astype("str").fillna("")
    gave = ["\0".join(row) for row in shown.itertuples(index=False)]
    rows = told.assign(gave=gave).sort_values("gave")
    each = rows.groupby([*BOTH, "strand"])["gave"].agg("\0".join).reset_index()
    each["kind"] = [study.settings.coders[coder].kind for coder in each["coder_id"]]
    each = each.sort_values(["segment_id", "kind", "gave", "coder_id"])
    number = each.groupby(["segment_id", "kind"]).cumcount() + 1
    called = each["kind"].map({"person": "coder", "model": "model"})
    names = each["strand"] + "-" + called + "-" + number.astype("str")
    return each.assign(number=names)


def _check_free(new: pd.Series, study: Study) -> None:
    if clash := sorted(set(new.index) & study.settings.coders.keys()):
        raise DisclosureError(
            f"{clash[0]}: this id is needed for coders of what was said in confidence. "
            "Give the coder that has it another id."
        )
