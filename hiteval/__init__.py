"""Reproducible evaluation of Health Integration Teams.

Coded evidence goes in; a published report with a page for every team comes out, in
which any reader can walk from a rating to the passage behind it.

For notebooks and scripts there are the names below: `read_study`, `evaluate` and what
they return; each step from codings to ratings by itself; and how sure the results are.
These names stay; what else there is may move.
"""

import os
from importlib import import_module
from importlib.metadata import version
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from hiteval.analysis.agreement.published_examples import check_published
    from hiteval.analysis.coded_segments import (
        about_team,
        people_first,
        segment_ratings,
    )
    from hiteval.analysis.consensus import latest_consensus
    from hiteval.analysis.evidence import source_evidence, tally
    from hiteval.analysis.scoring import area_profiles, propose
    from hiteval.bundle.opening import open_evaluation
    from hiteval.errors import StudyError
    from hiteval.results.evaluation import Evaluation, evaluate, shown_ratings
    from hiteval.results.findings import (
        differing_numbers,
        findings_with_facts,
        overlooked,
    )
    from hiteval.results.sureness import (
        how_coders_agree,
        how_coders_code,
        how_each_pair_of_coders_agrees,
        how_saturated,
        ratings_without_single_codings,
        what_chance_tells_apart,
        what_coders_disagree_on,
        what_coders_rate_farthest_apart,
        what_one_coder_gave,
        what_tells_concluded_teams_apart,
        where_evidence_is_missing,
    )
    from hiteval.results.theory import links_with_evidence
    from hiteval.study.reading import read_study
    from hiteval.study.study import Study

# openpyxl asks for this when it is first imported. With lxml, where that happens to be
# installed, it would write other bytes, and read without defusedxml.
os.environ["OPENPYXL_LXML"] = "False"

__all__ = [
    "Evaluation",
    "Study",
    "StudyError",
    "about_team",
    "area_profiles",
    "check_published",
    "differing_numbers",
    "evaluate",
    "findings_with_facts",
    "how_coders_agree",
    "how_coders_code",
    "how_each_pair_of_coders_agrees",
    "how_saturated",
    "latest_consensus",
    "links_with_evidence",
    "open_evaluation",
    "overlooked",
    "people_first",
    "propose",
    "ratings_without_single_codings",
    "read_study",
    "segment_ratings",
    "shown_ratings",
    "source_evidence",
    "tally",
    "what_chance_tells_apart",
    "what_coders_disagree_on",
    "what_coders_rate_farthest_apart",
    "what_one_coder_gave",
    "what_tells_concluded_teams_apart",
    "where_evidence_is_missing",
]
_HOMES = {
    "Evaluation": "results.evaluation",
    "Study": "study.study",
    "StudyError": "errors",
    "about_team": "analysis.coded_segments",
    "area_profiles": "analysis.scoring",
    "check_published": "analysis.agreement.published_examples",
    "differing_numbers": "results.findings",
    "evaluate": "results.evaluation",
    "findings_with_facts": "results.findings",
    "how_coders_agree": "results.sureness",
    "how_coders_code": "results.sureness",
    "how_each_pair_of_coders_agrees": "results.sureness",
    "how_saturated": "results.sureness",
    "latest_consensus": "analysis.consensus",
    "links_with_evidence": "results.theory",
    "open_evaluation": "bundle.opening",
    "overlooked": "results.findings",
    "people_first": "analysis.coded_segments",
    "propose": "analysis.scoring",
    "ratings_without_single_codings": "results.sureness",
    "read_study": "study.reading",
    "segment_ratings": "analysis.coded_segments",
    "shown_ratings": "results.evaluation",
    "source_evidence": "analysis.evidence",
    "tally": "analysis.evidence",
    "what_chance_tells_apart": "results.sureness",
    "what_coders_disagree_on": "results.sureness",
    "what_coders_rate_farthest_apart": "results.sureness",
    "what_one_coder_gave": "results.sureness",
    "what_tells_concluded_teams_apart": "results.sureness",
    "where_evidence_is_missing": "results.sureness",
}


def __getattr__(name: str) -> Any:
    # Only when it is asked for: pandas alone takes a second, and the command line
    # must answer at once.
    if name == "__version__":
        return version("hiteval")
    if name not in _HOMES:
        raise AttributeError(f"module 'hiteval' has no attribute {name!r}")
    return getattr(import_module(f"hiteval.{_HOMES[name]}"), name)
