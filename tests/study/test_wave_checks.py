"""What a study says of its waves must fit what it declares: none, one or several."""

import pytest
from text_tables import table

from hiteval.study.settings import Wave
from hiteval.study.wave_checks import check_waves
from hiteval.study.waves import in_wave, latest, latest_id


def wave(year):
    days = {"from": f"{year}-01-01", "to": f"{year}-12-31"}
    return Wave.model_validate({"name": str(year), **days})


YEARS = {"w1": wave(2019), "w2": wave(2020)}
CRITERIA = ["working.public", "change.results"]


@pytest.fixture
def faults(study):
    def found(codings, waves, **criterion):
        settings = study.settings.model_copy(
            update={"waves": {wave: YEARS[wave] for wave in waves}}
        )
        area, *others = study.framework.areas
        first, *rest = area.criteria
        changed = (first.model_copy(update=criterion), *rest)
        areas = (area.model_copy(update={"criteria": changed}), *others)
        framework = study.framework.model_copy(update={"areas": areas})
        return [str(f) for f in check_waves({"codings": codings}, settings, framework)]

    return found


@pytest.mark.parametrize("waves", [["w1"], ["w1", "w2"]])
def test_where_waves_are_declared_be_it_one_the_column_must_be_there(faults, waves):
    assert faults(table(criterion_id=CRITERIA), waves) == [
        "codings.csv, row 1: expected a column wave, as study.yml declares waves; got "
        "none. Add it: w1 for what was there before."
    ]


def test_a_blank_cell_is_no_wave_even_where_there_is_one_alone(faults):
    codings = table(criterion_id=CRITERIA, wave=["w1", None])
    assert faults(codings, ["w1"]) == [
        "codings.csv, row 3, wave: expected one of w1; got a blank cell. Fill it in."
    ]


def test_one_wave_that_every_row_names_is_sound(faults):
    assert faults(table(criterion_id=CRITERIA, wave=["w1", "w1"]), ["w1"]) == []


def test_where_none_is_declared_a_blank_column_is_sound_and_a_wave_is_not(faults):
    assert faults(table(criterion_id=CRITERIA, wave=[None, None]), []) == []
    assert faults(table(criterion_id=CRITERIA, wave=[None, "w1"]), []) == [
        "codings.csv, row 3, wave: expected blank cells, as study.yml declares no "
        "waves; got 'w1'. Declare the waves in study.yml, or take the column out."
    ]


def test_a_criterion_may_be_spoken_of_in_the_wave_that_first_asked_about_it(faults):
    codings = table(criterion_id=["working.public"] * 2, wave=["w1", "w2"])
    assert faults(codings, ["w1", "w2"], since="w2") == [
        "codings.csv, row 2, criterion_id: expected a criterion that the wave w1 asked "
        "about; got one asked about since w2. Correct the wave, or since in "
        "framework.yml."
    ]


@pytest.mark.parametrize("field", [{"since": "w2"}, {"reworded": ("w2",)}])
@pytest.mark.parametrize(
    ("waves", "expected"),
    [(["w1"], "one of w1"), ([], "no wave, as study.yml declares none")],
)
def test_a_framework_names_declared_waves_alone(faults, field, waves, expected):
    codings = table(criterion_id=CRITERIA, wave=[waves[0] if waves else None] * 2)
    assert faults(codings, waves, **field) == [
        f"framework.yml, working.public.{next(iter(field))}: expected {expected}; got "
        "'w2'. Correct it, or declare the wave in study.yml."
    ]


def test_of_a_study_of_one_wave_that_wave_is_the_latest(study):
    codings = study.codings.assign(wave="w1")
    one = study.with_tables({"codings": codings})
    settings = study.settings.model_copy(update={"waves": {"w1": YEARS["w1"]}})
    one = type(study)(settings, study.framework, **one.tables)
    assert latest_id(one) == "w1"
    assert latest(one).codings.equals(in_wave(one, "w1").codings)
    assert len(latest(one).codings) == len(study.codings)
    assert (latest(one).settings.waves, str(latest(one).settings.period.start)) == (
        *({}, "2019-01-01"),
    )


def test_of_a_study_without_waves_there_is_no_latest(study):
    assert latest_id(study) is None
