import numpy as np
import pandas as pd
import pytest
from coding_data import CODINGS, SEGMENTS, framework, grid

from hiteval.analysis.agreement.agreement import Agreement, agreement
from hiteval.analysis.agreement.coding_grid import by_team
from hiteval.analysis.agreement.comparisons import SAME_CRITERION, SAME_RATING
from hiteval.analysis.agreement.estimates import FEWER_THAN_TWO_CODERS, NOTHING_TWICE
from hiteval.analysis.agreement.precision import TOO_FEW

TABLES = Agreement.__slots__


def of(codings=CODINGS, segments=SEGMENTS):
    return agreement(grid(codings, segments), framework())


def many(times=15):
    """The small study many times over, each with sources and teams of its own."""
    codings = [
        CODINGS.assign(segment_id=CODINGS["segment_id"] + f"-{n}") for n in range(times)
    ]
    segments = [SEGMENTS + f"-{n}" for n in range(times)]
    return pd.concat(codings), pd.concat(segments)


def row(table, **where):
    """The one row with these values."""
    for column, value in where.items():
        table = table[table[column] == value]
    (only,) = table.to_dict("records")
    return only


@pytest.mark.parametrize("table", TABLES)
def test_order_of_rows_does_not_matter(table):
    codings, segments = many()
    turned = of(codings.iloc[::-1], segments.sample(frac=1, random_state=2))
    first, second = getattr(of(codings, segments), table), getattr(turned, table)
    assert first.to_csv() == second.to_csv()


def test_levels_count_units_and_sources():
    overall = row(of().levels, question=SAME_CRITERION, level="overall")
    assert (overall["coders"], overall["units"], overall["sources"]) == (2, 9, 2)
    assert overall["percent_agreement"] == pytest.approx(7 / 9)


def test_value_or_reason_in_every_row():
    table = of(*many()).coefficients
    assert table["low"].notna().any()
    assert (table["value"].isna() == (table["reason"] != "")).all()
    assert (table["low"].isna() == (table["interval_reason"] != "")).all()
    assert table["undefined"].between(0, 45).all()


def test_missing_value_gives_its_reason_to_the_interval():
    table = of().coefficients
    missing = table[table["reason"] != ""]
    assert missing["reason"].equals(missing["interval_reason"])


def test_few_sources_give_a_value_without_interval_or_band():
    few = of()
    alpha = row(
        few.coefficients,
        question=SAME_RATING,
        level="overall",
        coefficient="alpha_ordinal",
    )
    assert not np.isnan(alpha["value"])
    assert alpha["interval_reason"] == TOO_FEW
    assert few.bands.empty


def test_bands_are_of_coefficients_corrected_for_chance_with_an_interval():
    result = of(*many())
    key = ["question", "level", "subject_id", "coefficient"]
    banded = result.bands[key].drop_duplicates().merge(result.coefficients)
    assert len(banded) > 5
    assert "percent_agreement" not in set(banded["coefficient"])
    assert (banded["interval_reason"] == "").all()


def test_counted_by_team_values_stay_and_teams_are_left_out():
    codings, segments = many()
    once = grid(codings, segments)
    sources, teams = (agreement(g, framework()) for g in (once, by_team(once)))
    values = [t.coefficients["value"].tolist() for t in (sources, teams)]
    assert values[0] == pytest.approx(values[1], nan_ok=True)
    asked = {"question": SAME_CRITERION, "level": "overall"}
    assert row(sources.levels, **asked)["sources"] == 30
    assert row(teams.levels, **asked)["teams"] == 15


def test_one_coder_leaves_every_coefficient_missing():
    table = of(CODINGS[CODINGS["coder_id"] == "ann"])
    assert set(table.coefficients["reason"]) == {FEWER_THAN_TWO_CODERS}
    assert set(table.levels["reason"]) == {FEWER_THAN_TWO_CODERS}
    assert table.bands.empty


def test_coders_of_different_segments_leave_every_coefficient_missing():
    apart = CODINGS.iloc[[0, 1, 4, 5]]
    table = of(apart).coefficients
    asked = table[table["question"] == SAME_CRITERION]
    assert set(asked["reason"]) == {NOTHING_TWICE}


def test_empty_study_has_reasons_and_no_exception():
    table = of(CODINGS.head(0), SEGMENTS.head(0)).coefficients
    assert set(table["reason"]) == {FEWER_THAN_TWO_CODERS}


def test_third_coder_leaves_only_what_needs_two_missing():
    third = CODINGS[CODINGS["coder_id"] == "bob"].assign(coder_id="cat")
    table = of(pd.concat([CODINGS, third])).coefficients
    overall = table[
        (table["level"] == "overall") & (table["question"] == SAME_CRITERION)
    ]
    missing = set(overall.loc[overall["reason"] != "", "coefficient"])
    assert missing == {"cohen_kappa", "prevalence_index", "bias_index"}
