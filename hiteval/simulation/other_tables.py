"""The tables around the evidence: events, partners, measures and ratings."""

from collections.abc import Sequence
from typing import Any

import numpy as np
import pandas as pd

from hiteval.simulation.coders import Evidence
from hiteval.simulation.texts import filled, picked, words
from hiteval.simulation.truth import Design, Truth, numbered, strayed
from hiteval.study.choices import CLEARANCES, EVENTS

LENGTH = {"day": 10, "month": 7, "year": 4, "unknown": 0}  # of YYYY-MM-DD that is kept
PRECISION = (0.5, 0.1, 0.2, 0.2)
FROM, DAYS = np.datetime64("2012-07-01"), 1064  # to May 2015
TOPICS = [
    *("Falls", "Dementia", "Stroke", "Diabetes", "Asthma", "Back pain", "Eye care"),
    *("Hearing", "Sleep", "Wound care", "Kidneys", "Hearts", "Teeth", "Migraine"),
    *("Frailty", "Epilepsy", "Skin", "Mobility", "Nutrition", "Recovery at home"),
]
_SECTORS = {
    "university": "University",
    "nhs_provider": "Hospitals",
    "local_authority": "Council",
    "commissioner": "Commissioning Group",
    "voluntary_community": "Carers",
}
_PARTNERS, _MOST_PARTNERS, _MOST_ORGANISATIONS = 3, 8, 200
_MEASURES = 0.8  # a document, on average
_SMALL = 0.5  # of measures are of a handful
_MEASURED = ["people who joined", "people trained by", "meetings held by", "grants to"]
_RATED, _RATERS, _AGREED = 0.15, 3, 0.04  # shares of cells, and how many rate them
_APT, _OPPOSITE = 0.8, 0.06  # raters who see the truth, and its contrary
_RATED_ON = ["2015-04-20", "2015-05-04", "2015-05-18"]


def teams(design: Design) -> pd.DataFrame:
    """Name the teams, and the partnership."""
    count = design.teams
    topics = [TOPICS[n % len(TOPICS)] for n in range(count)]
    tags = [tag.removeprefix("team-") for tag in design.team_ids]
    names = [f"Team {tag}: {topic}" for tag, topic in zip(tags, topics, strict=False)]
    initials = [f"T{tag}" for tag in tags[:-1]]
    return pd.DataFrame(
        {
            "team_id": design.team_ids,
            "name": [*names, "The partnership"],
            "acronym": [*initials, None],
            "kind": [*["team"] * count, "partnership"],
            "focus": [*[f"{topic} at any age" for topic in topics], None],
            "aliases": [*[f"{tag} HIT;Group {tag}" for tag in initials], None],
        }
    )


def dates(
    count: int, random: np.random.Generator, precision: Sequence[str] | None = None
) -> dict[str, Any]:
    """Draw dates of every precision: the columns ``date`` and ``date_precision``."""
    if precision is None:
        precision = random.choice(list(LENGTH), count, p=PRECISION).tolist()
    days = np.datetime_as_string(FROM + random.integers(DAYS, size=count))
    cut = zip(days.tolist(), precision, strict=True)
    return {
        "date": [day[: LENGTH[how]] or None for day, how in cut],
        "date_precision": precision,
    }


def team_events(design: Design, documents: Sequence[str]) -> pd.DataFrame:
    """Draw each team's events, every second noted; one a team and kind of event."""
    random = design.random("events")
    happened = random.random((design.teams, len(EVENTS))) < 0.3
    team, event = np.nonzero(happened)
    count = len(team)
    notes = filled("Told in the minutes of {0} for that year", words("event", count))
    return pd.DataFrame(
        {
            "team_id": np.array(design.team_ids, dtype=object)[team],
            "event": np.array(EVENTS, dtype=object)[event],
            **dates(count, random),
            "note": [note if n % 2 else None for n, note in enumerate(notes)],
            "source_id": picked(documents, count, random),
        }
    )


