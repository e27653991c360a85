"""Every hostile string stands in every field at some shift, and none breaks."""

from functools import cache
from pathlib import PurePosixPath

import pandas as pd
import pytest
from bs4 import BeautifulSoup
from shown import view
from simulated import framework

from hiteval.disclosure.editions import release
from hiteval.display import evidence_table, main_messages, matrix, method, passages
from hiteval.display.kit.html import markup
from hiteval.display.kit.visible import visible
from hiteval.report.gate.page_markup import unknown_markup
from hiteval.results.evaluation import evaluate
from hiteval.simulation.hostile import OF_A_ROSTER, STRINGS, in_turn, text_columns
from hiteval.simulation.simulate import simulate, write_simulation
from hiteval.simulation.truth import Design
from hiteval.study import schema
from hiteval.study.reading import read_study

pytestmark = pytest.mark.integration

SHIFTS = range(len(STRINGS))
EMPTY = {"adjudications", "people", "unrated"}  # a simulation has no row of these


@cache
def shifted(number):
    design = Design(2, 6, 5, 2, seed=number)
    return simulate(design, framework(), spoilt=True)


def texts(study):
    """Give every text of a study that begins with a hostile string, by its field."""
    for name in schema.TABLES:
        for column in text_columns(name):
            cells = study.tables[name][column].dropna()
            yield from ((f"{name}.{column}", cell) for cell in cells)
    for record in (study.settings, study.framework):
        yield from below(record.model_dump(mode="json"), type(record).__name__)


def below(value, place):
    if isinstance(value, dict | list):
        parts = value.items() if isinstance(value, dict) else enumerate(value)
        for key, part in parts:
            yield from below(part, f"{place}.{key}")
    elif isinstance(value, str) and string_of(value):
        yield place, value


def string_of(text):
    found = [s for s in STRINGS if text == s or text.startswith(f"{s} ")]
    return found[0] if found else None


def met(study):
    """Give one text of each field and string."""
    return {(field, string_of(text)): text for field, text in texts(study)}


def test_every_string_stands_in_every_field_at_some_shift():
    found = {pair for number in SHIFTS for pair in met(shifted(number).study)}
    columns = {
        f"{n}.{c}" for n in schema.TABLES.keys() - EMPTY for c in text_columns(n)
    }
    fields = {field for field, _ in met(shifted(0).study)}
    assert fields >= columns | {"Settings.title", "Settings.limits.1"}
    assert fields >= {"Framework.areas.0.criteria.0.definition"}
    for field in fields:
        strings = OF_A_ROSTER if field.startswith("roster.") else STRINGS
        assert {s for f, s in found if f == field} == set(strings), field


@pytest.mark.parametrize("number", SHIFTS)
def test_a_hostile_study_is_read_as_it_was_written(tmp_path, number):
    made = shifted(number).study
    write_simulation(shifted(number), tmp_path)
    read = read_study(tmp_path)
    assert (read.settings, read.framework) == (made.settings, made.framework)
    for name in schema.TABLES:
        pd.testing.assert_frame_equal(read.tables[name], made.tables[name])


@pytest.mark.parametrize("number", SHIFTS)
def test_a_hostile_text_is_shown_verbatim_and_inert(number):
    for (field, _), text in met(shifted(number).study).items():
        made = markup('<p title="{}">{}</p>', text, text)
        page = BeautifulSoup(str(made), "html.parser")
        assert [tag.name for tag in page.find_all(True)] == ["p"], field
        assert page.p.text == page.p["title"] == visible(text), field


@pytest.mark.parametrize("number", SHIFTS)
def test_a_hostile_study_is_released_and_its_views_hold_nothing_that_runs(number):
    evaluation = evaluate(release(shifted(number).study, "public").study)
    made = [
        view(matrix.matrix, evaluation.all_teams()),
        *(view(s, evaluation) for s in (main_messages.main_messages, method.study)),
        view(passages.register, evaluation),
        evidence_table.evidence_table(evidence_table.segments(evaluation), evaluation),
    ]
    for shown in made:
        assert not [*unknown_markup(shown.text.encode(), PurePosixPath("x.html"))]


def test_a_turn_begins_at_its_shift_and_goes_round():
    turn = in_turn(len(STRINGS) + 2)
    assert [next(turn) for _ in STRINGS] == [*STRINGS[2:], *STRINGS[:2]]
