from hiteval.report.page_frame import limits_html


def test_limits_are_shown_as_text(study):
    settings = study.settings.model_copy(update={"limits": ("<b>None</b> & more",)})
    assert "<li>&lt;b&gt;None&lt;/b&gt; &amp; more</li>" in limits_html(settings)
