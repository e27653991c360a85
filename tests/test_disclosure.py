import pandas as pd
import pytest

from hiteval import schema
from hiteval.disclosure import PUBLIC_COLUMNS, release
from hiteval.errors import DisclosureError
from hiteval.study import read_study


@pytest.fixture
def confidential(folder):
    """Withhold one segment, and give every segment a quote."""
    path = folder / "segments.csv"
    segments = pd.read_csv(path, dtype=str)
    segments["quote"] = "Word for word."
    segments.loc[segments["segment_id"] == "b1-s1", "clearance"] = "internal"
    segments.to_csv(path, index=False)
    return read_study(folder)


def test_only_cleared_segments_pass(confidential):
    public = release(confidential, "public").study
    assert "b1-s1" not in set(public.segments["segment_id"])
    assert "b1-s1" not in set(public.codings["segment_id"])


def test_a_source_that_shows_no_segment_is_gone(confidential):
    assert "b1" not in set(release(confidential, "public").study.sources["source_id"])


def test_a_blank_clearance_withholds(confidential):
    confidential.segments.loc[0, "clearance"] = None
    public = release(confidential, "public").study
    assert "a1-s1" not in set(public.segments["segment_id"])


def test_quotes_and_notes_never_pass(confidential):
    public = release(confidential, "public").study
    assert public.segments["quote"].isna().all()
    assert public.codings["note"].isna().all()


def test_a_column_that_is_not_named_is_not_published():
    withheld = {
        (name, column)
        for name, table in schema.TABLES.items()
        for column in table.columns
        if column not in PUBLIC_COLUMNS[name]
    }
    assert withheld == {
        ("sources", "role"),
        ("sources", "consent"),
        ("segments", "quote"),
        ("segments", "locator"),
        ("codings", "note"),
        ("ratings", "rationale"),
        ("summaries", "author"),
    }


def test_a_summary_passes_only_if_it_is_cleared_itself(confidential):
    public = release(confidential, "public").study
    assert public.summaries["criterion_id"].tolist() == ["working.public"]
    assert public.summaries["author"].isna().all()


def test_a_summary_that_rests_on_a_withheld_segment_is_withheld(confidential):
    second = confidential.segments["segment_id"] == "a2-s1"
    confidential.segments.loc[second, "clearance"] = "internal"
    assert release(confidential, "public").study.summaries.empty


def test_raters_are_numbered(confidential):
    public = release(confidential, "public").study
    assert public.ratings["rater_id"].tolist() == ["rater-01", "rater-02", "rater-01"]


def test_what_was_withheld_is_counted_by_rule(confidential):
    assert release(confidential, "public").withheld == {
        "segments without clearance 'public'": 1,
        "codings of those segments": 2,
        "rows about sources that show no segment": 1,
        "quotes": 7,
        "coders' notes": 1,
        "raters' rationales": 1,
        "summaries not cleared, or of withheld segments": 1,
    }


def test_the_internal_edition_shows_everything_and_says_so(confidential):
    internal = release(confidential, "internal").study
    assert len(internal.segments) == 7
    assert internal.settings.edition == "internal"


def test_nothing_to_publish_is_refused(confidential):
    confidential.segments["clearance"] = "internal"
    with pytest.raises(DisclosureError) as error:
        release(confidential, "public")
    assert str(error.value) == (
        "segments.csv, clearance: expected 'public' for at least one segment; got "
        "none. Clear what may be published, or build --edition internal."
    )


def test_the_types_of_tables_stay(study):
    public = release(study, "public").study
    for name, table in study.tables.items():
        pd.testing.assert_series_equal(public.tables[name].dtypes, table.dtypes)
