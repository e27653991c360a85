"""How the evaluation was made, as its page says."""

from shown import rows

from hiteval.analysis.agreement.published_examples import check_published
from hiteval.display import method


def test_the_self_check_agrees_with_every_published_example(tiny):
    verdicts = [row[-1] for row in rows(method.self_check(check_published(), tiny))[1:]]
    assert len(verdicts) > 20
    assert set(verdicts) == {"agrees"}


def test_missing_is_explained_beside_the_scale(tiny):
    assert rows(method.scale(method.levels(tiny), tiny))[-1] == [
        *["–", "Missing", "No segment was coded. Missing is not 0."]
    ]
