"""What people write of the evidence is checked, all at once."""

import pandas as pd
import pytest
from text_tables import table

from hiteval.study.columns import keep_text_as_python
from hiteval.study.written_checks import check_responses, check_written


def finding(**cells):
    given = {"finding_id": "f1", "statement": "Money is short.", "segment_ids": "a1"}
    return {
        "findings": table(**{name: [cell] for name, cell in (given | cells).items()})
    }


def link(*links):
    names, starts, ends = zip(*links, strict=True)
    return {"theory": table(link_id=names, from_id=starts, to_id=ends)}


def told(tables):
    return [str(fault) for fault in check_written(tables)]


def test_a_sound_finding_has_no_faults():
    judged = {"confidence": "high", "confidence_reason": "All agree."}
    assert told(finding(contrary_segment_ids="b1", **judged)) == []


def test_a_statement_has_at_most_40_words():
    assert told(finding(statement="слово " * 40)) == []
    assert told(finding(statement="слово " * 41)) == [
        "findings.csv, row 2, statement: expected a sentence of at most 40 words; got "
        "41 words. Shorten it: so_what and the reasons have room for the rest."
    ]


def test_a_finding_rests_on_segments():
    assert told(finding(segment_ids=None)) == [
        "findings.csv, row 2, segment_ids: expected ids of the segments that support "
        "it, with ; between; got a blank cell. Fill it in, or take the finding out."
    ]


def test_a_finding_in_a_bundle_may_rest_on_segments_that_are_not_shown():
    assert told(finding(segment_ids=None, segments_not_shown="3")) == []


def test_a_segment_is_on_one_side():
    assert told(finding(segment_ids="a1;b1", contrary_segment_ids="c1; b1")) == [
        "findings.csv, row 2, contrary_segment_ids: expected segments that are not in "
        "segment_ids as well; got 'b1'. Take it out of one of the two."
    ]


def test_a_level_has_a_reason_and_a_reason_a_level():
    assert told(finding(confidence="low", adequacy_reason="Few sources.")) == [
        "findings.csv, row 2, adequacy: expected a level, as adequacy_reason is given; "
        "got a blank cell. Fill it in, or take the reason out.",
        "findings.csv, row 2, confidence_reason: expected a reason, as confidence is "
        "given; got a blank cell. Fill it in.",
    ]


def test_a_link_leads_to_another_part():
    assert told(link(("t1", "a", "a"))) == [
        "theory.csv, row 2, to_id: expected another area or criterion than from_id; "
        "got 'a'. Correct one of the two."
    ]


def test_a_circle_is_named_by_its_links():
    links = [("t9", "c", "a"), ("t2", "a", "b"), ("t5", "b", "c")]
    assert told(link(*links)) == [
        "theory.csv, row 3, to_id: expected links that lead nowhere back to where they "
        "begin; got the circle t2, t5, t9. Turn one of them round, or take it out."
    ]


def test_every_circle_is_told():
    links = [("t1", "a", "b"), ("t2", "b", "a"), ("t3", "c", "d"), ("t4", "d", "c")]
    assert [fault.got for fault in check_written(link(*links))] == [
        "the circle t1, t2",
        "the circle t3, t4",
    ]


def test_the_order_of_links_changes_no_circle():
    links = [("t1", "a", "b"), ("t2", "b", "c"), ("t3", "c", "a"), ("t4", "c", "b")]
    forwards, backwards = check_written(link(*links)), check_written(link(*links[::-1]))
    assert [f.got for f in forwards] == [f.got for f in backwards]


def responses(criterion_id):
    keep_text_as_python()
    return {
        "responses": table(team_id=["alpha"], criterion_id=[criterion_id]),
        "segments": table(segment_id=["s1"], team_id=["alpha"]),
        "codings": table(segment_id=["s1"], criterion_id=["means"]),
        "ratings": table(team_id=["alpha"], criterion_id=["purpose"]),
    }


def test_a_response_to_a_rating_that_does_not_exist():
    assert [str(fault) for fault in check_responses(responses("reach"))] == [
        "responses.csv, row 2, criterion_id: expected a criterion on which alpha has a "
        "rating; got 'reach'. Correct it, or leave it blank for a response to the "
        "whole page."
    ]


@pytest.mark.parametrize("criterion_id", ["means", "purpose", pd.NA])
def test_a_response_may_be_to_evidence_to_raters_or_to_the_page(criterion_id):
    assert check_responses(responses(criterion_id)) == []
