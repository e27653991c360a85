"""What a team's page may see of other teams: between which levels they lie."""

import json
from collections.abc import Iterable
from pathlib import Path

import pandas as pd

from hiteval.analysis.area_spans import area_spans
from hiteval.bundle.opening import open_evaluation
from hiteval.bundle.places import find_bundle
from hiteval.results.evaluation import Evaluation

FILE = "area_spans.json"
COLUMNS = ["area_id", "teams", "lowest", "highest"]
TYPES = {"area_id": "str", "lowest": "Float64", "highest": "Float64"}


def write_area_spans(evaluation: Evaluation, bundles: Iterable[Path]) -> None:
    """Write the spans of all teams beside the tables of each team's own bundle."""
    spans = _spans(evaluation).astype({"lowest": "float", "highest": "float"})
    text = json.dumps(spans.to_dict("records"), indent=1, ensure_ascii=False) + "\n"
    for bundle in bundles:
        (bundle / FILE).write_text(text, encoding="utf-8", newline="\n")


def open_area_spans(bundle: str) -> pd.DataFrame:
    """Read from a team's bundle, or work out from a whole one, the spans of all teams.

    Returns
    -------
    DataFrame
        As `hiteval.analysis.area_spans.area_spans` gives it.
    """
    path = find_bundle(bundle) / FILE
    if not path.is_file():
        return _spans(open_evaluation(bundle))
    spans = json.loads(path.read_text(encoding="utf-8"))
    return pd.DataFrame(spans, columns=COLUMNS).astype(TYPES)


def _spans(evaluation: Evaluation) -> pd.DataFrame:
    return area_spans(evaluation.all_teams().profiles)
