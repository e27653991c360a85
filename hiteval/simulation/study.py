"""Put a simulated study together, and write it with what is true beside it."""

import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np
import pandas as pd

from hiteval import schema
from hiteval.framework import Framework
from hiteval.settings import Settings
from hiteval.simulation import hostile, people, surroundings, texts
from hiteval.simulation.evidence import Evidence, draw_evidence
from hiteval.simulation.truth import (
    Design,
    ErrorModel,
    Truth,
    draw_truth,
    numbered,
)
from hiteval.study import Study, write_study

_TYPES = ["team_page", "annual_review", "news", "minutes"]
_CLEARANCE, _CLEARED = ["public", "internal", ""], (0.9, 0.05, 0.05)
_CYCLE = ["public", "public", "internal", None]  # of segments of interviews
_QUOTED = 0.15  # of segments of documents; of interviews, four in five
_NOTED = 0.2  # of codings


@dataclass(frozen=True, slots=True)
class Simulation:
    """A study and what is true of its teams: ``team_id, criterion_id, level``."""

    study: Study
    truth: pd.DataFrame


def simulate(
    design: Design,
    framework: Framework,
    model: ErrorModel | None = None,
    spoilt: bool = False,
) -> Simulation:
    """Make a complete study up.

    Parameters
    ----------
    design : Design
        Its size and seed; the same gives the same study.
    framework : Framework
        What its teams are evaluated against.
    model : ErrorModel, optional
        How evidence strays from the truth.
    spoilt : bool
        Whether every text begins with a hostile string.
    """
    criteria = framework.criterion_ids
    truth = draw_truth(design, len(criteria))
    evidence = draw_evidence(design, truth, model or ErrorModel())
    tables = _tables(design, truth, evidence, criteria)
    settings = _settings(design)
    if spoilt:
        tables = {n: hostile.spoilt_table(n, table) for n, table in tables.items()}
        settings = hostile.spoilt_settings(settings)
        framework = hostile.spoilt_framework(framework)
    approvals = _approvals(tables["segments"], tables["sources"])  # as spoilt
    if spoilt:
        approvals = hostile.spoilt_table("approvals", approvals)
    tables["approvals"] = approvals
    typed = {name: schema.typed(name, tables[name]) for name in schema.TABLES}
    known = truth.table(design.team_ids, criteria)
    return Simulation(Study(settings, framework, **typed), known)


def write_simulation(simulation: Simulation, folder: Path) -> None:
    """Write a study into an empty or absent folder, and the truth into ``truth/``.

    A folder of its own, as a study folder holds no table that is not the study's.
    """
    write_study(simulation.study, folder)
    place = folder / "truth"
    place.mkdir()
    simulation.truth.to_csv(place / "truth.csv", index=False, lineterminator="\n")


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
    roster = people.roster(design)
    sources = _sources(design, evidence, people.interviews(design, roster))
    documents = sources["source_id"].head(design.documents).tolist()
    segments = _segments(design, evidence, sources["source_id"])
    partners = surroundings.organisations(design)
    return {
        "teams": surroundings.teams(design),
        "sources": sources,
        "segments": segments,
        "codings": _codings(design, evidence, segments["segment_id"], criteria),
        "team_events": surroundings.team_events(design, documents),
        "organisations": partners,
        "team_organisations": surroundings.team_organisations(
            design, partners, documents
        ),
        "ratings": surroundings.ratings(design, truth, criteria),
        "consensus": surroundings.consensus(design, truth, criteria),
        "measures": surroundings.measures(design, evidence, documents),
        "roster": roster if design.interviews else roster.head(0),
    }


