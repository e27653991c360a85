import pytest
from interviews import QUOTE, add_interviews

from hiteval.disclosure.editions import release
from hiteval.disclosure.secrets import Secret, secrets_of
from hiteval.study.reading import read_study

pytestmark = pytest.mark.integration


@pytest.fixture
def study(folder):
    return read_study(add_interviews(folder))


def secrets(study):
    return set(secrets_of(study, release(study, "public").study))


def test_what_the_public_edition_holds_is_no_secret(study):
    (text,) = study.segments["summary"][study.segments["segment_id"] == "a1-s1"]
    assert text not in {secret.text for secret in secrets(study)}


def test_a_withheld_quote_is_named_by_its_place(study):
    where = "segments.csv, int-2-s1, quote"
    assert Secret(where, "passage", QUOTE + " then") in secrets(study)


def test_a_text_that_is_published_elsewhere_is_no_secret(study):
    segments = study.segments.copy()
    segments.loc[segments["segment_id"] == "int-5-s1", "summary"] = (
        "Patients chair the board."
    )
    study = study.with_tables({"segments": segments})
    places = {secret.where for secret in secrets(study)}
    assert "segments.csv, int-5-s1, summary" not in places
    assert "segments.csv, int-5-s1, quote" in places


def test_ids_of_confidential_sources_are_secrets_unless_plain_words(study):
    found = {s.text for s in secrets(study) if s.kind == "id"}
    assert {"int-1", "int-1-s1"} <= found
    assert "a1" not in found  # a document
    sources = study.sources.replace({"source_id": {"int-1": "interview"}})
    renamed = study.with_tables({"sources": sources})
    assert "interview" not in {s.text for s in secrets(renamed)}
