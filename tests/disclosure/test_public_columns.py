"""What the table of public columns and fields says is what a release does."""

from dataclasses import replace

import guide_tables
import pandas as pd
import pytest
from interviews import add_interviews

from hiteval.bundle.bundle import write_bundle
from hiteval.disclosure import public_columns as may
from hiteval.disclosure.clearance import WITHHELD
from hiteval.disclosure.editions import RECORDED, release
from hiteval.disclosure.public_fields import PUBLIC_FIELDS
from hiteval.study import schema
from hiteval.study.framework import Framework
from hiteval.study.labels import Labels
from hiteval.study.reading import read_study
from hiteval.study.record import Record
from hiteval.study.settings import Settings
from hiteval.study.writing import write_study

CANARY = "qzx unheard of qzx"
TEXTS = [
    (name, column)
    for name, table in schema.TABLES.items()
    for column, spec in table.columns.items()
    if spec.free and may.PUBLIC_COLUMNS[name][column] != may.PLAIN
]


@pytest.fixture
def study(folder):
    """The study with interviews, and a row of its own in each table."""
    study = read_study(add_interviews(folder))
    rows = {
        "adjudications": {"segment_id": "a1-s1", "reason": "So", "about": "team"},
        "findings": {"finding_id": "f1", "statement": "So", "segment_ids": "a1-s1"},
        "theory": {"link_id": "t1", "statement": "So", "segment_ids": "a1-s1"},
        "responses": {"response_id": "r1", "role": "chair", "response": "So"},
    }
    tables = {
        name: schema.typed(name, pd.DataFrame([row | {"clearance": "public"}]))
        for name, row in rows.items()
    }
    return study.with_tables(tables)


def everything(study):
    tables = [table.to_csv() for table in study.tables.values()]
    return "".join([*tables, repr(study.settings), repr(study.framework), study.model])


def with_text(study, name, column, clearance):
    table = study.tables[name].assign(**{column: CANARY})
    if "clearance" in table:
        table["clearance"] = clearance
    return study.with_tables({name: table.astype(study.tables[name].dtypes)})


def shown(study, name, column, clearance):
    released = release(with_text(study, name, column, clearance), "public")
    return CANARY in everything(released.study)


@pytest.mark.parametrize(("name", "column"), TEXTS)
def test_a_text_passes_as_the_table_says(study, name, column):
    passing = may.PUBLIC_COLUMNS[name][column]
    if name == "segments" and column == "quote":
        pytest.skip("needs an approval, see test_clearance")
    if passing == may.COUNTED:
        pytest.skip("made by counting, see test_people_counts")
    expected = passing.when != "never"
    assert shown(study, name, column, "public") == expected


CLEARED = [
    (name, column)
    for name, column in TEXTS
    if may.PUBLIC_COLUMNS[name][column] in (may.ROW, may.CELL, may.CHARTED)
]


@pytest.mark.parametrize("clearance", ["internal", None])
@pytest.mark.parametrize(("name", "column"), CLEARED)
def test_a_text_that_is_not_cleared_does_not_pass(study, name, column, clearance):
    assert not shown(study, name, column, clearance)


@pytest.mark.parametrize("name", sorted({n for n, _ in TEXTS} - {*schema.PRIVATE}))
def test_a_column_that_nobody_listed_is_nowhere_in_a_public_edition(study, name):
    table = study.tables[name].assign(remark=CANARY)
    released = release(study.with_tables({name: table}), "public")
    assert CANARY not in everything(released.study)
    assert "remark" not in released.study.tables[name]


def test_a_column_that_the_schema_has_and_the_table_lacks_reaches_no_bundle(
    study, folder, tmp_path, monkeypatch
):
    from hiteval.study.columns import Column

    for table in schema.TABLES.values():
        monkeypatch.setitem(table.columns, "remark", Column())
    tables = {name: t.assign(remark=CANARY) for name, t in study.tables.items()}
    write_study(study.with_tables(tables), tmp_path / "study")
    write_bundle(tmp_path / "study", "public", tmp_path / "bundle", folder)
    files = [p for p in (tmp_path / "bundle").rglob("*") if p.is_file()]
    assert len(files) > 20
    assert [p.name for p in files if CANARY in p.read_text("utf-8")] == []


