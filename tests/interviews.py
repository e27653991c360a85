"""Add five confidential interviews to the tiny study, each with a case of its own."""

from pathlib import Path

import pandas as pd
import yaml

from hiteval.disclosure.clearance import text_hash

QUOTE = "We were never asked what we thought about any of it"

# source, people, consent, and for its one segment: clearance, quote, approved text
INTERVIEWS = [
    ("int-1", "p01;p10", "quotes", "public", QUOTE, QUOTE),
    ("int-2", "p02", "quotes", "public", QUOTE + " then", QUOTE),
    ("int-3", "p03", "quotes", "public", QUOTE + " at all", None),
    (
        "int-4",
        "p04;p05;p07;p08;p09",
        "summary",
        "public",
        QUOTE + " here",
        QUOTE + " here",
    ),
    ("int-5", "p06", "none", "public", QUOTE + " alone", QUOTE + " alone"),
]


def add_interviews(folder: Path) -> Path:
    """Add them to a copy of the tiny study."""
    names = ["source_id", "people", "consent", "clearance", "quote", "approved"]
    rows = pd.DataFrame(INTERVIEWS, columns=names).assign(
        strand="interview", type="interview", date_precision="unknown", team_id="alpha"
    )
    rows["segment_id"] = rows["source_id"] + "-s1"
    rows["title"] = "Talk with " + rows["source_id"]
    rows["summary"] = [f"Thought number {n} of a leader." for n in (3, 1, 2, 5, 4)]
    _append(folder / "sources.csv", rows, "people", "consent")
    _append(folder / "segments.csv", rows, "quote")
    coded = {"coder_id": "ann", "criterion_id": "working.public"}
    _append(folder / "codings.csv", rows.assign(**coded, rating="1", note="a hunch"))
    (folder / "private").mkdir()
    approved = rows.dropna(subset="approved")
    pd.DataFrame(
        {
            "segment_id": approved["segment_id"],
            "text_sha256": approved["approved"].map(text_hash),
            "approved_on": "2020-02-01",
        }
    ).to_csv(folder / "private" / "approvals.csv", index=False)
    roster().to_csv(folder / "private" / "roster.csv", index=False)
    settings = yaml.safe_load((folder / "study.yml").read_text())
    settings["strands"]["interview"] = "Interviews"
    settings["confidential"] = ["interview"]
    settings["editions"] = {"public": {"quotes": True}}
    period = {key: str(day) for key, day in settings["period"].items()}
    (folder / "study.yml").write_text(yaml.safe_dump(settings | {"period": period}))
    return folder


def roster() -> pd.DataFrame:
    """Twelve people: nine directors, two chairs, one sponsor."""
    people = [f"p{n:02}" for n in range(1, 13)]
    return pd.DataFrame(
        {
            "person_id": people,
            "name": [f"Quill Zanzi{chr(96 + n) * 2}" for n in range(1, 13)],
            "role": ["director"] * 9 + ["chair"] * 2 + ["sponsor"],
            "broader_role": ["leader"] * 12,
        }
    )


def _append(path: Path, rows: pd.DataFrame, *new: str) -> None:
    table = pd.read_csv(path, dtype=str)
    columns = [*table.columns, *new]
    pd.concat([table, rows]).reindex(columns=columns).to_csv(path, index=False)
