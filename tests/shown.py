"""What a piece of the report shows, for tests to read."""

import re

from bs4 import BeautifulSoup

from hiteval.display import (
    contrary,
    criteria,
    figures,
    main_messages,
    matrix,
    passages,
    prose,
    ratings,
    robustness,
    team_facts,
    team_ratings,
    timeline,
)

# The frame that a notebook gives to a view, made of the evaluation that is shown.
FRAMES = {
    figures.levels: lambda of: of.cells,
    timeline.bars: timeline.years,
    figures.profile: lambda of: of.cells,
    passages.by_criterion: lambda of: of.rated,
    contrary.segments: lambda of: of.rated,
    contrary.counts: lambda of: of.rated,
    contrary.most: lambda of: of.rated,
    passages.register: lambda of: of.study.sources,
    matrix.matrix: lambda of: matrix.cells(robustness.variants(of), of),
    prose.area: prose.criterion_counts,
    prose.area_messages: lambda of: prose.criterion_counts(of.all_teams()),
    ratings.far_from_evidence: lambda of: of.cells,
    ratings.profile: lambda of: of.profiles,
    team_facts.measures: lambda of: of.study.measures,
    team_facts.partners: lambda of: of.study.team_organisations,
    team_facts.timeline: lambda of: of.study.team_events,
}


def view(show, of):
    """Show an evaluation as a notebook does: first the data, then its view."""
    if show is main_messages.main_messages:
        teams = of.all_teams()
        return show(prose.criterion_counts(teams), robustness.variants(teams), of)
    if show is criteria.by_area:
        return show(of.cells, of.rated, robustness.variants(of), of)
    if show is team_ratings.by_criterion:
        return show(of.cells, robustness.variants(of), of)
    return show(FRAMES[show](of), of) if show in FRAMES else show(of)


def page(made):
    return BeautifulSoup(made.text, "html.parser")


def rows(made):
    cells = (tr.find_all(["td", "th"]) for tr in page(made).find_all("tr"))
    return [[cell.get_text(" ", strip=True) for cell in row] for row in cells]


def sentences(made):
    """Read the sentences of headings, paragraphs and lists."""
    parts = page(made).find_all(["h3", "p", "li"])
    return [s for part in parts for s in re.split(r"(?<=[.?])\s+", part.text)]
