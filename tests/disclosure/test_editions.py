from dataclasses import replace
from pathlib import Path
from tempfile import TemporaryDirectory

import pandas as pd
import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from interviews import QUOTE, add_interviews
from unrated_data import with_unrated

from hiteval.disclosure.clearance import WITHHELD, text_hash
from hiteval.disclosure.earlier_releases import PastRelease, ShownCount
from hiteval.disclosure.editions import release
from hiteval.disclosure.public_columns import PUBLIC_COLUMNS
from hiteval.errors import DisclosureError
from hiteval.results.evaluation import evaluate
from hiteval.study import schema
from hiteval.study.reading import read_study
from hiteval.study.study import Study
from hiteval.study.writing import write_study

CRITERIA = ["working.public", "working.means", "change.results"]


@pytest.fixture
def plain(folder) -> Study:
    return read_study(folder)


@pytest.fixture
def interviewed(folder) -> Study:
    return read_study(add_interviews(folder))


@pytest.fixture
def public(interviewed) -> Study:
    return release(interviewed, "public").study


def decided(study: Study, segment_id: str) -> tuple[str, str]:
    decisions = release(study, "public").decisions.set_index("segment_id")
    return tuple(decisions.loc[segment_id, ["segment", "quote"]])


def test_only_cleared_segments_pass(plain):
    plain.segments.loc[0, "clearance"] = "internal"
    public = release(plain, "public").study
    assert "a1-s1" not in set(public.segments["segment_id"])
    assert "a1-s1" not in set(public.codings["segment_id"])


def test_a_blank_clearance_withholds(plain):
    plain.segments.loc[0, "clearance"] = None
    assert decided(plain, "a1-s1")[0] == "no clearance 'public'"


def test_a_source_that_shows_no_segment_is_gone(plain):
    plain.segments.loc[plain.segments["source_id"] == "b1", "clearance"] = "internal"
    assert "b1" not in set(release(plain, "public").study.sources["source_id"])


def test_without_consent_nothing_passes(interviewed, public):
    assert decided(interviewed, "int-5-s1") == ("no consent to publish",) * 2
    assert "Thought number 4 of a leader." not in set(public.segments["summary"])


def test_a_quote_passes_with_consent_clearance_and_approval(interviewed, public):
    assert decided(interviewed, "int-1-s1") == ("", "")
    assert (public.segments["quote"] == QUOTE).sum() == 1


def test_a_quote_changed_since_it_was_approved_is_withheld(interviewed):
    assert decided(interviewed, "int-2-s1")[1] == "changed since it was approved"


def test_a_quote_that_nobody_approved_is_withheld(interviewed):
    assert decided(interviewed, "int-3-s1")[1] == "not approved"


def test_consent_to_a_summary_is_none_to_a_quote(interviewed):
    assert decided(interviewed, "int-4-s1") == ("", "no consent to be quoted")


def test_without_the_studys_leave_no_quote_passes(folder, interviewed, spoil):
    spoil("study.yml", "quotes: true", "quotes: false")
    study = read_study(folder)
    assert decided(study, "int-1-s1")[1] == "the study shows no quotes"


def test_a_withheld_quote_leaves_a_mark_and_not_its_length(public):
    quotes = public.segments["quote"].dropna()
    assert sorted(quotes) == [QUOTE, *[WITHHELD] * 3]


def test_an_unknown_word_of_consent_is_an_error(folder, interviewed):
    path = folder / "sources.csv"
    path.write_text(path.read_text().replace(",summary", ",Summary"))
    with pytest.raises(Exception, match="consent: expected one of none, summary, quo"):
        read_study(folder)


def test_notes_and_rationales_never_pass(public):
    assert public.codings["note"].isna().all()
    assert public.ratings["rationale"].isna().all()


def test_these_columns_are_never_published():
    withheld = {
        (name, column)
        for name, table in schema.TABLES.items()
        for column in table.columns
        if name not in schema.IN_NO_BUNDLE
        and PUBLIC_COLUMNS[name][column].when == "never"
    }
    assert withheld == {
        ("sources", "role"),
        ("sources", "consent"),
        ("sources", "people"),
        ("segments", "locator"),
        ("codings", "note"),
        ("ratings", "rationale"),
        ("adjudications", "decided_by"),
        ("summaries", "author"),
        ("findings", "author"),
        ("theory", "author"),
    }


