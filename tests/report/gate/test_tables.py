import dataclasses
import re
import shutil

import pytest
from conftest import ROOT, TINY
from interviews import QUOTE, add_interviews

from hiteval.disclosure.editions import release
from hiteval.disclosure.secrets import Secret
from hiteval.errors import DisclosureError
from hiteval.report.gate import tables
from hiteval.report.gate.tables import check_tables
from hiteval.study.reading import read_study

pytestmark = pytest.mark.integration


@pytest.fixture(scope="module")
def released(tmp_path_factory):
    folder = tmp_path_factory.mktemp("study") / "study"
    return release(read_study(add_interviews(shutil.copytree(TINY, folder))), "public")


def with_text(released, text, table="summaries", column="summary"):
    changed = released.study.tables[table].copy()
    changed.loc[changed.index[0], column] = text
    return dataclasses.replace(
        released, study=released.study.with_tables({table: changed})
    )


def refusal(released):
    with pytest.raises(DisclosureError) as error:
        check_tables(released, ROOT)
    return str(error.value)


REMEDY = "Reword it, set its clearance to internal, or clear what it shows."


def test_a_release_that_shows_nothing_passes(released):
    check_tables(released, ROOT)


def test_withheld_words_name_both_rows_and_the_remedy_and_are_not_quoted(released):
    text = f"One said: {QUOTE.upper()}, at ALL"
    told = refusal(with_text(released, text))
    assert told == (
        "not published: 1 finding in the tables, before anything is made:\n"
        "  summaries.csv, alpha, summary: words of segments.csv, int-3-s1, "
        f"quote. {REMEDY}"
    )


def test_four_words_of_a_withheld_passage_are_enough(released):
    four = Secret("segments.csv, b1-s1, summary", "passage", "Few were heard then")
    held = dataclasses.replace(released, secrets=(four,))
    assert "words of segments.csv, b1-s1" in refusal(with_text(held, four.text))


def test_the_model_and_the_settings_are_read_as_the_tables_are(released):
    model = dataclasses.replace(released.study, model=f"So: {QUOTE} at all")
    settings = released.study.settings.model_copy(update={"title": f"{QUOTE} at all"})
    titled = dataclasses.replace(released.study, settings=settings)
    for study, place in ((model, "model.md"), (titled, "study.yml")):
        told = refusal(dataclasses.replace(released, study=study))
        assert f"  {place}: words of segments.csv, int-3-s1, quote." in told


def test_words_of_a_quote_that_was_approved_may_be_repeated(released):
    check_tables(with_text(released, QUOTE), ROOT)


def test_words_that_evaluators_wrote_may_be_repeated(released):
    note = Secret("codings.csv, int-1-s1, note", "passage", "a hunch of one of us here")
    noted = dataclasses.replace(released, secrets=(*released.secrets, note))
    check_tables(with_text(noted, note.text), ROOT)


def with_ids(released, *ids):
    secrets = [Secret(f"private/roster.csv, {name}", "id", name) for name in ids]
    return dataclasses.replace(released, secrets=tuple(secrets))


@pytest.mark.parametrize("name", ["p10", "b2", "int-7", "person-01"])
def test_an_id_like_a_cell_is_no_alarm(released, name):
    check_tables(with_ids(released, name), ROOT)


@pytest.mark.parametrize("name", ["s5", "sheet1", "h2", "C3", "cell-4", "rId1"])
def test_an_id_that_every_report_holds_is_refused(released, name):
    assert refusal(with_ids(released, name)).splitlines()[1:] == [
        f"  private/roster.csv, {name}: an id that cannot be told from words that "
        "every report holds. Rename it in every table, for example with a word before "
        "it."
    ]


def test_a_number_is_no_id_to_be_found(released):
    assert "cannot be told from a number" in refusal(with_ids(released, "2020-1"))


def test_an_id_in_a_text_names_both_rows_and_the_remedy(released):
    shown = with_text(with_ids(released, "p10"), "As P10 has it")
    assert refusal(shown).splitlines()[1:] == [
        "  summaries.csv, alpha, summary: the id of private/roster.csv, p10. Reword "
        "it, or rename the id in every table."
    ]


def test_a_pooled_segment_is_named_as_the_study_names_it(released):
    secret = Secret("private/roster.csv, p10", "id", "p10")
    named = dataclasses.replace(released, secrets=(secret,))
    old = released.decisions.set_index("shown_as")["segment_id"]
    changed = released.study.segments.copy()
    pooled = changed["segment_id"].isin(old.index[old.index != old])
    changed.loc[changed.index[pooled][0], "summary"] = "p10 again"
    named = dataclasses.replace(
        named, study=released.study.with_tables({"segments": changed})
    )
    first = old[changed["segment_id"][pooled].iloc[0]]
    assert f"segments.csv, {first}, summary: the id" in refusal(named)


@pytest.mark.parametrize(
    ("guard", "off", "name"),
    [
        ("fixed_texts", lambda _: iter(()), "ac1"),
        ("NUMBERED", re.compile("(?!)"), "c33"),
        ("_shown", lambda *_: iter(()), "alpha-1"),
    ],
)
def test_without_its_guard_an_id_passes(released, monkeypatch, guard, off, name):
    shown = with_ids(released, name)
    if name == "alpha-1":
        shown = with_text(shown, "by alpha-1")
    refusal(shown)
    monkeypatch.setattr(tables, guard, off)
    check_tables(shown, ROOT)
