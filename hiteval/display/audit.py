"""What a reviewer asks first: what made the report, who decided, what is held back."""

from collections.abc import Mapping
from datetime import date

import pandas as pd

from hiteval.analysis.consensus import CONSENSUS, MISSING, PROPOSED, RATERS, UNCERTAIN
from hiteval.display.kit import addresses
from hiteval.display.kit.html import Html, bullets, escape, link, markup, paragraphs
from hiteval.display.kit.table import definitions, records, table
from hiteval.display.ratings import chip
from hiteval.language import day, numeral
from hiteval.results.evaluation import Evaluation

BASES = {
    CONSENSUS: "agreed on by people, who gave a reason",
    RATERS: "the median of raters who agree",
    UNCERTAIN: "none shown, since raters disagree",
    PROPOSED: "proposed from the evidence by the rule",
    MISSING: "none, since no segment was coded",
}


def run_card(provenance: Mapping[str, str]) -> Html:
    """Show what the report was made from, so that it can be made again."""
    rows = {name: f"<code>{escape(value)}</code>" for name, value in provenance.items()}
    return definitions(rows, "run-card", "What this was made from")


def workings(team: Evaluation) -> Html:
    """Lead to the page that works out a team's ratings from its codings."""
    team_id = team.teams["team_id"].iloc[0]
    label = "How these ratings were worked out"
    return markup("<p>{}.</p>", link(addresses.workings_page(team_id), label))


def bases(evaluation: Evaluation) -> Html:
    """Count what the ratings that are shown rest on; what stands first prevails."""
    counts = evaluation.cells["basis"].value_counts()
    shown = pd.DataFrame(
        {
            "A rating is": list(BASES.values()),
            "Ratings": [int(counts.get(basis, 0)) for basis in BASES],
        }
    )
    return table(shown, "bases", "What ratings rest on, the first that applies")


def decisions(evaluation: Evaluation) -> Html:
    """Show every rating that people agreed on, beside what the evidence proposes."""
    cells = evaluation.cells[evaluation.cells["basis"] == CONSENSUS]
    if cells.empty:
        return paragraphs(["Nobody has agreed on a rating in place of the evidence's."])
    names = evaluation.study.teams.set_index("team_id")["name"]
    pages = addresses.team_pages(evaluation.study.teams)
    criteria = {c.id: c.name for c in evaluation.framework.criteria}
    agreed = evaluation.study.consensus.groupby(["team_id", "criterion_id"])
    latest = agreed["agreed_on"].max().map(date.fromisoformat).map(day)
    scale, heading = evaluation.framework.rating_scale, evaluation.labels.Team
    shown = pd.DataFrame(
        {
            heading: [link(pages[c.team_id], names[c.team_id]) for c in records(cells)],
            "Criterion": cells["criterion_id"].map(criteria),
            "Agreed on": [latest[c.team_id, c.criterion_id] for c in records(cells)],
            "Agreed": [chip(c.rating, scale, c.basis) for c in records(cells)],
            "Evidence proposes": [chip(c.proposed, scale) for c in records(cells)],
            "Reason": cells["reason"],
        }
    )
    html_columns = [heading, "Agreed", "Evidence proposes"]
    caption = "Ratings that people agreed on"
    return table(shown, "decisions", caption, html_columns=html_columns, css="stacked")


def withheld(evaluation: Evaluation, numbers: Mapping[str, int | None]) -> Html:
    """Say how much each rule withheld, in numbers that give nobody away."""
    settings = evaluation.study.settings
    if settings.edition == "internal":
        return paragraphs(["This edition is internal, and withholds nothing by rule."])
    if not numbers:
        return paragraphs(["No rule withheld anything."])
    most = settings.editions.public.small_count
    shown = pd.DataFrame(
        {
            "Withheld": [rule[:1].upper() + rule[1:] for rule in numbers],
            "How many": [
                f"{most} or fewer" if number is None else f"about {numeral(number)}"
                for number in numbers.values()
            ],
        }
    )
    return table(shown, "withheld", "What is not in this edition, by rule")


def limits(evaluation: Evaluation) -> Html:
    """Show what the study says of its limits."""
    return bullets(map(escape, evaluation.study.settings.limits))
