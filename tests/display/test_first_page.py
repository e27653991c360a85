"""The cover of a report: the answer, three numbers, three ways in."""

from dataclasses import replace
from datetime import date

from finding_data import with_findings
from shown import page

from hiteval.display import first_page
from hiteval.results.findings import findings_with_facts
from hiteval.study.labels import Labels


def with_settings(evaluation, **said):
    settings = evaluation.study.settings.model_copy(update=said)
    return replace(evaluation, study=replace(evaluation.study, settings=settings))


def cover(evaluation):
    return page(first_page.cover(findings_with_facts(evaluation), evaluation))


def doors(evaluation):
    made = page(first_page.doors(findings_with_facts(evaluation), evaluation))
    return [li.get_text("|", strip=True) for li in made.find_all("li")], made


def texts(made, css):
    return [found.get_text(" ", strip=True) for found in made.select(css)]


def test_a_cover_names_place_publisher_day_and_edition(tiny):
    said = {"place": "Bristol", "publisher": "A & B", "published": date(2026, 11, 29)}
    made = cover(with_settings(tiny, **said, edition="public"))
    assert texts(made, ".imprint li") == [
        *["Bristol", "Published by A & B", "29 November 2026", "Public edition"]
    ]


def test_what_a_study_does_not_say_is_absent(tiny):
    made = cover(with_settings(tiny, edition=None))
    assert not made.select(".imprint, .about")
    assert texts(made, ".question") == [tiny.study.settings.question]


def test_the_written_answer_stands_with_its_caveat(tiny):
    made = cover(with_settings(tiny, answer="Yes <b>it</b> does."))
    assert texts(made, ".answer") == ["Yes <b>it</b> does."]
    assert texts(made, ".caveat") == [
        "People read and coded the evidence. The answer was written by people."
    ]


def test_without_an_answer_the_leading_finding_stands_there(tiny):
    made = cover(with_findings(tiny, {"confidence": "very_low"}))
    assert texts(made, ".answer") == ["Two of three teams are governed."]
    (caveat,) = texts(made, ".caveat")
    assert caveat.endswith("this is its leading finding. Confidence: very low.")


def test_without_findings_a_count_by_rule_stands_there(unrated):
    made = cover(unrated)
    assert texts(made, ".answer") == ["1 of 3 ratings is above 0."]
    assert texts(made, ".caveat")[0].endswith("this is a count by a fixed rule.")


def test_three_numbers_have_their_units(unrated):
    made = page(first_page.numbers(unrated))
    assert texts(made, "li") == [
        "3 teams each on the same 3 criteria",
        "5 sources cut into 7 segments, 2019 to 2020",
        "33 % of cells have evidence 3 of 9 pairs of team and criterion",
    ]


def test_of_no_cells_there_is_no_share(tiny):
    assert texts(page(first_page.numbers(tiny.model())), ".number")[2] == "–"


def test_numbers_are_written_in_the_study_s_language(shipped):
    segments = len(shipped.study.segments)
    german = with_settings(shipped, language="de-DE")
    said = page(first_page.numbers(german)).text
    assert f"{segments // 1000}.{segments % 1000:03} segments" in said


def test_three_doors_lead_to_findings_teams_and_evidence(tiny):
    said, made = doors(with_findings(tiny, {}))
    assert said == [
        "Five minutes|1 finding and the evidence",
        "My team|All|3|teams, by name",
        "Check the evidence|How sure|,|evidence|,|method",
    ]
    assert [a["href"] for a in made.select("a.door")] == [
        *["#leading-findings", "#teams", "../results/how-sure.html"]
    ]


def test_without_findings_the_first_door_leads_to_the_numbers(tiny):
    said, made = doors(tiny)
    assert said[0] == "Five minutes|What is rated, in numbers"
    assert made.a["href"] == "#in-numbers"


def test_doors_are_in_the_study_s_words(tiny):
    said, _ = doors(with_settings(tiny, labels=Labels(team="alliance")))
    assert said[1] == "My alliance|All|3|alliances, by name"


def test_every_team_is_listed_and_leads_to_its_page(tiny):
    made = page(first_page.teams(tiny.all_teams()))
    assert [(a.text, a["href"]) for a in made.find_all("a")] == [
        (name, f"../teams/{name.lower()}.html") for name in ("Alpha", "Beta", "Gamma")
    ]
