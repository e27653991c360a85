"""Every result of a study in one frozen object, and any team's slice of it."""

import html
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field, fields, replace
from typing import Any, Self

import pandas as pd

from hiteval.analysis import coded_segments, consensus, evidence, scoring
from hiteval.analysis.scale_steps import as_steps, from_steps
from hiteval.language import Language
from hiteval.study.columns import keep_text_as_python
from hiteval.study.framework import Framework, RatingScale
from hiteval.study.labels import Labels
from hiteval.study.schema import ids
from hiteval.study.study import Study
from hiteval.study.team_slices import of_teams, rows_of
from hiteval.study.waves import latest


@dataclass(frozen=True, slots=True, repr=False)
class Evaluation:
    """A study and everything that follows from it.

    Each table is described where it is made: ``rated`` (segments about the team),
    ``beside`` (segments about context or a baseline) and ``by_source`` in
    `hiteval.analysis.evidence`; ``proposed`` and ``profiles`` in
    `hiteval.analysis.scoring`. ``cells`` is what readers see of each team and
    criterion: the counts and the sentence of ``proposed``, and the columns of
    `hiteval.analysis.consensus.shown_ratings`, of which ``shown`` is called ``rating``.
    A slice has the same tables with fewer rows.

    ``sliced`` has the ids of the teams that it is a slice of, if it is one. ``known``
    holds what was worked out before for all teams and is the same for each
    alone, by its name (see `hiteval.results.worked_out`): each row has a
    ``team_id``.

    In a study with waves, all this is of the latest; ``whole`` is the study with every
    wave. Without waves, ``whole`` is the same as ``study``.
    """

    study: Study
    whole: Study
    rated: pd.DataFrame
    beside: pd.DataFrame
    by_source: pd.DataFrame
    proposed: pd.DataFrame
    cells: pd.DataFrame
    profiles: pd.DataFrame
    known: Mapping[str, pd.DataFrame] = field(default_factory=dict)
    sliced: tuple[str, ...] | None = None

    @property
    def framework(self) -> Framework:
        """What teams are evaluated against."""
        return self.study.framework

    @property
    def labels(self) -> Labels:
        """What the study calls a team, and several."""
        return self.study.settings.labels.spoken

    @property
    def language(self) -> Language:
        """How the report writes numbers and dates."""
        return Language(self.study.settings.page_language)

    @property
    def teams(self) -> pd.DataFrame:
        """The teams proper, in alphabetical order of name."""
        return self._of_kind("team")

    @property
    def concluded(self) -> set[str]:
        """The ids of the teams that are recorded as concluded."""
        events = self.study.team_events
        return set(events.loc[events["event"] == "concluded", "team_id"])

    def team(self, team_id: str) -> Self:
        """Return one team's slice.

        Raises
        ------
        KeyError
            If the study has no such team.
        """
        if team_id not in set(self.study.teams["team_id"]):
            raise KeyError(team_id)
        return self._only([team_id])

    def all_teams(self) -> Self:
        """Return the slice of all teams, without the partnership as a whole."""
        return self._only(self.teams["team_id"].tolist())

    def model(self) -> Self:
        """Return the slice of statements about the model as a whole, not a team."""
        return self._only(self._of_kind("partnership")["team_id"].tolist())

    def area(self, area_id: str) -> Self:
        """Return one area's slice, with the one area in its framework.

        Raises
        ------
        KeyError
            If the framework has no such area.
        """
        area = self.framework.area(area_id)
        framework = self.framework.model_copy(update={"areas": (area,)})
        criteria = framework.criterion_ids
        kept: Any = {
            name: table[table["criterion_id"].isin(criteria)].reset_index(drop=True)
            for name, table in self.results().items()
            if "criterion_id" in table
        }
        profiles = self.profiles[self.profiles["area_id"] == area_id]
        study = self.study.with_tables(_written_on(self.study, area_id, criteria))
        return replace(
            self,
            study=replace(study, framework=framework),
            profiles=profiles.reset_index(drop=True),
            known={},
            **kept,
        )

    def __repr__(self) -> str:
        teams, criteria = len(self.teams), len(self.framework.criteria)
        called = self.language.count(teams, self.labels.team, self.labels.teams)
        whole = " and the partnership" if teams < len(self.study.teams) else ""
        rated = int(self.cells["rating"].notna().sum())
        return (
            f"Evaluation of {self.study.settings.id}: {called}{whole} on {criteria} "
            f"criteria, {rated} of {len(self.cells)} cells rated"
        )

    def _repr_html_(self) -> str:
        """Show the ratings in a notebook: teams down, criteria across."""
        names = self.study.teams.set_index("team_id")["name"]
        criteria = {c.id: c.name for c in self.framework.criteria}
        wide = self.cells.pivot(
            index="team_id", columns="criterion_id", values="rating"
        )
        wide = wide.reindex(index=names.index, columns=list(criteria))
        wide = wide.map("{:g}".format, na_action="ignore").astype("object").fillna("–")
        wide = wide.set_axis(names.tolist()).set_axis(list(criteria.values()), axis=1)
        return f"<p>{html.escape(repr(self))}</p>{wide.to_html()}"

    def _of_kind(self, kind: str) -> pd.DataFrame:
        teams = self.study.teams
        teams = teams[teams["kind"] == kind]
        order = teams["name"].str.casefold().sort_values(kind="stable").index
        return teams.loc[order].reset_index(drop=True)

    def _only(self, team_ids: Sequence[str]) -> Self:
        if self.sliced == (*team_ids,):
            return self  # most pages open what is a slice already, and slice it
        study = whole = of_teams(self.study, team_ids)
        if self.whole is not self.study:
            whole = of_teams(self.whole, team_ids)
        results = {n: rows_of(t, team_ids) for n, t in self.results().items()}
        known = {n: rows_of(t, team_ids) for n, t in self.known.items()}
        sliced: Any = results | {"known": known, "sliced": (*team_ids,)}
        return replace(self, study=study, whole=whole, **sliced)

    def results(self) -> dict[str, pd.DataFrame]:
        """Return every table that follows from the study, by its name."""
        return {f.name: getattr(self, f.name) for f in fields(Evaluation)[2:-2]}


