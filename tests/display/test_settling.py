from shown import page, rows

from hiteval.display import settling
from hiteval.results import sureness


def said(made):
    return [p.text for p in page(made).find_all("p")]


def test_disagreements_stand_with_both_ratings_and_their_passage(tiny):
    head, first = rows(
        settling.to_settle(sureness.what_coders_rate_farthest_apart(tiny), tiny)
    )[:2]
    assert dict(zip(head, first, strict=True)) == {
        "Criterion": "Means",
        "Coders": "ann −2 bob −1",
        "Summary of the passage": "Money ran out in May.",
        "Segment": "a1-s2",
    }


def test_disagreements_are_counted_by_kind(tiny):
    found = sureness.what_coders_disagree_on(tiny)
    assert said(settling.settle_overview(found, tiny)) == [
        "1 pair of ratings differ, 0 of them by more than one level. Read all of them.",
        "2 criteria were given to a segment by some of its coders only. Read these.",
    ]
