"""The rule that proposes a rating, as the method page shows it."""

import pytest
from scales import LIKERT, MATURITY, on
from shown import page, rows

from hiteval.display import proposal_rule
from hiteval.results.evaluation import evaluate


def shown(evaluation):
    lines = proposal_rule.lines(evaluation)
    return rows(proposal_rule.as_table(lines, evaluation))[1:]


def test_the_rule_is_shown_with_the_study_s_parameters(tiny):
    lines = {line[0]: line[1:] for line in shown(tiny)}
    first = "Supporting sources, none contrary; 2 or more with a concrete example"
    assert lines[first] == ["supported", "+2", "1"]
    ratio = "Both, at least 2 times as many supporting"
    assert lines[ratio] == ["mostly supported", "+1", "0"]


def test_every_rating_is_counted_under_one_line_of_the_rule(tiny, shipped):
    for evaluation in (tiny, shipped):
        times = [int(line[-1]) for line in shown(evaluation)]
        assert sum(times) == len(evaluation.proposed)
    # alpha: 2 and mixed; beta: -1; the partnership: 1; eight are missing
    assert [int(line[-1]) for line in shown(tiny)] == [*[8, 0, 1, 1, 0, 1, 0, 0, 1]]


@pytest.mark.parametrize(
    ("scale", "said"),
    [
        (LIKERT, "A level beyond the first of its side takes a number of sources"),
        (MATURITY, "A source reaches a level if more than half of its segments do."),
    ],
)
def test_the_rule_is_told_as_the_scale_has_it(study, scale, said):
    none = {n: study.tables[n].iloc[:0] for n in ("codings", "ratings", "consensus")}
    evaluation = evaluate(on(study.with_tables(none), scale))
    assert said in page(proposal_rule.in_words(evaluation)).text
    assert "above 0" not in page(proposal_rule.in_words(evaluation)).text


def test_missing_is_no_level(tiny):
    assert page(proposal_rule.source(tiny)).text.endswith(
        "Missing means that no segment was coded. It is never counted as 0."
    )
