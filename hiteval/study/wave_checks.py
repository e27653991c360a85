"""Check the waves that a study names, in its tables and in its framework."""

from collections.abc import Iterator, Mapping

import pandas as pd

from hiteval.errors import Fault, shown
from hiteval.study.framework import Framework
from hiteval.study.schema import WAVED, file_name, ids
from hiteval.study.settings import Settings


def check_waves(
    tables: Mapping[str, pd.DataFrame], settings: Settings, framework: Framework
) -> list[Fault]:
    """Check that every row has a wave of the study, if the study has waves.

    Parameters
    ----------
    tables : mapping of str to DataFrame of str, indexed by row
        As read, with the right columns.
    settings, framework : Settings, Framework
        Which waves there are, and since when criteria are asked about.
    """
    waves = list(settings.waves)
    faults = list(_framework_faults(framework, waves))
    since = {c.id: waves.index(c.since) for c in framework.criteria if c.since in waves}
    for name in WAVED:
        table = tables.get(name, pd.DataFrame())
        if waves and len(table):
            faults += _missing(name, table, waves)
            faults += _too_early(name, table, waves, since)
        elif not waves and "wave" in table:
            faults += _undeclared(name, table)
    return faults


def _missing(name: str, table: pd.DataFrame, waves: list[str]) -> Iterator[Fault]:
    if "wave" not in table:
        yield Fault(
            file_name(name),
            "a column wave, as study.yml declares waves",
            "none",
            f"Add it: {waves[0]} for what was there before.",
            row=1,
        )
        return
    for row in table.index[table["wave"].isna()]:
        expected = f"one of {', '.join(waves)}"
        yield Fault(
            file_name(name), expected, "a blank cell", "Fill it in.", int(row), "wave"
        )


def _too_early(
    name: str, table: pd.DataFrame, waves: list[str], since: Mapping[str, int]
) -> Iterator[Fault]:
    """Find rows on a criterion in a wave that did not ask about it."""
    if "wave" not in table:
        return
    column = "criterion_id" if "criterion_id" in table else "criterion_ids"
    named = table[column].map(ids).explode()
    order = {wave: n for n, wave in enumerate(waves)}
    when = table["wave"].map(order).reindex(named.index)
    asked = named.map(dict(since))
    late = asked > when
    for row, first, wave in zip(
        asked.index[late],
        asked[late],
        table["wave"].reindex(named.index)[late],
        strict=True,
    ):
        yield Fault(
            file_name(name),
            f"a criterion that the wave {wave} asked about",
            f"one asked about since {waves[int(first)]}",
            "Correct the wave, or since in framework.yml.",
            int(row),
            column,
        )


def _undeclared(name: str, table: pd.DataFrame) -> Iterator[Fault]:
    filled = table["wave"].dropna()
    if len(filled):
        yield Fault(
            file_name(name),
            "blank cells, as study.yml declares no waves",
            shown(filled.iloc[0]),
            "Declare the waves in study.yml, or take the column out.",
            int(str(filled.index[0])),
            "wave",
        )


def _framework_faults(framework: Framework, waves: list[str]) -> Iterator[Fault]:
    for criterion in framework.criteria:
        named = {"since": [criterion.since], "reworded": criterion.reworded or ()}
        for field, given in named.items():
            for wave in given:
                if wave is not None and wave not in waves:
                    yield Fault(
                        "framework.yml",
                        f"one of {', '.join(waves)}"
                        if waves
                        else "no wave, as study.yml declares none",
                        shown(wave),
                        "Correct it, or declare the wave in study.yml.",
                        column=f"{criterion.id}.{field}",
                    )
