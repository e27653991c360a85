"""What a team answers stands beside what it answers; what is not cleared, nowhere."""

from answered import answered
from hostile_strings import ALL
from shown import page, rows, view

from hiteval.disclosure.editions import release
from hiteval.display import responses, team_ratings
from hiteval.results.evaluation import evaluate


def of(study, team_id="alpha", edition="public"):
    return evaluate(release(answered(study), edition).study).team(team_id)


def to_page(team):
    return responses.to_page(team.study.responses, team)


def test_a_response_to_the_page_is_dated_and_by_role_with_what_it_changed(study):
    assert to_page(of(study)).text == (
        '<section class="response"><p><strong>The team responds</strong> '
        "(team director, 2 March 2021): Money is not short.<br>It was.</p>"
        "<p><strong>The evaluators answer</strong>: We say so now.</p>"
        "<p><strong>What changed</strong>: The first line.</p></section>"
    )


def test_a_response_to_a_rating_stands_under_its_reason(study):
    line = page(view(team_ratings.by_criterion, of(study)))
    cell = line.find(id="rating-working.means").find_parent("tr").find_all("td")[3]
    assert cell.section.text == (
        "The team responds (treasurer, 1 March 2021): May was one month."
        "The evaluators have not answered yet."
    )
    assert cell.text.startswith("2 raters agreed: +1 to +2.")
    assert len(line.find_all("section")) == 1


def test_where_nobody_answered_nothing_is_shown(study, tiny):
    assert to_page(of(study, "beta")).text == ""
    assert "<section" not in view(team_ratings.by_criterion, tiny.team("alpha")).text


def test_what_is_not_cleared_is_in_the_internal_edition_alone(study):
    shown = {
        edition: view(team_ratings.by_criterion, of(study, edition=edition)).text
        for edition in ("public", "internal")
    }
    assert "Do not print this." in shown["internal"]
    assert "Do not print this." not in shown["public"]


def test_the_partnership_responds_under_its_own_name(study):
    whole = answered(study)
    whole = whole.with_tables({"responses": whole.responses.assign(team_id="whole")})
    assert "The partnership responds" in to_page(evaluate(whole).team("whole")).text


def test_responses_stand_in_the_order_of_their_days(study):
    whole = answered(study)
    to_all = whole.responses.assign(criterion_id=None).astype("str")
    team = evaluate(whole.with_tables({"responses": to_all[::-1]})).team("alpha")
    days = [
        p.text.split("(")[1].split(")")[0]
        for p in page(to_page(team)).select("p:first-child")
    ]
    assert days == [
        *("treasurer, 1 March 2021", "member, 1 March 2021"),
        "team director, 2 March 2021",
    ]


def test_all_responses_are_listed_with_the_way_to_each(study):
    public = evaluate(release(answered(study), "public").study)
    made = responses.overview(public.study.responses, public)
    assert rows(made) == [
        ["Response", "By", "On", "What changed"],
        ["Alpha, Means", "treasurer", "1 March 2021", ""],
        ["Alpha", "team director", "2 March 2021", "The first line."],
    ]
    assert [a["href"] for a in page(made).find_all("a")] == [
        *("../teams/alpha.html#rating-working.means", "../teams/alpha.html")
    ]


def test_hostile_text_stays_text(study):
    team = of(study)
    columns = ["role", "response", "answer", "what_changed"]
    for text in ALL:
        told = team.study.responses.assign(**dict.fromkeys(columns, text))
        tags = page(responses.to_page(told, team)).find_all(True)
        assert {tag.name for tag in tags} <= {"section", "p", "strong", "br", "span"}
        assert all(set(tag.attrs) <= {"class", "dir"} for tag in tags)
