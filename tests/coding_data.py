"""Codings to test agreement on, drawn at random or small enough to check by hand."""

import numpy as np
import pandas as pd
from hypothesis import strategies as st
from hypothesis.extra.numpy import arrays

from hiteval.analysis.agreement.coding_grid import coding_grid
from hiteval.study.framework import Framework

SCALE = [1.0, 2.0, 3.0, 4.0]
NAN = float("nan")


def ratings(coders=(2, 4), units=(1, 10), missing=True):
    """Draw an array of coders by units, with missing codings unless told otherwise."""
    values = st.sampled_from([*SCALE, NAN] if missing else SCALE)
    shape = st.tuples(st.integers(*coders), st.integers(*units))
    return shape.flatmap(lambda size: arrays(np.float64, size, elements=values))


def framework():
    """Two areas, three criteria."""
    criteria = [{"id": i, "name": i, "definition": i} for i in ("a.one", "a.two", "b")]
    areas = [
        {"id": "a", "name": "A", "kind": "process", "definition": "A"},
        {"id": "b-area", "name": "B", "kind": "outcome", "definition": "B"},
    ]
    levels = [{"value": v, "name": str(v), "meaning": "m"} for v in range(-2, 3)]
    return Framework.model_validate(
        {
            "id": "small",
            "title": "Small",
            "source": "made up",
            "areas": [
                areas[0] | {"criteria": criteria[:2]},
                areas[1] | {"criteria": criteria[2:]},
            ],
            "rating_scale": {
                "source": "made up",
                "levels": levels,
                "proposal_rule": {"explicit_sources": 2, "net_ratio": 2},
            },
        }
    )


SEGMENTS = pd.DataFrame(
    [("s1", "x", "t"), ("s2", "x", "t"), ("s3", "y", "t"), ("s4", "z", "u")],
    columns=["segment_id", "source_id", "team_id"],
)
CODINGS = pd.DataFrame(
    [
        ("s1", "ann", "a.one", 2),
        ("s1", "ann", "b", 1),
        ("s1", "bob", "a.one", 1),
        ("s2", "ann", "a.two", 0),
        ("s2", "bob", "a.two", 0),
        ("s2", "bob", "b", -1),
        ("s3", "ann", "b", 2),
        ("s3", "bob", "b", -2),
        ("s4", "ann", "a.one", 1),
    ],
    columns=["segment_id", "coder_id", "criterion_id", "rating"],
).astype({"rating": "Int64"})


def grid(codings=CODINGS, segments=SEGMENTS, seen=None):
    """Lay the small study out."""
    return coding_grid(codings, segments, framework().criterion_ids, seen)


NOTHING_SETTLED = pd.DataFrame(
    columns=["segment_id", "criterion_id", "about", "rating"], dtype="str"
)
