"""A study of talks in confidence, for tests of what a reader can tell apart."""

from dataclasses import replace

import pandas as pd

from hiteval.disclosure.clearance import text_hash
from hiteval.study.schema import typed


def heard(study, talks: dict[str, tuple[str, int]], consent=None, withheld=()):
    """Return a study of talks: of each the people, and how many passages it has.

    All have consent to be quoted, and their passages are cleared and approved, but
    those of ``consent`` and ``withheld``.
    """
    sources = pd.DataFrame(
        {"source_id": list(talks), "people": [people for people, _ in talks.values()]}
    ).assign(strand="talk", type="interview", title="Talk", date_precision="unknown")
    agreed = [(consent or {}).get(name, "quotes") for name in talks]
    rows = [(f"{s}-s{n}", s) for s, (_, many) in talks.items() for n in range(many)]
    segments = pd.DataFrame(rows, columns=["segment_id", "source_id"]).assign(
        team_id="alpha", clearance="public"
    )
    segments["summary"] = "Thought " + segments["segment_id"]
    segments["quote"] = "We think " + segments["segment_id"]
    segments["clearance"] = segments["clearance"].mask(
        segments["segment_id"].isin(withheld), "internal"
    )
    approvals = segments[["segment_id"]].assign(
        text_sha256=segments["quote"].map(text_hash), approved_on="2020-01-01"
    )
    public = study.settings.editions.public.model_copy(update={"quotes": True})
    editions = study.settings.editions.model_copy(update={"public": public})
    named = {"confidential": ("talk",), "editions": editions}
    tables = {"sources": sources.assign(consent=agreed), "segments": segments}
    tables = {name: typed(name, t) for name, t in tables.items()}
    tables["approvals"] = typed("approvals", approvals)
    settings = study.settings.model_copy(update=named)
    return replace(study, settings=settings, **tables)


TALKS = {name: (f"p{name}", 3) for name in "abcdefg"}
