from shown import page, view

from hiteval.display import timeline


def test_evidence_over_time_says_in_words_what_it_shows(tiny):
    made = page(view(timeline.bars, tiny.team("alpha")))
    assert made.svg["aria-label"] == (
        "Bars of segments by year for document and account. Most: 2019 and 2020 (2). "
        "Undated: 1 of 5."
    )
    assert made.figcaption.b.text == (
        "At least half of the dated segments are from 2020; 1 segment has no date."
    )


def test_no_evidence_is_said_not_drawn(tiny):
    assert view(timeline.bars, tiny.team("gamma")).text == (
        "<p>There is no evidence to show over time.</p>"
    )
