from dataclasses import replace

import pandas as pd
import pytest
from interviews import add_interviews

from hiteval.commands.notes_on_editions import notes_on_editions, notes_on_speakers
from hiteval.disclosure.earlier_releases import PastRelease, ShownCount
from hiteval.disclosure.editions import release
from hiteval.study.reading import read_study
from hiteval.study.study import Study


@pytest.fixture
def interviewed(folder) -> Study:
    return read_study(add_interviews(folder))


def after(study: Study, **changed: pd.DataFrame) -> list[str]:
    """Return what is noted of a study, changed since it was published."""
    past = [release(study, "public").as_past_release("first")]
    return [*notes_on_editions(study.with_tables(changed), past)]


def test_of_what_did_not_change_nothing_is_noted(interviewed):
    assert after(interviewed) == []


def test_nothing_is_noted_of_what_was_never_published(interviewed):
    assert [*notes_on_editions(interviewed, [])] == []


def test_a_consent_that_is_withdrawn_is_noted_with_whom_it_would_single_out(
    interviewed,
):
    consent = interviewed.sources["consent"].mask(
        interviewed.sources["source_id"] == "int-2", "none"
    )
    notes = after(interviewed, sources=interviewed.sources.assign(consent=consent))
    assert notes[0] == (
        "an earlier release showed 1 passage (int-2-s1) that may not be shown any "
        "more. Both together would tell what p02 said. So 2 passages (int-3-s1 and "
        "int-4-s1) of others are held back too. To choose others, set their clearance "
        "to internal."
    )


def test_new_passages_that_wait_are_noted(interviewed):
    later = interviewed.segments["segment_id"].isin(["int-3-s1", "int-2-s1"])
    clearance = interviewed.segments["clearance"]
    before = interviewed.segments.assign(clearance=clearance.mask(later, "internal"))
    first = interviewed.with_tables({"segments": before})
    past = [release(first, "public").as_past_release("first")]
    notes = [*notes_on_editions(interviewed, past)]
    assert notes == [
        "2 passages (int-2-s1 and int-3-s1) would be new beside earlier releases, and "
        "tell what p02 and p03 said: they are too few people, or one said most of it. "
        "They are held back until others come with them. Clear some of others too.",
        "if no reader has seen one of the earlier releases, delete its entry in "
        "private/releases.json, and it holds nothing back.",
    ]


def test_a_number_that_changed_by_one_person_is_noted_if_rounding_does_not_hide_it(
    interviewed,
):
    public = interviewed.settings.editions.public.model_copy(update={"round_to": 1})
    editions = interviewed.settings.editions.model_copy(update={"public": public})
    settings = interviewed.settings.model_copy(update={"editions": editions})
    count = ShownCount(true=8, low=8, high=8)
    past = [PastRelease(id="first", counts={"all:people": count})]
    (note,) = notes_on_editions(replace(interviewed, settings=settings), past)
    assert note.startswith("numbers of people are not shown for all people")


def test_a_small_number_that_earlier_releases_gave_away_is_noted(interviewed):
    shown = {"all:people": 9, "role:director": 8}
    counts = {c: ShownCount(true=n, low=n, high=n) for c, n in shown.items()}
    past = [PastRelease(id="first", counts=counts, hidden={"role:leader": 1})]
    notes = [*notes_on_editions(interviewed, past)]
    assert notes[0] == (
        "earlier releases together give away a small number of people (role:leader). "
        "No later one can hide it: take one of them down."
    )


def test_the_only_one_who_is_quoted_is_noted(interviewed):
    assert [*notes_on_speakers(interviewed, [])] == [
        "p01 and p10 said 1 passage of interview that a reader can tell apart: they "
        "alone are quoted, or not. They are too few people, or one said most of it, so "
        "that whoever knows whom you asked may know whose words they are. Ask others "
        "to be quoted too, or quote nobody."
    ]


def test_rows_that_were_deleted_are_noted(interviewed):
    left = interviewed.segments["segment_id"] != "int-4-s1"
    notes = after(interviewed, segments=interviewed.segments[left])
    assert notes[0].startswith(
        "the study lacks 1 passage of earlier releases (int-4-s1)"
    )