def test_private_tables_are_in_no_edition(interviewed):
    for edition in ("public", "internal"):
        shown = release(interviewed, edition).study
        assert shown.roster.empty
        assert shown.approvals.empty
        assert shown.sources["people"].isna().all()


def keys_of(study):
    columns = [study.segments["segment_id"], study.settings.coders]
    return st.tuples(*map(st.sampled_from, [*map(list, columns), CRITERIA]))


def bytes_of(study, edition):
    with TemporaryDirectory() as folder:
        write_study(release(study, edition).study, Path(folder))
        return {p.name: p.read_bytes() for p in Path(folder).rglob("*.*")}


@given(st.data())
@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
def test_codings_without_a_rating_change_no_byte_and_no_rating(interviewed, data):
    keys = data.draw(st.lists(keys_of(interviewed), unique=True))
    more = with_unrated(interviewed, keys)
    for edition in ("public", "internal"):
        assert bytes_of(more, edition) == bytes_of(interviewed, edition)
    one, other = release(interviewed, "public"), release(more, "public")
    assert (one.withheld, one.withheld_openly) == (
        other.withheld,
        other.withheld_openly,
    )
    pd.testing.assert_frame_equal(evaluate(more).cells, evaluate(interviewed).cells)


def test_the_note_of_a_coding_without_a_rating_is_a_secret(interviewed):
    more = with_unrated(interviewed, [("a1-s1", "bob", "working.means")])
    where = {secret.where for secret in release(more, "public").secrets}
    assert "unrated.csv, a1-s1, note" in where


def test_a_summary_passes_only_if_it_is_cleared_itself(public):
    assert public.summaries["criterion_id"].tolist() == ["working.public"]
    assert public.summaries["author"].isna().all()


def test_a_summary_that_rests_on_a_withheld_segment_is_withheld(plain):
    second = plain.segments["segment_id"] == "a2-s1"
    plain.segments.loc[second, "clearance"] = "internal"
    assert release(plain, "public").study.summaries.empty


def test_raters_are_numbered(plain):
    public = release(plain, "public").study
    assert public.ratings["rater_id"].tolist() == ["rater-01", "rater-02", "rater-01"]


def test_the_numbers_of_raters_do_not_follow_their_ids(plain):
    numbered = release(plain, "public").study.ratings
    ids = sorted(plain.ratings["rater_id"].unique())
    turned = dict(zip(ids, reversed(ids), strict=True))
    plain.ratings["rater_id"] = plain.ratings["rater_id"].map(turned)
    other = release(plain, "public").study.ratings
    pd.testing.assert_frame_equal(other, numbered)


def test_what_an_earlier_release_showed_hides_more_now(interviewed):
    # Of nine people eight are directors: whoever knows that must not know the nine.
    exact = ShownCount(true=8, low=8, high=8)
    past = [PastRelease(id="earlier", counts={"role:director": exact})]
    people = release(interviewed, "public", past).study.people.set_index("group")
    assert people.loc[["all", "strand"], "people"].isna().all()
    alone = release(interviewed, "public").study.people.set_index("group")
    assert alone.loc["all", "people"] == 10


def test_what_would_be_told_apart_from_an_earlier_edition_is_held_back(interviewed):
    passages = dict(release(interviewed, "public").passages)
    del passages["int-1-s1"]  # of two people
    past = [PastRelease(id="earlier", counts={}, passages=passages)]
    assert release(interviewed, "public", past).passages == passages


def test_what_is_not_shown_is_secret(interviewed):
    secrets = {s.where: s for s in release(interviewed, "public").secrets}
    assert secrets["segments.csv, int-2-s1, quote"].text == QUOTE + " then"
    assert secrets["private/roster.csv, p01, name"].kind == "name"
    assert secrets["sources.csv, int-3"].kind == "id"
    assert "segments.csv, int-1-s1, quote" not in secrets


def test_the_internal_edition_shows_everything_and_says_so(interviewed):
    internal = release(interviewed, "internal").study
    assert len(internal.segments) == len(interviewed.segments)
    assert internal.segments["quote"].equals(interviewed.segments["quote"])
    assert internal.settings.edition == "internal"


def test_nothing_to_publish_is_refused(plain):
    plain.segments["clearance"] = "internal"
    with pytest.raises(DisclosureError) as error:
        release(plain, "public")
    assert str(error.value) == (
        "segments.csv: expected at least one segment that may be shown; got none (no "
        "clearance 'public': 7). Write summaries, set the clearance of what may be "
        "published to public, or build --edition internal."
    )
    plain.segments["clearance"] = "public"
    plain.segments["summary"] = "[To be summarised: page 1.]"
    with pytest.raises(DisclosureError, match=r"got none \(yet to be summarised: 7\)"):
        release(plain, "public")


