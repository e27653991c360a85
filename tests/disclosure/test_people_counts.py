import pandas as pd
import pytest
from interviews import add_interviews

from hiteval.disclosure.earlier_releases import told_by
from hiteval.disclosure.editions import release
from hiteval.disclosure.people_counts import count_people, shown_people
from hiteval.study.reading import read_study
from hiteval.study.settings import PublicRules
from hiteval.study.study import Study


@pytest.fixture
def interviewed(folder) -> Study:
    return read_study(add_interviews(folder))


def cells(table: pd.DataFrame) -> dict[str, int]:
    names = table["group"] + ":" + table["name"]
    return dict(zip(names, table["people"], strict=True))


def test_distinct_people_with_consent_are_counted(interviewed):
    # p01 and p10 in one interview, p02, p03, and five in a group; p06 consents to none
    assert count_people(interviewed).counts.to_dict() == {
        "all:people": 9,
        "strand:interview": 9,
        "role:director": 8,
        "role:leader": 1,
        "area:Working together": 9,
    }


def test_one_person_heard_twice_is_one(interviewed):
    interviewed.sources["people"] = interviewed.sources["people"].replace("p02", "p01")
    assert count_people(interviewed).counts["all:people"] == 8


def test_a_role_that_few_hold_is_shown_under_its_broader_name(interviewed):
    interviewed.roster["broader_role"] = "rare"
    interviewed.roster.loc[11, "broader_role"] = None
    rules = PublicRules(min_role_holders=12)
    few = interviewed.settings.model_copy(
        update={"editions": type(interviewed.settings.editions)(public=rules)}
    )
    study = type(interviewed)(few, interviewed.framework, **interviewed.tables)
    assert count_people(study).counts["role:other roles"] == 9


def test_a_role_of_one_hides_another(interviewed):
    shown = cells(shown_people(count_people(interviewed), PublicRules()))
    assert shown["all:people"] == 10
    assert pd.isna(shown["role:leader"])
    assert pd.isna(shown["role:director"])


def test_the_internal_edition_shows_true_numbers(interviewed):
    shown = cells(release(interviewed, "internal").study.people)
    assert shown["role:leader"] == 1


def test_a_study_of_published_documents_has_no_numbers_of_people(study):
    assert release(study, "public").study.people.empty


def test_what_a_release_showed_is_kept_for_the_next_one(interviewed):
    entry = release(interviewed, "public").as_past_release("hash")
    count = entry.counts["all:people"]
    assert (count.true, count.low, count.high) == (9, 8, 12)
    assert "role:leader" not in entry.counts


def test_a_role_stays_hidden_when_its_last_speaker_withdraws(interviewed):
    past = [release(interviewed, "public").as_past_release("first")]
    left = interviewed.sources["people"].replace("p01;p10", "p01")  # p10 is the leader
    sources = interviewed.sources.assign(people=left)
    released = release(interviewed.with_tables({"sources": sources}), "public", past)
    assert "role:leader" not in released.counts
    assert pd.isna(cells(released.study.people)["role:leader"])
    past.append(released.as_past_release("second"))
    assert past[1].hidden["role:leader"] == 0
    assert [told.ranges["role:leader"][0] for told in told_by(past)] == [1, 0]


def test_a_role_that_never_was_has_no_row(interviewed):
    past = [release(interviewed, "public").as_past_release("first")]
    again = release(interviewed, "public", past)
    first = release(interviewed, "public")
    pd.testing.assert_frame_equal(again.study.people, first.study.people)
