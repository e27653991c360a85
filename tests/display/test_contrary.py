from shown import rows, sentences, view

from hiteval.display import contrary


def test_contrary_evidence_stands_worst_first(tiny):
    lines = rows(view(contrary.segments, tiny))
    assert [line[2] for line in lines[1:]] == ["−1.5", "−1"]


def test_no_contrary_evidence_says_how_much_was_read(tiny):
    said = sentences(view(contrary.segments, tiny.model()))
    assert said == ["No contrary evidence was coded; 1 source was read."]


def test_contrary_segments_are_counted_by_criterion(tiny):
    (_, line) = rows(view(contrary.counts, tiny))
    assert line == ["Means", "2", "3", "2 teams"]
