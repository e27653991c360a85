import pandas as pd
import pytest
from interviews import add_interviews

from hiteval.disclosure.editions import release
from hiteval.disclosure.inference import NO_LIMIT
from hiteval.disclosure.unrecorded import as_unrecorded
from hiteval.study.reading import read_study
from hiteval.study.study import Study


@pytest.fixture
def interviewed(folder) -> Study:
    return read_study(add_interviews(folder))


def test_passages_of_an_edition_that_is_not_on_record_are_known_by_their_text(
    interviewed,
):
    released = release(interviewed, "public")
    found = as_unrecorded(released.study, [interviewed])
    uncoded = {"coded_sha256": None}  # nobody knows any more what coders gave
    told = {n: p.model_copy(update=uncoded) for n, p in released.passages.items()}
    assert found.passages == told
    assert found.hidden is None
    entry = released.as_past_release("x")
    assert entry.counts.items() <= found.counts.items()
    assert found.counts.keys() == entry.counts.keys() | entry.hidden.keys()


def test_of_a_hidden_number_that_is_not_on_record_it_is_known_that_it_was_there(
    interviewed,
):
    public = release(interviewed, "public").study
    sources = interviewed.sources.assign(people="p01")
    now = interviewed.with_tables({"sources": sources})
    count = as_unrecorded(public, [now]).counts["role:leader"]
    assert (count.true, count.low, count.high) == (1, 1, NO_LIMIT)


def test_a_passage_that_nobody_knows_any_more_has_nobody_behind_it(interviewed):
    public = release(interviewed, "public").study
    left = interviewed.segments[interviewed.segments["segment_id"] != "int-2-s1"]
    found = as_unrecorded(public, [interviewed.with_tables({"segments": left})])
    (unknown,) = [name for name in found.passages if name.startswith("unknown, ")]
    assert found.passages[unknown].people == ()


def test_a_number_that_cannot_be_what_it_was_is_another(interviewed):
    public = release(interviewed, "public").study
    shown = public.people.assign(people=pd.array([20] * len(public.people), "Int64"))
    found = as_unrecorded(public.with_tables({"people": shown}), [interviewed])
    count = found.counts["all:people"]
    assert (count.true, count.low, count.high) == (18, 18, 22)
