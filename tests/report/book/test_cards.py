import io
from dataclasses import replace

import pytest
from PIL import Image

from hiteval.display.kit import palette
from hiteval.display.kit.table import records
from hiteval.report.book import cards
from hiteval.report.book.card_picture import Drawn, Part, draw, legible
from hiteval.report.book.cards import (
    _colour,
    describe,
    description,
    of_report,
    of_team,
    write_pictures,
)
from hiteval.report.pages.cache import Store
from hiteval.report.pages.pages import Page

ALPHA = Page("teams/alpha", "team", "Alpha", {"team_id": "alpha"})
WORKINGS = Page("results/workings-alpha", "workings", "x", {"team_id": "alpha"})
ROOT = "book/results/main-messages"


def first(evaluation):
    return next(records(evaluation.teams))


def with_team(evaluation, **given):
    teams = evaluation.study.teams.assign(**given)
    return replace(evaluation, study=evaluation.study.with_tables({"teams": teams}))


def drawn(**given):
    parts = [Part(0.5, "+1", "+1", "#80cdc1"), Part(0.5, "", "none", hatch="////")]
    shown = {"above": "Study", "heading": "Alpha", "rows": [("Area", parts)]}
    return draw(Drawn(**{**shown, "caption": "c", "below": "b"} | given))


def test_a_team_is_described_by_its_focus_and_its_evidence(tiny):
    assert description(first(tiny), tiny) == "First things. 5 segments from 3 sources."


def test_without_a_focus_the_first_written_sentence_describes_it(tiny):
    evaluation = with_team(tiny, focus=None)
    written = evaluation.study.interpretations.head(1).reindex([0])
    written = written.assign(team_id="alpha", text="It **began** [a1-s1]. Later more.")
    study = evaluation.study.with_tables({"interpretations": written})
    evaluation = replace(evaluation, study=study)
    assert description(first(evaluation), evaluation) == (
        "It began. 5 segments from 3 sources."
    )


def test_a_long_focus_leaves_room_for_the_evidence(tiny):
    evaluation = with_team(tiny, focus="word " * 100)
    said = description(first(evaluation), evaluation)
    assert len(said) <= 160
    assert said.endswith("word…. 5 segments from 3 sources.")


def test_pages_of_a_team_have_its_picture_and_its_own_has_a_description(tiny):
    told = describe(tiny, [ALPHA, WORKINGS], ROOT)
    picture = "cards/teams/alpha.png"
    assert told["book/teams/alpha"]["picture"] == picture
    assert told["book/results/workings-alpha"]["picture"] == picture
    assert "description" not in told["book/results/workings-alpha"]


def test_an_area_is_described_by_its_definition(tiny):
    page = Page("areas/change", "area", "Change", {"area_id": "change"})
    assert describe(tiny, [page], ROOT)["book/areas/change"]["description"] == (
        "What the team brings about."
    )


def test_the_first_page_is_described_by_the_answer(tiny):
    settings = tiny.study.settings
    told = describe(tiny, [], ROOT)
    assert told[ROOT]["description"] == settings.question
    answered = settings.model_copy(update={"answer": "They do."})
    evaluation = replace(tiny, study=replace(tiny.study, settings=answered))
    assert describe(evaluation, [], ROOT)[ROOT]["description"] == "They do."


def test_a_picture_shows_the_rating_of_each_criterion(tiny):
    shown = of_team(first(tiny), tiny)
    assert [(name, [p.label for p in parts]) for name, parts in shown.rows] == [
        ("Working together", ["+1", "+1.5"]),
        ("Change", [""]),
    ]
    assert shown.alt == ("Alpha. Working together: +1, +1.5. Change: no evidence.")


def test_the_shares_of_an_area_are_of_all_its_cells(tiny):
    for _, parts in of_report(tiny).rows:
        assert sum(part.share for part in parts) == pytest.approx(1)


def test_only_pictures_of_teams_with_a_page_are_written(tiny, tmp_path):
    write_pictures(tiny, [ALPHA, WORKINGS], tmp_path, Store(tmp_path / "kept"))
    written = {p.relative_to(tmp_path).as_posix() for p in tmp_path.rglob("*.png")}
    assert written == {"cards/report.png", "cards/teams/alpha.png"}


def test_a_picture_that_shows_the_same_is_not_drawn_again(tiny, tmp_path, monkeypatch):
    store = Store(tmp_path / "kept")
    write_pictures(tiny, [ALPHA], tmp_path / "first", store)
    monkeypatch.setattr(cards, "draw", lambda drawn: drawn.heading.encode())
    write_pictures(tiny, [ALPHA], tmp_path / "same", store)
    write_pictures(with_team(tiny, name="Renamed"), [ALPHA], tmp_path / "new", store)
    first, same, new = (
        (tmp_path / place / "cards/teams/alpha.png").read_bytes()
        for place in ("first", "same", "new")
    )
    assert (first, new) == (same, b"Renamed")


def test_a_picture_has_its_size_few_bytes_and_always_the_same(tiny):
    made = draw(of_team(first(tiny), tiny))
    assert Image.open(io.BytesIO(made)).size == (1200, 630)
    assert len(made) < 30_000
    assert made == draw(of_team(first(tiny), tiny))
    assert b"tEXt" not in made
    assert b"tIME" not in made


def test_colours_are_those_of_the_report():
    picture = Image.open(io.BytesIO(drawn())).convert("RGB")
    assert picture.getpixel((500, 330)) == (0x80, 0xCD, 0xC1)


@pytest.mark.parametrize(
    "text", ["x" * 400, "a\u202eb", "$x_1$", "", "\u05d0\u05d1", "a b " * 99]
)
def test_any_text_is_drawn(text):
    assert drawn(heading=text, above=text, below=text).startswith(b"\x89PNG")


def test_letters_that_the_font_lacks_are_left_out():
    assert legible("Ärzte Ωμέγα Да") == "Ärzte Ωμέγα Да"
    assert legible("Falls \U0001f9d3") == "Falls"
    assert legible("健康") == ""


@pytest.mark.parametrize(
    ("rating", "level"), [(1.5, 1), (0.5, 1), (-1.5, -1), (-0.5, -1), (0, 0), (2, 2)]
)
def test_what_lies_between_two_levels_has_the_colour_of_tables(tiny, rating, level):
    scale = tiny.framework.rating_scale
    assert _colour(rating, scale) == palette.colour(level, scale)
