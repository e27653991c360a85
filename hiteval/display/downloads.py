"""What readers can take away: which tables there are, and where each file lies."""

from collections.abc import Iterable

import pandas as pd

from hiteval.catalogue import N_, _
from hiteval.display.finding_tables import evidence_profiles, summary_of_findings
from hiteval.display.kit.addresses import download, page_name, site_file
from hiteval.display.kit.html import Html, bullets, link, markup
from hiteval.display.kit.table import table
from hiteval.results import sureness
from hiteval.results.evaluation import Evaluation
from hiteval.study.schema import IN_NO_BUNDLE

WORKBOOK = "tables.xlsx"
MATRIX = "framework-matrix.xlsx"
BUNDLE = "bundle.zip"
SUMMARY = "summary-of-findings"
PROFILES = "evidence-profiles"
# Of the study's tables, as CSV with what XML adds to a cell; results are as much again.
# A larger workbook takes Excel minutes to open, and the gate could not read it whole.
MOST_BYTES, A_CELL = 15_000_000, 60
NOTEBOOKS = "notebooks"
PLAN, CRATE = "workflow/plan.json", "ro-crate-metadata.json"
RESULTS = {
    "results_ratings": N_("$a_team, or the partnership, on a criterion: its rating"),
    "results_segments": N_("a segment on a criterion: the median of its ratings"),
    "results_profiles": N_(
        "$a_team, or the partnership, on an area: criteria by level"
    ),
    "results_robustness": N_(
        "a proposed rating: its steadiness, and what variants give"
    ),
    "results_agreement": N_("a coefficient of agreement, with its interval"),
}
CRITERIA = "criteria"
TABLES = {
    CRITERIA: N_("a criterion, with its area"),
    "teams": N_("$a_team, or the partnership"),
    "team_events": N_("something that happened to $a_team"),
    "organisations": N_("a partner"),
    "team_organisations": N_("a partner's part in $a_team"),
    "sources": N_("a document, account or interview"),
    "segments": N_("a statement of one source about $a_team, or the partnership"),
    "codings": N_("one coder's rating of a segment on a criterion"),
    "adjudications": N_("what people settled on a segment and a criterion"),
    "ratings": N_("one person's rating of $a_team on a criterion"),
    "consensus": N_("a rating that people agreed on"),
    "summaries": N_("the written cell of $a_team and a criterion"),
    "measures": N_("a figure that a source states"),
    "actions": N_("something to be done, by whom and until when it is reviewed"),
    "involvement": N_("how a group of people shaped the evaluation"),
    "interpretations": N_("what the evaluators make of $a_team"),
    "findings": N_("a finding: what was found, and how sure it is"),
    "theory": N_("a link of the theory of change"),
    "responses": N_("what $a_team says of its page or of one rating"),
    "people": N_("how many people spoke in confidence, in groups"),
} | RESULTS


def tables(evaluation: Evaluation) -> dict[str, pd.DataFrame]:
    """Return every table that this edition shows and that is not empty, by name."""
    results = dict(
        zip(
            RESULTS,
            (
                evaluation.cells,
                evaluation.rated,
                evaluation.profiles,
                sureness.how_robust(evaluation),
                sureness.how_coders_agree(evaluation).coefficients,
            ),
            strict=True,
        )
    )
    shown = {CRITERIA: _criteria(evaluation)} | _of_study(evaluation) | results
    return {
        name: held.dropna(axis="columns", how="all")
        for name, held in shown.items()
        if not held.empty
    }


def _of_study(evaluation: Evaluation) -> dict[str, pd.DataFrame]:
    tables = evaluation.whole.tables
    return {n: t for n, t in tables.items() if n not in IN_NO_BUNDLE}


def _criteria(evaluation: Evaluation) -> pd.DataFrame:
    """Name every criterion with its area, in the framework's order."""
    rows = [
        (area.id, area.name, criterion.id, criterion.name, criterion.definition)
        for area in evaluation.framework.areas
        for criterion in area.criteria
    ]
    names = ["area_id", "area", "criterion_id", "criterion", "definition"]
    return pd.DataFrame(rows, columns=names, dtype="str")


