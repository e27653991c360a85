import pandas as pd
import pytest

from hiteval.disclosure.earlier_releases import (
    PastRelease,
    ShownCount,
    ShownPassage,
    past_release,
    read_releases,
    told_by,
    write_releases,
)
from hiteval.errors import StudyError
from hiteval.study.settings import PublicRules

PASSAGE = ShownPassage(
    strand="talk", team_id="a", people=("p1", "p2"), text_sha256="0" * 64, quoted=False
)
PAST = PastRelease(
    id="a" * 64,
    counts={"all:people": ShownCount(true=9, low=8.0, high=12.0)},
    hidden={"role:chair": 9},
    passages={"s1": PASSAGE},
)


def test_a_ledger_reads_back(tmp_path):
    write_releases(tmp_path, [PAST])
    assert read_releases(tmp_path) == (PAST,)


def test_a_study_that_was_never_published_has_an_empty_ledger(tmp_path):
    assert read_releases(tmp_path) == ()


def test_a_reader_was_told_of_what_was_hidden_that_it_is_at_least_1():
    told = PAST.told()
    assert told.counts == {"all:people": 9, "role:chair": 9}
    assert told.ranges["all:people"] == (8, 12)
    assert told.ranges["role:chair"][0] == 1
    assert [relation.parts for relation in told.relations] == [("role:chair",)]


def test_of_what_was_told_before_and_is_hidden_a_reader_knows_nothing():
    first, second = told_by([PAST, PAST])
    assert first.ranges["role:chair"][0] == 1
    assert second.ranges["role:chair"][0] == 0


def test_of_a_release_recorded_without_what_it_hid_no_sum_is_known():
    old = PastRelease(id="x", counts=PAST.counts)
    assert old.told().relations == ()


def test_shown_and_hidden_counts_of_a_release_are_recorded():
    people = pd.DataFrame(
        {"group": ["all", "role"], "name": ["people", "chair"], "people": [10, None]}
    )
    people["people"] = people["people"].astype("Int64")
    counts = pd.Series({"all:people": 9, "role:chair": 9})
    rules = PublicRules()
    recorded = past_release("a" * 64, people, counts, rules, {"s1": PASSAGE})
    assert recorded == PAST


def test_where_nobody_is_left_a_hidden_count_is_recorded_as_0():
    people = pd.DataFrame({"group": "role", "name": ["chair"], "people": [None]})
    none = pd.Series(dtype="int64")
    assert past_release("x", people, none, PublicRules(), {}).hidden == {
        "role:chair": 0
    }


@pytest.mark.parametrize("content", ["", "{}", '[{"id": "x"}]', "[[[[["])
def test_a_damaged_ledger_is_refused(tmp_path, content):
    (tmp_path / "private").mkdir()
    (tmp_path / "private" / "releases.json").write_text(content)
    with pytest.raises(StudyError) as error:
        read_releases(tmp_path)
    assert str(error.value.faults[0]) == (
        "private/releases.json: expected the file that hiteval wrote; got another "
        "content. Restore it from a copy: without it, earlier releases are not known."
    )


def test_a_ledger_is_written_over_an_earlier_one(tmp_path):
    write_releases(tmp_path, [PAST])
    write_releases(tmp_path, [PAST, PAST])
    assert read_releases(tmp_path) == (PAST, PAST)
