"""What a reader of one edition can tell apart is found; what mixes people is not."""

import pandas as pd
import pytest
from talks import TALKS, heard

from hiteval.disclosure.clearance import decisions
from hiteval.disclosure.told_apart import Apart, told_apart
from hiteval.study.schema import typed


def found(study):
    return [*told_apart(study, decisions(study))]


def coded_by(study, coders):
    """Have each talk coded by so many coders."""
    segments = study.segments
    rows = [
        (segment, f"c{number}")
        for segment, talk in zip(segments.segment_id, segments.source_id, strict=True)
        for number in range(coders.get(talk, 2))
    ]
    codings = pd.DataFrame(rows, columns=["segment_id", "coder_id"]).assign(
        criterion_id="working.public", rating=1, about="team"
    )
    return study.with_tables({"codings": typed("codings", codings)})


def test_many_people_who_are_all_quoted_and_coded_alike_are_not_told_apart(study):
    assert found(coded_by(heard(study, TALKS), {})) == []


def test_what_nobody_has_coded_yet_is_told_apart_by_nothing(study):
    talks = heard(study, TALKS)
    uncoded = talks.with_tables({"codings": talks.codings.iloc[:0]})
    uncoded = uncoded.with_tables({"adjudications": talks.adjudications.iloc[:0]})
    assert found(uncoded) == []


@pytest.mark.parametrize("people", ["p1", "p1;p2"])
def test_all_that_few_people_said_is_theirs(study, people):
    (apart,) = found(heard(study, {"a": (people, 2)}))
    assert apart == Apart("talk", "strand", ("a-s0", "a-s1"), tuple(people.split(";")))


def test_the_only_one_who_is_quoted_is_told_apart(study):
    consent = dict.fromkeys("bcdefg", "summary")
    (apart,) = found(coded_by(heard(study, TALKS, consent), {}))
    assert (apart.by, apart.people) == ("quoted", ("pa",))


def test_the_only_one_whom_a_single_coder_read_is_told_apart(study):
    (apart,) = found(coded_by(heard(study, TALKS), {"a": 1}))
    assert (apart.by, apart.passages) == ("coders", ("a-s0", "a-s1", "a-s2"))