def evaluate(study: Study) -> Evaluation:
    """Work out every result of a study.

    Parameters
    ----------
    study : Study
        As read, or as an edition may show it.
    """
    keep_text_as_python()
    whole, study = study, latest(study)
    framework = study.framework
    scale = framework.rating_scale
    team_ids = study.teams["team_id"].tolist()
    codings = coded_segments.people_first(study.codings, study.settings.models)
    settled = coded_segments.segment_ratings(
        codings, study.segments, study.adjudications
    )
    rated, beside = coded_segments.about_team(settled)
    by_source = evidence.source_evidence(rated, scale)
    criteria = framework.criterion_ids
    counts = evidence.tally(by_source, team_ids, criteria, study.pools)
    proposed = scoring.propose(counts, scale)
    cells = shown_ratings(study, proposed)
    profiles = scoring.area_profiles(cells, framework)
    return Evaluation(study, whole, rated, beside, by_source, proposed, cells, profiles)


def _written_on(
    study: Study, area_id: str, criteria: Sequence[str]
) -> dict[str, pd.DataFrame]:
    """Keep what people wrote of an area: on its criteria, and links from or to it."""
    parts = {area_id, *criteria}
    findings, theory = study.findings, study.theory
    named = findings["criterion_ids"].map(lambda cell: not parts.isdisjoint(ids(cell)))
    written = {
        "summaries": study.summaries[study.summaries["criterion_id"].isin(criteria)],
        "findings": findings[named.astype("bool")],
        "theory": theory[theory[["from_id", "to_id"]].isin(parts).any(axis=1)],
    }
    return {name: table.reset_index(drop=True) for name, table in written.items()}


def shown_ratings(study: Study, proposed: pd.DataFrame) -> pd.DataFrame:
    """Put what people decided beside what the evidence proposes, and say what is shown.

    Parameters
    ----------
    study : Study
        With the ratings and the consensus of one wave.
    proposed : DataFrame
        From `hiteval.analysis.scoring.propose`.

    Returns
    -------
    DataFrame
        One row a team and criterion: the counts and the sentence of ``proposed``;
        ``rating``, which is shown (missing where raters disagree or nothing is known);
        ``basis``, where it comes from; ``proposed``, by the evidence; the number of
        ``raters``, their median, lowest and highest; the ``reason`` of a consensus; and
        whether the rating is ``far_from_evidence``.
    """
    scale = study.framework.rating_scale
    shown = consensus.shown_ratings(
        _placed(proposed, scale),
        consensus.by_raters(_placed(study.ratings, scale), scale.middle),
        consensus.latest_consensus(_placed(study.consensus, scale)),
    )
    for column in ("shown", "raters_median", "raters_lowest", "raters_highest"):
        shown[column] = from_steps(shown[column], scale)
    shown["proposed"] = proposed["rating"]
    evidence_of = proposed.drop(columns="rating")
    return evidence_of.merge(shown.rename(columns={"shown": "rating"}), validate="1:1")


def _placed(table: pd.DataFrame, scale: RatingScale) -> pd.DataFrame:
    """Turn ratings into steps, so that their distance is counted in levels."""
    return table.assign(rating=as_steps(table["rating"], scale))
