"""Where evidence is missing, as readers see it."""

from shown import page, rows

from hiteval.display import missing_evidence
from hiteval.results import sureness


def said(made):
    return [p.text for p in page(made).find_all("p")]


def test_the_picture_has_a_title_a_text_alternative_and_numbers(tiny):
    teams = tiny.all_teams().team("alpha")
    made = page(
        missing_evidence.matrix(sureness.where_evidence_is_missing(teams), teams)
    )
    assert made.figcaption.b.text.endswith(".")
    assert made.svg["aria-label"].endswith(".")
    assert len(made.details.find_all("tr")) > 1


def test_ways_of_missing_are_told_apart(tiny):
    teams = tiny.all_teams()
    missing = sureness.where_evidence_is_missing(teams)
    assert said(missing_evidence.overview(missing, teams)) == [
        "Of 9 pairs of team and criterion, 3 are covered by every strand that was "
        "read for the team.",
        "For 1 of these, another strand was not read for the team at all.",
        "0 are covered by one strand while another is silent.",
        "3 were sought, and nothing was found.",
        "3 were not sought: no source was read for the team.",
    ]


def test_a_strand_that_was_not_read_is_named(tiny):
    teams = tiny.all_teams()
    missing = sureness.where_evidence_is_missing(teams)
    unread = missing[missing["not_sought_in"].notna()]
    made = missing_evidence.unread_strands(unread, teams)
    assert ["Beta", "account", "1"] in rows(made)


def test_saturation_says_why_it_is_missing(tiny):
    made = missing_evidence.saturation(sureness.how_saturated(tiny), tiny)
    assert rows(made)[1][-1] == "needs 6 sources, has 5"
