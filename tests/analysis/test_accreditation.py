"""Rules of accreditation are met on the record, or not shown; never failed."""

import datetime
from dataclasses import replace

import pandas as pd
import pytest
from shown import page, rows

from hiteval.analysis.accreditation import on_record
from hiteval.display import accreditation
from hiteval.errors import StudyError
from hiteval.results.evaluation import evaluate
from hiteval.study.settings import Accreditation, Settings

RULES = {
    "source": "A made-up handbook",
    "partners": 3,
    "kinds": [
        {"name": "NHS", "at_least": 2, "sectors": ["nhs"], "organisations": ["phe"]},
        {"name": "University", "at_least": 1, "sectors": ["university"]},
    ],
    "roles": ["partner"],
}
ORGANISATIONS = {"h1": "nhs", "h2": "nhs", "u1": "university", "phe": "public_body"}
SOURCES = {"old": "2019", "month": "2020-06", "new": "2020-06-15", "undated": None}


def found(*named, **rules):
    """Check one team with partners given as organisation, role, source."""
    columns = ["team_id", "org_id", "role", "source_id"]
    links = pd.DataFrame([("a", *n.split()) for n in named], columns=columns)
    tables = [
        pd.DataFrame(pairs.items(), columns=columns, dtype="str")
        for pairs, columns in (
            (ORGANISATIONS, ["org_id", "sector"]),
            (SOURCES, ["source_id", "date"]),
        )
    ]
    given = Accreditation.model_validate(RULES | rules)
    return on_record(links, *tables, ["a"], given).loc["a"].to_dict()


ALL = ["h1 partner old", "h2 partner month", "u1 partner undated"]


def test_enough_of_every_kind_meets_the_rules():
    told = {"partners": 3, "NHS": 2, "University": 1, "shown": True}
    assert found(*ALL) == found(*ALL[::-1], *ALL) == told


@pytest.mark.parametrize("without", range(3))
def test_too_few_of_any_kind_do_not(without):
    more = "phe partner old"  # there are three still
    links = [named for n, named in enumerate(ALL) if n != without]
    assert found(*links)["shown"] is False
    assert found(*links, more)["shown"] is (without != 2)


def test_an_organisation_can_be_of_a_kind_by_its_name():
    assert found("phe partner old")["NHS"] == 1


def test_only_the_roles_that_the_rules_name_count():
    assert found("h1 funder old", "h1 partner old", "h2 funder old")["partners"] == 1
    assert found("h1 funder old", "h2 partner old", roles=[])["partners"] == 2


@pytest.mark.parametrize(
    ("day", "partners"), [("2020-06-14", 2), ("2020-05-31", 1), ("2018-12-31", 0)]
)
def test_sources_dated_later_do_not_count(day, partners):
    links = ["h1 partner old", "h2 partner month", "u1 partner new"]
    assert found(*links, as_of=datetime.date.fromisoformat(day))["partners"] == partners


def test_an_undated_source_counts_at_any_day():
    assert found("u1 partner undated", as_of="2000-01-01")["partners"] == 1


def test_without_partners_nothing_is_shown():
    assert found() == {"partners": 0, "NHS": 0, "University": 0, "shown": False}


@pytest.mark.parametrize("names", [("NHS", "nhs"), ("Team", "NHS")])
def test_each_kind_has_a_name_of_its_own(study, names):
    values = study.settings.model_dump(mode="json", by_alias=True)
    kinds = [{"name": name, "at_least": 1} for name in names]
    with pytest.raises(StudyError, match="a name of its own for each kind of partner"):
        Settings.from_yaml(values | {"accreditation": RULES | {"kinds": kinds}}, "x")


def test_the_page_says_met_or_not_shown(study):
    rules = RULES | {"partners": 2, "kinds": [], "roles": []}
    given = Accreditation.model_validate(rules)
    settings = study.settings.model_copy(update={"accreditation": given})
    given = evaluate(replace(study, settings=settings))
    shown = accreditation.by_team(accreditation.on_record(given), given)
    assert [row[0::2] for row in rows(shown)[1:]] == [
        *(["Alpha", "met"], ["Beta", "not shown"], ["Gamma", "not shown"])
    ]
    assert "The rules ask for 2 partner organisations." in page(shown).text


def test_without_rules_the_page_says_so(tiny):
    assert accreditation.by_team(accreditation.on_record(tiny), tiny).text == (
        "<p>The study states no rules of accreditation.</p>"
    )
