"""What is to be done: an improvement plan for some teams and the partnership."""

from collections.abc import Sequence

import numpy as np
import pandas as pd

from hiteval.schema import CLEARANCES, STATES
from hiteval.simulation.texts import filled, picked, words
from hiteval.simulation.truth import Design, numbered

_ACTIONS = 2  # for the partnership and every team, at most
_ROLES = ["team director", "programme manager", "lead for involvement", "sponsor"]
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