def test_a_text_that_names_somebody_of_the_roster_is_refused(interviewed):
    segments = interviewed.segments
    row = segments.index[segments["segment_id"] == "int-4-s1"][0]
    segments.loc[row, "summary"] = "So says Dr. ZANZIbb."
    with pytest.raises(DisclosureError) as error:
        release(interviewed, "public")
    assert str(error.value) == (
        "1 of the texts to be published name somebody in private/roster.csv. Reword "
        "them, or set their clearance to internal. Where it is a word and no name, as "
        "Green may be, write it in small letters, or give the person's full name in "
        "the roster:\n  segments.csv, int-4-s1, summary: see private/roster.csv, "
        "p02, name"
    )


def test_many_texts_that_name_one_person_are_told_in_one_line(interviewed):
    interviewed.segments["summary"] = "So says Dr. ZANZIbb."
    with pytest.raises(DisclosureError) as error:
        release(interviewed, "public")
    (line,) = str(error.value).splitlines()[1:]
    cells, named = line.split(": ")
    assert cells.count("segments.csv, ") == 3
    assert cells.endswith(" more")
    assert named == "see private/roster.csv, p02, name"


def test_a_name_in_what_is_withheld_stops_nothing(interviewed):
    interviewed.codings["note"] = "Quill Zanziaa"
    assert release(interviewed, "public")


def test_an_approval_is_the_hash_of_the_utf8_text():
    # printf 'caf\303\251' | sha256sum
    assert text_hash("café").startswith("850f7dc43910ff89")


def test_the_types_of_tables_stay(interviewed, public):
    for name, table in interviewed.tables.items():
        pd.testing.assert_series_equal(public.tables[name].dtypes, table.dtypes)


def with_findings(study: Study) -> Study:
    """Add a finding of each clearance, a link and the model, on a1-s1 and a1-s2."""
    both = {"segment_ids": "a1-s2;a1-s1", "contrary_segment_ids": "b1-s1"}
    findings = pd.DataFrame(
        {"finding_id": ["f1", "f2"], "clearance": ["public", "internal"], **both}
    )
    theory = pd.DataFrame({"link_id": ["t1"], "clearance": ["public"], **both})
    made = {"findings": findings, "theory": theory}
    typed = {name: schema.typed(name, table) for name, table in made.items()}
    public = study.settings.editions.public.model_copy(update={"model": True})
    editions = study.settings.editions.model_copy(update={"public": public})
    settings = study.settings.model_copy(update={"editions": editions})
    model = "Patients lead [a1-s1; a1-s2]."
    return replace(study.with_tables(typed), settings=settings, model=model)


def test_a_finding_passes_only_if_it_is_cleared(plain):
    public = release(with_findings(plain), "public").study
    assert public.findings["finding_id"].tolist() == ["f1"]
    assert public.findings["segments_not_shown"].isna().all()


def test_a_withheld_segment_is_named_nowhere_and_counted(plain):
    first = plain.segments["segment_id"] == "a1-s1"
    plain.segments.loc[first, "clearance"] = "internal"
    public = release(with_findings(plain), "public").study
    for table in (public.findings, public.theory):
        assert table["segment_ids"].tolist() == ["a1-s2"]
        assert table["segments_not_shown"].tolist() == [1]
        assert table["contrary_segments_not_shown"].isna().all()
    assert public.model == "Patients lead [a1-s2; 1 not shown]."


def test_without_the_studys_leave_the_model_in_words_is_withheld(plain):
    study = replace(with_findings(plain), settings=plain.settings)
    released = release(study, "public")
    assert released.study.model == ""
    assert released.withheld["the model in words"] == 1
    assert "model.md" in {secret.where for secret in released.secrets}


def test_a_finding_names_what_was_said_in_confidence_by_its_new_ids(interviewed):
    study = with_findings(interviewed)
    study.findings["segment_ids"] = "int-4-s1;int-1-s1;a1-s1"
    shown = release(study, "public").study
    named = schema.ids(shown.findings["segment_ids"][0])
    assert named == sorted(named)
    assert set(named) <= set(shown.segments["segment_id"])
    assert not {"int-1-s1", "int-4-s1"} & set(named)
