"""Many teams' slices of an evaluation, each made as soon as it is asked for."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any

from hiteval.results.evaluation import Evaluation
from hiteval.study.team_slices import each_of, rows_by_team


def each_team(evaluation: Evaluation) -> Callable[[str], Evaluation]:
    """Prepare to slice by team, as `Evaluation.team` does: every table is searched now.

    A slice then takes as long as it is large, however many teams there are.
    """
    study, whole = evaluation.study, evaluation.whole
    of_study = each_of(study)
    of_whole = of_study if whole is study else each_of(whole)
    results = {n: rows_by_team(t) for n, t in evaluation.results().items()}
    known = {n: rows_by_team(t) for n, t in evaluation.known.items()}

    def of_team(team_id: str) -> Evaluation:
        sliced: Any = {n: rows(team_id) for n, rows in results.items()}
        sliced["study"] = sliced["whole"] = of_study(team_id)
        if whole is not study:
            sliced["whole"] = of_whole(team_id)
        of_known = {n: rows(team_id) for n, rows in known.items()}
        return replace(evaluation, known=of_known, sliced=(team_id,), **sliced)

    return of_team
