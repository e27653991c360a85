from datetime import date

import pytest
from interviews import QUOTE, add_interviews

from hiteval.disclosure.approval import approve, awaiting
from hiteval.disclosure.editions import release
from hiteval.study.reading import read_study

DAY = date(2020, 3, 1)


@pytest.fixture
def interviewed(folder):
    return add_interviews(folder)


def waiting(folder):
    return awaiting(read_study(folder))["segment_id"].tolist()


def test_quotes_with_consent_and_clearance_wait_until_they_are_approved(interviewed):
    assert waiting(interviewed) == ["int-2-s1", "int-3-s1"]
    approve(interviewed, read_study(interviewed), ["int-2-s1", "int-3-s1"], DAY)
    assert waiting(interviewed) == []


def test_an_approved_quote_is_published_and_a_changed_one_waits_again(interviewed):
    approve(interviewed, read_study(interviewed), ["int-3-s1"], DAY, "Board")
    public = release(read_study(interviewed), "public").study
    assert (public.segments["quote"] == f"{QUOTE} at all").sum() == 1
    path = interviewed / "segments.csv"
    path.write_text(path.read_text().replace(" at all", " at last"))
    assert waiting(interviewed) == ["int-2-s1", "int-3-s1"]


def test_earlier_approvals_stay(interviewed):
    before = read_study(interviewed).approvals
    approve(interviewed, read_study(interviewed), ["int-3-s1"], DAY)
    after = read_study(interviewed).approvals
    assert len(after) == len(before) + 1
    assert set(before["text_sha256"]) < set(after["text_sha256"])


def test_the_first_approval_makes_the_table(interviewed):
    (interviewed / "private" / "approvals.csv").unlink()
    approve(interviewed, read_study(interviewed), ["int-1-s1"], DAY, "Board")
    row = read_study(interviewed).approvals.iloc[0]
    assert row["approved_on"] == "2020-03-01"
    assert row["approved_by"] == "Board"
