"""Which ratings other choices would change, as readers see it."""

from shown import page, rows

from hiteval.display import other_choices, robustness


def of_team(team):
    return other_choices.of_team(robustness.variants(team), team)


def said(made):
    return [p.text for p in page(made).find_all("p")]


def test_choices_that_change_a_rating_are_named_with_what_it_would_be(shipped):
    made = of_team(shipped.team("stroke"))
    assert said(made) == ["Other choices would change 5 of 17 proposed ratings."]
    changed = {row[0]: row[1:] for row in rows(made)[1:]}
    assert len(changed) == 5
    assert changed["Joined-up pathway"] == [
        "+1",
        "One kind of source alone: −1 to +1 "
        "Self-published or other sources alone: −1 to +1",
    ]


def test_a_rating_that_would_be_missing_is_said_to_be(shipped):
    changed = {row[0]: row[2] for row in rows(of_team(shipped.team("stroke")))[1:]}
    assert (
        changed["Spread and sustainability"] == "Only what several coders gave: missing"
    )


def test_a_team_without_ratings_has_nothing_to_work_out(tiny):
    assert said(of_team(tiny.team("gamma"))) == [
        "There is no proposed rating to work out in other ways."
    ]


def test_where_no_choice_changes_a_rating_there_is_no_table(shipped):
    team = shipped.team("stroke")
    variants = robustness.variants(team)
    steady = variants[variants["criterion_id"] == "engagement.public_involvement"]
    made = other_choices.of_team(steady, team)
    assert said(made) == ["Other choices would change 0 of 17 proposed ratings."]
    assert page(made).table is None
