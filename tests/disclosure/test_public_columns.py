"""What the table of public columns and fields says is what a release does."""

from dataclasses import replace

import guide_tables
import pandas as pd
import pytest
from conftest import ROOT
from interviews import add_interviews

from hiteval.bundle.bundle import write_bundle
from hiteval.disclosure import public_columns as may
from hiteval.disclosure.clearance import WITHHELD
from hiteval.disclosure.editions import release
from hiteval.disclosure.public_fields import PUBLIC_FIELDS
from hiteval.disclosure.withheld import RECORDED
from hiteval.study import schema
from hiteval.study.columns import Column
from hiteval.study.framework import Framework
from hiteval.study.labels import Labels
from hiteval.study.reading import read_study
from hiteval.study.settings import Settings
from hiteval.study.writing import write_study

CANARY = "qzx unheard of qzx"
TEXTS = {
    (name, column): may.PUBLIC_COLUMNS[name][column]
    for name, table in schema.TABLES.items()
    for column, spec in table.columns.items()
    if spec.free and may.PUBLIC_COLUMNS[name][column] != may.PLAIN
}
# Counted, by test_people_counts; and approved, by test_clearance.
ELSEWHERE = {
    *[("people", "name"), ("roster", "role"), ("roster", "broader_role")],
    ("segments", "quote"),
}


@pytest.fixture
def study(folder):
    """The study with interviews, and a row of its own in each table."""
    study = read_study(add_interviews(folder))
    cell = {"team_id": "alpha", "criterion_id": "working.public", "clearance": "public"}
    rests = {"order": "1", "segment_ids": "a1-s1", "criterion_ids": "working.public"}
    link = {"from_id": "working", "to_id": "change", "sign": "supports"}
    rows = {
        "adjudications": {"segment_id": "a1-s1", "reason": "So", "about": "team"},
        "findings": {"finding_id": "f1", "statement": "So", **rests},
        "theory": {"link_id": "t1", "statement": "So", **rests, **link},
        "responses": {"response_id": "r1", "role": "chair", "response": "So"},
    }
    days = dict.fromkeys(("decided_on", "responded_on"), "2021-02-01")
    tables = {
        name: schema.typed(name, pd.DataFrame([cell | days | row]))
        for name, row in rows.items()
    }
    return study.with_tables(tables)


def everything(study):
    tables = [table.to_csv() for table in study.tables.values()]
    return "".join([*tables, repr(study.settings), repr(study.framework), study.model])


def with_texts(study, clearance="public"):
    """Write a text of its own into each column, in rows of one clearance."""
    tables = dict(study.tables)
    for name, column in TEXTS.keys() - ELSEWHERE:
        tables[name] = tables[name].assign(**{column: f"qzx of {name} {column} qzx"})
    for name in tables.keys() - {"segments"}:
        if "clearance" in tables[name]:
            tables[name] = tables[name].assign(clearance=clearance)
    dtypes = {n: table.dtypes for n, table in study.tables.items()}
    return study.with_tables({n: t.astype(dtypes[n]) for n, t in tables.items()})


def passing(study, clearance):
    shown = everything(release(with_texts(study, clearance), "public").study)
    return {(n, c) for n, c in TEXTS.keys() - ELSEWHERE if f"qzx of {n} {c} " in shown}


def test_a_text_that_is_cleared_passes_as_the_table_says(study):
    may_pass = {at for at, rule in TEXTS.items() if rule.when != "never"}
    assert passing(study, "public") == may_pass - ELSEWHERE


@pytest.mark.parametrize("clearance", ["internal", None])
def test_a_text_that_its_row_does_not_clear_does_not_pass(study, clearance):
    of_row = (may.ROW, may.CELL, may.CHARTED)
    may_pass = {
        at for at, rule in TEXTS.items() if rule.when != "never" and rule not in of_row
    }
    assert passing(study, clearance) == may_pass - ELSEWHERE


def test_a_column_that_nobody_listed_is_nowhere_in_a_public_edition(study):
    tables = {name: t.assign(remark=CANARY) for name, t in study.tables.items()}
    public = release(study.with_tables(tables), "public").study
    assert CANARY not in everything(public)
    assert [n for n, table in public.tables.items() if "remark" in table] == []


def test_a_column_that_the_schema_has_and_the_table_lacks_reaches_no_bundle(
    study, folder, tmp_path, monkeypatch
):
    for table in schema.TABLES.values():
        monkeypatch.setitem(table.columns, "remark", Column())
    tables = {name: t.assign(remark=CANARY) for name, t in study.tables.items()}
    write_study(study.with_tables(tables), tmp_path / "study")
    write_bundle(tmp_path / "study", "public", tmp_path / "bundle", ROOT)
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
    elif within := schema.get("additionalProperties") or schema.get(
        "patternProperties"
    ):
        inner = next(iter(within.values())) if "patternProperties" in schema else within
        yield from _leaves(inner, defined, f"{place}.*")
    elif "$ref" in schema.get("items", {}):
        yield from _leaves(schema["items"], defined, f"{place}.*")
    else:
        yield place


def test_a_record_keeps_all_else(study):
    public = release(study, "public").study
    assert public.settings == study.settings.model_copy(update={"edition": "public"})
    assert public.framework == study.framework


def test_a_reason_that_is_not_cleared_is_counted_and_its_rating_stays(study):
    consensus = study.consensus.assign(reason=CANARY, clearance="internal")
    released = release(study.with_tables({"consensus": consensus}), "public")
    assert released.withheld["reasons of a consensus"] == 1
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
