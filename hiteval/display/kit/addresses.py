"""Where everything stands in the report: pages and the places within them.

Every page lies two folders below the root of the book, so one relative form serves all.
"""

from urllib.parse import urlencode

import pandas as pd

from hiteval.catalogue import N_, _
from hiteval.study.labels import Labels

PAGES = {  # what a page is called where a list leads to it
    "across-teams": N_("Across {teams}"),
    "audit": N_("Audit"),
    "changes": N_("Changes"),
    "checklists": N_("Checklists"),
    "compare": N_("Compare"),
    "confidentiality": N_("Confidentiality"),
    "contrary-evidence": N_("Contrary evidence"),
    "disagreements": N_("Disagreements"),
    "downloads": N_("Downloads"),
    "evidence-register": N_("Evidence register"),
    "evidence-table": N_("Evidence table"),
    "findings": N_("Findings"),
    "framework-matrix": N_("Framework matrix"),
    "how-sure": N_("How sure"),
    "main-messages": N_("Main messages"),
    "method": N_("Method"),
    "missing-evidence": N_("Missing evidence"),
    "model": N_("Model"),
    "strands": N_("Strands"),
    "waves": N_("Waves"),
    "what-teams-need": N_("What {teams} need"),
    "who-shaped": N_("Who shaped"),
}
HOW_TO_READ = "../how-to-read.html#what-each-page-shows"
HOW_TO_ANSWER = "../how-to-read.html#if-something-is-wrong-or-missing"


def area_page(area_id: str) -> str:
    """Return the address of an area's page."""
    return f"../areas/{area_id}.html"


def result_page(name: str) -> str:
    """Return the address of a page of results that there is one of."""
    return f"../results/{name}.html"


def page_name(name: str, labels: Labels) -> str:
    """Write the name of such a page in the study's words.

    >>> page_name("what-teams-need", Labels(team="site"))
    'What sites need'
    """
    words = _(PAGES.get(name, name.replace("-", " ")), teams=labels.teams)
    return words[0].upper() + words[1:]


def team_page(team_id: str, kind: str) -> str:
    """Return the page of a team, or that of the model for the partnership's rows."""
    return f"../teams/{team_id}.html" if kind == "team" else result_page("model")


def team_pages(teams: pd.DataFrame) -> dict[str, str]:
    """Return the address of every team's page by ``team_id``."""
    pairs = zip(teams["team_id"], teams["kind"], strict=True)
    return {team_id: team_page(team_id, kind) for team_id, kind in pairs}


def workings_page(team_id: str) -> str:
    """Return the page that works out the ratings of a team, step by step."""
    return result_page(f"workings-{team_id}")


def evidence_place(criterion_id: str) -> str:
    """Name the place on a team's page where a criterion's passages stand."""
    return f"evidence-{criterion_id}"


def area_place(area_id: str) -> str:
    """Name the place on a team's page where an area's evidence is folded."""
    return f"area-{area_id}"


def rating_place(criterion_id: str) -> str:
    """Name the place on a team's page where a criterion's rating stands."""
    return f"rating-{criterion_id}"


def segment_place(segment_id: str) -> str:
    """Name the place on a team's page where a segment stands."""
    return f"segment-{segment_id}"


def finding_place(finding_id: str) -> str:
    """Name the place on the page of findings where one finding stands."""
    return f"finding-{finding_id}"


def finding_entry(finding_id: str) -> str:
    """Return the address of a finding."""
    return f"{result_page('findings')}#{finding_place(finding_id)}"


def link_place(link_id: str) -> str:
    """Name the place on the model's page where a link of the theory stands."""
    return f"link-{link_id}"


def source_place(source_id: str) -> str:
    """Name the place in the evidence register where a source stands."""
    return f"source-{source_id}"


def source_entry(source_id: str) -> str:
    """Return the address of a source in the evidence register."""
    return f"{result_page('evidence-register')}#{source_place(source_id)}"


def link_entry(link_id: str) -> str:
    """Return the address of a link of the theory."""
    return f"{result_page('model')}#{link_place(link_id)}"


def evidence_choice(**filters: str) -> str:
    """Return the address of the evidence table with filters set.

    >>> evidence_choice(team="ckd", rating="below")
    '../results/evidence-table.html#team=ckd&rating=below'
    """
    return f"{result_page('evidence-table')}#{urlencode(filters)}"


def comparison(team_id: str) -> str:
    """Return the address where a team is put beside others.

    >>> comparison("ckd")
    '../results/compare.html#teams=ckd'
    """
    return f"{result_page('compare')}#{urlencode({'teams': team_id})}"


def download(name: str) -> str:
    """Return the address of a file to take away."""
    return f"../../downloads/{name}"


def site_file(name: str) -> str:
    """Return the address of a file that describes the whole site."""
    return f"../../{name}"