def _sources(
    design: Design, evidence: Evidence, interviews: pd.DataFrame
) -> pd.DataFrame:
    """List documents, every fifth a first-person account, then interviews."""
    random = design.random("sources")
    count = design.documents
    main = evidence.team[np.unique(evidence.source, return_index=True)[1]][:count]
    ids = numbered("doc-", count)
    documents = pd.DataFrame(
        {
            "source_id": ids,
            "strand": np.where(np.arange(count) % 5 == 4, "account", "document"),
            "type": texts.picked(_TYPES, count, random),
            "title": texts.filled(
                "Paper {0} of {1}",
                range(1, count + 1),
                np.array(design.team_ids, dtype=object)[main],
            ),
            "publisher": "The simulated partnership",
            **surroundings.dates(count, random),
            "url": [f"https://example.org/{name}" for name in ids],
        }
    )
    held = interviews.assign(
        source_id=numbered("int-", design.interviews),
        strand="interview",
        title=[f"Interview {n}" for n in range(1, design.interviews + 1)],
        **surroundings.dates(design.interviews, random, ["day"] * design.interviews),
    )
    return pd.concat([documents, held], ignore_index=True)


def _segments(
    design: Design, evidence: Evidence, source_ids: pd.Series
) -> pd.DataFrame:
    """Put segments into words; the first passage of each sets the tone."""
    random = design.random("segments")
    source = evidence.source[evidence.pair]
    team = evidence.team[evidence.pair]
    level = evidence.level[evidence.first_passage]
    number = evidence.number_in_source + 1
    spoken = source >= design.documents
    of = source_ids.to_numpy(dtype=object)[source]
    quoted = _quoted(spoken, random)
    quote = np.full(len(source), None, dtype=object)
    quote[quoted] = texts.quotes(level[quoted], random)
    return pd.DataFrame(
        {
            "segment_id": texts.filled("{0}-s{1:03}", of, number),
            "source_id": of,
            "team_id": np.array(design.team_ids, dtype=object)[team],
            "summary": texts.summaries(level, random),
            "quote": quote,
            "locator": texts.filled(
                "{0} {1}", np.where(spoken, "minute", "page"), number
            ),
            "clearance": _clearance(spoken, random),
        }
    )


def _quoted(spoken: np.ndarray, random: np.random.Generator) -> np.ndarray:
    quoted = random.random(len(spoken)) < _QUOTED
    quoted[spoken] = np.arange(np.count_nonzero(spoken)) % 5 < 4
    return quoted


def _clearance(spoken: np.ndarray, random: np.random.Generator) -> np.ndarray:
    """Clear most segments of documents; of interviews, by turns, so that all occur."""
    clearance = random.choice(_CLEARANCE, len(spoken), p=_CLEARED).astype(object)
    clearance[clearance == ""] = None
    turn = np.arange(np.count_nonzero(spoken)) % len(_CYCLE)
    clearance[spoken] = np.array(_CYCLE, dtype=object)[turn]
    return clearance


def _codings(
    design: Design, evidence: Evidence, segment_ids: pd.Series, criteria: Sequence[str]
) -> pd.DataFrame:
    random = design.random("notes")
    coder, passage = np.nonzero(evidence.given)
    noted = np.flatnonzero(random.random(len(coder)) < _NOTED)
    note = np.full(len(coder), None, dtype=object)
    note[noted] = texts.filled(
        "The wording about {0} was not quite clear", texts.words("note", len(noted))
    )
    segment, criterion = evidence.segment[passage], evidence.criterion[passage]
    return pd.DataFrame(
        {
            "segment_id": segment_ids.to_numpy(dtype=object)[segment],
            "coder_id": np.array(design.coder_ids, dtype=object)[coder],
            "criterion_id": np.array(criteria, dtype=object)[criterion],
            "rating": evidence.rating[coder, passage],
            "note": note,
        }
    )


def _approvals(segments: pd.DataFrame, sources: pd.DataFrame) -> pd.DataFrame:
    """Approve quotes of interviews by turns: as they stand, as they stood, not."""
    spoken = sources.loc[sources["strand"] == "interview", "source_id"]
    said = segments[segments["source_id"].isin(spoken) & segments["quote"].notna()]
    said = said.assign(turn=np.arange(len(said)) % 3)
    approved = said[said["turn"] < 2]
    text = approved["quote"].where(
        approved["turn"] == 0,
        "Before it was changed: " + approved["quote"].astype("str"),
    )
    hashes = [hashlib.sha256(words.encode()).hexdigest() for words in text]
    return pd.DataFrame(
        {
            "segment_id": approved["segment_id"],
            "text_sha256": hashes,
            "approved_on": "2015-05-28",
            "approved_by": "Simulated editor",
        }
    )