def fit_workbooks(evaluation: Evaluation) -> bool:
    """Tell whether a study is small enough for workbooks, and its bundle for a file."""
    return (
        sum(
            len(table.to_csv(index=False).encode("utf-8", "surrogatepass"))
            + A_CELL * table.size
            for table in _of_study(evaluation).values()
        )
        <= MOST_BYTES
    )


def files(evaluation: Evaluation) -> pd.DataFrame:
    """List the tables that can be taken away.

    Returns
    -------
    DataFrame
        ``table``, its name; ``one_row``, what a row of it is; ``rows``, how many.
    """
    held, labels = tables(evaluation), evaluation.labels
    rows = [
        (name, labels.fill(_(TABLES.get(name, ""))), len(rows))
        for name, rows in held.items()
    ]
    return pd.DataFrame(rows, columns=["table", "one_row", "rows"])


def workbooks(evaluation: Evaluation) -> Html:
    """Lead to the files that hold more than one table or page."""
    made = [
        markup("{} (XLSX)", link(download(WORKBOOK), _("All tables in one workbook"))),
        markup(
            "{matrix} (XLSX): {teams} down, criteria across, with the passages behind "
            "each cell",
            matrix=link(download(MATRIX), _("The framework matrix")),
            teams=evaluation.labels.teams,
        ),
        markup(
            "{bundle} (ZIP): all that this report was made from",
            bundle=link(download(BUNDLE), _("The release bundle")),
        ),
    ]
    too_large = [
        _("A workbook (XLSX) of all tables would be too large to open with ease")
    ]
    return bullets(
        [
            *(made if fit_workbooks(evaluation) else too_large),
            *_of_findings(evaluation),
            markup(
                "{} (JSON): which notebook makes which page, with which parameters",
                link(site_file(PLAN), _("The plan of the report")),
            ),
            markup(
                "{} (RO-Crate): what was run, on what, and what came of it",
                link(site_file(CRATE), _("A description for machines")),
            ),
        ]
    )


def finding_tables(evaluation: Evaluation) -> dict[str, pd.DataFrame]:
    """Return the published tables of findings, by their names; none without any."""
    if evaluation.study.findings.empty:
        return {}
    return {
        SUMMARY: summary_of_findings(evaluation),
        PROFILES: evidence_profiles(evaluation),
    }


def _of_findings(evaluation: Evaluation) -> list[Html]:
    if evaluation.study.findings.empty:
        return []
    return [
        markup(
            '<a href="{book}">Summary of qualitative findings, and profiles</a> '
            '(XLSX); as CSV <a href="{summary}">the summary</a> and '
            '<a href="{profiles}">the evidence profiles</a>, after GRADE-CERQual',
            book=download(f"{SUMMARY}.xlsx"),
            summary=download(f"{SUMMARY}.csv"),
            profiles=download(f"{PROFILES}.csv"),
        )
    ]


def notebooks(pages: Iterable[str], evaluation: Evaluation) -> Html:
    """Lead to the notebook of each page, given by its path below ``book/``."""
    names = evaluation.teams.set_index("team_id")["name"].add_prefix("teams/").to_dict()
    names |= {f"areas/{area.id}": area.name for area in evaluation.framework.areas}
    return bullets(
        link(
            download(f"{NOTEBOOKS}/{path}.ipynb"),
            names.get(path) or page_name(path.split("/")[1], evaluation.labels),
        )
        for path in pages
    )


def by_table(listed: pd.DataFrame, evaluation: Evaluation) -> Html:
    """Lead to each table of `files`."""
    names = [f"{name}.csv" for name in listed["table"]]
    shown = pd.DataFrame(
        {
            _("Table"): [link(download(name), name) for name in names],
            _("One row is"): listed["one_row"],
            _("Rows"): listed["rows"].map(evaluation.language.numeral),
        }
    )
    return table(shown, "downloads", _("Every table as a CSV file"))
