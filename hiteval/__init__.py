"""Reproducible evaluation of Health Integration Teams.

Coded evidence goes in; a published report with a page for every team comes out, in
which any reader can walk from a rating to the passage behind it.

For notebooks and scripts there are the names below: `read_study`, `evaluate` and what
they return, and single steps of it. These names stay; what else there is may move.
"""

from importlib import import_module
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hiteval.analysis.consensus import latest_consensus
    from hiteval.errors import StudyError
    from hiteval.results.evaluation import Evaluation, evaluate
    from hiteval.study.reading import read_study
    from hiteval.study.study import Study

__all__ = [
    "Evaluation",
    "Study",
    "StudyError",
    "evaluate",
    "latest_consensus",
    "read_study",
]
_HOMES = {
    "Evaluation": "results.evaluation",
    "Study": "study.study",
    "StudyError": "errors",
    "evaluate": "results.evaluation",
    "latest_consensus": "analysis.consensus",
    "read_study": "study.reading",
}


def __getattr__(name: str) -> Any:
    # Only when it is asked for: pandas alone takes a second, and the command line
    # must answer at once.
    if name not in _HOMES:
        raise AttributeError(f"module 'hiteval' has no attribute {name!r}")
    return getattr(import_module(f"hiteval.{_HOMES[name]}"), name)
