import dataclasses

import pytest

from hiteval.disclosure.editions import release
from hiteval.errors import DisclosureError
from hiteval.study.placeholders import without_placeholders

LATER = "[To be written: by Ann.]"


def with_cell(study, table, column, text=LATER):
    rows = study.tables[table].copy()
    rows[column] = rows[column].astype("str")
    rows.loc[rows.index[0], column] = text
    return study.with_tables({table: rows}), rows.iloc[0, 0]


def with_settings(study, **update):
    settings = study.settings.model_copy(update=update)
    return dataclasses.replace(study, settings=settings)


def test_a_study_whose_texts_are_written_is_left_as_it_is(study):
    written, found = without_placeholders(study)
    assert found == {}
    assert written.settings is study.settings
    assert written.framework is study.framework


@pytest.mark.parametrize(
    ("table", "column", "needed"),
    [
        ("sources", "publisher", False),
        ("teams", "name", True),
        ("actions", "action", True),
        ("involvement", "aim", False),
    ],
)
def test_a_placeholder_is_told_by_its_cell_and_missing_unless_needed(
    study, table, column, needed
):
    unwritten, key = with_cell(study, table, column)
    written, found = without_placeholders(unwritten)
    assert found == {f"{table}.csv, {key}, {column}": needed}
    assert written.tables[table][column].isna().iloc[0] == (not needed)


@pytest.mark.parametrize("text", ["[laughs]", "[withheld]", "to be written", "[a](b)"])
def test_a_cell_in_brackets_may_be_evidence(study, text):
    assert without_placeholders(with_cell(study, "sources", "role", text)[0])[1] == {}


def test_any_text_in_brackets_is_a_placeholder_in_the_settings(study):
    texts = {"title": "[Title]", "about": "[What a team is]", "limits": ("[x]", "So.")}
    strands = dict.fromkeys(study.settings.strands, "[Name]")
    unwritten = with_settings(study, **texts, strands=strands)
    written, found = without_placeholders(unwritten)
    assert found == {
        "study.yml, title": True,
        "study.yml, about": False,
        "study.yml, limits.0": False,
        **{f"study.yml, strands.{name}": True for name in strands},
    }
    assert written.settings.limits == ("So.",)
    assert not written.settings.about


def test_limits_of_placeholders_alone_are_needed(study):
    _, found = without_placeholders(with_settings(study, limits=("[1]", "[2]")))
    assert found == {"study.yml, limits.0": True, "study.yml, limits.1": True}


def test_a_placeholder_in_the_framework_and_the_model_is_told(study):
    framework = study.framework.model_copy(update={"title": "[Title]"})
    unwritten = dataclasses.replace(study, framework=framework, model=LATER)
    written, found = without_placeholders(unwritten)
    assert found == {"model.md": False, "framework.yml, title": True}
    assert written.model == ""


def test_the_public_edition_leaves_out_what_it_can_do_without(study):
    unwritten, _ = with_cell(with_settings(study, about="[About]"), "sources", "role")
    public = release(unwritten, "public").study
    assert not public.settings.about
    assert without_placeholders(public)[1] == {}
    assert release(unwritten, "internal").study.settings.about == "[About]"


def test_the_public_edition_is_refused_without_what_readers_need(study):
    unwritten = with_settings(study, title="[Title]", question="[Question?]")
    with pytest.raises(DisclosureError) as error:
        release(unwritten, "public")
    assert str(error.value) == (
        "texts that readers need and that are yet to be written: 2. Write them, set "
        "their clearance to internal, or build --edition internal:\n"
        "  study.yml, title\n  study.yml, question"
    )


def test_a_bare_placeholder_is_no_secret(study):
    bare, _ = with_cell(study, "sources", "role", "[To be written.]")
    assert "[To be written.]" not in [s.text for s in release(bare, "public").secrets]
