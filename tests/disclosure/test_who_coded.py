from dataclasses import replace

import pytest
from reassigned import public_texts
from simulated import simulated

from hiteval.disclosure.editions import release
from hiteval.disclosure.pooling import confidential_sources
from hiteval.errors import DisclosureError
from hiteval.results.evaluation import evaluate
from hiteval.results.quantities import quantity
from hiteval.results.sureness import how_each_pair_of_coders_agrees
from hiteval.simulation.truth import Design
from hiteval.study.settings import Coder
from hiteval.study.study import Study

SMALL = Design(teams=4, documents=20, interviews=10, coders=2, seed=1)
CODERS = ("coder-01", "coder-02")


def shared_out(turn: int) -> Study:
    """Give each interview to one coder; ``turn`` decides to whom."""
    study = simulated(SMALL).study
    source = study.segments.set_index("segment_id")["source_id"]
    codings = study.codings.assign(source_id=study.codings["segment_id"].map(source))
    mine = codings["source_id"].isin(confidential_sources(study))
    odd = codings["source_id"].str[-1].isin([*"13579"]) == bool(turn)
    wanted = odd.map({True: CODERS[0], False: CODERS[1]})
    kept = codings[~mine | (codings["coder_id"] == CODERS[0])]
    coder = kept["coder_id"].mask(mine, wanted).astype("str")
    kept = kept.assign(coder_id=coder).drop(columns="source_id")
    return study.with_tables({"codings": kept.reset_index(drop=True)})


@pytest.fixture(scope="module")
def public() -> Study:
    return release(shared_out(0), "public").study


def in_confidence(study: Study) -> set[str]:
    mine = study.codings["segment_id"].str.startswith("interview-")
    return set(study.codings.loc[mine, "coder_id"])


def test_coders_who_shared_interviews_out_do_not_part_them(public):
    assert in_confidence(public) == {"interview-coder-1"}
    assert public_texts(release(shared_out(1), "public").study) == public_texts(public)


def test_coders_who_all_read_all_interviews_are_named():
    study = release(simulated(SMALL).study, "public").study
    assert in_confidence(study) == set(CODERS)
    assert not study.settings.untold_coders


def test_an_internal_edition_names_every_coder():
    study = release(shared_out(0), "internal").study
    assert set(study.codings["coder_id"]) == set(CODERS)


def test_who_is_not_told_is_neither_counted_nor_compared(public):
    found = evaluate(public)
    assert quantity("coders", found).number == 2
    pairs = how_each_pair_of_coders_agrees(found)
    assert set(pairs["first"]) | set(pairs["second"]) == set(CODERS)


def test_a_coder_with_an_id_that_is_needed_is_refused():
    study = shared_out(0)
    taken = {**study.settings.coders, "interview-coder-1": Coder(did="Coded")}
    settings = study.settings.model_copy(update={"coders": taken})
    with pytest.raises(DisclosureError) as error:
        release(replace(study, settings=settings), "public")
    assert str(error.value) == (
        "interview-coder-1: this id is needed for coders of what was said in "
        "confidence. Give the coder that has it another id."
    )
