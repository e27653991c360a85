import pytest

from hiteval.report.book.page_frame import announcement, limits_html


def test_limits_are_shown_as_text(study):
    settings = study.settings.model_copy(update={"limits": ("<b>None</b> & more",)})
    assert "<li>&lt;b&gt;None&lt;/b&gt; &amp; more</li>" in limits_html(settings)


@pytest.mark.parametrize(
    ("edition", "simulated", "said"),
    [
        ("public", False, ""),
        ("internal", False, "Internal edition: not for publication"),
        (
            "public",
            True,
            "Simulated study: invented for tests and demonstrations, about nobody",
        ),
        (
            "internal",
            True,
            "Internal edition: not for publication. "
            "Simulated study: invented for tests and demonstrations, about nobody",
        ),
    ],
)
def test_a_page_announces_what_it_is_not(study, edition, simulated, said):
    update = {"edition": edition, "simulated": simulated}
    assert announcement(study.settings.model_copy(update=update)) == said
