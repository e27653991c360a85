from dataclasses import replace

import pandas as pd
import pytest

from hiteval.analysis.coverage import SOUGHT_AND_NONE
from hiteval.results import sureness


@pytest.mark.parametrize("team_id", ["stroke", "ckd", "self-harm"])
def test_a_team_s_slice_is_as_robust_as_within_the_whole(shipped, team_id):
    whole = sureness.how_robust(shipped)
    within = whole[whole["team_id"] == team_id].reset_index(drop=True)
    pd.testing.assert_frame_equal(sureness.how_robust(shipped.team(team_id)), within)


def test_draws_follow_from_the_study_s_name_alone(tiny, shipped):
    assert sureness.seed(tiny.study) == sureness.seed(tiny.team("alpha").study)
    assert sureness.seed(tiny.study) != sureness.seed(shipped.study)


def test_the_coders_of_the_shipped_study_agree_as_reported(shipped):
    rows = sureness.how_coders_agree(shipped).coefficients
    overall = rows[rows["level"] == "overall"].set_index(["question", "coefficient"])
    alpha = overall["value"]
    assert alpha["same criterion", "alpha_nominal"].round(3) == 0.759
    assert alpha["same rating", "alpha_ordinal"].round(3) == 0.885
    # The study's own account: 98.8 % and .918, with pairs that one coder alone gave.
    assert alpha["tells of the same", "percent_agreement"].round(3) == 0.990
    assert alpha["tells of the same", "cohen_kappa"].round(3) == 0.925


def test_what_people_settled_never_enters_agreement(shipped):
    nothing = shipped.study.adjudications.iloc[:0]
    before = replace(
        shipped, study=shipped.study.with_tables({"adjudications": nothing})
    )
    settled, unsettled = map(sureness.how_coders_agree, (shipped, before))
    pd.testing.assert_frame_equal(settled.coefficients, unsettled.coefficients)


def test_the_claims_known_in_the_shipped_study_are_found(shipped):
    claims = sureness.claims_to_check(shipped).set_index("team_id")["about"]
    assert claims["eating-disorders"] == "accredited"
    assert "change in mean cost per attendance" in claims["self-harm"].tolist()
    (date,) = sureness.dates_to_check(shipped)["about"]
    assert date == "mobile unit"


def test_strands_are_compared_in_the_study_s_order(tiny):
    assert sureness.strand_pair(tiny) == ("document", "account")


def test_one_strand_is_nothing_to_compare(tiny):
    only = tiny.study.settings.model_copy(update={"strands": {"document": "x"}})
    study = tiny.study
    alone = type(study)(only, study.framework, **study.tables)
    assert sureness.strand_pair(replace(tiny, study=alone, whole=alone)) is None


def test_a_team_without_sources_was_not_sought(tiny):
    rows = sureness.where_evidence_is_missing(tiny).set_index("team_id")
    assert set(rows.loc["gamma", "status"]) == {"not sought"}
    assert SOUGHT_AND_NONE in set(rows.loc["alpha", "status"])


def test_concluded_teams_are_told_from_their_events(shipped):
    rows = sureness.what_tells_concluded_teams_apart(shipped)
    assert (rows["first_teams"][0], rows["second_teams"][0]) == (4, 19)
