"""The waves of a study: the same teams evaluated again, and each wave by itself.

Codings, ratings, consensus, summaries and findings say which wave they belong to. All
else, such as the events of teams, belongs to the study as a whole.
"""

from dataclasses import replace

import pandas as pd

from hiteval.study.resting import resting_on
from hiteval.study.schema import WAVED
from hiteval.study.settings import Period
from hiteval.study.study import Study
from hiteval.study.written_tables import RESTING

LEADING = ("team_events", "team_organisations", "measures")  # also name sources


def latest(study: Study) -> Study:
    """Return the latest wave of a study; a study without waves is returned as it is."""
    waves = list(study.settings.waves)
    return in_wave(study, waves[-1]) if waves else study


def latest_id(study: Study) -> str | None:
    """Return the id of the latest wave, if the study has waves."""
    return next(reversed(study.settings.waves), None)


def in_wave(study: Study, wave_id: str) -> Study:
    """Return one wave of a study, as a study without waves.

    Segments that were coded only in other waves are left out, and sources of which
    nothing else remains.

    Raises
    ------
    KeyError
        If the study has no such wave.
    """
    wave = study.settings.waves[wave_id]
    period = Period.model_validate({"from": str(wave.start), "to": str(wave.end)})
    settings = study.settings.model_copy(update={"waves": {}, "period": period})
    tables = {name: _of_wave(study.tables[name], wave_id) for name in WAVED}
    segments, coded = study.segments, study.codings["segment_id"]
    other = segments["segment_id"].isin(coded)
    for name in ("codings", "unrated"):
        other &= ~segments["segment_id"].isin(tables[name]["segment_id"])
    kept = segments[~other]
    named = pd.concat(
        [kept["source_id"], *(study.tables[n]["source_id"] for n in LEADING)]
    )
    gone = set(segments.loc[other, "source_id"]) - set(named)
    sources = study.sources[~study.sources["source_id"].isin(gone)]
    tables |= {
        name: resting_on(tables.get(name, study.tables[name]), kept["segment_id"])
        for name in RESTING
    }
    tables |= {
        "segments": kept.reset_index(drop=True),
        "sources": sources.reset_index(drop=True),
    }
    return replace(study.with_tables(tables), settings=settings)


def _of_wave(table: pd.DataFrame, wave_id: str) -> pd.DataFrame:
    rows = table[table["wave"] == wave_id].reset_index(drop=True)
    return rows.assign(wave=pd.Series(pd.NA, rows.index, dtype="str"))
