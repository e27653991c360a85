"""Create a simulated study, and write it with the truth beside it."""

from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import pandas as pd

from hiteval.simulation import (
    coded,
    hostile,
    interviewees,
    other_tables,
    plans,
    syntheses,
)
from hiteval.simulation.coders import Evidence, draw_evidence
from hiteval.simulation.truth import Design, ErrorModel, Truth, draw_truth
from hiteval.study import schema
from hiteval.study.columns import AS_TEXT
from hiteval.study.framework import Framework
from hiteval.study.settings import Settings
from hiteval.study.study import Study
from hiteval.study.writing import write_study


@dataclass(frozen=True, slots=True)
class Simulation:
    """A study and the truth about its teams: ``team_id, criterion_id, level``.

    ``true_findings`` and ``overlooked`` are the truth about its findings (see
    `hiteval.simulation.syntheses.Findings`).
    """

    study: Study
    truth: pd.DataFrame
    true_findings: pd.DataFrame
    overlooked: pd.DataFrame


@pd.option_context(*AS_TEXT)
def simulate(
    design: Design,
    framework: Framework,
    model: ErrorModel | None = None,
    spoilt: bool = False,
) -> Simulation:
    """Create a complete synthetic study.

    Parameters
    ----------
    design : Design
        Its size and seed; the same gives the same study.
    framework : Framework
        What its teams are evaluated against.
    model : ErrorModel, optional
        How evidence strays from the truth.
    spoilt : bool
        Whether every text begins with a hostile string, shifted by the seed (see
        `hiteval.simulation.hostile`).
    """
    criteria = framework.criterion_ids
    truth = draw_truth(design, len(criteria))
    evidence = draw_evidence(design, truth, model or ErrorModel())
    tables = _tables(design, truth, evidence, criteria)
    segment_ids = tables["segments"]["segment_id"]
    read = syntheses.read_segments(design, evidence, segment_ids, criteria)
    found = syntheses.findings(design, truth, read, criteria)
    tables |= {
        "findings": found.table,
        "theory": syntheses.theory(read, criteria),
        "responses": syntheses.responses(read),
    }
    settings = _settings(design)
    if spoilt:
        tables = {
            n: hostile.spoilt_table(n, table, design.seed)
            for n, table in tables.items()
        }
        settings = hostile.spoilt_settings(settings, design.seed)
        framework = hostile.spoilt_framework(framework, design.seed)
    approvals = coded.approvals(tables["segments"], tables["sources"])  # as spoilt
    if spoilt:
        approvals = hostile.spoilt_table("approvals", approvals, design.seed)
    tables["approvals"] = approvals
    typed = {
        name: schema.typed(name, tables.get(name, pd.DataFrame()))
        for name in schema.TABLES
    }
    known = truth.table(design.team_ids, criteria)
    study = Study(settings, framework, **typed, model="")
    return Simulation(study, known, found.true, found.overlooked)


def write_simulation(simulation: Simulation, folder: Path) -> None:
    """Write a study into an empty or absent folder, and the truth into ``truth/``.

    A folder of its own, as a study folder holds no table that is not the study's.
    """
    write_study(simulation.study, folder)
    place = folder / "truth"
    place.mkdir()
    for file, table in {
        "truth": simulation.truth,
        "findings": simulation.true_findings,
        "overlooked": simulation.overlooked,
    }.items():
        table.to_csv(place / f"{file}.csv", index=False, lineterminator="\n")


def _settings(design: Design) -> Settings:
    return Settings.model_validate(
        {
            "id": f"simulated-{design.seed}",
            "title": "A simulated evaluation of invented teams",
            "question": "Does an evaluation find what is known to be true?",
            "continues": "The size of the preliminary evaluation of 2014-15",
            "period": {"from": "2012-07-01", "to": "2015-05-31"},
            "strands": {
                "document": "Documents",
                "interview": "Interviews, held in confidence",
                "account": "First-person accounts",
            },
            "confidential": ["interview"],
            "coders": {
                coder: f"Simulated coder {n}"
                for n, coder in enumerate(design.coder_ids, start=1)
            },
            "limits": [
                "Simulated: every team, person, source and passage is invented.",
                "It says nothing of any real team.",
            ],
            "licence": "CC0-1.0",
            "editions": {"public": {"quotes": True}},
            "simulated": True,
        }
    )


def _tables(
    design: Design, truth: Truth, evidence: Evidence, criteria: Sequence[str]
) -> dict[str, pd.DataFrame]:
    """Make every table but the approvals."""
    roster = interviewees.roster(design)
    sources = coded.sources(design, evidence, interviewees.interviews(design, roster))
    documents = sources["source_id"].head(design.documents).tolist()
    segments = coded.segments(design, evidence, sources["source_id"])
    named = (segments["segment_id"], criteria)
    partners = other_tables.organisations(design)
    return {
        "teams": other_tables.teams(design),
        "sources": sources,
        "segments": segments,
        "codings": coded.codings(design, evidence, *named),
        "summaries": coded.summaries(design, evidence, *named),
        "team_events": other_tables.team_events(design, documents),
        "organisations": partners,
        "team_organisations": other_tables.team_organisations(
            design, partners, documents
        ),
        "ratings": other_tables.ratings(design, truth, criteria),
        "consensus": other_tables.consensus(design, truth, criteria),
        "measures": other_tables.measures(design, evidence, documents),
        "actions": plans.actions(design, criteria),
        "interpretations": plans.interpretations(design),
        "involvement": plans.involvement(design),
        "roster": roster if design.interviews else roster.head(0),
    }
