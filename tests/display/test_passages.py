"""Passages: verbatim, with their coders and sources."""

from dataclasses import replace

from shown import page, rows, view

from hiteval.display import passages


def test_passages_show_each_coder_s_rating_and_their_source(tiny):
    table = page(view(passages.by_criterion, tiny.team("alpha"))).find(
        id="evidence-working.means-table"
    )
    first = table.find_all("tr")[1]
    assert [cell.get_text(" ", strip=True) for cell in first.find_all("td")] == [
        "−1.5",
        "ann −2 bob −1",
        "Money ran out in May.",
        "Alpha's first report (document, 18 May 2019)",
    ]


def test_a_segment_has_one_place_however_often_it_stands(shipped):
    made = page(view(passages.by_criterion, shipped.team("dementia")))
    places = [tag["id"] for tag in made.find_all(class_="anchor")]
    assert len(places) == len(set(places))
    assert sum(place.startswith("segment-") for place in places) == 62


def test_the_register_leads_out_and_back(tiny):
    register = page(view(passages.register, tiny))
    links = [
        a["href"] for a in register.find(id="source-a1").parent.parent.find_all("a")
    ]
    assert links == [
        "https://example.org/a1",
        "../teams/alpha.html#segment-a1-s1",
        "../teams/alpha.html#segment-a1-s2",
    ]


def test_segments_of_the_partnership_lead_to_the_model(tiny):
    register = page(view(passages.register, tiny))
    links = register.find(id="source-w1").parent.parent.find_all("a")
    assert links[-1]["href"] == "../results/model.html#segment-w1-s1"


def test_a_team_without_sources_is_said_to_have_none(tiny):
    made = view(passages.register, tiny.team("gamma"))
    assert made.text == "<p>No sources are recorded.</p>"


def test_only_the_sources_of_the_frame_are_shown(tiny):
    sources = tiny.study.sources
    undated = sources[sources["date"].isna()]
    titles = [line[0] for line in rows(passages.register(undated, tiny))[1:]]
    assert titles == undated["title"].tolist()
    assert 0 < len(titles) < len(sources)


def test_a_long_register_is_folded_by_years_the_newest_first_undated_last(shipped):
    sources = shipped.study.sources
    made = page(passages.register_by_year(sources, shipped))
    years = [heading.get_text() for heading in made.select("summary > h2")]
    assert years == [*(str(year) for year in range(2025, 2011, -1)), "Undated"]
    assert made.select("summary .told")[-1].get_text() == "72 sources"
    assert len(made.select("tbody tr")) == len(sources)


def test_a_short_register_is_one_table(tiny):
    sources = tiny.study.sources
    assert passages.register_by_year(sources, tiny) == passages.register(sources, tiny)


def test_names_are_escaped_once(tiny):
    sources = tiny.study.sources.assign(title="Time & money", publisher="A & B")
    study = tiny.study.with_tables({"sources": sources})
    of = replace(tiny, study=study)
    for show in (passages.register, passages.by_criterion):
        assert "Time & money" in page(view(show, of)).text
        assert "amp;amp;" not in view(show, of).text


def test_quotes_stand_under_their_summary(tiny):
    quoted = tiny.study.segments.assign(quote="Word for <word>.")
    study = tiny.study.with_tables({"segments": quoted})
    made = view(passages.by_criterion, replace(tiny, study=study))
    assert page(made).blockquote.text == "Word for <word>."


def test_where_nobody_is_rated_nothing_leads_to_a_rating(tiny):
    nobody = tiny.all_teams().model()
    assert nobody.cells.empty
    assert "Back to the rating" not in view(passages.by_criterion, nobody).text
    assert "no evidence was found" in view(passages.by_criterion, nobody).text
