from hiteval.study.cited import check_cited, cited_anew, only_shown

KNOWN = ["alpha-2019-s01", "alpha-2019-s02"]


def test_a_citation_keeps_what_is_shown_and_counts_the_rest():
    text = "It ran [alpha-2019-s01; alpha-2019-s02] and [sic] [so](x) ended."
    shown = cited_anew(text, KNOWN, lambda named: only_shown(named, {KNOWN[0]}))
    assert shown == "It ran [alpha-2019-s01; 1 not shown] and [sic] [so](x) ended."


def test_an_unknown_id_is_told_with_the_nearest():
    (fault,) = check_cited("model.md", "It ran [alpha-2019-s1].", KNOWN)
    assert str(fault) == (
        "model.md: expected ids of segments in brackets, with ; between; got "
        "'alpha-2019-s1'. Did you mean 'alpha-2019-s01'?"
    )


def test_an_id_beside_one_that_exists_is_a_citation():
    (fault,) = check_cited("model.md", "[alpha-2019-s01; zz]", KNOWN)
    assert fault.remedy == "Correct it, or add the segment first."


def test_other_brackets_are_no_citation():
    assert check_cited("model.md", "It [2016] was [sic] so [a b].", KNOWN) == []
