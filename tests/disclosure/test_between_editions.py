from itertools import product

import pandas as pd
from examples import at_most
from hypothesis import example, given
from hypothesis import strategies as st
from talks import TALKS, heard

from hiteval.disclosure.between_editions import (
    HELD,
    Parting,
    hold_back,
    reworded,
    said_in_confidence,
)
from hiteval.disclosure.clearance import SHOWN, decisions
from hiteval.disclosure.earlier_releases import PastRelease
from hiteval.study.schema import typed

LEAST = 3


def publish(study, past=()):
    """Return what an edition shows, as it is recorded, and what is told apart."""
    decided, partings = hold_back(study, decisions(study), past)
    shown = said_in_confidence(study, decided)
    name = f"{len(past) + 1}"
    return [*past, PastRelease(id=name, counts={}, hidden={}, passages=shown)], partings


def lost(past) -> list[str]:
    before, after = (release.passages for release in past[-2:])
    return sorted(before.keys() - after.keys())


def test_a_first_edition_holds_nothing_back(study):
    past, partings = publish(heard(study, {"a": ("p1", 2)}))
    assert list(past[0].passages) == ["a-s0", "a-s1"]
    assert partings == []


def test_a_consent_that_is_withdrawn_takes_passages_of_others_along(study):
    past, _ = publish(heard(study, TALKS))
    past, partings = publish(heard(study, TALKS, {"a": "none"}), past)
    # As many as are gone, of enough others that none of them is most.
    assert lost(past) == ["a-s0", "a-s1", "a-s2", "b-s0", "c-s0", "d-s0"]
    assert partings == [
        Parting(
            "passages",
            ("a-s0", "a-s1", "a-s2"),
            ("b-s0", "c-s0", "d-s0"),
            ("pa",),
        )
    ]


def test_a_source_that_is_deleted_is_one_whose_consent_is_withdrawn(study):
    past, _ = publish(heard(study, TALKS))
    left = {name: talk for name, talk in TALKS.items() if name != "a"}
    past, _ = publish(heard(study, left), past)
    assert lost(past) == ["a-s0", "a-s1", "a-s2", "b-s0", "c-s0", "d-s0"]


def test_those_taken_along_are_about_the_same_team_if_they_can_be(study):
    first = heard(study, TALKS)
    about = first.segments["team_id"].mask(
        ~first.segments["source_id"].isin(list("aefg")), "beta"
    )
    first = first.with_tables({"segments": first.segments.assign(team_id=about)})
    consent = first.sources["consent"].mask(first.sources["source_id"] == "a", "none")
    second = first.with_tables({"sources": first.sources.assign(consent=consent)})
    past, _ = publish(second, publish(first)[0])
    assert lost(past)[3:] == ["e-s0", "f-s0", "g-s0"]


def about(study, teams):
    """Say of which team each talk is, alpha where nothing is said."""
    of_talk = study.segments["source_id"].map(teams).fillna("alpha")
    return study.with_tables({"segments": study.segments.assign(team_id=of_talk)})


def test_a_team_that_loses_all_of_its_passages_is_not_the_only_one(study):
    teams = {"a": "beta", "b": "gamma", "c": "delta", "d": "delta"}
    past, _ = publish(about(heard(study, TALKS), teams))
    past, _ = publish(about(heard(study, TALKS, {"a": "none"}), teams), past)
    assert {*lost(past)} == {
        *("a-s0", "a-s1", "a-s2", "b-s0", "b-s1", "b-s2", "c-s0", "d-s0"),
    }


def test_the_same_again_shows_the_same(study):
    past, _ = publish(heard(study, TALKS))
    second = heard(study, TALKS, {"a": "none"})
    past, _ = publish(second, past)
    past, _ = publish(second, past)
    assert past[-1].passages == past[-2].passages


def test_who_was_taken_along_does_not_come_back_alone(study):
    past, _ = publish(heard(study, TALKS))
    past, _ = publish(heard(study, TALKS, {"a": "none"}), past)
    past, _ = publish(heard(study, TALKS), past)  # consent again: all come back
    assert past[-1].passages == past[0].passages


def test_too_few_to_go_along_take_all_away(study):
    few = dict(list(TALKS.items())[:3])
    past, _ = publish(heard(study, few))
    past, _ = publish(heard(study, few, {"a": "none"}), past)
    assert past[-1].passages == {}


def test_a_person_heard_twice_is_one_person(study):
    talks = TALKS | {"h": ("pa", 3)}
    past, _ = publish(heard(study, talks))
    past, _ = publish(heard(study, talks, {"a": "none", "h": "none"}), past)
    others = [name for name in lost(past) if name[0] not in "ah"]
    assert len(others) == 6


def test_new_passages_wait_until_they_mix_people(study):
    past, _ = publish(heard(study, {n: TALKS[n] for n in "abcd"}))
    past, partings = publish(heard(study, {n: TALKS[n] for n in "abcdef"}), past)
    assert past[-1].passages == past[0].passages
    held = tuple(f"{name}-s{n}" for name, n in product("ef", range(3)))
    assert partings == [Parting("passages", (), held, ("pe", "pf"))]
    past, partings = publish(heard(study, TALKS), past)
    assert past[-1].passages.keys() - past[0].passages.keys() == {
        *held,
        *(f"g-s{n}" for n in range(3)),
    }
    assert partings == []


def test_new_passages_of_which_most_are_one_person_wait(study):
    past, _ = publish(heard(study, {n: TALKS[n] for n in "abcd"}))
    talks = TALKS | {"e": ("pe", 7)}
    past, _ = publish(heard(study, talks), past)
    assert past[-1].passages == past[0].passages


