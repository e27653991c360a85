"""Every segment in one table that a reader can search, sort and filter.

The table is drawn by DataTables, in the bundle that itables ships, and everything is in
the page: it works from a folder and asks no host for anything. DataTables takes cells
as HTML, so all of them are finished HTML, made with `hiteval.display.html.escape` as
everywhere. Equal cells are sent once.
"""

import json
from base64 import b64encode
from collections.abc import Mapping
from importlib.resources import files
from typing import Any

import pandas as pd

from hiteval import sureness
from hiteval.analysis.comparisons import SAME_RATING
from hiteval.display import addresses
from hiteval.display.html import Html, escape, link
from hiteval.display.passages import KEYS, coded, passage, source
from hiteval.display.ratings import chip
from hiteval.display.table import records
from hiteval.display.words import signed
from hiteval.evaluation import Evaluation

SHOWN = ["Rating", "Team", "Criterion", "Passage", "Coders", "Source"]
RATINGS = {"below": "below 0", "above": "above 0", "uncoded": "not coded"}
CODERS = {
    "differ": "differ",
    "ratings": "rate it differently",
    "far": "rate it two levels apart",
    "some": "do not all see the criterion",
}
NO_SCRIPT = (
    "<p>To search and filter, a browser must run JavaScript. The pages of the teams "
    "and the evidence register show the same passages without it.</p>"
)


def evidence_table(evaluation: Evaluation) -> Html:
    """Show every segment, once for each criterion that it was coded with."""
    rows = _rows(evaluation)
    heads = "".join(f'<th scope="col">{name}</th>' for name in SHOWN)
    return Html(
        f'<div class="table stacked evidence"><noscript>{NO_SCRIPT}</noscript>'
        f'<form id="evidence-filters" hidden>{_filters(evaluation, rows)}'
        '<button type="reset">Show all</button></form>'
        f'<table id="segments-table"><thead><tr>{heads}</tr></thead></table></div>'
        f'<script type="application/json" id="evidence-data">{_packed(rows)}</script>'
        f"<script>{_script()}</script>"
    )


def _rows(evaluation: Evaluation) -> pd.DataFrame:
    """Lay out cells of finished HTML, and the words that filters look for."""
    study = evaluation.study
    uncoded = study.segments[
        ~study.segments["segment_id"].isin(evaluation.rated["segment_id"])
    ]
    everything = [evaluation.rated, uncoded[["segment_id", "team_id", "source_id"]]]
    found = coded(evaluation, pd.concat(everything, ignore_index=True))
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    teams = study.teams.set_index("team_id")["name"]
    levels = found["rating"].astype("object").where(found["rating"].notna(), None)
    return pd.DataFrame(
        {
            "Rating": found["rating"].map(chip),
            "Team": [link(p.page, teams[p.team_id]) for p in records(found)],
            "Criterion": [_criterion(p, criteria) for p in records(found)],
            "Passage": [_passage(p) for p in records(found)],
            "Coders": found["by_coder"].fillna(""),
            "Source": [source(p) for p in records(found)],
            "level": levels,
            "team": found["team_id"],
            "criterion": found["criterion_id"].fillna(""),
            "strand": found["strand"],
            "rating": [_rating_words(level) for level in levels],
            "coders": _difference_words(evaluation, found),
            "segment": found["segment_id"],
            "source": found["source_id"],
        }
    )


def _criterion(row: Any, criteria: Mapping[str, str]) -> str:
    if pd.isna(row.criterion_id):
        return "not coded"
    place = addresses.rating_place(row.criterion_id)
    return link(f"{row.page}#{place}", criteria[row.criterion_id])


def _passage(row: Any) -> str:
    place = f"{row.page}#{addresses.segment_place(row.segment_id)}"
    return f"{passage(row)} {link(place, f'Segment {row.segment_id}', 'segment')}"


def _rating_words(level: float | None) -> str:
    if level is None:
        return "uncoded"
    side = "below " if level < 0 else "above " if level > 0 else ""
    return f"{side}{level:g}"


def _difference_words(evaluation: Evaluation, found: pd.DataFrame) -> list[str]:
    """Say in the words of `CODERS` where coders differ."""
    rows = sureness.what_coders_disagree_on(evaluation)
    how = (rows["about"] == SAME_RATING).map({True: "ratings", False: "some"})
    far = (rows["gap"] > 1).fillna(False).map({True: " far", False: ""})
    words = ("differ " + how + far).set_axis(pd.MultiIndex.from_frame(rows[KEYS]))
    return words.reindex(pd.MultiIndex.from_frame(found[KEYS])).fillna("").tolist()


def _filters(evaluation: Evaluation, rows: pd.DataFrame) -> str:
    """Make a labelled list of choices for each thing to filter by."""
    names = evaluation.study.teams.set_index("team_id")["name"]
    teams = names.loc[names.str.casefold().sort_values(kind="stable").index]
    levels = sorted({level for level in rows["level"] if level is not None})
    ratings = RATINGS | {f"{level:g}": signed(level) for level in levels}
    choices: dict[str, Mapping[str, str]] = {
        "team": {str(team_id): name for team_id, name in teams.items()},
        "criterion": {c.id: c.name for c in evaluation.framework.criteria},
        "strand": {s: s for s in evaluation.study.settings.strands},
        "rating": ratings,
        "coders": CODERS,
    }
    return "".join(_choice(key, options) for key, options in choices.items())


def _choice(key: str, options: Mapping[str, str]) -> str:
    items = "".join(
        f'<option value="{escape(value)}">{escape(label)}</option>'
        for value, label in options.items()
    )
    return (
        f'<label>{key.capitalize()} <select name="{key}"><option value="">any</option>'
        f"{items}</select></label>"
    )


def _packed(rows: pd.DataFrame) -> str:
    """Write each column as its distinct values and which of them a row has."""
    packed = {}
    for name in rows:
        codes, values = pd.factorize(rows[name], use_na_sentinel=False)
        known = [None if pd.isna(value) else value for value in values]
        packed[name] = {"values": known, "codes": codes.tolist()}
    text = json.dumps(packed, ensure_ascii=False, separators=(",", ":"))
    # Within a script, only these could end it or start a comment.
    return text.replace("<", "\\u003c")


def _script() -> str:
    """Return DataTables as a module in an address of its own, and what starts it."""
    bundle = files("itables").joinpath("html", "dt_bundle.js").read_bytes()
    start = files("hiteval.display").joinpath("evidence_table.js").read_text("utf-8")
    address = f"data:text/javascript;base64,{b64encode(bundle).decode()}"
    return f'const dataTables = import("{address}");\n{start}'
