"""What is to be done, what evaluators make of teams, and who was involved."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from hiteval.simulation import other_tables
from hiteval.simulation.texts import filled, picked, words
from hiteval.simulation.truth import Design, numbered
from hiteval.study.choices import CLEARANCES, STAGES, STATES

_ACTIONS = 2  # for the partnership and every team, at most
_ROLES = ["team director", "programme manager", "lead for involvement", "sponsor"]
_GROUPS = ["patients and carers", "team directors", "commissioners", "researchers"]
_INVOLVED = 0.4  # of groups, at each stage
_KINDS = ("aim", "did", "changed", "reflection")
_REVIEWED = ["2015-09-30", "2015-12-31", "2016-03-31"]


def actions(design: Design, criteria: Sequence[str]) -> pd.DataFrame:
    """Plan up to a few actions each, every third about no criterion of its own."""
    random = design.random("actions")
    many = random.integers(_ACTIONS + 1, size=design.teams + 1)
    many[-1] = _ACTIONS
    # None is the partnership's row, as people leave it blank.
    owners = np.array([*design.team_ids[:-1], None], dtype=object).repeat(many)
    count = len(owners)
    about = picked(list(criteria), count, random)
    return pd.DataFrame(
        {
            "action_id": numbered("action-", count),
            "team_id": owners,
            "criterion_id": about.where(np.arange(count) % 3 > 0),
            "action": filled(
                "Ask everybody in {0} what would help, and go back with an answer",
                words("action", count),
            ),
            "owner_role": picked(_ROLES, count, random),
            "review_on": picked(_REVIEWED, count, random),
            "status": picked(STATES, count, random),
            "clearance": picked([*CLEARANCES, "public", None], count, random),
        }
    )


def interpretations(design: Design) -> pd.DataFrame:
    """Write a few lines about every second team."""
    random = design.random("interpretations")
    team_ids = list(design.team_ids[::2])
    pattern = "What {0} shows us is *no* more than a beginning of its own kind"
    return pd.DataFrame(
        {
            "team_id": team_ids,
            "text": filled(pattern, words("made_of_it", len(team_ids))),
            "clearance": picked([*CLEARANCES, "public"], len(team_ids), random),
        }
    )


def involvement(design: Design) -> pd.DataFrame:
    """Involve groups of a few and of many in some stages of the evaluation."""
    random = design.random("involvement")
    stage, group = np.nonzero(random.random((len(STAGES), len(_GROUPS))) < _INVOLVED)
    count = len(stage)
    patterns = {
        "aim": "To hear what {0} means to those who live with it every day",
        "what_they_did": "Read a draft about {0} line by line and wrote beside it",
        "what_changed": "The part about {0} was written again from the first line",
        "reflection": "There was too little time for {0} on the second of two days",
    }
    text = {
        column: filled(pattern, words(kind, count))
        for (column, pattern), kind in zip(patterns.items(), _KINDS, strict=True)
    }
    return pd.DataFrame(
        {
            "stage": np.array(STAGES, dtype=object)[stage],
            "group": np.array(_GROUPS, dtype=object)[group],
            **other_tables.dates(count, random),
            "people": random.integers(1, 30, count),
            **text,
            "clearance": picked([*CLEARANCES, "public", None], count, random),
        }
    )