def test_new_passages_wait_all_even_if_some_of_them_mix_people(study):
    old = {name: TALKS[name] for name in "abcd"}
    past, _ = publish(heard(study, old))
    few = {name: (f"p{name}", 1) for name in "fghi"}
    waits = [f"z-s{n}" for n in range(4)]
    new = heard(study, old | {"e": ("pe", 5), "z": ("pz", 4)} | few, withheld=waits)
    of_few = new.segments["source_id"].isin([*few])
    elsewhere = new.segments["team_id"].mask(of_few, "beta")
    new = new.with_tables({"segments": new.segments.assign(team_id=elsewhere)})
    past, _ = publish(new, past)
    assert past[-1].passages == past[0].passages


def test_a_strand_that_was_not_shown_before_waits_for_nobody(study):
    none = [PastRelease(id="x", counts={}, hidden={}, passages={})]
    past, _ = publish(heard(study, {"a": ("p1", 2)}), none)
    assert len(past[-1].passages) == 2


def test_quotes_that_may_not_be_shown_any_more_take_others_along(study):
    past, _ = publish(heard(study, TALKS))
    past, partings = publish(heard(study, TALKS, {"a": "summary"}), past)
    assert lost(past) == []
    mute = [name for name, shown in past[-1].passages.items() if not shown.quoted]
    assert mute == ["a-s0", "a-s1", "a-s2", "b-s0", "c-s0", "d-s0"]
    assert [parting.what for parting in partings] == ["quotes"]


def test_quotes_of_one_person_that_would_come_wait(study):
    silent = dict.fromkeys(TALKS, "summary")
    past, _ = publish(heard(study, TALKS, silent))
    past, _ = publish(heard(study, TALKS, silent | {"a": "quotes"}), past)
    assert past[-1].passages == past[0].passages


def test_what_is_held_back_says_so_in_the_decisions(study):
    past, _ = publish(heard(study, TALKS))
    second = heard(study, TALKS, {"a": "none", "b": "summary"})
    decided, _ = hold_back(second, decisions(second), past)
    rows = decided.set_index("segment_id")
    assert rows.loc["c-s0"].tolist() == [HELD, HELD]
    assert rows.loc["a-s0", "segment"] == "no consent to publish"
    assert rows.loc["g-s2"].tolist() == [SHOWN, SHOWN]


def test_passages_of_one_person_that_are_coded_anew_are_listed(study):
    first = heard(study, TALKS)
    coded = pd.DataFrame({"segment_id": ["a-s0", "a-s1", "b-s0"], "coder_id": "ann"})
    coded = coded.assign(criterion_id="working.public", rating=1, about="team")
    first = first.with_tables({"codings": typed("codings", coded)})
    past, _ = publish(first)
    anew = coded.assign(rating=[-1, 0, 1])
    second = first.with_tables({"codings": typed("codings", anew)})
    assert reworded(second, decisions(second), past) == ["a-s0", "a-s1"]


def test_several_summaries_of_one_person_that_changed_are_listed(study):
    first = heard(study, TALKS)
    past, _ = publish(first)
    changed = first.segments.assign(
        summary=first.segments["summary"].mask(
            first.segments["segment_id"].isin(["a-s0", "a-s1"]), "Corrected."
        )
    )
    second = first.with_tables({"segments": changed})
    assert reworded(second, decisions(second), past) == ["a-s0", "a-s1"]
    assert reworded(first, decisions(first), past) == []


MANY = {name: (f"p{name}", 1 + n % 3) for n, name in enumerate("abcdefgh")}
FATES = st.sampled_from(["quotes", "quotes", "quotes", "none", "summary", "absent"])
YEARS = st.lists(
    st.fixed_dictionaries(dict.fromkeys(MANY, FATES)), min_size=2, max_size=4
)
ALL = dict.fromkeys(MANY, "quotes")


@at_most(60)
@given(YEARS)
@example([ALL, ALL | {"a": "none"}, ALL, ALL | {"b": "none"}])
@example([ALL, ALL | {"c": "summary"}, ALL | {"c": "summary", "f": "summary"}])
@example([ALL | {"h": "absent"}, ALL, ALL | {"h": "none"}])
def test_no_reader_of_all_editions_can_tell_apart_what_one_person_said(study, years):
    past: list[PastRelease] = []
    for fates in years:
        talks = {name: MANY[name] for name in MANY if fates[name] != "absent"}
        now = heard(study, talks, fates)
        past, _ = publish(now, past)
        agreed = {name for name in talks if fates[name] != "none"}
        assert {name[0] for name in past[-1].passages} <= agreed
        check_that_sides_mix(past)


def check_that_sides_mix(past: list[PastRelease]) -> None:
    """Compare the last edition with all before it, passage by passage."""
    told = [{n: 1 + p.quoted for n, p in r.passages.items()} for r in past]
    everything = sorted(set().union(*told))
    if not any(told[:-1]):
        return
    groups: dict[tuple[int, ...], dict[int, list[str]]] = {}
    for name in everything:
        *before, now = (edition.get(name, 0) for edition in told)
        groups.setdefault(tuple(before), {}).setdefault(now, []).append(name[0])
    for before, sides in groups.items():
        if any(before):
            parted = sides if len(sides) > 1 else {}
        else:
            parted = {0: [*sides.get(1, []), *sides.get(2, [])]}
        for speakers in parted.values():
            assert len(set(speakers)) >= LEAST
            assert 2 * max(map(speakers.count, speakers)) <= len(speakers)