def organisations(design: Design) -> pd.DataFrame:
    """Name partners of every sector."""
    count = min(10 + design.teams // 2, _MOST_ORGANISATIONS)
    sectors = [list(_SECTORS)[n % len(_SECTORS)] for n in range(count)]
    kinds = [_SECTORS[sector] for sector in sectors]
    return pd.DataFrame(
        {
            "org_id": numbered("org-", count),
            "name": filled("{0} {1}", words("organisation", count), kinds),
            "sector": sectors,
        }
    )


def team_organisations(
    design: Design, partners: pd.DataFrame, documents: Sequence[str]
) -> pd.DataFrame:
    """Draw each team's partners; of every third it is not known from where."""
    random = design.random("partners")
    chance = random.random((design.teams, len(partners)))
    many = random.integers(_PARTNERS, _MOST_PARTNERS + 1, design.teams)
    team, organisation = np.nonzero(chance.argsort().argsort() < many[:, None])
    count = len(team)
    sources = picked(documents, count, random)
    return pd.DataFrame(
        {
            "team_id": np.array(design.team_ids, dtype=object)[team],
            "org_id": partners["org_id"].to_numpy(dtype=object)[organisation],
            "role": picked(["member", "collaborator", "funder"], count, random),
            "source_id": sources.where(np.arange(count) % 3 > 0),
        }
    )


def measures(
    design: Design, evidence: Evidence, documents: Sequence[str]
) -> pd.DataFrame:
    """Draw figures that documents state, half of them of a handful."""
    random = design.random("measures")
    stated = evidence.source < design.documents
    stated &= random.random(len(stated)) < _MEASURES
    count = int(np.count_nonzero(stated))
    small = random.random(count) < _SMALL
    large = random.lognormal(5, 2, count).astype(np.int64)
    value = np.where(small, random.integers(10, size=count), large)
    return pd.DataFrame(
        {
            "team_id": np.array(design.team_ids, dtype=object)[evidence.team[stated]],
            "measure": filled(
                "{0} {1}",
                picked(_MEASURED, count, random),
                words("measure", count),
            ),
            "period": picked(["2012-13", "2013-14", "2014-15", None], count, random),
            "qualifier": picked([None, None, "more than", "about"], count, random),
            "value": value,
            "unit": np.where(small, "people", "count"),
            "comparator": picked([None, "half as many before"], count, random),
            "source_id": np.array(documents, dtype=object)[evidence.source[stated]],
        }
    )


def ratings(design: Design, truth: Truth, criteria: Sequence[str]) -> pd.DataFrame:
    """Let people rate some teams on some criteria: mostly rightly, some the reverse."""
    random = design.random("ratings")
    team, criterion = np.nonzero(random.random(truth.levels.shape) < _RATED)
    true = np.tile(truth.levels[team, criterion], _RATERS)
    count = len(true)
    rating = strayed(true, _APT, random)
    raters = np.array(numbered("rater-", _RATERS), dtype=object)
    return pd.DataFrame(
        {
            "team_id": np.tile(np.array(design.team_ids, dtype=object)[team], _RATERS),
            "criterion_id": np.tile(
                np.array(criteria, dtype=object)[criterion], _RATERS
            ),
            "rater_id": raters.repeat(len(team)),
            "rated_on": picked(_RATED_ON, count, random),
            "rating": np.where(random.random(count) < _OPPOSITE, -true, rating),
            "rationale": filled(
                "Judged on what {0} had done by then", words("rationale", count)
            ),
        }
    )


def consensus(design: Design, truth: Truth, criteria: Sequence[str]) -> pd.DataFrame:
    """Let people agree on the truth of some teams on some criteria."""
    random = design.random("consensus")
    agreed = truth.present & (random.random(truth.levels.shape) < _AGREED)
    team, criterion = np.nonzero(agreed)
    return pd.DataFrame(
        {
            "team_id": np.array(design.team_ids, dtype=object)[team],
            "criterion_id": np.array(criteria, dtype=object)[criterion],
            "agreed_on": "2015-05-26",
            "rating": truth.levels[team, criterion],
            "reason": filled(
                "Agreed in the meeting about {0} after going through every source",
                words("reason", len(team)),
            ),
            "clearance": picked([*CLEARANCES, "public"], len(team), random),
        }
    )
