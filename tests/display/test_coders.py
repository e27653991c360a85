"""How far coders agree, as readers see it."""

from dataclasses import replace

from shown import page, rows

from hiteval.display import coders
from hiteval.results import sureness


def said(made):
    return [p.text for p in page(made).find_all("p")]


def overview(evaluation):
    found = coders.compared(sureness.how_coders_agree(evaluation))
    return said(coders.overview(found, evaluation))


def test_agreement_is_said_in_plain_words(shipped):
    first, second, third = overview(shipped)
    assert first == (
        "2 coders were compared on whether a criterion applies to a segment: "
        "18,666 decisions from 279 sources. They agree in 97 % of them. "
        "Most of these are criteria that nobody gave. Of what one coder gave, another "
        "gave 77 %. Beyond chance, agreement is 0.76, likely between 0.73 and 0.78 (0 "
        "is chance, 1 is perfect)."
    )
    assert "972 pairs from 275 sources. They agree in 86 % of them." in second
    assert third.startswith(
        "2 coders were compared on what a segment tells of, on a criterion both gave "
        "it: 972 pairs from 275 sources. They agree in 99 % of them."
    )


def test_a_study_that_does_not_say_what_segments_tell_of_is_not_asked(tiny):
    blank = tiny.study.codings.assign(about=None).astype({"about": "str"})
    study = tiny.study.with_tables({"codings": blank})
    assert len(overview(replace(tiny, study=study, whole=study))) == 2


def test_undefined_agreement_is_said_with_its_reason(tiny):
    one = tiny.study.codings.query("coder_id == 'ann'")
    study = tiny.study.with_tables({"codings": one})
    assert overview(replace(tiny, study=study, whole=study))[0] == (
        "On whether a criterion applies to a segment, agreement is undefined: "
        "fewer than two coders."
    )


def test_marginals_count_each_coder(tiny):
    assert ["Public voice", "4", "1"] in rows(
        coders.marginals(sureness.how_coders_code(tiny), tiny)
    )


def test_marginals_count_what_segments_tell_of(shipped):
    made = rows(coders.marginals(sureness.how_coders_code(shipped), shipped))
    assert made[-2:] == [
        ["the need or the setting", "71", "67"],
        ["a measured start", "3", "3"],
    ]


def test_bands_are_stated_with_their_probability(shipped):
    bands = coders.headline(sureness.how_coders_agree(shipped).bands)
    bands = bands[bands["stated"] & (bands["level"] == "overall")]
    stated = rows(coders.bands(bands))[1:]
    assert stated[0] == [
        *["Same criterion?", "Krippendorff's alpha, nominal", "Landis and Koch"],
        *["substantial", "100 %"],
    ]
    assert stated[3][1] == "Krippendorff's alpha, ordinal"