def test_what_a_column_that_nobody_listed_holds_is_a_secret(study):
    table = study.teams.assign(remark=CANARY)
    secrets = release(study.with_tables({"teams": table}), "public").secrets
    assert "teams.csv, alpha, remark" in {secret.where for secret in secrets}


class _Labels(Labels):
    remark: str = ""


class _Settings(Settings):
    remark: str = ""
    labels: _Labels = _Labels()


class _Framework(Framework):
    remark: str = ""


def test_a_field_that_nobody_listed_does_not_pass(study):
    inner = study.settings.labels.model_dump() | {"remark": CANARY}
    wide = study.settings.model_dump(by_alias=True) | {
        "remark": CANARY,
        "labels": inner,
    }
    framework = study.framework.model_dump() | {"remark": CANARY}
    study = replace(
        study,
        settings=_Settings.model_validate(wide),
        framework=_Framework.model_validate(framework),
    )
    assert CANARY in everything(study)
    assert CANARY not in everything(release(study, "public").study)


@pytest.mark.parametrize(
    ("file", "record"), [("study.yml", Settings), ("framework.yml", Framework)]
)
def test_every_field_is_listed(file, record):
    assert set(PUBLIC_FIELDS[file]) == set(fields(record))


def fields(kind, place=""):
    """Name each field that holds no others, from the schema that editors get."""
    schema = kind.model_json_schema(by_alias=True)
    yield from _leaves(schema, schema.get("$defs", {}), place)


def _leaves(schema, defined, place):
    for choice in schema.get("anyOf", []):
        if choice.get("type") != "null":
            yield from _leaves(choice, defined, place)
            return
    if "$ref" in schema:
        schema = defined[schema["$ref"].rsplit("/", 1)[1]]
    if "properties" in schema:
        for name, part in schema["properties"].items():
            yield from _leaves(part, defined, f"{place}.{name}" if place else name)
    elif schema.get("additionalProperties"):
        yield from _leaves(schema["additionalProperties"], defined, f"{place}.*")
    elif "$ref" in schema.get("items", {}):
        yield from _leaves(schema["items"], defined, f"{place}.*")
    else:
        yield place


def test_a_record_keeps_all_else(study):
    public = release(study, "public").study
    assert public.settings == study.settings.model_copy(update={"edition": "public"})
    assert isinstance(public.settings, Record)
    assert public.framework == study.framework


def test_a_reason_that_is_not_cleared_is_counted_and_its_rating_stays(study):
    study = with_text(study, "consensus", "reason", "internal")
    released = release(study, "public")
    assert released.withheld["reasons in consensus"] == 1
    assert released.study.consensus["reason"].tolist() == [WITHHELD]
    assert released.study.consensus["rating"].tolist() == [1]
    assert CANARY in {secret.text for secret in released.secrets}


def test_an_organisation_that_only_somebody_in_confidence_named_is_not_shown(study):
    partners = study.team_organisations
    spoken = partners["org_id"] == "trust"
    partners = partners.assign(source_id=partners["source_id"].mask(spoken, "int-1"))
    released = release(study.with_tables({"team_organisations": partners}), "public")
    assert released.study.organisations["org_id"].tolist() == ["uni"]
    assert released.withheld["organisations that nothing shown names"] == 1
    assert "A hospital trust" in {secret.text for secret in released.secrets}


def test_each_table_that_is_cleared_by_the_row_has_words_for_its_rows():
    assert set(RECORDED) == set(may.tables_with(may.ROW))


def test_every_table_is_listed_with_all_its_columns():
    declared = {n: set(table.columns) for n, table in schema.TABLES.items()}
    assert {n: set(rules) for n, rules in may.PUBLIC_COLUMNS.items()} == declared


def test_the_guide_prints_what_the_code_holds_to():
    stated = guide_tables.STATED.read_text(encoding="utf-8")
    assert stated == guide_tables.what_may_pass()
