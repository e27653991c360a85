import json
import re

import pandas as pd
import pytest
from conftest import TINY

from hiteval.bundle.bundle import write_bundle
from hiteval.commands import trace_and_diff
from hiteval.display import trace
from hiteval.display.kit.html import escape
from hiteval.errors import StudyError
from hiteval.results.evaluation import evaluate
from hiteval.study.reading import read_study


@pytest.fixture(scope="module")
def whole(study):
    return evaluate(study)


def test_a_rating_by_consensus_is_traced_to_people_sources_and_coders(whole):
    assert trace.cell(whole, "alpha", "working.public") == (
        "alpha, working.public: +1\n"
        "  from: the latest consensus\n"
        "  evidence proposes: +2 (supported: 3 sources support it, "
        "2 with a concrete example; none is contrary)\n"
        "  rule: explicit_sources 2, net_ratio 2\n"
        "  counts: 3 segments, 3 sources; supporting 3 (2 explicitly), "
        "contrary 0 (0 explicitly)\n"
        "  page: book/teams/alpha.html#rating-working.public\n"
        "  consensus 2021-02-01: +1\n"
        "    One of the three sources is a single line.\n"
        "  summary (a1-s1 and a2-s1):\n"
        "    Patients lead, and not only in name.\n"
        "  source a1: supports explicitly\n"
        "    document, 2019-05-18: Alpha's first report\n"
        "    segment a1-s1: +2 (ann +2, bob +2)\n"
        "      Patients chair the board.\n"
        "  source a2: supports explicitly\n"
        "    account, 2020-03: Alpha looks back\n"
        "    segment a2-s1: +2 (ann +2)\n"
        "      Patients wrote the leaflet.\n"
        "  source a3: supports in general terms\n"
        "    document, undated: Alpha in the news\n"
        "    segment a3-s1: +1 (ann +1)\n"
        "      The public was asked."
    )


def test_a_rating_that_a_later_one_replaces_is_said_to_be(study):
    later = study.ratings.head(1).assign(rated_on="2021-03-01", rating=2)
    ratings = pd.concat([study.ratings, later]).sort_values(["rater_id", "rated_on"])
    traced = trace.cell(
        evaluate(study.with_tables({"ratings": ratings})), "alpha", "working.means"
    )
    assert "  rater jane-roe 2021-01-05: +1 (replaced)\n" in traced
    assert "  rater jane-roe 2021-03-01: +2\n" in traced


def test_a_rating_without_evidence_is_traced_to_nothing(whole):
    traced = trace.cell(whole, "gamma", "change.results")
    assert "  evidence proposes: missing (missing: no segment was coded)" in traced
    assert "source " not in traced


def test_a_segment_is_traced_to_every_place_that_uses_it(whole):
    assert trace.segment(whole, "a1-s2") == (
        "a1-s2: Money ran out in May.\n"
        "  team: alpha\n"
        "  source: a1, document: Alpha's first report\n"
        "  working.means: −1.5 (ann −2, bob −1)\n"
        "    in the rating of alpha: +1.5, the median of the raters, who agree\n"
        "  in the summary of alpha, working.means\n"
        "  its source also gives an event of alpha: launched 2019\n"
        "  its source also gives a measure of alpha: people reached 2019\n"
        "  its source also gives a partner of alpha: trust member\n"
        "  its source also gives a partner of alpha: uni member\n"
        "  page: book/teams/alpha.html#segment-a1-s2\n"
        "  page: book/areas/working.html\n"
        "  page: book/results/contrary-evidence.html\n"
        "  page: book/results/disagreements.html\n"
        "  page: book/results/strands.html\n"
        "  page: book/results/evidence-table.html\n"
        "  page: book/results/evidence-register.html#source-a1"
    )


def test_a_segment_that_nobody_coded_is_said_so(study):
    codings = study.codings[study.codings["segment_id"] != "a3-s1"]
    traced = trace.segment(evaluate(study.with_tables({"codings": codings})), "a3-s1")
    assert "  no coder coded it\n" in traced
    assert "segment-a3-s1" not in traced


@pytest.mark.parametrize(
    ("what", "fault"),
    [
        (["alhpa", "working.public"], "a team of the study; got 'alhpa'. Did you mean"),
        (["alpha", "working.pubic"], "a criterion of the study; got 'working.pubic'."),
        (
            ["a1-s9"],
            "a segment or a page of the study; got 'a1-s9'. Did you mean 'a1-s2'?",
        ),
    ],
)
def test_an_unknown_id_is_a_fault_that_names_the_nearest(what, fault):
    with pytest.raises(StudyError, match=re.escape(fault)) as error:
        trace_and_diff.trace(*what, study=TINY)
    assert error.value.exit_status == 3


def test_a_bundle_is_traced_as_it_may_be_published(folder, project, capsys):
    bundle = project / "_build" / "bundle"
    write_bundle(folder, "public", bundle, project)
    trace_and_diff.trace("alpha", "working.means", study=bundle)
    traced = capsys.readouterr().out
    assert "  rater rater-01 2021-01-05: +1\n" in traced
    assert "Money came and went." not in traced


def test_a_segment_about_the_need_is_said_to_be_in_no_rating(study):
    codings = study.codings.assign(about="context")
    told = trace.segment(evaluate(study.with_tables({"codings": codings})), "a1-s2")
    assert "  working.means: −1.5 (ann −2, bob −1)\n" in told
    assert "    tells of the context: in no rating\n" in told
    assert "  page: book/teams/alpha.html#segment-a1-s2\n" in told


@pytest.mark.book
def test_a_segment_stands_on_the_pages_that_are_named_and_on_no_other(built):
    evaluation = evaluate(read_study(built / "_build" / "bundle"))
    site = built / "_build" / "html"
    texts = {
        path.relative_to(site).as_posix(): path.read_text(encoding="utf-8")
        for path in site.glob("book/*/*.html")
    }
    # Long tables hold their cells as data for a script.
    table = "book/results/evidence-table.html"
    packed = re.search(r'class="packed">(.*?)</script>', texts[table], re.S).group(1)
    columns = json.loads(packed)["columns"]
    texts[table] = "".join(cell for column in columns for cell in column["cells"])
    segments = evaluation.study.segments.sample(12, random_state=3)
    for segment_id, summary in segments.set_index("segment_id")["summary"].items():
        traced = trace.segment(evaluation, segment_id)
        named = set(re.findall(r"^  page: ([^#\n]*)", traced, re.M))
        register = {"book/results/evidence-register.html"}
        shown = {page for page, text in texts.items() if str(escape(summary)) in text}
        assert named == shown | register
