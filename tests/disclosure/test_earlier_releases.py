import pandas as pd
import pytest

from hiteval.disclosure.earlier_releases import (
    PastRelease,
    ShownCount,
    read_releases,
    write_releases,
)
from hiteval.errors import StudyError

PAST = PastRelease(
    id="a" * 64, counts={"role:chair": ShownCount(true=9, low=8.0, high=12.0)}
)


def test_a_ledger_reads_back(tmp_path):
    write_releases(tmp_path, [PAST])
    assert read_releases(tmp_path) == (PAST,)


def test_a_study_that_was_never_published_has_an_empty_ledger(tmp_path):
    assert read_releases(tmp_path) == ()


def test_only_counts_that_have_not_changed_bind_the_next_release():
    assert PAST.still_true(pd.Series({"role:chair": 9})) == {"role:chair": (8, 12)}
    assert PAST.still_true(pd.Series({"role:chair": 10})) == {}
    assert PAST.still_true(pd.Series({"role:other": 9})) == {}


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
