import pytest

from hiteval.disclosure.inference import NO_LIMIT, Reader, Relation, Told, unknown
from hiteval.errors import DisclosureError

HIDDEN = (1, NO_LIMIT)


def told(true: dict[str, int], ranges: dict, *relations: Relation) -> Told:
    return Told(true, ranges, relations)


def infers(cell: str, *releases: Told) -> tuple[float, float]:
    (name,) = {unknown(cell, release.counts[cell]) for release in releases}
    return Reader(releases).infers(name)


def test_a_part_of_a_partition_is_the_total_less_the_others():
    relation = Relation("all", ("a", "b", "c"), "partition")
    ranges = {"all": (32, 32), "a": (20, 20), "b": HIDDEN, "c": HIDDEN}
    release = told({"all": 32, "a": 20, "b": 9, "c": 3}, ranges, relation)
    assert infers("c", release) == (1, 11)


def test_a_part_of_a_cover_is_held_between_its_total_and_the_other_parts():
    # Of 20 people, 12 are in a: at least 8 are in b, and at most 20.
    relation = Relation("all", ("a", "b"), "cover")
    ranges = {"all": (20, 20), "a": (12, 12), "b": HIDDEN}
    assert infers("b", told({"all": 20, "a": 12, "b": 9}, ranges, relation)) == (8, 20)


def test_a_share_tells_only_the_upper_end():
    relation = Relation("all", ("a",), "share")
    ranges = {"all": (9, 9), "a": HIDDEN}
    assert infers("a", told({"all": 9, "a": 2}, ranges, relation)) == (1, 9)


def test_what_several_releases_tell_of_one_number_is_put_together():
    releases = [told({"a": 9}, {"a": (6, 10)}), told({"a": 9}, {"a": (8, 12)})]
    assert infers("a", *releases) == (8, 10)


def test_a_number_that_changed_is_another_unknown():
    before, after = told({"a": 9}, {"a": (8, 12)}), told({"a": 14}, {"a": (13, 17)})
    assert infers("a", before) == (8, 12)
    changed = Reader([before, after]).infers(unknown("a", 14), unknown("a", 9))
    assert changed == (1, 9)


def test_sums_of_an_earlier_release_hold_of_what_did_not_change():
    # In the first 9 of 12 are in b, so that a is 3; the second hides all but a total.
    relation = Relation("all", ("a", "b"), "partition")
    first = {"all": (12, 12), "a": HIDDEN, "b": (9, 9)}
    second = {"all": (20, 20), "a": HIDDEN, "b": HIDDEN}
    releases = [
        told({"all": 12, "a": 3, "b": 9}, first, relation),
        told({"all": 20, "a": 3, "b": 17}, second, relation),
    ]
    assert infers("a", *releases) == (3, 3)
    assert infers("a", releases[1]) == (1, 19)


def test_what_a_reader_has_seen_lies_within_what_is_inferred():
    relation = Relation("all", ("a", "b"), "partition")
    ranges = {"all": (12, 12), "a": HIDDEN, "b": HIDDEN}
    reader = Reader([told({"all": 12, "a": 3, "b": 9}, ranges, relation)])
    a, b = unknown("a", 3), unknown("b", 9)
    assert reader.has_seen(a) == (float("inf"), float("-inf"))
    assert reader.infers(b) == (1, 11)
    assert reader.has_seen(a) == (1, 11)  # the others of the same two tables
    assert reader.has_seen(a, b) == (-10, 10)


def test_numbers_that_contradict_each_other_are_refused():
    relation = Relation("all", ("a",), "partition")
    with pytest.raises(DisclosureError) as error:
        infers("a", told({"all": 9, "a": 3}, {"all": (9, 9), "a": (3, 3)}, relation))
    assert str(error.value) == (
        "private/releases.json: the numbers of people in it contradict each other. "
        "Restore it from a copy."
    )
