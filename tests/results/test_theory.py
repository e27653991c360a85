"""The links of the theory of change, with the evidence on each, counted by hand."""

from written_theory import with_theory

from hiteval.results.evaluation import evaluate
from hiteval.results.theory import links_with_evidence


def test_links_come_in_their_order_and_are_numbered(study):
    found = links_with_evidence(with_theory(study, order=[2, None, 1]))
    assert found["link_id"].tolist() == ["t3", "t1", "t2"]
    assert found["number"].tolist() == [1, 2, 3]


def test_both_sides_are_counted_and_the_partnership_is_no_team(study):
    first, *_ = links_with_evidence(with_theory(study)).to_dict("records")
    counted = ("segments", "sources", "teams")
    assert [first[name] for name in counted] == [3, 3, 1]  # a1-s1, a2-s1, w1-s1
    assert [first[f"contrary_{name}"] for name in counted] == [1, 1, 1]  # b1-s1


def test_years_are_of_both_sides_and_missing_without_a_date(study):
    dated = with_theory(study)
    first, second, _ = links_with_evidence(dated).to_dict("records")
    assert (first["first_year"], first["last_year"]) == (2019, 2020)
    sources = dated.study.sources.assign(date=None).astype({"date": "str"})
    undated = evaluate(dated.study.with_tables({"sources": sources}))
    assert links_with_evidence(undated)["first_year"].isna().all()
    assert second["segments"] == 0
    assert second["contrary_segments"] == 0


def test_a_study_without_a_theory_has_no_links(tiny):
    assert links_with_evidence(tiny).empty
