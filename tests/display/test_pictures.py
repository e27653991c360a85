"""Every kind of picture, drawn by a browser: nothing overlaps, nothing is cut off."""

from dataclasses import replace
from pathlib import Path

import pandas as pd
import pydata_sphinx_theme
import pytest
from conftest import ROOT
from simulated import framework

from hiteval.display import (
    coders,
    figures,
    lifecycle,
    missing_evidence,
    needs,
    network,
    robustness,
    strands,
    timeline,
)
from hiteval.results.evaluation import evaluate
from hiteval.results.sureness import how_coders_agree, where_evidence_is_missing
from hiteval.simulation.simulate import simulate
from hiteval.simulation.truth import Design

pytestmark = pytest.mark.browser

SCRIPTS = (
    *("Whole system engagement", "Ενεργός ζωή και υγεία", "Здоровье и движение"),
    *("الصحة للجميع في المدينة", "בריאות לכל תושבי העיר", "सबके लिए स्वास्थ्य सेवा"),
    *("அனைவருக்கும் ஆரோக்கியம்", "สุขภาพสำหรับทุกคนในเมือง", "全民健康與社區照護計畫"),
    *(
        "地域の健康づくりネットワーク",
        "모두를 위한 건강한 도시",
        "ჯანმრთელობა ყველასთვის",
    ),
)
LONG = "Supporting healthy inclusive neighbourhood environments for everybody " * 3
UNBROKEN = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerk" * 2
ONCE = (*SCRIPTS, LONG, UNBROKEN, "健康" * 60, "$x$ <b> & \u202e", "W" * 80)
NAMES = [f"{name} {n}".removesuffix(" 1") for n in range(1, 9) for name in ONCE]
PICTURES = {
    "profile": lambda of: figures.profile(one(of).cells, one(of)),
    "levels": lambda of: figures.levels(of.all_teams().cells, of.all_teams()),
    "robustness": lambda of: robustness.picture_of(
        robustness.variants(one(of)), one(of)
    ),
    "timeline": lambda of: timeline.bars(timeline.years(of), of),
    "network": lambda of: network.picture_of(network.partners(of), of),
    "lifecycle": lambda of: lifecycle.picture_of(events(of), of),
    "needs": lambda of: needs.picture_of(needs.counts(of), of),
    "strands": lambda of: strands.matrix(strands.compared(of), of),
    "gaps": lambda of: missing_evidence.matrix(where_evidence_is_missing(of), of),
    "coders": lambda of: coders.by_subject(agreed(of), of),
}
VIEWS = {
    "page": (1440, "screen", "light"),
    "page in the dark": (1440, "screen", "dark"),
    "phone": (390, "screen", "light"),
    "phone in the dark": (390, "screen", "dark"),
    "print": (718, "print", "light"),
}
STYLES = (
    Path(pydata_sphinx_theme.__file__).parent
    / "theme/pydata_sphinx_theme/static/styles/pydata-sphinx-theme.css",
    *(ROOT / "book/_static" / name for name in ("hiteval.css", "pictures.css")),
)
FAULTS = Path(__file__).with_name("picture_faults.js").read_text(encoding="utf-8")


def one(of):
    return of.team(of.teams["team_id"].iloc[0])


def agreed(of):
    return coders.headline(how_coders_agree(of).coefficients).query(
        "level != 'criterion'"
    )


def events(of):
    """Give every team two events of one day, a vague one and an undated one."""
    life = pd.DataFrame(
        {
            "event": ["launched", "accredited", "renamed", "concluded"],
            "date": ["2015-02-01", "2015-02-01", "2019", None],
            "date_precision": ["day", "day", "year", None],
        }
    )
    table = life.merge(of.teams[["team_id"]], how="cross")
    study = of.study.with_tables(
        {"team_events": table.reindex(columns=of.study.team_events.columns)}
    )
    return lifecycle.events(evaluate(study))


@pytest.fixture(scope="module")
def drawn():
    """Every picture of a study with names in twelve scripts, and far too long ones."""
    called, names = framework(), iter(NAMES)
    areas = tuple(
        area.model_copy(
            update={
                "name": next(names),
                "criteria": tuple(
                    c.model_copy(update={"name": next(names)}) for c in area.criteria
                ),
            }
        )
        for area in called.areas
    )
    study = simulate(Design(17, 60, 12, 2, seed=1), called).study
    tables = {
        name: study.tables[name].assign(name=NAMES[: len(study.tables[name])])
        for name in ("teams", "organisations")
    }
    renamed = replace(
        study.with_tables(tables), framework=called.model_copy(update={"areas": areas})
    )
    of = evaluate(renamed)
    return {kind: show(of) for kind, show in PICTURES.items()}


@pytest.fixture(scope="module")
def window(drawn, chromium, tmp_path_factory):
    """A page with all of them, in the colours of the report."""
    styles = "".join(f'<link rel="stylesheet" href="{s.as_uri()}">' for s in STYLES)
    body = "".join(f'<div id="{kind}">{made}</div>' for kind, made in drawn.items())
    path = tmp_path_factory.mktemp("pictures") / "all.html"
    path.write_text(
        '<!doctype html><html lang="en"><meta charset="utf-8"><meta name="viewport" '
        f'content="width=device-width">{styles}<body>{body}',
        encoding="utf-8",
    )
    window = chromium.new_page()
    window.goto(path.as_uri())
    yield window
    window.close()


@pytest.mark.parametrize("view", VIEWS)
@pytest.mark.parametrize("kind", PICTURES)
def test_no_label_overlaps_runs_out_or_fades(window, kind, view):
    width, medium, colours = VIEWS[view]
    window.set_viewport_size({"width": width, "height": 900})
    window.emulate_media(media=medium)
    window.evaluate(f"document.documentElement.dataset.theme = '{colours}'")
    found = window.evaluate(FAULTS, kind)
    assert found["texts"] > 5
    assert found["faults"] == []


@pytest.mark.parametrize("kind", PICTURES)
def test_a_phone_shows_a_drawing_of_its_own_and_swipes_nothing(window, kind):
    window.emulate_media(media="screen")
    seen = {}
    for width in (320, 1440):
        window.set_viewport_size({"width": width, "height": 900})
        seen[width] = window.locator(f"#{kind} svg:visible").get_attribute("class")
        assert window.evaluate("document.documentElement.scrollWidth") <= width
    assert seen == {320: "narrow", 1440: "wide"}
