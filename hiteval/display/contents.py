"""The pages of a report that are made from results, in the order of the contents."""

import pandas as pd

from hiteval.display.kit.addresses import page_name
from hiteval.results.evaluation import Evaluation

SINGLE = {
    "main-messages": "main_messages",
    "summary": "summary",
    "model": "model",
    "across-teams": "across_teams",
    "waves": "waves",
    "what-teams-need": "what_teams_need",
    "who-shaped": "who_shaped",
    "how-sure": "how_sure",
    "strands": "strands",
    "missing-evidence": "missing_evidence",
    "contrary-evidence": "contrary_evidence",
    "disagreements": "disagreements",
    "evidence-table": "evidence_table",
    "evidence-register": "evidence_register",
    "method": "method",
    "changes": "changes",
    "checklists": "checklists",
    "downloads": "downloads",
    "audit": "audit",
}
COLUMNS = ["path", "notebook", "title", "area_id", "team_id"]


def pages(evaluation: Evaluation) -> pd.DataFrame:
    """List every page.

    Returns
    -------
    DataFrame
        ``path`` below ``book/``, without ending; ``notebook`` that makes it; ``title``;
        ``area_id`` or ``team_id`` where it shows one area or team, else missing.
    """
    waves = len(evaluation.whole.settings.waves) > 1
    rows = [
        (f"results/{name}", notebook, page_name(name, evaluation.labels), None, None)
        for name, notebook in SINGLE.items()
        if waves or name != "waves"
    ]
    rows += [
        (f"areas/{area.id}", "area", area.name, area.id, None)
        for area in evaluation.framework.areas
    ]
    teams = zip(evaluation.teams["team_id"], evaluation.teams["name"], strict=True)
    rows += [(f"teams/{t}", "team", name, None, t) for t, name in teams]
    return pd.DataFrame(rows, columns=COLUMNS, dtype="str")
