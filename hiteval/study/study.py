"""A study: settings, framework and tables."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from typing import Any, Self

import pandas as pd

from hiteval.study import schema
from hiteval.study.framework import Framework
from hiteval.study.settings import Settings


@dataclass(frozen=True, slots=True, repr=False)
class Study:
    """One evaluation: its settings, its framework and the coded evidence.

    Each table is valid and has every column that `hiteval.study.schema` declares. It
    is sorted by its key: the order of rows in a file never matters. ``model`` is the
    text of `model.md`: how the model works, in words, with the ids of segments in
    brackets; empty if there is none.
    """

    settings: Settings
    framework: Framework
    teams: pd.DataFrame
    sources: pd.DataFrame
    segments: pd.DataFrame
    codings: pd.DataFrame
    unrated: pd.DataFrame
    adjudications: pd.DataFrame
    team_events: pd.DataFrame
    organisations: pd.DataFrame
    team_organisations: pd.DataFrame
    ratings: pd.DataFrame
    consensus: pd.DataFrame
    summaries: pd.DataFrame
    measures: pd.DataFrame
    actions: pd.DataFrame
    involvement: pd.DataFrame
    interpretations: pd.DataFrame
    findings: pd.DataFrame
    theory: pd.DataFrame
    responses: pd.DataFrame
    people: pd.DataFrame
    approvals: pd.DataFrame
    roster: pd.DataFrame
    model: str = ""

    @property
    def tables(self) -> dict[str, pd.DataFrame]:
        """Every table by its name."""
        return {name: getattr(self, name) for name in schema.TABLES}

    @property
    def pools(self) -> dict[str, str]:
        """The sources that stand for a whole confidential strand, each with it.

        Only a public edition has any, and how many they stand for is not told.
        """
        if self.settings.edition != "public":
            return {}
        mine = self.sources[self.sources["strand"].isin(self.settings.confidential)]
        return dict(zip(mine["source_id"], mine["strand"], strict=True))

    def __repr__(self) -> str:
        rows = {name: len(table) for name, table in self.tables.items() if len(table)}
        counts = ", ".join(f"{name} {number}" for name, number in rows.items())
        return f"Study {self.settings.id}, by rows: {counts}"

    def with_tables(self, tables: Mapping[str, pd.DataFrame]) -> Self:
        """Return this study with some tables replaced."""
        fields: Any = tables
        return replace(self, **fields)
